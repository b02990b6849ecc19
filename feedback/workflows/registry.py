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
    denunciation,
    discipline_complaint_first_time,
    discipline_complaint_second_time,
    field_report,
    intake,
    recommendation,
    rule_feedback,
    voter_recommendation,
)
from feedback.workflows.checks import refuse_malformed
from feedback.workflows.core import Edition

PROCEDURES: dict[str, tuple[Edition, ...]] = {
    "intake": intake.EDITIONS,
    "complaint_first_time": complaint_first_time.EDITIONS,
    "complaint_second_time": complaint_second_time.EDITIONS,
    "discipline_complaint_first_time": discipline_complaint_first_time.EDITIONS,
    "discipline_complaint_second_time": discipline_complaint_second_time.EDITIONS,
    "denunciation": denunciation.EDITIONS,
    "recommendation": recommendation.EDITIONS,
    "field_report": field_report.EDITIONS,
    "rule_feedback": rule_feedback.EDITIONS,
    "voter_recommendation": voter_recommendation.EDITIONS,
}

#: The procedure that a case of each kind runs once accepted.
PROCEDURE_OF_KIND = {
    Kind.COMPLAINT: "complaint_first_time",
    Kind.DISCIPLINE_COMPLAINT: "discipline_complaint_first_time",
    Kind.DENUNCIATION: "denunciation",
    Kind.RECOMMENDATION: "recommendation",
    Kind.REPORT: "recommendation",
    Kind.RULE_FEEDBACK: "rule_feedback",
    Kind.VOTER_RECOMMENDATION: "voter_recommendation",
}
#: Reports of a thing at a place, known by their urgency.
FIELD_REPORT = "field_report"
#: The procedure that settles again what was settled for the first time.
SECOND_OF_KIND = {
    Kind.COMPLAINT: "complaint_second_time",
    Kind.DISCIPLINE_COMPLAINT: "discipline_complaint_second_time",
}

for _editions in PROCEDURES.values():
    refuse_malformed(_editions)
    #: the older text with what each newer one takes over is a table of its own
    refuse_malformed(older.taken_over_by(newer) for older, newer in pairwise(_editions))


def procedure_of(kind: Kind, *, second: bool, urgency: str = "") -> str:
    """The procedure of a case to be opened; a second complaint is a case of its own.

    A report whose urgency was stated is about a thing at a place, and is mended before it is
    answered.
    """
    if urgency and kind is Kind.REPORT:
        return FIELD_REPORT
    again = SECOND_OF_KIND.get(kind) if second else None
    return again or PROCEDURE_OF_KIND[kind]


def is_second_time(procedure: str) -> bool:
    return procedure in SECOND_OF_KIND.values()


def kinds_of(procedure: str) -> tuple[Kind, ...]:
    """The kinds whose cases run this procedure; every kind runs intake."""
    if procedure == "intake":
        return tuple(Kind)
    return tuple(
        kind
        for kind in Kind
        if procedure in {PROCEDURE_OF_KIND.get(kind), SECOND_OF_KIND.get(kind)}
        or (kind is Kind.REPORT and procedure == FIELD_REPORT)
    )


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
