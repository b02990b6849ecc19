"""Nobody finds an event in a log that the page of events does not explain."""

import re
from pathlib import Path

from feedback.blueprints.inspection.audit import TITLES
from feedback.domain.clock_watch import Doubt
from feedback.services.watch.security_events import SecurityEvent

ROOT = Path(__file__).resolve().parents[2]
#: What happens on pages of citizens and strangers alone, and at the sealer, makes no row.
IN_THE_LOG_ALONE = {
    SecurityEvent.CODE_UNKNOWN,
    SecurityEvent.CSP_VIOLATED,
    SecurityEvent.VNEID_REFUSED,
    SecurityEvent.WITNESS_APART,
}


def test_every_event_stands_on_the_page_of_events():
    page = (ROOT / "docs/security/events.md").read_text(encoding="utf-8")
    rows = page.partition("## Each event")[2].partition("**A closed file.**")[0]
    names = "".join(row.split("|")[1] for row in rows.splitlines() if "|" in row)
    told = re.findall(r"`([^`]+)`", names)
    assert sorted(told) == sorted(event.value for event in SecurityEvent)


def test_every_event_that_is_kept_has_words_for_its_reader():
    assert set(TITLES) == set(SecurityEvent) - IN_THE_LOG_ALONE


def test_whatever_is_doubted_of_a_clock_is_an_event():
    assert {SecurityEvent(doubt) for doubt in Doubt} <= set(TITLES)
