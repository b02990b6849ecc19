"""Whatever is asked of the product, and however it ends, the answer carries the headers of 6h."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, Response, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.test import TestResponse

from feedback.app import create_app
from feedback.blueprints import assets
from feedback.blueprints.headers import DOWNLOAD_POLICY, REPORTS
from tests.client import Visitor
from tests.integration.office.conftest import Office
from tests.passwords import PASSWORD
from tests.worlds import application

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Reporting-Endpoints": f'csp="{REPORTS}"',
}
#: Rules without which the policy would not hold.
POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "form-action": "'self'",
    "style-src": "'self'",
    "require-trusted-types-for": "'script'",
    "report-uri": REPORTS,
    "report-to": "csp",
}
#: Other types than text, and how they begin.
BEGINNINGS = {
    "application/pdf": b"%PDF-",
    "font/woff2": b"wOF2",
    "image/png": b"\x89PNG",
    "application/zip": b"PK",
}
#: No other site reads an answer, whichever it says it is; nobody learns what serves.
TOLD_TO_NOBODY = {
    "access-control-allow-origin", "access-control-allow-credentials", "server", "x-powered-by",
}  # fmt: skip
#: Browsers keep no longer one (RFC 6265, 6.1).
LONGEST_COOKIE = 4096
#: What another site's page sends along.
ELSEWHERE = {"Origin": "https://elsewhere.example"}
#: Whom the matrix goes through: nobody, and one of each room.
PEOPLE = ("", "tiepnhan", "chutichxa", "vanthuxa", "thanhtra")


def lacking(answer: TestResponse) -> list[str]:
    """What an answer of the product does not carry."""
    headers = answer.headers
    missing = [name for name, value in FIXED.items() if headers.get(name) != value]
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        missing.append("Permissions-Policy")
    kept = "immutable" in headers.get("Cache-Control", "")
    if not (kept and answer.request.path.startswith("/static/")):
        missing += [] if headers.get("Cache-Control") == "no-store" else ["Cache-Control"]
    missing += [] if says_what_it_is(answer) else ["Content-Type"]
    missing += [name for name in headers.keys() if name.lower() in TOLD_TO_NOBODY]  # noqa: SIM118 - no mapping
    missing += [c for c in headers.getlist("Set-Cookie") if len(c.encode()) > LONGEST_COOKIE]
    return missing + _lacking_of_policy(headers.get("Content-Security-Policy", ""))


def says_what_it_is(answer: TestResponse) -> bool:
    """A body has a type; text says that it is UTF-8 and is, the others begin as their type does."""
    kind, body = answer.headers.get("Content-Type", ""), answer.data
    if not body:
        return True
    if re.fullmatch(r"(text/\w+|image/svg\+xml); charset=utf-8", kind):
        begins = kind.startswith("text/html") is (body.lstrip()[:9].lower() == b"<!doctype")
        return begins and body.decode("utf-8", "replace").encode() == body
    if kind == "application/json":
        return isinstance(json.loads(body), dict)
    return kind in BEGINNINGS and body.startswith(BEGINNINGS[kind])


def _lacking_of_policy(policy: str) -> list[str]:
    if policy == DOWNLOAD_POLICY:
        return []
    told = dict(part.partition(" ")[::2] for part in policy.split("; "))
    missing = [name for name, value in POLICY.items() if told.get(name) != value]
    if not re.fullmatch(r"'none'|'nonce-[\w-]{22}'", told.get("script-src", "")):
        missing.append("script-src")
    return missing


@pytest.fixture
def office(app) -> Office:
    return Office(app)


def addresses(app: Flask) -> list[str]:
    """One address of each pattern: numbers where numbers are, a word elsewhere."""
    found = {re.sub(r"<int:\w+>", "1", rule.rule) for rule in app.url_map.iter_rules()}
    return sorted({re.sub(r"<[^>]*>", "nothing", rule) for rule in found})


@pytest.mark.parametrize("username", PEOPLE, ids=lambda name: name or "nobody")
def test_every_route_of_the_application_guards_its_answers(office, username):
    app = office.app
    app.config["PROPAGATE_EXCEPTIONS"] = False
    visitor, client = Visitor(app), app.test_client()
    if username:
        visitor.answer("/can-bo/dang-nhap", {"username": username, "password": PASSWORD})
        client.set_cookie("office", visitor.cookie("office"))
    bare, statuses = {}, Counter()
    for address in addresses(app):
        for method in METHODS:
            if username and address.endswith("dang-xuat"):
                continue
            answer = client.open(
                address, method=method, base_url="https://localhost", headers=ELSEWHERE
            )
            statuses[answer.status_code] += 1
            if missing := lacking(answer):
                bare[f"{method} {address} {answer.status_code}"] = missing
    assert bare == {}
    assert {200, 404, 405} <= statuses.keys()


def too_many() -> None:
    raise TooManyRequests


@pytest.mark.parametrize(
    ("status", "method", "path", "data"),
    [
        pytest.param(400, "POST", "/can-bo/dang-xuat", {}, id="400 a forged post"),
        pytest.param(404, "GET", "/khong-co", None, id="404 no such page"),
        pytest.param(404, "GET", "/static/khong-co.css", None, id="404 no such file"),
        pytest.param(405, "DELETE", "/tra-cuu", None, id="405 a method nobody offers"),
        pytest.param(413, "POST", "/tra-cuu", {"code": "x" * 5_000_000}, id="413 too large"),
        pytest.param(422, "POST", "/tra-cuu", {"code": "x"}, id="422 to be corrected"),
        pytest.param(429, "GET", "/qua-nhieu", None, id="429 too often"),
        pytest.param(500, "GET", "/hong", None, id="500 our mistake"),
        pytest.param(204, "POST", REPORTS, b"{}", id="204 a report"),
    ],
)
def test_every_failure_is_guarded(app, status, method, path, data):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    for address, view in (("/qua-nhieu", too_many), ("/hong", lambda: 1 // 0)):
        view.policy = app.view_functions["public.track"].policy
        app.add_url_rule(address, address.strip("/"), view)
    answer = app.test_client().open(path, method=method, data=data, base_url="https://localhost")
    answer.request.environ["wsgi.input"].close()
    assert answer.status_code == status
    assert lacking(answer) == []


def test_every_static_file_is_guarded(app):
    client = app.test_client()
    files = assets.load(Path(app.root_path) / "static").values()
    for file in files:
        address = f"/static/{file.address}"
        answer = client.get(address, base_url="https://localhost", headers=ELSEWHERE)
        assert (answer.status_code, lacking(answer)) == (200, [])


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", "<!doctype html>"),
        ("text/plain; charset=utf-8", "<!doctype html>"),
        ("text/html; charset=utf-8", "words"),
        ("text/css", ".a { color: red }"),
        ("text/css; charset=utf-8", b"\xff"),
        ("application/pdf", "<!doctype html>"),
        ("application/x-unknown", "words"),
    ],
)
def test_an_answer_that_is_not_what_it_says_is_seen(app, kind, body):
    app.after_request(lambda _answer: Response(body, content_type=kind))
    assert not says_what_it_is(app.test_client().get("/healthz"))


def test_leaving_the_office_clears_what_the_browser_kept(office):
    visitor = Visitor(office.app)
    visitor.answer("/can-bo/dang-nhap", {"username": "tiepnhan", "password": PASSWORD})
    visitor.get("/can-bo")
    answer = visitor.post("/can-bo/dang-xuat")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_only_as_many_proxies_count_as_there_are(settings):
    """One hop: what the proxy says counts, what the visitor put before it does not."""
    forwarded = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7", "X-Forwarded-Proto": "https"}
    seen = []
    for proxies in (0, 1):
        app = create_app(replace(settings, trusted_proxies=proxies))

        @app.before_request
        def look() -> None:
            seen.append((request.remote_addr, request.is_secure))

        app.test_client().get("/healthz", headers=forwarded)
    assert seen == [("127.0.0.1", False), ("198.51.100.7", True)]


# Behind https, as in production


@pytest.fixture
def secure(settings) -> Iterator[Flask]:
    with application(replace(settings, base_url="https://localhost")) as app:
        yield app


def test_an_officer_works_over_https_though_browsers_send_no_referrer(secure):
    """Our own policy has them send none; the forged post is told by its token alone."""
    visitor, site = Visitor(Office(secure).app), {"base_url": "https://localhost"}
    door = "/can-bo/dang-nhap"
    visitor.get(door, **site)
    entered = visitor.post(door, {"username": "tiepnhan", "password": PASSWORD}, **site)
    assert entered.location == "/can-bo"
    visitor.get("/can-bo", **site)
    forged = visitor.post("/can-bo/dang-xuat", {"csrf_token": "forged"}, **site)
    assert forged.status_code == 400
    visitor.get("/can-bo", **site)
    assert visitor.post("/can-bo/dang-xuat", **site).location == door


def test_cookies_are_for_this_host_over_https_and_not_for_scripts(secure):
    visitor, site = Visitor(secure), {"base_url": "https://localhost"}
    first = visitor.get("/gui-don", **site)
    answer = visitor.post("/gui-don", {"kind": "report"}, **site)
    given = [*first.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert {cookie.split("=")[0] for cookie in given} == {"__Host-office", "__Host-draft"}
    for cookie in given:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
