"""A change of the calendar: one person proposes it, a second one confirms or refuses it.

Confirming writes the table, the history of the change and a row for the recomputation, all in one
transaction; the clocks follow in batches (``feedback.services.time.recomputation``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from feedback.domain.calendar import DayKind
from feedback.domain.day_changes import Action, NewDay, Switches, switches
from feedback.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from feedback.domain.history.entries import Draft
from feedback.domain.policy.actions import Action as Right
from feedback.domain.roles import Actor
from feedback.models.agency import CalendarDay
from feedback.models.days import CalendarChange
from feedback.services.ground import four_eyes, outbox
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.rights import permission
from feedback.services.time.calendars import special_rows

PROPOSED, CONFIRMED, REFUSED = "proposed", "confirmed", "refused"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody proposes, and on which paper."""

    action: Action
    days: tuple[NewDay, ...]
    reason: str
    decision: str
    source: str


def propose(wanted: Wanted, actor: Actor, now: datetime) -> int:
    """Write a proposal down; the id of the change. What cannot be done is refused at once."""
    user_id = _administrator(actor)
    _refuse_without_paper(wanted)
    with transaction() as session:
        switches(special_rows(session), wanted.action, wanted.days)
        change = CalendarChange(
            action=wanted.action,
            content={"days": [_told(entered) for entered in wanted.days]},
            reason=wanted.reason,
            decision=wanted.decision,
            source=wanted.source,
            proposed_by_id=user_id,
            proposed_at=now,
        )
        session.add(change)
        session.flush()
        data = {
            "action": change.action,
            **change.content,
            "reason": change.reason,
            "decision": change.decision,
            "source": change.source,
        }
        history.record_many(session, [_entry(change, "calendar_change_proposed", actor, now, data)])
        return change.id


def confirm(change_id: int, actor: Actor, now: datetime) -> None:
    """Make the change: the table at once, the clocks after the commit."""
    with transaction() as session:
        change = _to_decide(session, change_id, actor)
        session.execute(text("LOCK TABLE calendar_day IN SHARE ROW EXCLUSIVE MODE"))
        done = switches(special_rows(session), Action(change.action), days_of(change))
        four_eyes.decide(change, CONFIRMED, actor, now)
        _write(session, change, done, now)
        outbox.later(
            session,
            queue="sweeps",
            key=f"calendar-{change.id}",
            payload={"change": change.id},
            now=now,
        )
        session.flush()
        history.record_many(session, [_entry(change, "calendar_changed", actor, now, {})])


def refuse(change_id: int, actor: Actor, now: datetime, note: str) -> None:
    """Turn a proposal down, with the reason; the table stays as it is."""
    if not note:
        raise InvalidInputError("note", "Ghi lý do không xác nhận.")
    with transaction() as session:
        change = _to_decide(session, change_id, actor)
        change.note = note
        four_eyes.decide(change, REFUSED, actor, now)
        session.flush()
        entry = _entry(change, "calendar_change_refused", actor, now, {"note": note})
        history.record_many(session, [entry])


def days_of(change: CalendarChange) -> tuple[NewDay, ...]:
    """The days of a change as they were entered."""
    return tuple(
        NewDay(
            date.fromisoformat(told["day"]),
            DayKind(told["kind"]) if told["kind"] else None,
            told["reason"],
        )
        for told in change.content["days"]
    )


def _told(entered: NewDay) -> dict[str, Any]:
    return {"day": entered.day.isoformat(), "kind": entered.kind, "reason": entered.reason}


def _administrator(actor: Actor) -> int:
    permission.refuse_role(actor, Right.MANAGE_DAYS)
    if actor.user_id is None:
        raise NotAllowedError(permission.NO_ACCOUNT)
    return actor.user_id


def _refuse_without_paper(wanted: Wanted) -> None:
    for field, value, sentence in (
        ("reason", wanted.reason, "Ghi lý do thay đổi."),
        ("decision", wanted.decision, "Ghi số quyết định hoặc thông báo."),
        ("source", wanted.source, "Ghi nơi đọc được văn bản đó."),
    ):
        if not value:
            raise InvalidInputError(field, sentence)


def _to_decide(session: Session, change_id: int, actor: Actor) -> CalendarChange:
    """The change under lock, for a second person."""
    user_id = _administrator(actor)
    change = session.get(CalendarChange, change_id, with_for_update=True, populate_existing=True)
    if change is None:
        raise NotFoundError("Không có đề nghị này.")
    four_eyes.refuse_decided_or_own(change, PROPOSED, user_id)
    return change


def _write(session: Session, change: CalendarChange, done: Switches, now: datetime) -> None:
    """Off before on: one row of a day counts at most."""
    _switch(session, done.off, change, active=False)
    _switch(session, done.on, change, active=True)
    session.add_all(
        CalendarDay(
            day=entered.day,
            kind=entered.kind,
            reason=entered.reason,
            source=change.source,
            decision=change.decision,
            entered_by=f"user:{change.proposed_by_id}",
            entered_at=now,
            change_id=change.id,
        )
        for entered in done.new
    )
    session.flush()


def _switch(session: Session, ids: Sequence[int], change: CalendarChange, *, active: bool) -> None:
    if ids:
        rows = update(CalendarDay).where(CalendarDay.id.in_(ids))
        session.execute(rows.values(active=active, change_id=change.id))


def _entry(
    change: CalendarChange, type_: str, actor: Actor, now: datetime, data: dict[str, Any]
) -> Draft:
    return Draft(change.uid, "system", type_, now, actor.pseudonym, actor.agency_code, data)
