"""How register numbers are written for people. They name a file and open nothing."""

from feedback.models.case import Case
from feedback.models.petition import Petition
from feedback.models.subject import Subject

#: Books of the reception desk. Information about violations has a book of its own, so that a gap
#: in what one may see tells nothing.
PETITIONS = "QN"
DENUNCIATIONS = "QNTC"
CASES = "VV"
#: While a petition is suspected: books of their own, so that junk uses up no register number.
PROVISIONAL = {PETITIONS: "QNT", DENUNCIATIONS: "QNTCT"}


def book_of(*, confidential: bool) -> str:
    return DENUNCIATIONS if confidential else PETITIONS


def petition_number(book: str, year: int, number: int) -> str:
    return f"{book}-{year}-{number:05d}"


def subject_number(subject: Subject) -> str:
    """``QN-2026-00012`` for a petition, ``VV-2026-00003`` for a case."""
    if isinstance(subject, Petition):
        return petition_number(subject.book, subject.year, subject.number)
    if isinstance(subject, Case):
        return petition_number(CASES, subject.year, subject.number)
    msg = f"{type(subject).__name__} has no number"
    raise TypeError(msg)
