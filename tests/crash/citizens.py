"""Citizens who send over HTTP and write down what became of each petition (after Jepsen's sets).

Every petition is noted before it is sent, and again when its outcome is known: *ok* once the
receipt was read, *failed* when the product said that nothing was recorded, *unknown* when it did
not answer or could not say. Whoever does not know sends the same form again, like a person would,
and must get one receipt.
"""

import base64
import http.client
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from http.cookiejar import CookieJar
from typing import Any

from flask import Flask

from feedback.domain import clock
from feedback.domain.petitions import Kind
from feedback.services.lodging import drafts

TIMEOUT = 20.0
#: Between two petitions of one citizen, so that what goes wrong meets all of them.
THINKING = 0.8
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_NUMBER = re.compile(r"\bQN-\d{4}-\d{5}\b")
NOT_RECORDED = "chưa ghi nhận"
UNSURE = "chưa rõ đã ghi nhận hay chưa"
NO_ANSWER = (OSError, http.client.HTTPException)


class Outcome(StrEnum):
    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Account:
    """One petition in the client's own books."""

    code: str
    key: bytes
    outcomes: list[Outcome] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    #: the product said that nothing was recorded, and it was
    phantom: bool = False

    @property
    def first(self) -> Outcome:
        return self.outcomes[0]


def write_forms(app: Flask, count: int) -> list[Account]:
    """Forms filled in and checked, ready to be sent: what happens before is no promise yet."""
    accounts = []
    with app.app_context():
        for place in range(count):
            key, answers = drafts.begin(Kind.REPORT, clock.now())
            given = {
                "story": f"Đống rác thứ {place + 1} ở đầu thôn đã nửa tháng chưa ai dọn.",
                "commune_code": "06862",
                "name": "Nguyễn Văn Hòa",
            }
            drafts.answer(key, clock.now(), given)
            accounts.append(Account(answers.code, key))
    return accounts


class Browser:
    """One citizen's browser: cookies of its own, redirects followed by hand."""

    def __init__(self, port: int, account: Account) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._draft = base64.urlsafe_b64encode(account.key).decode()
        self._jar = CookieJar()
        handlers = (_Stay(), urllib.request.HTTPCookieProcessor(self._jar))
        self._opener = urllib.request.build_opener(*handlers)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(self._base + path, data)  # noqa: S310 - our own server
        own = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._jar)
        request.add_unredirected_header("Cookie", f"draft={self._draft}; {own}")
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def patiently(self, path: str) -> tuple[int, str]:
        """A page that promises nothing, asked for until it comes."""
        while True:
            try:
                status, page = self.ask(path)
            except NO_ANSWER:
                status, page = 0, ""
            if 0 < status < 500:
                return status, page
            time.sleep(0.3)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def send(port: int, account: Account, is_there: Callable[[str], bool]) -> None:
    """Send until the receipt is read, noting each outcome on the way."""
    browser = Browser(port, account)
    while True:
        status, page = browser.patiently("/gui-don/cam-doan")
        if status == http.HTTPStatus.OK:
            token = _TOKEN.search(page)
            assert token is not None, page[:2000]
            form = {"csrf_token": token[1], "kind": "report", "sworn": "y"}
            outcome = _posted(browser, form)
        else:
            outcome = Outcome.OK
        if outcome is Outcome.OK:
            account.numbers.add(receipt_of(browser))
        if outcome is Outcome.FAILED:
            account.phantom |= is_there(account.code)
        account.outcomes.append(outcome)
        if outcome is Outcome.OK:
            return
        time.sleep(0.3)


def _posted(browser: Browser, form: dict[str, str]) -> Outcome:
    try:
        status, page = browser.ask("/gui-don/cam-doan", form)
    except NO_ANSWER:
        return Outcome.UNKNOWN
    if status == http.HTTPStatus.SEE_OTHER:
        return Outcome.OK
    if UNSURE in page.lower():
        return Outcome.UNKNOWN
    said = NOT_RECORDED in page.lower()
    assert said, f"{status}: neither taken nor refused: {page[:500]}"
    return Outcome.FAILED


def receipt_of(browser: Browser) -> str:
    """The number on the receipt; the page is asked for until it comes."""
    status, page = browser.patiently("/bien-nhan")
    number = _NUMBER.search(page)
    assert status == http.HTTPStatus.OK, page[:500]
    assert number is not None, page[:500]
    return number[0]


def send_all(
    port: int, accounts: list[Account], citizens: int, is_there: Callable[[str], bool]
) -> list[threading.Thread]:
    """Several citizens at once, each with a share of the petitions; started, to be joined."""

    def work(share: list[Account]) -> None:
        for account in share:
            time.sleep(THINKING)
            send(port, account, is_there)

    shares = [accounts[start::citizens] for start in range(citizens)]
    threads = [threading.Thread(target=work, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    return threads
