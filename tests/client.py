"""A browser without a screen: follows forms as they stand and reads each answer strictly.

Every HTML answer is parsed; an answer that is not well formed fails the test that asked for it, as
does an id given twice.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import Any

import html5lib
from flask import Flask
from html5lib.html5parser import ParseError
from werkzeug.test import TestResponse

_FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
_TAG = re.compile(r"<(?:input|textarea|button)\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
#: Of letters, digits and dashes: whatever it is, the page around it is as well formed.
_TOKEN = re.compile(r'(?<=nonce="|value=")[\w.-]+(?=")', re.ASCII)


class Visitor:
    """One browser: its cookies, and the page it last saw."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()
        self.page: TestResponse | None = None

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._seen(self._client.get(path, **options))

    def raw(self, path: str) -> TestResponse:
        """The answer as it came, also where it is no page; it is not looked at."""
        return self._client.get(path)

    def open(self, method: str, path: str) -> TestResponse:
        return self._seen(self._client.open(path, method=method))

    def post(
        self, path: str, fields: Mapping[str, Any] | bytes | None = None, **options: Any
    ) -> TestResponse:
        """Post the fields with the token of the page last seen, where it has one; bytes as is."""
        if isinstance(fields, bytes):
            return self._seen(self._client.post(path, data=fields, **options))
        data = {**self.hidden(path), **(fields or {})}
        return self._seen(self._client.post(path, data=data, **options))

    def answer(self, path: str, fields: Mapping[str, Any], **options: Any) -> TestResponse:
        """Open a page with a form and post it filled in."""
        self.get(path)
        return self.post(path, fields, **options)

    def cookie(self, name: str) -> str | None:
        found = self._client.get_cookie(name)
        return found.value if found else None

    def keep_cookie(self, name: str, value: str) -> None:
        self._client.set_cookie(name, value)

    def drop_cookie(self, name: str) -> None:
        self._client.delete_cookie(name)

    def hidden(self, path: str) -> dict[str, str]:
        """Hidden fields of the form that posts to this path, or of the page's last form."""
        if self.page is None or self.page.mimetype != "text/html":
            return {}
        forms = _FORM.findall(self.page.text)
        meant = [form for form in forms if f'action="{path}"' in form.split(">", 1)[0]]
        fields = {}
        for tag in _TAG.findall((meant or forms or [""])[-1]):
            attributes = dict(_ATTRIBUTE.findall(tag))
            if attributes.get("type") == "hidden":
                fields[attributes["name"]] = unescape(attributes.get("value", ""))
        return fields

    def _seen(self, answer: TestResponse) -> TestResponse:
        answer.request.environ["wsgi.input"].close()
        if answer.mimetype == "text/html":
            self.page = answer
            assert_well_formed(answer.text)
        return answer


def assert_well_formed(html: str) -> None:
    """Fail unless a strict parser is content and no id stands twice.

    Werkzeug's own one-line page of a redirect is nobody's to read and is let pass.
    """
    if "<title>Redirecting...</title>" in html:
        return
    _parse_strictly(_TOKEN.sub("", html))
    twice = [name for name, times in Counter(_ID.findall(html)).items() if times > 1]
    assert not twice, f"ids given twice: {twice}"


@lru_cache(maxsize=1000)
def _parse_strictly(html: str) -> None:
    """Once for equal pages: parsing costs as much as making them, and most are asked for often."""
    try:
        html5lib.HTMLParser(strict=True).parse(html)
    except ParseError as error:
        raise AssertionError(f"not well formed: {error}\n{html}") from error


def texts(html: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("<body")[2])).split())
