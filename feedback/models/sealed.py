"""When the lodging of a petition was written down, and whether a signed checkpoint covers it."""

from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, exists, select

from feedback.models.entry import Entry, LogCheckpoint

#: The first entry of a petition's chain is its lodging.
LODGING: Final = 1


def lodged_at(uid: ColumnElement[Any]) -> ScalarSelect[Any]:
    return select(Entry.at).where(Entry.subject == uid, Entry.seq == LODGING).scalar_subquery()


def is_sealed(uid: ColumnElement[Any]) -> ColumnElement[bool]:
    lodging = select(Entry.index).where(Entry.subject == uid, Entry.seq == LODGING)
    return exists().where(LogCheckpoint.size > lodging.scalar_subquery())
