"""``flask books …``: register books printed, years closed, a case's deadlines on a sheet."""

from datetime import date
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.letters.books import Book, volumes_of
from feedback.extensions import db
from feedback.letters.sandbox import RenderFailed
from feedback.letters.volumes import printed_volume
from feedback.models.agency import Agency
from feedback.queries import books as queries
from feedback.queries import printed
from feedback.queries.document_books import Span
from feedback.services.books import closing
from feedback.services.subject.finding import case_numbered

books = AppGroup("books", help="Register books.")
DAY = click.DateTime(["%Y-%m-%d"])
FOLDER = click.Path(file_okay=False, path_type=Path)


@books.command("list")
@click.argument("agency_code", metavar="AGENCY")
@click.option("--year", type=click.IntRange(2000, 2099))
def list_command(*, agency_code: str, year: int | None) -> None:
    """Name the books of AGENCY, their last numbers, and those that are closed."""
    for one in queries.registers(db.session(), _agency(agency_code), year or clock.today().year):
        closed = f", khóa {one.closing.closed_at.isoformat()}" if one.closing else ""
        click.echo(f"{one.book}: {one.title}, {one.last} số{closed}")


@books.command("print")
@click.argument("agency_code", metavar="AGENCY")
@click.argument("book")
@click.option("--year", type=click.IntRange(2000, 2099))
@click.option("--from", "first", type=DAY, help="First day; else 1 January.")
@click.option("--to", "last", type=DAY, help="Last day; else 31 December.")
@click.option("--into", type=FOLDER, required=True, help="Folder for the volumes.")
def print_command(
    *,
    agency_code: str,
    book: str,
    year: int | None,
    first: date | None,
    last: date | None,
    into: Path,
) -> None:
    """Print a BOOK of AGENCY (as `list` names it), a PDF for each volume."""
    session, agency = db.session(), _agency(agency_code)
    whole = year or clock.today().year
    span = Span(_day(first) or date(whole, 1, 1), _day(last) or date(whole, 12, 31))
    register = queries.register_named(session, agency, book, whole)
    if register is None or span.first.year != whole or span.last.year != whole:
        raise click.ClickException("không có sổ này, hoặc ngày không thuộc năm của sổ")
    found = printed.book(session, agency, register, span, clock.today())
    _write(found, into, f"{book.replace('/', '_')}-{whole}")


@books.command("sheet")
@click.argument("case")
@click.option("--into", type=FOLDER, required=True, help="Folder for the PDF.")
def sheet_command(*, case: str, into: Path) -> None:
    """Print the deadlines of CASE (VV-2026-00001) with their arithmetic."""
    found = case_numbered(db.session(), case)
    if found is None:
        msg = f"không có vụ việc {case}"
        raise click.ClickException(msg)
    _write(printed.deadline_sheet(db.session(), found, clock.today()), into, case)


@books.command("close")
@click.argument("year", type=click.IntRange(2000, 2099), required=False)
def close_command(*, year: int | None) -> None:
    """Close the registers of YEAR, or of every year that is over; nothing when that was done."""
    now = clock.now()
    try:
        closed = closing.close_past(now) if year is None else closing.close(year, now)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    for one in closed:
        click.echo(f"{one.book} {one.year}: {one.last} số, SHA-256 {one.sha256}")
    click.echo(f"đã khóa {len(closed)} sổ")


def _agency(code: str) -> Agency:
    found = db.session().scalars(select(Agency).where(Agency.code == code)).one_or_none()
    if found is None:
        msg = f"không có cơ quan {code}"
        raise click.ClickException(msg)
    return found


def _day(typed: date | None) -> date | None:
    """Click reads a day as an instant."""
    return date(typed.year, typed.month, typed.day) if typed else None


def _write(book: Book, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for place in range(1, volumes_of(len(book.rows)) + 1):
        path = folder / f"{name}-{place:02d}.pdf"
        try:
            path.write_bytes(printed_volume(book, place, clock.now()))
        except RenderFailed as error:
            msg = f"không lập được quyển {place}: {error}"
            raise click.ClickException(msg) from error
        click.echo(str(path))
