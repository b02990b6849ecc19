"""Logs anybody may read: what people send leaves no trace in them, also when all goes wrong."""

import io
import itertools
import logging
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import Headers

from feedback.extensions import db
from feedback.services.watch import log_lines
from tests.client import Visitor
from tests.integration.office.conftest import Office
from tests.passwords import PASSWORD

#: Stands in every canary, so that a part of one is found as well.
SONG = "kanarek"
#: Names of fields the product reads, and one it does not know.
FIELDS = (
    "story", "wanted", "name", "address", "phone", "email", "identity_number", "code", "number",
    "username", "password", "toi", "csrf_token", "kind", "document", "reason", "unknown",
)  # fmt: skip
METHODS = ("GET", "POST", "PUT")


class Canaries:
    """Each asked for is another, so that what is found tells where it came from."""

    def __init__(self) -> None:
        self._count = itertools.count()

    def one(self) -> str:
        return f"{SONG}{next(self._count)}ẫn"

    def path(self, rule: str) -> str:
        """The address of a pattern with a canary in each place; a number where one must be."""
        numbered = re.sub(r"<int:\w+>", "918273645", rule)
        return re.sub(r"<[^>]*>", lambda _: self.one(), numbered)

    def headers(self) -> Headers:
        names = ("User-Agent", "Referer", "Authorization", "X-Request-Id", "X-Forwarded-For",
                 "X-Forwarded-Host", "Accept-Language", "Origin", f"X-{SONG}")  # fmt: skip
        return Headers([(name, self.one().encode().decode("latin-1")) for name in names])

    def send(self, client: FlaskClient, rule: str, method: str) -> int:
        fields = {name: self.one() for name in FIELDS}
        if method != "GET":
            fields |= {"file": (io.BytesIO(self.one().encode()), f"{self.one()}.pdf")}
        client.set_cookie("draft", self.one().encode().hex())
        client.set_cookie(f"c{SONG}", self.one().encode().hex())
        answer = client.open(
            self.path(rule), method=method, query_string={name: self.one() for name in FIELDS},
            data=None if method == "GET" else fields, headers=self.headers(),
        )  # fmt: skip
        answer.request.environ["wsgi.input"].close()
        return answer.status_code


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture
def office(app) -> Office:
    return Office(app)


def found(written: io.StringIO) -> list[str]:
    told = written.getvalue().lower()
    signs = (SONG, SONG.encode().hex(), "918273645", "127.0.0.")
    return [line for line in told.splitlines() if any(sign in line for sign in signs)]


def patterns(app) -> list[str]:
    return sorted({rule.rule for rule in app.url_map.iter_rules()})


def test_no_request_leaves_what_it_carried(app, canaries, written, lines):
    client, sent = app.test_client(), 0
    for rule in [*patterns(app), f"/{SONG}/<nowhere>"]:
        for method in METHODS:
            canaries.send(client, rule, method)
            sent += 1
    assert found(written) == []
    assert len([line for line in lines() if line["event"] == "request"]) == sent


def test_no_request_of_an_officer_leaves_what_it_carried(office, canaries, written, lines):
    visitor = Visitor(office.app)
    signed_in = visitor.answer("/can-bo/dang-nhap", {"username": "tiepnhan", "password": PASSWORD})
    assert signed_in.status_code == 302
    client = office.app.test_client()
    client.set_cookie("office", visitor.cookie("office"))
    for rule in patterns(office.app):
        if not rule.endswith("dang-xuat"):
            for method in METHODS:
                canaries.send(client, rule, method)
    assert found(written) == []
    told = {line["event"] for line in lines()}
    assert {"request", "sign-in succeeded", "csrf refused", "refused by role"} <= told
    assert "Hoàng Lan Anh" not in written.getvalue()
    assert "tiepnhan" not in written.getvalue()


def our_mistake(canary: str) -> None:
    story = {"typed": canary}
    raise RuntimeError(story)


def the_database(canary: str) -> None:
    db.session.execute(text("select cast(:typed as integer)"), {"typed": canary})


def a_wrapped_error(canary: str) -> None:
    try:
        our_mistake(canary)
    except RuntimeError as error:
        raise IntegrityError(canary, {"name": canary}, error) from error


def a_logger_of_ours(canary: str) -> None:
    logging.getLogger("feedback.somewhere").warning("read %s and %d", canary, 7)
    our_mistake(canary)


def a_logger_of_others(canary: str) -> None:
    logging.getLogger("library").error(f"cannot read {canary}")  # noqa: G004 - as libraries do
    logging.getLogger("gunicorn.error").warning(f"Invalid request: {canary}")  # noqa: G004 - as it does
    logging.getLogger("rq.worker").error("job %s:\n%s", canary, canary)
    our_mistake(canary)


def a_logged_exception(canary: str) -> None:
    try:
        our_mistake(canary)
    except RuntimeError:
        logging.getLogger("feedback.somewhere").exception("it went wrong")
        logging.getLogger("library").exception(canary)
        raise


@pytest.mark.parametrize(
    "wrong",
    [our_mistake, the_database, a_wrapped_error, a_logger_of_ours, a_logger_of_others,
     a_logged_exception],
)  # fmt: skip
def test_a_failure_leaves_nothing_either(app, canaries, written, lines, wrong):
    def fail(**_: object) -> None:
        wrong(canaries.one())

    fail.policy = app.view_functions["public.track"].policy
    app.view_functions["public.track"] = fail
    app.config["PROPAGATE_EXCEPTIONS"] = False
    status = canaries.send(app.test_client(), "/tra-cuu", "POST")
    assert status == (400 if wrong is the_database else 500)
    assert found(written) == []
    told = lines()
    assert told[-1] | {"status": status, "route": "/tra-cuu", "method": "POST"} == told[-1]
    if status == 500:
        (broken,) = [line for line in told if line["event"] == "broken"]
        assert any("test_log_lines.py" in place for place in broken["where"])
        assert broken["request_id"] == told[-1]["request_id"]


def test_a_request_is_told_by_its_pattern(app, lines):
    app.test_client().get("/cong-khai/cua-toi?toi=/can-bo", headers={"X-Request-Id": "theirs"})
    line = lines()[-1]
    assert set(line) == {
        "time", "level", "event", "logger", "request_id", "method", "route", "status", "ms",
    }  # fmt: skip
    assert re.fullmatch(r"[0-9a-f]{16}", line["request_id"])
    assert line["status"] == 404
    assert "cua-toi" not in str(line)


def test_a_strangers_word_is_no_method(app, lines):
    app.test_client().open("/", method=SONG)
    assert (lines()[-1]["method"], lines()[-1]["status"]) == ("OTHER", 405)


def test_a_line_is_one_line_of_plain_characters(written):
    logging.getLogger("feedback.test").warning(
        "a\nb\x1b[31m", extra={"facts": {"why": "c\r\nd\u2028e\x9b"}}
    )
    (line,) = written.getvalue().splitlines()
    assert line.isascii()
    assert line.isprintable()


# What those who watch want to see


def test_signing_in_is_told_by_pseudonyms(office, lines):
    visitor = Visitor(office.app)
    door = "/can-bo/dang-nhap"
    visitor.answer(door, {"username": "tiepnhan", "password": "sai"})
    visitor.answer(door, {"username": "tiepnhan", "password": PASSWORD})
    visitor.get("/can-bo")
    visitor.get("/quan-tri/lich")
    visitor.post("/can-bo/dang-xuat", {"csrf_token": "forged"})
    visitor.get("/can-bo")
    visitor.post("/can-bo/dang-xuat")
    told = [line for line in lines() if line["logger"].endswith("security_events")]
    assert [(line["event"], line["level"]) for line in told] == [
        ("sign-in failed", "warning"),
        ("sign-in succeeded", "info"),
        ("refused by role", "warning"),
        ("csrf refused", "warning"),
        ("signed out", "info"),
    ]
    failed, succeeded, *_, signed_out = told
    assert failed["account"] == succeeded["account"] == signed_out["account"]
    assert failed["network"] == succeeded["network"]
    assert re.fullmatch(r"[0-9a-f]{16}", failed["account"])


def test_guessing_is_told(office, lines):
    visitor = Visitor(office.app)
    for _ in range(6):
        visitor.answer("/can-bo/dang-nhap", {"username": "ai.do", "password": "đoán"})
    visitor.answer("/tra-cuu", {"code": "0" * 28})
    told = [line["event"] for line in lines() if line["logger"].endswith("security_events")]
    assert told == ["sign-in failed"] * 5 + ["throttled", "wrong code tried"]


def test_what_is_too_large_is_told(app, lines):
    app.test_client().post("/tra-cuu", data={"code": "x" * 5_000_000})
    assert "body too large" in [line["event"] for line in lines()]


def test_without_its_filter_the_formatter_would_leak():
    """The search finds what a plain formatter writes: it is no blind guard."""
    stream = io.StringIO()
    record = logging.LogRecord("feedback", 30, "", 0, "read %s", (SONG,), None)
    stream.write(logging.Formatter().format(record) + "\n")
    assert len(found(stream)) == 1
    assert SONG not in log_lines.JsonLines().format(record)
