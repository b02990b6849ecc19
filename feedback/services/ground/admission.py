"""Every transaction of a page is opened for who reads it: row policies ask who that is.

An officer's page is opened for the officer. A citizen's is opened for what was shown to it: the
hash of a receipt code, of a document, the word of a public page; without one it sees no file at
all. PostgreSQL forgets it with the transaction, so a connection of the pool carries nobody to the
next request.
"""

from collections.abc import Mapping
from enum import StrEnum

from flask import g, has_app_context
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, with_loader_criteria

from feedback.domain.conflicts import Reach
from feedback.extensions import RoomSession, current_settings, db, room
from feedback.models.act import PerformedAct, Proposal
from feedback.models.conflict import conflict_free
from feedback.models.delivery import Delivery
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import Notice
from feedback.models.petition import Attachment
from feedback.models.subject import Subject
from feedback.settings.choices import DatabaseRole

#: What is closed is looked up once in a request and only repeated to its later transactions.
_OPENED_FOR = text("""
    SELECT set_config('app.actor', CAST(:actor AS text), true),
           set_config('app.closed', coalesce(:known, closed_to(:actor, :unit)::text), true)
""")


class Shown(StrEnum):
    """What opens something to a citizen's page; row policies read it by these names."""

    #: of the receipt code, in hexadecimal digits
    CODE = "code"
    #: the name of the petition being lodged
    LODGING = "lodging"
    #: hashes of a document's file, with commas between
    FILES = "files"
    #: agency, symbol, year, number and day of a document
    NUMBER = "number"
    #: the word in the address of a document on show
    PAGE = "page"


#: Whose pages speak of files, any of which may be closed to whoever reads them; the door does not.
READERS = frozenset({DatabaseRole.OFFICE, DatabaseRole.INSPECTOR, DatabaseRole.ADMINISTRATION})
_ONLY_OPEN = (
    with_loader_criteria(Subject, lambda cls: conflict_free(cls.id)),
    with_loader_criteria(Attachment, lambda cls: conflict_free(cls.petition_id)),
    *(
        with_loader_criteria(part, lambda cls: conflict_free(cls.subject_id))
        for part in (PerformedAct, Proposal, Delivery, IssuedLetter, Notice)
    ),
)


def admit(account_id: int) -> None:
    """From here on the request is this account's; also what is left of its open transaction."""
    if room() not in READERS:
        return
    g.admitted, g.closed = account_id, None
    _open(db.session().connection(), account_id)


def look_again() -> None:
    """What is closed to them has changed; the next transaction shall know."""
    g.closed = None


def show(session: Session, what: Shown, value: str) -> None:
    """What a citizen holds opens their file, for this request; officers are known by name."""
    if room() is not DatabaseRole.PUBLIC:
        return
    shown = g.setdefault("shown", {})
    if shown.get(what) != value:
        shown[what] = value
        _show(session.connection(), {what: value})


@event.listens_for(RoomSession, "after_begin")
def _on_begin(_session: RoomSession, _transaction: SessionTransaction, sent: Connection) -> None:
    if not has_app_context():
        return
    if (account_id := g.get("admitted")) is not None:
        _open(sent, account_id)
    if shown := g.get("shown"):
        _show(sent, shown)


def _show(connection: Connection, shown: Mapping[Shown, str]) -> None:
    calls = (func.set_config(f"app.{what}", value, True) for what, value in shown.items())  # noqa: FBT003 - SQL
    connection.execute(select(*calls))


@event.listens_for(RoomSession, "do_orm_execute")
def _only_open_files(state: ORMExecuteState) -> None:
    """What officers' pages load as objects; statements on tables ask ``conflict_free``."""
    if room() in READERS and state.is_select and state.is_orm_statement:
        state.statement = state.statement.options(*_ONLY_OPEN)


def _open(connection: Connection, account_id: int) -> None:
    unit = current_settings().conflict_reach is Reach.UNIT
    told = {"actor": account_id, "known": g.closed, "unit": unit}
    g.closed = connection.execute(_OPENED_FOR, told).one()[1]
