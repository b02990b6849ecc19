"""The headers of every answer, errors included."""

import re

import pytest

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cache-Control": "no-store",
}


def directives(answer) -> dict[str, str]:
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {part.split(" ", 1)[0]: part.split(" ", 1)[1] for part in parts}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "/plain", 200, id="a page"),
        pytest.param("GET", "/nowhere", 404, id="no such page"),
        pytest.param("POST", "/plain", 405, id="wrong method"),
        pytest.param("GET", "/refused", 403, id="refused"),
        pytest.param("GET", "/broken", 500, id="our own mistake"),
        pytest.param("GET", "/kieu-mau/cau-hoi", 200, id="a page with a form"),
    ],
)
def test_every_answer_is_guarded(browser, method, path, status):
    answer = browser.open(path, method=method)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    policy = directives(answer)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["style-src"] == policy["form-action"] == policy["connect-src"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert (policy["report-uri"], policy["report-to"]) == ("/bao-cao/csp", "csp")
    assert answer.headers["Reporting-Endpoints"] == 'csp="/bao-cao/csp"'
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_scripts_run_by_a_word_used_once(browser):
    first, second = browser.get("/kieu-mau/"), browser.get("/kieu-mau/")
    words = [re.search(r'nonce="([^"]+)"', answer.text)[1] for answer in (first, second)]
    assert words[0] != words[1]
    assert directives(first)["script-src"] == f"'nonce-{words[0]}'"


def test_a_page_without_scripts_allows_none(browser):
    assert directives(browser.get("/plain"))["script-src"] == "'none'"


def test_https_is_remembered_only_when_it_was_used(browser):
    assert "Strict-Transport-Security" not in browser.get("/plain").headers
    secure = browser.get("/plain", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_only_front_pages_may_be_indexed(browser):
    assert "X-Robots-Tag" not in browser.get("/").headers
    assert browser.get("/plain").headers["X-Robots-Tag"] == "noindex"
