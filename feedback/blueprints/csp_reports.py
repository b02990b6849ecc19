"""Where browsers report what our policy forbade: a page of ours is broken, or somebody tries.

A report is a stranger's text about a page somebody read, so little of it is believed and less is
kept: which rule, what kind of thing, on which pattern of address; each a word of our own code.
Everything is answered alike. Past its size or its number a report is dropped: whoever floods this
door fills no log, and costs no more than the reading of some kilobytes.
"""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.headers import REPORTS
from feedback.extensions import csrf
from feedback.services.watch.security_events import SecurityEvent, note

LARGEST = 16_000
#: Lines a process writes of them in a minute; the first are enough to see what is wrong.
MOST_A_MINUTE = 30
#: The Reporting API sends several at once.
MOST_AT_ONCE = 5
OTHER = "other"
#: Rules of the policy that can be broken, and the finer names that browsers give some of them.
DIRECTIVES = frozenset({
    "base-uri", "connect-src", "default-src", "font-src", "form-action", "frame-ancestors",
    "frame-src", "img-src", "manifest-src", "media-src", "object-src",
    "require-trusted-types-for", "script-src", "script-src-attr", "script-src-elem", "style-src",
    "style-src-attr", "style-src-elem", "trusted-types", "worker-src",
})  # fmt: skip
#: What browsers write where no address was the matter.
KINDS = frozenset({"inline", "eval", "wasm-eval", "trusted-types-policy", "trusted-types-sink"})
SCHEMES = frozenset({"about", "blob", "chrome-extension", "data", "file", "moz-extension"})


class Allowance:
    """So many in any minute by the clock, shared by the threads of a process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._minute, self._taken = -1, 0

    def take(self, seconds: float) -> bool:
        """Whether one more may be had at this moment."""
        with self._lock:
            minute = int(seconds // 60)
            if minute != self._minute:
                self._minute, self._taken = minute, 0
            self._taken += 1
            return self._taken <= self._most


reports = Blueprint("reports", __name__)
csrf.exempt(reports)  # nosemgrep: form-without-token - browsers send them by themselves
allowance = Allowance(MOST_A_MINUTE)


@reports.post(REPORTS)
@for_everyone
def csp() -> ResponseReturnValue:
    """No answer tells whether a report was read."""
    request.max_content_length = LARGEST
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        body = b""
    for report in _read(body):
        if allowance.take(time.monotonic()):
            note(SecurityEvent.CSP_VIOLATED, **report)
    return "", HTTPStatus.NO_CONTENT


def _read(body: bytes) -> Iterator[dict[str, str | None]]:
    """Both shapes: ``report-uri``'s one object, and the Reporting API's list."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return
    for each in told[:MOST_AT_ONCE] if isinstance(told, list) else [told]:
        if not isinstance(each, Mapping):
            continue
        report = each.get("csp-report", each.get("body"))
        if isinstance(report, Mapping):
            yield _known(report)


def _known(report: Mapping[str, Any]) -> dict[str, str | None]:
    directive = _first(report, "effectiveDirective", "effective-directive", "violated-directive")
    return {
        "directive": directive if directive in DIRECTIVES else OTHER,
        "blocked": _kind(_first(report, "blockedURL", "blocked-uri")),
        "page": _pattern(_first(report, "documentURL", "document-uri")),
    }


def _first(report: Mapping[str, Any], *names: str) -> str:
    found = next((report[name] for name in names if isinstance(report.get(name), str)), "")
    return str(found)


def _kind(blocked: str) -> str:
    """What was kept out: code in the page, a kind of address, our own site or another."""
    if blocked in KINDS:
        return blocked
    try:
        parts = urlsplit(blocked)
    except ValueError:
        return OTHER
    if parts.scheme in SCHEMES or blocked in SCHEMES:
        return parts.scheme or blocked
    if parts.scheme in {"http", "https"}:
        return "own site" if parts.netloc == request.host else "another site"
    return OTHER


def _pattern(document: str) -> str | None:
    """The pattern of the page's address; None when no page of ours has it."""
    try:
        path = urlsplit(document).path
        rule, _ = current_app.url_map.bind("").match(path, method="GET", return_rule=True)
    except (ValueError, HTTPException):
        return None
    return str(rule.rule)
