"""Requests nobody would send on purpose: made from the addresses and forms the product really has.

A seed and a number make one request, always the same. Half of the values are those a form came
with, so that a request gets past the first check; the others are what has broken programs before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import Client

METHODS = ("GET", "POST", "GET", "POST", "GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "ODD")
#: Never filled into an address or a form by a person.
HOSTILE = (
    "", " ", "0", "-1", "1e309", "NaN", "9223372036854775807", "9223372036854775808", "٣", "１２",
    "\x00", "a\x00b", "\r\nX-Odd: 1", "\x1b[2J", "\u202e\u2066", "e\u0302\u0301" * 40, "\ufffe",
    "'", '"><script>alert(1)</script>', "{{7*7}}", "${7*7}", "%s%n", "' or 1=1--", "../../x",
    "..\\..\\", "//elsewhere.invalid", "javascript:alert(1)", "=1+1", "a" * 5_000, "đ" * 70_000,
    "2026-02-30", "0000-01-01", "99999-12-31", "2026-13-01", "31/02/2026", "12:60", "[]", "{}",
    "null", "true", "🇻🇳" * 30, "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX AND ACUTE}", "\x7f", "\x85",
)  # fmt: skip
#: In an address, already as bytes: not text in any encoding.
IN_ADDRESSES = ("%FF", "%ED%A0%80", "%00", "%2e%2e%2f", "%0d%0aX-Odd:1", "%u0041", "%", "%C0%AF")
FILES = (
    b"", b"\x00", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n" + b"\xff" * 40, b"PK\x03\x04" + b"\0" * 30,
    b"GIF89a<script>", b"\xff\xd8\xff\xe0" + b"x" * 700_000, b"<svg onload=alert(1)>",
)  # fmt: skip
NAMES = (
    "a.pdf",
    "a.png",
    "a.docx",
    "../a.jpg",
    "a\x00.pdf",
    "",
    "a" * 400 + ".pdf",
    "\u202efdp.exe",
)
TYPES = (
    "application/json", "application/x-www-form-urlencoded; charset=utf-7", "multipart/form-data",
    "multipart/form-data; boundary=", "text/xml", "", "a/b/c;;=",
)  # fmt: skip
HEADERS = (
    ("Accept-Language", "vi;q=9,*;q=x"), ("Range", "bytes=9-1"), ("If-None-Match", '"\xff'),
    ("If-Modified-Since", "yesterday"), ("X-Forwarded-For", "1.2.3.4, ::1, x"),
    ("X-Forwarded-Host", "elsewhere.invalid"), ("Referer", "javascript:1"), ("Host", "a b"),
    ("Cookie", "office=\xff; session=.x.y; draft=%00"), ("Sec-Fetch-Site", "cross-site"),
    ("Content-Length", "-5"), ("Authorization", "Basic \xff"), ("Origin", "null"),
)  # fmt: skip
#: Who leaves is nobody afterwards; it has tests of its own.
LEAVING = re.compile(r"dang-xuat|/can-bo/phien")


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent, in the words of werkzeug's client."""

    method: str
    path: str
    options: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.options!r:.2000}"


@dataclass
class Fuzz:
    """One visitor who sends what comes to mind, and learns the forms of the pages they see."""

    app: Flask
    seed: int
    known: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def requests(self, first: int, count: int) -> Iterator[Request]:
        rules = [r for r in self.app.url_map.iter_rules() if not LEAVING.search(r.rule)]
        for number in range(first, first + count):
            yield self._request(Random(f"{self.seed} {number}"), rules)  # noqa: S311 - repeatable

    def send(self, client: Client, request: Request) -> int:
        """The status of the answer; the forms of its page are known from then on."""
        answer = client.open(request.path, method=request.method, **request.options)
        answer.request.environ["wsgi.input"].close()
        if answer.mimetype == "text/html" and request.method in {"GET", "POST"}:
            self.read(answer.request.path, answer.text)
        answer.close()
        return answer.status_code

    def read(self, path: str, page: str) -> None:
        """Know the forms of a page from now on."""
        forms = _Forms(path)
        forms.feed(page)
        self.known.update(forms.found)

    def _request(self, rng: Random, rules: Sequence[Rule]) -> Request:
        path = _address(rng, rng.choice(rules))
        if self.known and rng.random() < 0.4:
            path = rng.choice(sorted(self.known))
        method = rng.choice(METHODS)
        options: dict[str, Any] = {
            "headers": dict(rng.sample(HEADERS, rng.choice((0, 0, 0, 1, 2))))
        }
        if rng.random() < 0.4:
            options["query_string"] = _query(rng)
        if method not in {"GET", "HEAD", "OPTIONS"}:
            options |= self._body(rng, path)
        return Request(method, path, options)

    def _body(self, rng: Random, path: str) -> dict[str, Any]:
        if rng.random() < 0.15:
            return {"data": rng.choice(FILES), "content_type": rng.choice(TYPES)}
        fields: dict[str, Any] = {}
        for name, value in self.known.get(path, [("q", ""), ("code", "")]):
            chance = rng.random()
            if chance < 0.55:
                fields.setdefault(name, []).append(value)
            elif chance < 0.9:
                fields.setdefault(name, []).extend(rng.choices(HOSTILE, k=rng.choice((1, 1, 1, 3))))
        if rng.random() < 0.25:
            fields[rng.choice(("files", "file", "scan"))] = [
                (BytesIO(rng.choice(FILES)), rng.choice(NAMES)) for _ in range(rng.choice((1, 3)))
            ]
        if rng.random() < 0.05:
            fields.update({f"odd{n}": "x" for n in range(1_200)})
        return {"data": fields}


def _address(rng: Random, rule: Rule) -> str:
    """The rule's pattern filled in: small numbers, which exist, or anything."""

    def filled(found: re.Match[str]) -> str:
        chance = rng.random()
        if chance < 0.6 and found.group().startswith("<int:"):
            return str(rng.randint(1, 60))
        if chance < 0.8:
            return rng.choice(IN_ADDRESSES)
        return quote(rng.choice(HOSTILE)[:2_000], safe="")

    return re.sub(r"<[^>]+>", filled, rule.rule)


def _query(rng: Random) -> str:
    names = (
        "q",
        "page",
        "trang",
        "toi",
        "sua",
        "kind",
        "state",
        "den",
        "ngay",
        "tu",
        "sap",
        "\x00",
    )
    pairs = [(quote(rng.choice(names)), quote(rng.choice(HOSTILE)[:2_000])) for _ in range(2)]
    return "&".join(f"{name}={value}" for name, value in pairs) + rng.choice(("", "&%FF=%ED%A0%80"))


class _Forms(HTMLParser):
    """The fields of each form of a page, with what they came with."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.found: dict[str, list[tuple[str, str]]] = {}
        self._here, self._path = path, path

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._path = (told.get("action") or self._here).partition("?")[0]
            self.found[self._path] = []
        elif tag in {"input", "select", "textarea", "button"} and "name" in told:
            self.found.setdefault(self._path, []).append((told["name"], told.get("value", "1")))
