"""What happens thousands of times inside: due dates, decisions, entries, letters."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from feedback.domain.deadlines import Start, due
from feedback.domain.history.chain import place_all
from feedback.domain.history.entries import Draft
from feedback.domain.petitions import Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.domain.special_days import standard_calendar
from feedback.letters.render import render
from feedback.workflows.limits.registry import limit_named
from feedback.workflows.registry import edition_named
from feedback.workflows.rows import Act
from tests.documents.letter_specimens import ISSUED_AT, SPECIMENS

DAY = date(2026, 8, 3)


def rates() -> Iterator[tuple[str, float]]:
    """Name and how many a second."""
    yield "due dates, calendar days", _rate(_due("KN1-RESOLVE@2012"), 20_000)
    yield "due dates, working days", _rate(_due("KN1-ACCEPT@2026"), 20_000)
    yield "decisions", _rate(_decide, 5_000)
    yield "entries, chained and hashed", _entries(20_000)
    specimen = next(iter(SPECIMENS.values()))
    yield "letters, warm, one core", _rate(lambda: render(specimen, issued_at=ISSUED_AT), 15)


def _rate(work: Callable[[], object], times: int) -> float:
    for _ in range(3):
        work()
    begun = time.perf_counter()
    for _ in range(times):
        work()
    return times / (time.perf_counter() - begun)


def _due(limit_id: str) -> Callable[[], object]:
    limit, calendar, start = limit_named(limit_id), standard_calendar(), Start(DAY)
    return lambda: due(limit, start, calendar)


_EDITION = edition_named("intake", "TT05-2026")
_FACTS = Facts(SubjectKind.PETITION, Kind.COMPLAINT, "received", received_on=DAY)
_ACT = Act(
    "classify", Role.RECEPTION_OFFICER, DAY, {"kind": "complaint", "field": "land", "agency": "A"}
)


def _decide() -> object:
    return _EDITION.decide(_FACTS, _ACT)


def _entries(count: int) -> float:
    now = datetime(2026, 8, 3, tzinfo=UTC)
    data = {"act": "classify", "from": "received", "to": "classified", "on": DAY.isoformat()}
    drafts = [
        Draft(uuid4(), "petition", "classified", now + timedelta(seconds=n), "user:1", "a", data)
        for n in range(count)
    ]
    begun = time.perf_counter()
    for _ in place_all(drafts, first_index=0, links={}, earliest=now, new_salt=bytes):
        pass
    return count / (time.perf_counter() - begun)
