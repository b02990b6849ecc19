"""``/can-bo/so``: the register books of an agency, printed volume by volume; deadline sheets."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from feedback.blueprints.guards import asks
from feedback.blueprints.headers import download
from feedback.blueprints.office.actor import current_account
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.book_span import TypedSpan, read_span
from feedback.domain import clock
from feedback.domain.errors import NotFoundError
from feedback.domain.letters.books import Book, Form, volumes_of
from feedback.domain.policy.actions import Action
from feedback.domain.text import clean_line
from feedback.extensions import db
from feedback.letters.volumes import printed_volume
from feedback.models.agency import Agency
from feedback.queries import books as queries
from feedback.queries import printed
from feedback.queries.books import Register
from feedback.services.subject.finding import case_numbered


@office.get("/so")
@asks(Action.PRINT_BOOK)
def books() -> ResponseReturnValue:
    return _list(restricted=False)


@office.get("/so/han-che")
@asks(Action.PRINT_BOOK)
def restricted_books() -> ResponseReturnValue:
    """The registers of what tells who denounces or how they are protected, apart from the rest."""
    return _list(restricted=True)


@office.get("/so/quyen")
@asks(Action.PRINT_BOOK)
def book() -> ResponseReturnValue:
    """One book: its volumes, each to be printed."""
    typed = read_span(request.args, clock.today())
    found, register = _asked(typed)
    count = volumes_of(len(found.rows))
    return page(
        "book",
        register=register,
        book=found,
        volumes=[
            (place, _address("print_book", register, typed, quyen=place))
            for place in range(1, count + 1)
        ],
    )


@office.get("/so/in")
@asks(Action.TAKE_BOOK)
def print_book() -> ResponseReturnValue:
    typed = read_span(request.args, clock.today())
    found, _ = _asked(typed)
    place = request.args.get("quyen", "1")
    return _pdf(found, int(place) if place.isascii() and place.isdigit() else 0)


@office.get("/so/thoi-han")
@asks(Action.OPEN_FILE, looks_itself=True)
def deadline_sheet() -> ResponseReturnValue:
    """The deadlines of a case the agency holds, with their arithmetic."""
    number = clean_line(request.args.get("vu_viec", ""))[:40]
    case = case_numbered(db.session(), number)
    if case is None or case.agency_id != current_account().agency_id:
        raise NotFoundError("Cơ quan không giữ vụ việc nào có số này; viết dạng VV-2026-00001.")
    return _pdf(printed.deadline_sheet(db.session(), case, clock.today()), 1)


def _list(*, restricted: bool) -> ResponseReturnValue:
    today = clock.today()
    typed = read_span(request.args, today)
    found = queries.registers(db.session(), _agency(), typed.span.year) if typed.span else []
    shown = page(
        "books",
        typed=typed,
        restricted=restricted,
        registers=[
            (one, _address("book", one, typed)) for one in found if one.restricted == restricted
        ],
        errors=bool(typed.wrong),
        Form=Form,
    )
    return (shown, 422) if typed.wrong else shown


def _asked(typed: TypedSpan) -> tuple[Book, Register]:
    """The book of an address; a name or a span that cannot be read is like no book."""
    session, agency = db.session(), _agency()
    register = None
    if typed.span is not None:
        name = request.args.get("so", "")[:60]
        register = queries.register_named(session, agency, name, typed.span.year)
    if register is None or typed.span is None:
        raise NotFoundError("Cơ quan không có sổ này.")
    return printed.book(session, agency, register, typed.span, clock.today()), register


def _address(page_name: str, register: Register, typed: TypedSpan, **more: int) -> str:
    words: dict[str, Any] = {"so": register.book, **typed.address, **more}
    return url_for(f"office.{page_name}", **words)


def _agency() -> Agency:
    return db.session().get_one(Agency, current_account().agency_id)


def _pdf(found: Book, place: int) -> Response:
    if not 1 <= place <= volumes_of(len(found.rows)):
        raise NotFoundError("Sổ không có quyển này.")
    content = printed_volume(found, place, clock.now())
    return download(content, f"{found.form}-quyen-{place:02d}.pdf", "application/pdf")
