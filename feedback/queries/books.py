"""Which register books an agency has, how many numbers each gave, whether its year is closed."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.letters.books import Form
from feedback.domain.registers import incoming_book
from feedback.letters.catalogue import series_of, types
from feedback.models.agency import Agency
from feedback.models.register import RegisterClosing, RegisterCounter
from feedback.queries import document_books, petition_books
from feedback.queries.document_books import Printed, Span

#: Books of petitions: numbered for the whole province, each agency reads its part.
DENUNCIATIONS = "QNTC"
PETITION_BOOKS = {"QN": "Sổ đăng ký đơn", DENUNCIATIONS: "Sổ đăng ký đơn tố cáo"}
RECEPTION = "TCD"


@dataclass(frozen=True, slots=True)
class Closing:
    last: int
    sha256: str
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Register:
    """A book in a year. Where ``part`` holds, its numbers go to other agencies too."""

    form: Form
    book: str
    title: str
    restricted: bool = False
    part: bool = False
    #: how many numbers it gave is told; of denunciations one more is news to whom it is about
    counted: bool = True
    last: int = 0
    closing: Closing | None = None


def registers(session: Session, agency: Agency, year: int) -> list[Register]:
    """Every book of an agency in a year, those without a number too."""
    known = _known(agency)
    names = [one.book for one in known]
    counters = session.execute(
        select(RegisterCounter.book, RegisterCounter.last).where(
            RegisterCounter.year == year, RegisterCounter.book.in_(names)
        )
    )
    last = {row.book: row.last for row in counters}
    closed = {
        row.book: Closing(row.last, row.sha256, row.closed_at)
        for row in session.scalars(
            select(RegisterClosing).where(
                RegisterClosing.year == year, RegisterClosing.book.in_(names)
            )
        )
    }
    return [replace(one, last=last.get(one.book, 0), closing=closed.get(one.book)) for one in known]


def _known(agency: Agency) -> list[Register]:
    titles = types()
    outgoing = [
        Register(
            Form.OUTGOING,
            series.book,
            f"Sổ đăng ký văn bản đi: {titles[series.type_code, series.restricted].lower()}",
            series.restricted,
        )
        for series in series_of(agency.code, agency.symbol)
    ]
    incoming = [
        Register(
            Form.INCOMING,
            incoming_book(agency.code, restricted=apart),
            "Sổ đăng ký văn bản đến",
            apart,
        )
        for apart in (False, True)
    ]
    petitions = [
        Register(Form.PETITIONS, book, title, part=True, counted=book != DENUNCIATIONS)
        for book, title in PETITION_BOOKS.items()
    ]
    reception = Register(Form.RECEPTION, RECEPTION, "Sổ tiếp công dân", part=True)
    return [*outgoing, *incoming, reception, *petitions]


def register_named(session: Session, agency: Agency, book: str, year: int) -> Register | None:
    """The agency's book of that name; another agency's is like one that is not there."""
    found = (one for one in registers(session, agency, year) if one.book == book)
    return next(found, None)


def rows(session: Session, agency: Agency, register: Register, span: Span) -> list[Printed]:
    """The rows of a book in a span of days, in the order of the book."""
    match register.form:
        case Form.OUTGOING:
            return document_books.outgoing(session, register.book, span)
        case Form.INCOMING:
            return document_books.incoming(session, register.book, span)
        case Form.RECEPTION:
            return petition_books.reception(session, agency, span)
        case _:
            return petition_books.petitions(session, agency, register.book, span)


def years(session: Session, today: date) -> list[int]:
    """Years in which any number was given, this one among them, newest first."""
    known = session.scalars(select(func.distinct(RegisterCounter.year))).all()
    return sorted({*known, today.year}, reverse=True)
