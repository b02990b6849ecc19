"""Carrying out a reorganisation: all of it in one transaction, or none.

Agencies end and begin, succession is recorded, and every open file of an ended agency goes to the
one that continues it, with an entry of its own. No clock moves. A file that nobody would hold, or
that its successor may not have, refuses the whole. Doing it again finds nothing left to do.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import DomainError, InvalidInputError, NotAllowedError
from feedback.domain.history.entries import Draft
from feedback.domain.reorganisation import Reorganisation
from feedback.domain.roles import SYSTEM
from feedback.models.agency import Agency
from feedback.models.subject import Subject
from feedback.services.competence.denounced import barred_by_subject
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.mergers import register_of_agencies
from feedback.services.mergers.reform_2025 import with_reform
from feedback.services.mergers.register_of_agencies import Agencies
from feedback.services.subject.numbers import subject_number
from feedback.services.subject.subjects import lock
from feedback.services.time import obligations
from feedback.services.time.clocks import Clocks
from feedback.workflows.registry import governing

ONE_DAY = timedelta(days=1)
#: Orphans named in one refusal; the rest are counted.
NAMED = 20


@dataclass(slots=True)
class Outcome:
    """What was done, or would be."""

    ended: list[str] = field(default_factory=list)
    started: list[str] = field(default_factory=list)
    #: number of the file, agency it leaves, agency it goes to
    handed: list[tuple[str, str, str]] = field(default_factory=list)


class _OnlyLooking(Exception):  # noqa: N818 - no error: it takes a dry run back
    pass


def reorganise(plan: Reorganisation, now: datetime, *, dry_run: bool = False) -> Outcome:
    """Carry out the plan; a dry run does the same and takes it all back."""
    outcome = Outcome()
    with suppress(_OnlyLooking), transaction() as session:
        outcome = _carry_out(session, plan, now)
        if dry_run:
            raise _OnlyLooking
    return outcome


def _carry_out(session: Session, plan: Reorganisation, now: datetime) -> Outcome:
    if plan.day > civil_day(now):
        raise NotAllowedError(f"Ngày {plan.day:%d/%m/%Y} chưa đến; chưa sắp xếp được.")
    plan = with_reform(session, plan)
    outcome = Outcome()
    agencies = Agencies(session)
    outcome.started = register_of_agencies.start(plan, agencies)
    register_of_agencies.move_people(session, plan, agencies)
    outcome.ended = register_of_agencies.end(session, plan, agencies, plan.day - ONE_DAY)
    register_of_agencies.succeed(session, plan, agencies)
    session.flush()
    entries = list(_hand_over_all(session, plan, agencies, outcome, now))
    history.record_many(session, entries)
    return outcome


def _hand_over_all(
    session: Session, plan: Reorganisation, agencies: Agencies, outcome: Outcome, now: datetime
) -> Iterator[Draft]:
    """Every open file of what ended, in the order of its number; orphans refuse all."""
    files = list(_open_files(session, plan, agencies))
    barred = barred_by_subject(session, [file.id for file in files], plan.day)
    communes = agencies.of_communes(plan.day)
    heirs: list[tuple[Subject, Agency]] = []
    orphans: list[str] = []
    for file in files:
        ended, number = agencies.with_id(file.agency_id), subject_number(file)
        code = plan.heir(ended.code, number, file.commune_code, communes)
        heir = agencies.named(code) if code else None
        why = _why_not(session, heir, barred.get(file.id, frozenset()), plan.day)
        if heir is None or why:
            orphans.append(f"{number} ({ended.name}: {why})")
        else:
            heirs.append((file, heir))
    _refuse_orphans(orphans)
    for file, heir in heirs:
        yield _hand_over(session, plan, agencies, outcome, file, heir, now)


def _open_files(session: Session, plan: Reorganisation, agencies: Agencies) -> Iterator[Subject]:
    ended = [agencies.named(code).id for code in plan.ends]
    subject = Subject.__table__
    ids = session.scalars(
        select(subject.c.id)
        .where(subject.c.agency_id.in_(ended), subject.c.closed_on.is_(None))
        .order_by(subject.c.id)
    ).all()
    for subject_id in ids:
        yield lock(session, subject_id)


def _why_not(session: Session, heir: Agency | None, barred: frozenset[int], on: date) -> str:
    if heir is None:
        return "chưa rõ cơ quan kế tục"
    if not heir.in_force(on):
        return f"{heir.name} không hoạt động vào ngày này"
    if heir.id in barred:
        return f"đơn tố cáo người lãnh đạo {heir.name}"
    try:
        obligations.head_of(session, heir.id)
    except DomainError:
        return f"{heir.name} chưa có người đứng đầu trong hệ thống"
    return ""


def _refuse_orphans(orphans: list[str]) -> None:
    if orphans:
        more = f"; và {len(orphans) - NAMED} hồ sơ khác" if len(orphans) > NAMED else ""
        msg = f"Không sắp xếp: {len(orphans)} hồ sơ không có nơi nhận: "
        raise InvalidInputError("file", f"{msg}{'; '.join(orphans[:NAMED])}{more}.")


def _hand_over(
    session: Session,
    plan: Reorganisation,
    agencies: Agencies,
    outcome: Outcome,
    file: Subject,
    heir: Agency,
    now: datetime,
) -> Draft:
    """Holder and obligation change; state, edition and clocks stay as they are."""
    ended = agencies.with_id(file.agency_id)
    stays = agencies.agency_of_person(file.person_id) == heir.id
    file.agency_id = heir.id
    file.person_id = file.person_id if stays else None
    file.version += 1
    state = governing(file.procedure, file.edition, civil_day(now)).state(file.state)
    obligations.renew(session, file, state, Clocks(session, file), now)
    outcome.handed.append((subject_number(file), ended.code, heir.code))
    return Draft(
        file.uid,
        file.subject_kind,
        "handed_to_successor",
        now,
        SYSTEM.pseudonym,
        ended.code,
        {
            "agency": heir.code,
            "person": f"user:{file.person_id}" if file.person_id else None,
            "ended": ended.code,
            "on": plan.day.isoformat(),
            "basis": plan.document,
        },
    )
