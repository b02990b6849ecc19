"""A petition or a case by the number people write: ``QN-2026-00012``, ``VV-2026-00003``."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from feedback.domain.history.entries import RegisterNumber
from feedback.models.case import Case
from feedback.models.petition import Petition
from feedback.services.subject.numbers import CASES, petition_number


def read_number(typed: str) -> RegisterNumber | None:
    """Book, year and number as typed; None for anything else."""
    book, *numbers = typed.strip().upper().split("-")
    if len(numbers) != 2 or not all(each.isascii() and each.isdigit() for each in numbers):  # noqa: PLR2004 - year, number
        return None
    year, number = (int(each[:9]) for each in numbers)
    return RegisterNumber(book, year, number)


def petition_numbered(session: Session, typed: str) -> Petition | None:
    """By the number it has, or had while it was suspected."""
    asked = read_number(typed)
    if asked is None:
        return None
    numbered = and_(
        Petition.book == asked.book, Petition.year == asked.year, Petition.number == asked.number
    )
    before = Petition.provisional == petition_number(asked.book, asked.year, asked.number)
    return session.scalars(select(Petition).where(or_(numbered, before))).one_or_none()


def case_numbered(session: Session, typed: str) -> Case | None:
    """The case of that number, or the case a petition of that number became."""
    asked = read_number(typed)
    if asked is not None and asked.book == CASES:
        return session.scalars(
            select(Case).where(Case.year == asked.year, Case.number == asked.number)
        ).one_or_none()
    petition = petition_numbered(session, typed)
    return session.get(Case, petition.case_id) if petition and petition.case_id else None
