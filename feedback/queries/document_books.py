"""Rows of the books of documents. What a reader may not see is never read out of the database.

Of a protected file (a denunciation) the statements return neither who sent it nor what a document
on it was about, only that it is protected.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, case, func, null, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.letters.books import PROTECTED, Row, row
from feedback.domain.letters.catalogue import from_json
from feedback.domain.letters.parts import Letter
from feedback.domain.letters.wording import code_words, number_words, short_day
from feedback.extensions import current_identities
from feedback.letters.manifest import manifest
from feedback.letters.page import subject_of
from feedback.models.agency import UserAccount
from feedback.models.conflict import about_nobody_here, conflict_free
from feedback.models.file_key import FileKey, Purpose
from feedback.models.incoming import IncomingDocument
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.queries.incoming import ABOUT, FROM_WHOM
from feedback.vault import frozen

_subject, _petition = Subject.__table__, Petition.__table__
_letter, _incoming = IssuedLetter.__table__, IncomingDocument.__table__
_account, _key = UserAccount.__table__, FileKey.__table__

#: What stands in the place of what a document is about where its context does not open.
UNREADABLE = "(nội dung không đọc được; hãy báo quản trị viên)"


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one year, both ends included."""

    first: date
    last: date

    @property
    def year(self) -> int:
        return self.first.year


@dataclass(frozen=True, slots=True)
class Printed:
    """A row and its number, where the book is numbered by it."""

    number: int
    cells: Row


def outgoing(session: Session, book: str, span: Span) -> list[Printed]:
    """Documents sent: cancelled numbers too, with the reason."""
    hidden = _subject.c.confidential
    statement = (
        select(
            _letter.c.name,
            _letter.c.title,
            _letter.c.number,
            _letter.c.symbol,
            _letter.c.issued_on,
            _letter.c.issued_at,
            _letter.c.voided_at,
            _letter.c.void_reason,
            _account.c.name.label("signer"),
            hidden.label("hidden"),
            case((hidden, null()), else_=_letter.c.frozen).label("frozen"),
            _letter.c.uid,
            _subject.c.uid.label("subject"),
            _key.c.wrapped,
        )
        .join(_subject, _subject.c.id == _letter.c.subject_id)
        .outerjoin(_key, (_key.c.subject_id == _subject.c.id) & (_key.c.purpose == Purpose.KEPT))
        .outerjoin(_account, _account.c.id == _letter.c.signer_id)
        .where(_letter.c.book == book, _letter.c.year == span.year)
        .where(conflict_free(_letter.c.subject_id))
        .where(_letter.c.issued_on.between(span.first, span.last))
        .order_by(_letter.c.number)
    )
    return [_sent(found) for found in session.execute(statement).mappings()]


def _sent(found: RowMapping) -> Printed:
    about, recipients, kept = _told(found)
    cells = row(
        code_words(found["number"], found["symbol"]),
        short_day(found["issued_on"]),
        f"{found['title']}\n{about}",
        found["signer"] or "",
        recipients,
        kept,
        "01 bản điện tử",
        short_day(civil_day(found["issued_at"])) if found["issued_at"] else "",
        "",
        _course(found),
    )
    return Printed(found["number"], cells)


def _told(found: RowMapping) -> tuple[str, str, str]:
    """What a document is about, to whom it goes, who keeps it; of a protected file, that it is."""
    if found["hidden"]:
        return f"(nội dung {PROTECTED})", PROTECTED, "VT"
    name, place = found["name"], frozen.place(found["subject"], found["uid"])
    keys = current_identities().keys
    context = frozen.opened(keys, found["frozen"], found["wrapped"], place)
    if context is None:
        return UNREADABLE, "", "VT"
    letter = from_json(name, context)
    about = subject_of(letter, manifest(name)) if isinstance(letter, Letter) else ""
    recipients = "; ".join(context.get("recipients", ()))
    filed = context.get("filed_by", "")
    return about, recipients, f"VT, {filed}" if filed else "VT"


def _course(found: RowMapping) -> str:
    """Why a number was cancelled may name people: of a protected file only the file tells it."""
    if found["voided_at"]:
        day = short_day(civil_day(found["voided_at"]))
        reason = f"lý do {PROTECTED}" if found["hidden"] else found["void_reason"]
        return f"Số đã hủy ngày {day}: {reason}"
    return "" if found["issued_at"] else "Chưa phát hành"


def incoming(session: Session, book: str, span: Span) -> list[Printed]:
    """Documents that arrived, in the order of their numbers; cancelled ones too."""
    arrived = func.timezone("Asia/Ho_Chi_Minh", _incoming.c.entered_at)
    statement = (
        select(_incoming, FROM_WHOM.label("from_whom"), ABOUT.label("about"))
        .outerjoin(_subject, _subject.c.id == _incoming.c.subject_id)
        .outerjoin(_petition, _petition.c.id == _incoming.c.subject_id)
        .where(_incoming.c.book == book, _incoming.c.year == span.year)
        .where(about_nobody_here(_incoming.c.subject_id))
        .where(func.date(arrived).between(span.first, span.last))
        .order_by(_incoming.c.number)
    )
    return [_arrived(found) for found in session.execute(statement).mappings()]


def _arrived(found: RowMapping) -> Printed:
    notes = ["Văn bản điện tử"] if found["electronic"] else []
    if found["due_on"]:
        notes.append(f"Hạn {short_day(found['due_on'])}")
    if found["cancelled_at"]:
        day = short_day(civil_day(found["cancelled_at"]))
        notes.append(f"Số đã hủy ngày {day}: {found['cancel_reason']}")
    cells = row(
        short_day(found["arrived_on"]),
        number_words(found["number"]),
        found["from_whom"],
        found["code"],
        short_day(found["dated"]) if found["dated"] else "",
        found["about"],
        found["recipient"],
        short_day(civil_day(found["entered_at"])),
        "",
        "\n".join(notes),
    )
    return Printed(found["number"], cells)
