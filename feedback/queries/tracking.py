"""Everything the tracking page shows about one petition, in a fixed number of statements.

A petition that was accepted lives on as a case, and the page follows it there. A petition joined to
an earlier one shows its own file only: the other file is somebody else's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from feedback.domain.history.clocks import Recomputed
from feedback.domain.letters.catalogue import letter_named
from feedback.domain.roles import Role
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Attachment, Petition
from feedback.models.subject import Subject
from feedback.queries import timeline, tracking_rows
from feedback.queries.explained import clocks_of, running
from feedback.queries.tracking_facts import facts_of
from feedback.queries.tracking_rows import Duty
from feedback.vault.identities import Stored
from feedback.workflows import quarantine
from feedback.workflows.core import Edition, Option
from feedback.workflows.registry import governing
from feedback.workflows.rows import State


@dataclass(frozen=True, slots=True)
class Tracked:
    petition: Petition
    title: str
    #: the petition, or the case it became
    current: Subject
    agency: str
    state: State
    duty: Duty | None
    acts: tuple[PerformedAct, ...]
    #: what the sender stated where that is sealed, by the number of the act
    stated: Mapping[int, Mapping[str, str]]
    #: running clocks of the current file, nearest first
    clocks: tuple[Deadline, ...]
    letters: tuple[IssuedLetter, ...]
    files: tuple[Attachment, ...]
    #: what the sender may do now, and what is missing for it
    options: tuple[Option, ...]
    #: running clocks as their history explains them, by uid
    explained: Mapping[str, Recomputed]
    #: several people complain in the case
    joint: bool = False
    #: when its lodging entered the log; None where the log has no such entry
    logged_at: datetime | None = None
    #: a signed checkpoint covers that entry, so that it can be proven
    sealed: bool = False

    @property
    def verdict(self) -> str:
        return self.current.verdict if isinstance(self.current, Case) else ""


def tracked(session: Session, petition_id: int, on: date) -> Tracked:
    """The petition and all that may be shown of it to whoever holds its code."""
    petition = session.get_one(Petition, petition_id)
    case = tracking_rows.case_of(session, petition)
    current: Subject = case or petition
    ids = [petition.id, *([case.id] if case else [])]
    acts = tracking_rows.acts(session, ids)
    deadlines = tracking_rows.deadlines(session, ids)
    letters = tracking_rows.letters(session, ids)
    edition = governing(current.procedure, current.edition, on)
    held = tracking_rows.held(session, petition, current, case)
    facts = facts_of(petition, current, acts, deadlines, letters, held)
    return Tracked(
        petition=petition,
        title=current_texts().title(Stored.of(held.title)),
        current=current,
        agency=held.agency,
        state=_told_state(edition, current),
        duty=_told_duty(tracking_rows.duty(held), edition, current, deadlines),
        acts=tuple(act for act in acts if act.action not in quarantine.UNTOLD),
        stated=tracking_rows.stated(petition, acts),
        clocks=tuple(d for d in deadlines if d.subject_id == current.id and d.state == "open"),
        letters=tuple(one for one in letters if one.issued_at and _for_sender(petition, one)),
        files=tracking_rows.files(session, petition),
        options=edition.available(facts, on, Role.CITIZEN),
        explained=running(clocks_of(timeline.stored(session, current.uid))),
        joint=held.joint,
        logged_at=held.logged_at,
        sealed=held.sealed,
    )


def _for_sender(petition: Petition, letter: IssuedLetter) -> bool:
    """Papers of the office stay there; about a violation also those written to other bodies."""
    if not letter.for_citizen:
        return False
    return letter_named(letter.name).for_citizen or not petition.confidential


def letter_of(tracked_petition: Tracked, uid: str) -> IssuedLetter | None:
    """The document of this name among those the sender may read."""
    return next(
        (letter for letter in tracked_petition.letters if letter.uid.hex == uid),
        None,
    )


def _told_state(edition: Edition, current: Subject) -> State:
    """To the sender a suspected petition is like any that was received (I16).

    Who floods us shall not learn from the page what is noticed.
    """
    suspected = current.state == quarantine.SUSPECTED
    return edition.initial if suspected else edition.state(current.state)


def _told_duty(
    duty: Duty | None, edition: Edition, current: Subject, deadlines: Sequence[Deadline]
) -> Duty | None:
    if duty is None or current.state != quarantine.SUSPECTED:
        return duty
    owed = [
        clock.due_legal
        for clock in deadlines
        if clock.due_legal and not clock.waits and clock.rule != quarantine.LOOK
    ]
    first = edition.initial
    return replace(duty, task=first.task, product=first.product, due_on=min(owed))
