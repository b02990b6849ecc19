"""Reports of browsers: taken from anybody, bounded, and kept without what they tell of people."""

import json

import pytest

from feedback.blueprints import csp_reports
from feedback.blueprints.csp_reports import LARGEST, MOST_A_MINUTE, Allowance
from feedback.blueprints.headers import REPORTS

SONG = "kanarek"
SITE = "http://localhost"


@pytest.fixture
def report(app, lines, monkeypatch):
    """Send a body as a browser does; the lines it left."""
    monkeypatch.setattr(csp_reports, "allowance", Allowance(MOST_A_MINUTE))
    client = app.test_client()

    def send(body: object, media_type: str = "application/csp-report") -> list[dict]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = client.post(REPORTS, data=data, content_type=media_type)
        answer.request.environ["wsgi.input"].close()
        assert (answer.status_code, answer.data) == (204, b"")
        return [line for line in lines() if line["event"] == "csp violated"]

    return send


def told(directive: str, blocked: str, page: str | None) -> dict:
    return {"directive": directive, "blocked": blocked, "page": page}


OLD = {
    "csp-report": {
        "document-uri": f"{SITE}/can-bo/vu/17?tim={SONG}",
        "referrer": f"{SITE}/{SONG}",
        "effective-directive": "script-src-elem",
        "original-policy": SONG,
        "blocked-uri": f"https://{SONG}.example/{SONG}.js",
        "script-sample": SONG,
        "source-file": SONG,
    }
}
NEW = [
    {
        "type": "csp-violation",
        "user_agent": SONG,
        "url": f"{SITE}/tra-cuu#{SONG}",
        "body": {
            "documentURL": f"{SITE}/tra-cuu?{SONG}",
            "effectiveDirective": "style-src-attr",
            "blockedURL": "inline",
            "sample": SONG,
        },
    }
]


def test_both_shapes_leave_a_line_without_what_was_read_or_typed(report, written):
    assert (
        report(NEW, "application/reports+json")[0] | told("style-src-attr", "inline", "/tra-cuu")
        == report(NEW)[0]
    )
    (*_, line) = report(OLD)
    assert (line["directive"], line["blocked"]) == ("script-src-elem", "another site")
    assert "17" not in str(line["page"])
    assert SONG not in written.getvalue()


@pytest.mark.parametrize(
    ("blocked", "kind"),
    [
        ("inline", "inline"),
        ("eval", "eval"),
        ("data", "data"),
        (f"data:text/html,{SONG}", "data"),
        (f"{SITE}/{SONG}", "own site"),
        (f"https://{SONG}.example/", "another site"),
        (f"chrome-extension://{SONG}/x.js", "chrome-extension"),
        ("https://[", "other"),
        (SONG, "other"),
        ("", "other"),
    ],
)
def test_what_was_kept_out_is_told_by_its_kind(report, written, blocked, kind):
    (line,) = report({"csp-report": {"blocked-uri": blocked, "effective-directive": SONG}})
    assert (line["blocked"], line["directive"], line["page"]) == (kind, "other", None)
    assert SONG not in written.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"7", b'"x"', b"\xff\xfe", b"[" * 15_000, b"[[],7,null]",
        b'{"csp-report": 7}', b'[{"body": []}]', b"NaN", b"1" * 10_000,
    ],
    ids=lambda body: repr(body[:20]),
)  # fmt: skip
def test_a_body_that_is_no_report_is_answered_alike(report, body):
    assert report(body) == []


@pytest.mark.parametrize("value", [None, 7, [], {}, ["https://x"]])
def test_members_of_other_types_count_as_missing(report, value):
    (line,) = report({"csp-report": dict.fromkeys(OLD["csp-report"], value)})
    assert (line["directive"], line["blocked"], line["page"]) == ("other", "other", None)


def test_a_report_past_its_size_is_dropped(report):
    large = {"csp-report": {**OLD["csp-report"], "script-sample": "x" * LARGEST}}
    assert report(large) == []


def test_of_many_at_once_the_first_count(report):
    assert len(report(NEW * 30)) == 5


def test_past_their_number_reports_are_dropped(report):
    for _ in range(MOST_A_MINUTE + 10):
        found = report(OLD)
    assert len(found) == MOST_A_MINUTE


def test_a_minute_later_they_are_taken_again():
    allowance = Allowance(2)
    assert [allowance.take(at) for at in (0, 1, 59, 60, 61, 62)] == [
        True, True, False, True, True, False,
    ]  # fmt: skip
