"""Which table rules: by name for what is pinned, by date for what begins.

A petition is pinned to the intake edition of the day it is received, a case to the edition of the
day it is accepted. A later edition governs a pinned case only for the acts its own transition
clause takes over, and only from its first day.
"""

from datetime import date
from functools import lru_cache
from itertools import pairwise

from feedback.domain.errors import NoLawInForceError, UnknownRuleError
from feedback.domain.petitions import Kind
from feedback.workflows import (
    complaint_first_time,
    complaint_second_time,
    intake,
    recommendation,
)
from feedback.workflows.checks import refuse_malformed
from feedback.workflows.core import Edition

PROCEDURES: dict[str, tuple[Edition, ...]] = {
    "intake": intake.EDITIONS,
    "complaint_first_time": complaint_first_time.EDITIONS,
    "complaint_second_time": complaint_second_time.EDITIONS,
    "recommendation": recommendation.EDITIONS,
}

#: The procedure that a case of each kind runs once accepted.
PROCEDURE_OF_KIND = {
    Kind.COMPLAINT: "complaint_first_time",
    Kind.RECOMMENDATION: "recommendation",
    Kind.REPORT: "recommendation",
}

for _editions in PROCEDURES.values():
    refuse_malformed(_editions)
    #: the older text with what each newer one takes over is a table of its own
    refuse_malformed(older.taken_over_by(newer) for older, newer in pairwise(_editions))


def procedure_of(kind: Kind, *, second: bool) -> str:
    """The procedure of a case to be opened; a second complaint is a case of its own."""
    if second and kind is Kind.COMPLAINT:
        return "complaint_second_time"
    return PROCEDURE_OF_KIND[kind]


def all_editions() -> tuple[Edition, ...]:
    return tuple(edition for editions in PROCEDURES.values() for edition in editions)


def edition_in_force(procedure: str, day: date) -> Edition:
    """The edition that pins what begins on that day."""
    for edition in PROCEDURES[procedure]:
        if edition.covers(day):
            return edition
    msg = f"Chưa có quy trình “{procedure}” có hiệu lực vào ngày {day:%d/%m/%Y}."
    raise NoLawInForceError(msg)


def edition_named(procedure: str, name: str) -> Edition:
    """The edition a subject is pinned to, exactly as it was."""
    for edition in PROCEDURES.get(procedure, ()):
        if edition.name == name:
            return edition
    msg = f"Không có quy trình “{procedure}” phiên bản “{name}”."
    raise UnknownRuleError(msg)


@lru_cache(maxsize=4096)
def governing(procedure: str, name: str, on: date) -> Edition:
    """The pinned edition with what later transition clauses take over by that day."""
    edition = edition_named(procedure, name)
    for newer in taking_over(edition, on):
        edition = edition.taken_over_by(newer)
    return edition


def taking_over(pinned: Edition, on: date) -> tuple[Edition, ...]:
    """Later editions whose transition clauses reach a case pinned to this one by that day."""
    return tuple(
        newer
        for newer in PROCEDURES[pinned.procedure]
        if newer.takes_over and pinned.in_force_from < newer.in_force_from <= on
    )
