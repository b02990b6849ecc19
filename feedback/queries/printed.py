"""Register books and deadline sheets as they go to print: cover, rows, closing line."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.letters.books import Book, Form, row
from feedback.domain.letters.parts import Issuer
from feedback.domain.letters.wording import day_words, number_words, short_day
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.subject import Subject
from feedback.queries import books
from feedback.queries.books import Register
from feedback.queries.document_books import Span
from feedback.workflows.limits.registry import limit_named


def book(session: Session, agency: Agency, register: Register, span: Span, today: date) -> Book:
    """A book of an agency over some days of a year."""
    rows = books.rows(session, agency, register, span)
    title = f"{register.title} (hạn chế)" if register.restricted else register.title
    return Book(
        form=register.form,
        title=title,
        issuer=_issuer(agency),
        printed_on=today,
        rows=tuple(one.cells for one in rows),
        cover=_cover(span, [one.number for one in rows]),
        ending=_ending(register, span, len(rows), today),
    )


def _issuer(agency: Agency) -> Issuer:
    return Issuer(
        superior=tuple(agency.superior_lines),
        issuing=tuple(agency.issuing_lines),
        place=agency.place,
        name=agency.name,
        authority=agency.name,
    )


def _cover(span: Span, numbers: list[int]) -> tuple[str, ...]:
    """Năm, từ ngày đến ngày, từ số đến số (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""
    days = f"Từ {day_words(span.first)} đến {day_words(span.last)}"
    if not numbers:
        return (f"Năm: {span.year}", days)
    first, last = number_words(numbers[0]), number_words(numbers[-1])
    return (f"Năm: {span.year}", days, f"Từ số {first} đến số {last}")


def _ending(register: Register, span: Span, count: int, today: date) -> tuple[str, ...]:
    printed = f"In {day_words(today)}: {count} mục."
    if register.form is Form.RECEPTION:
        return (printed,)
    closing = register.closing
    if closing is None:
        return (printed, f"Sổ năm {span.year} chưa khóa.")
    whose = "sổ chung của cả tỉnh" if register.part else "sổ"
    closed = day_words(civil_day(closing.closed_at))
    given = f"đã cấp {closing.last} số, từ số 01 đến số {number_words(closing.last)}"
    return (
        printed,
        f"Khóa {whose} năm {span.year} vào {closed}: {given}.",
        f"SHA-256 của các mục đã cấp số: {closing.sha256}",
    )


#: A clock as it stands, in a phrase.
STANDING = {"open": "Đang chạy", "met": "Đã xong ngày", "void": "Không còn áp dụng từ ngày"}


def deadline_sheet(session: Session, case: Case, today: date) -> Book:
    """Phiếu theo dõi thời hạn: every clock of a case with the arithmetic it was told with."""
    agency = session.get_one(Agency, case.agency_id)
    clocks = session.scalars(
        select(Deadline).where(Deadline.subject_id == case.id).order_by(Deadline.id)
    )
    number = f"VV-{case.year}-{case.number:05d}"
    return Book(
        form=Form.DEADLINES,
        title="Phiếu theo dõi thời hạn",
        issuer=_issuer(agency),
        printed_on=today,
        rows=tuple(
            row(
                str(place),
                limit_named(clock.limit_id).title,
                short_day(clock.started_on),
                "\n".join(clock.explanation),
                short_day(clock.due_legal) if clock.due_legal else "đang dừng",
                _standing(clock, today),
            )
            for place, clock in enumerate(clocks, 1)
        ),
        cover=(f"Hồ sơ {number}, thụ lý {day_words(case.accepted_on)}",),
        ending=(f"In {day_words(today)}. {_paused(case)}".strip(),),
    )


def _standing(clock: Deadline, today: date) -> str:
    words = STANDING[clock.state]
    if clock.closed_on is not None:
        late = clock.due_legal is not None and clock.closed_on > clock.due_legal
        return f"{words} {short_day(clock.closed_on)}{', quá hạn' if late else ''}"
    if clock.due_legal is None:
        return "Đang tạm dừng"
    if today > clock.due_legal and not clock.waits:
        return f"Quá hạn {(today - clock.due_legal).days} ngày"
    return words


def _paused(case: Subject) -> str:
    if case.paused_on is None:
        return ""
    return f"Các thời hạn tạm dừng từ {day_words(case.paused_on)}."
