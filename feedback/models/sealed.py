"""When the lodging of a petition was written down, and whether a signed checkpoint covers it."""

from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, select

from feedback.models.entry import Entry, LogCheckpoint
from feedback.models.subject import Subject

#: The first entry of a petition's chain is its lodging.
LODGING: Final = 1


def lodging(petition_id: int, *wanted: Any) -> Select[Any]:  # noqa: ANN401 - columns of any type
    """What is wanted of the entry by which a petition was lodged."""
    return (
        select(*wanted)
        .join(Subject, Subject.uid == Entry.subject)
        .where(Subject.id == petition_id, Entry.seq == LODGING)
    )


def lodged_at(uid: ColumnElement[Any]) -> ScalarSelect[Any]:
    return select(Entry.at).where(Entry.subject == uid, Entry.seq == LODGING).scalar_subquery()


def is_sealed(uid: ColumnElement[Any]) -> ColumnElement[bool]:
    lodging = select(Entry.index).where(Entry.subject == uid, Entry.seq == LODGING)
    return exists().where(LogCheckpoint.size > lodging.scalar_subquery())
