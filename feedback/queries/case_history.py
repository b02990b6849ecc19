"""All that is known of one file for whoever inspects it, in six statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from feedback.domain.history.report import Finding
from feedback.models.agency import Agency, UserAccount
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.queries import timeline
from feedback.queries.explained import Explained, explained
from feedback.queries.file_header import Header, header_of
from feedback.queries.tables_and_entries import first_difference
from feedback.queries.timeline import Event


@dataclass(frozen=True, slots=True)
class Dossier:
    header: Header
    events: list[Event]
    deadlines: Sequence[Deadline]
    letters: Sequence[IssuedLetter]
    #: what breaks first, None when the file is sound
    broken: Finding | None
    #: names by pseudonym (``user:7``) and by agency code
    names: Mapping[str, str]
    #: clocks each entry touched, with their arithmetic, by place in the log
    explained: Mapping[int, tuple[Explained, ...]]

    @property
    def sealed(self) -> bool:
        """Whether the newest checkpoint covers the file's newest entry."""
        checkpoint = self.header.checkpoint
        return bool(checkpoint and self.events and self.events[-1].place < checkpoint.size)


def dossier(session: Session, subject_id: int) -> Dossier:
    """The whole file; NotFoundError when there is none."""
    header = header_of(session, subject_id)
    entries = timeline.stored(session, header.uid)
    deadlines = session.scalars(
        select(Deadline).where(Deadline.subject_id == subject_id).order_by(Deadline.id)
    ).all()
    letters = session.scalars(
        select(IssuedLetter).where(IssuedLetter.subject_id == subject_id).order_by(IssuedLetter.id)
    ).all()
    told = timeline.events(entries)
    return Dossier(
        header=header,
        events=told,
        deadlines=deadlines,
        letters=letters,
        broken=timeline.first_break(entries)
        or first_difference(header, entries, deadlines, letters),
        names=_names(session, header, told),
        explained=explained(entries),
    )


def _names(session: Session, header: Header, told: Sequence[Event]) -> dict[str, str]:
    """Officers by pseudonym, with their agency, and agencies by code; one statement."""
    words = {header.agency_code}
    for event in told:
        people = (event.actor, event.data.get("person"), event.data.get("to"))
        words |= {str(word) for word in (*people, event.unit, event.data.get("agency")) if word}
    ids = [int(word[5:]) for word in words if word.startswith("user:") and word[5:].isdecimal()]
    rows = session.execute(
        union_all(
            select(Agency.code, Agency.name).where(Agency.code.in_(words)),
            select(
                func.concat("user:", UserAccount.id),
                func.concat_ws(", ", UserAccount.name, Agency.name),
            )
            .join(Agency, Agency.id == UserAccount.agency_id)
            .where(UserAccount.id.in_(ids)),
        )
    )
    return {code: name for code, name in rows}  # noqa: C416 - names say what the pair is
