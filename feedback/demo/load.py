"""Loads the demonstration: the province, then petitions whose stories run in the order of time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.demo import voters
from feedback.demo.agencies import commune_agency_code
from feedback.demo.drawing import Drawn, draw
from feedback.demo.issuing import issue_waiting
from feedback.demo.petitions import corpus, told
from feedback.demo.province import Cast, load_province
from feedback.demo.scene import Stage, Story
from feedback.demo.stories import tell
from feedback.domain.clock import civil_day, midnight
from feedback.domain.petitions import Kind
from feedback.models.agency import Agency
from feedback.models.petition import Petition
from feedback.services.ground.transaction import transaction
from feedback.services.subject.numbers import subject_number
from feedback.services.upkeep.reference import load_reference
from feedback.vault.keys import KeyRing

#: How far back the first petition lies; both editions of the complaint procedure are met.
SOME_MONTHS = timedelta(days=160)
#: Half of them came in the last weeks, so that every desk has work on it.
LAST_WEEKS = timedelta(days=18)
#: Denunciations in writing: how many days ago each was brought; none in a demonstration of few.
WRITTEN = (3, 8, 12)
FEW = 30
PASSWORD = "tieng-noi-cong-dan"  # noqa: S105 - shown on the screen at every start of the demo


def load(
    count: int,
    seed: int,
    keys: KeyRing,
    now: datetime,
    progress: Callable[[int, int], None],
    *,
    with_voters: bool = False,
) -> int:
    """Load everything up to ``now``; returns how many petitions were lodged.

    ``with_voters`` enters the few recommendations of voters besides, which nobody lodges.
    """
    with transaction() as session:
        load_reference(session)
        load_province(session, PASSWORD, now)
    with transaction() as session:
        stage = _stage(session, keys, seed)
    besides = _of_voters(stage, now) if with_voters else ()
    return _run(
        stage, [*besides, *_told(stage, count, seed, now)], now, lambda done: progress(done, count)
    )


def is_loaded(session: Session) -> bool:
    return session.scalars(select(Petition.id).limit(1)).first() is not None


def _stage(session: Session, keys: KeyRing, seed: int) -> Stage:
    desk = session.scalars(select(Agency.code).where(Agency.level == "board")).one()
    rng = Random(seed)  # noqa: S311 - repeatable on purpose, no secret
    return Stage(Cast(session), keys, rng, desk, {}, _case_of, _number_of, issue_waiting)


#: A story and its place among those that go on at the same instant.
Placed = tuple[int, Story]


def _run(
    stage: Stage, stories: Sequence[Placed], now: datetime, progress: Callable[[int], None]
) -> int:
    """Let all stories go on, always the one whose next instant is the earliest."""
    waiting = [(next(story), place, story) for place, story in stories]
    heapify(waiting)
    while waiting:
        at, place, story = heappop(waiting)
        if at > now:
            continue
        with suppress(StopIteration):
            heappush(waiting, (story.send(at), place, story))
        progress(len(stage.lodged))
    return len(stage.lodged)


def _told(stage: Stage, count: int, seed: int, now: datetime) -> Iterator[Placed]:
    for drawn in _drawn(count, seed, now):
        yield drawn.number, tell(stage, drawn)


def _of_voters(stage: Stage, now: datetime) -> Iterator[Placed]:
    for place, matter in enumerate(voters.RECOMMENDATIONS, start=1):
        agency = commune_agency_code(matter.commune)
        yield -place, voters.tell(matter, stage.cast, stage.keys, stage.desk, agency, now)


def _drawn(count: int, seed: int, now: datetime) -> Iterator[Drawn]:
    """Half of the petitions over some months, half in the last weeks, each numbered once."""
    written = list(_denunciations(count, now))
    yield from written
    count -= len(written)
    old = count // 2
    yield from draw(old, seed, first=civil_day(now - SOME_MONTHS), last=civil_day(now))
    for drawn in draw(
        count - old, seed + 1, first=civil_day(now - LAST_WEEKS), last=civil_day(now)
    ):
        repeats = None if drawn.duplicate_of is None else drawn.duplicate_of + old
        yield replace(drawn, number=drawn.number + old, duplicate_of=repeats)


def _denunciations(count: int, now: datetime) -> Iterator[Drawn]:
    """The few in writing that a desk should have seen, which chance alone might not bring."""
    if count < FEW:
        return
    named = [one for one in corpus() if one.kind is Kind.DENUNCIATION and one.person]
    for place, (petition, days) in enumerate(zip(named, WRITTEN, strict=False)):
        at = midnight(civil_day(now - timedelta(days=days))) + timedelta(hours=9)
        words = told(petition.id, civil_day(at))
        yield Drawn(count - 1 - place, at, words, on_paper=True)


def _case_of(petition_id: int) -> int:
    with transaction() as session:
        case_id = session.get_one(Petition, petition_id).case_id
    if case_id is None:
        msg = f"petition {petition_id} opened no case"
        raise LookupError(msg)
    return case_id


def _number_of(petition_id: int) -> str:
    with transaction() as session:
        return subject_number(session.get_one(Petition, petition_id))
