"""Whom the product talks to is a short list, told in a page; nobody is waited for without end."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/security/connections.md").read_text(encoding="utf-8")
#: What opens lines, files of a device, or whole programs.
CLIENTS = re.compile(
    r"(socket|http\.client|urllib\.request|requests|smtplib|hvac|boto3|redis|psycopg|pkcs11"
    r"|authlib\.integrations\.requests_client|aiohttp|httpx|ftplib|subprocess)$"
)
#: Of the two commands alone, on one machine; the demonstration's own way into its database.
APART = ("feedback/launch/", "feedback/demo/")
#: Calls that would wait for ever, or go where an answer leads, unless told otherwise.
PATIENT = {
    "requests.get": {"timeout", "allow_redirects"},
    "hvac.Client": {"timeout", "allow_redirects"},
    "fetch_token": {"timeout", "allow_redirects"},
    "smtplib.SMTP": {"timeout"},
    "smtplib.SMTP_SSL": {"timeout"},
    "Redis.from_url": {"socket_connect_timeout"},
    "boto3.client": {"config"},
}


def trees() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted((ROOT / "feedback").rglob("*.py")):
        place = str(path.relative_to(ROOT))
        if not place.startswith(APART):
            yield place, ast.parse(path.read_text(encoding="utf-8"))


def opens_lines(tree: ast.AST) -> bool:
    return any(
        CLIENTS.match(name)
        for node in ast.walk(tree)
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    )


def impatient(tree: ast.AST) -> list[str]:
    """Calls of a client that are not told how long to wait, or to stay where they are."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        wanted = next((w for name, w in PATIENT.items() if called.endswith(name)), set())
        told = {word.arg: ast.unparse(word.value) for word in node.keywords}
        follows = told.get("allow_redirects", "False") != "False"
        if not wanted <= set(told) or follows:
            found.append(called)
    return found


def test_whoever_opens_a_line_stands_in_the_page_of_connections():
    found = {place for place, tree in trees() if opens_lines(tree)}
    assert found == set(re.findall(r"`(feedback/[\w/]+\.py)`", PAGE))


def test_nobody_is_waited_for_without_end_or_followed_elsewhere():
    assert [(place, called) for place, tree in trees() for called in impatient(tree)] == []


@pytest.mark.parametrize(
    "code",
    [
        "requests.get(url)",
        "requests.get(url, timeout=5)",
        "requests.get(url, timeout=5, allow_redirects=True)",
        "hvac.Client(url=url)",
        "session.fetch_token(url, timeout=5)",
        "smtplib.SMTP(host)",
        "Redis.from_url(url)",
    ],
)
def test_an_impatient_call_is_seen(code):
    assert impatient(ast.parse(code))
