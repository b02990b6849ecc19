"""Rows of the books of petitions: who came in person, and what an agency wrote down.

Of a protected sender (a denunciation, a report of a thing at a place) neither name nor address nor
identity paper is selected: the column says that it is protected.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, String, case, cast, func, or_, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day, midnight
from feedback.domain.erasure import lost_words
from feedback.domain.identity import Identity
from feedback.domain.letters.books import PROTECTED, row
from feedback.domain.letters.wording import short_day
from feedback.domain.lodging import CHANNEL_TITLES, Channel, lodged_title
from feedback.domain.petitions import Kind
from feedback.extensions import current_identities, current_texts
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.conflict import conflict_free
from feedback.models.identity import stored_person
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.models.words import stored_title
from feedback.queries.document_books import Printed, Span
from feedback.vault.identities import Stored
from feedback.workflows.registry import edition_named

#: Face to face; only these are receptions of citizens.
IN_PERSON = (Channel.COUNTER, Channel.SPOKEN)
#: The slips by which a petition is guided, or sent on.
GUIDING = ("guidance_slip", "split_guidance")
TRANSFERRING = ("transfer_slip", "denunciation_transfer_slip", "information_transfer")
#: As the form abbreviates them; what is none of the four is said in full.
SHORT = {
    Kind.COMPLAINT: "KN",
    Kind.DISCIPLINE_COMPLAINT: "KN",
    Kind.DENUNCIATION: "TC",
    Kind.RECOMMENDATION: "KN (kiến nghị)",
    Kind.REPORT: "PA",
    Kind.RULE_FEEDBACK: "PA",
    Kind.VOTER_RECOMMENDATION: "KN (kiến nghị)",
}

_subject, _petition, _case = Subject.__table__, Petition.__table__, Case.__table__
_letter, _holder = IssuedLetter.__table__, Agency.__table__
_earlier, _settler = Subject.__table__.alias("earlier"), Agency.__table__.alias("settler")
HIDDEN = or_(_subject.c.confidential, _subject.c.urgency != "")


def reception(session: Session, agency: Agency, span: Span) -> list[Printed]:
    """Who came in person, in the order they came (Mẫu số 03/TCD)."""
    statement = _written_down(agency, span.last).where(
        _petition.c.channel.in_(IN_PERSON), _subject.c.received_at >= midnight(span.first)
    )
    found = session.execute(statement.order_by(_subject.c.received_at, _subject.c.id)).mappings()
    return [_received(place, one) for place, one in enumerate(found, 1)]


def petitions(session: Session, agency: Agency, book: str, span: Span) -> list[Printed]:
    """The petitions an agency wrote down in a book of a year, whoever holds them now.

    What was received in December and written down in January belongs to the new year's book.
    """
    statement = _written_down(agency, span.last).where(
        _petition.c.book == book, _petition.c.year == span.year
    )
    if span.first != date(span.year, 1, 1):
        statement = statement.where(_subject.c.received_at >= midnight(span.first))
    found = session.execute(statement.order_by(_petition.c.number)).mappings()
    return [_petitioned(one) for one in found]


def _written_down(agency: Agency, last: date) -> Select[Any]:
    """Petitions of an agency's register; of a protected sender nothing is selected."""
    settled_by = (
        select(_settler.c.name)
        .join_from(_settler, _earlier, _earlier.c.agency_id == _settler.c.id)
        .where(_earlier.c.id == _petition.c.earlier_case_id)
    )
    return (
        select(
            *(_subject.c[name] for name in ("kind", "state", "procedure", "edition")),
            *(_petition.c[name] for name in ("book", "year", "number", "channel", "anonymous")),
            *(_petition.c[name] for name in ("people", "forwarded_by", "case_id")),
            _subject.c.received_at,
            HIDDEN.label("hidden"),
            stored_title(_petition.c.id).label("title"),
            case((HIDDEN, None), else_=stored_person(_petition.c.id)).label("sender"),
            _case.c.year.label("case_year"),
            _case.c.number.label("case_number"),
            _holder.c.name.label("holder"),
            (_holder.c.id == agency.id).label("here"),
            settled_by.correlate(_petition).scalar_subquery().label("settled_by"),
            _newest(GUIDING).label("guided"),
            _newest(TRANSFERRING).label("transferred"),
        )
        .join_from(_petition, _subject, _subject.c.id == _petition.c.id)
        .join(_holder, _holder.c.id == _subject.c.agency_id)
        .outerjoin(_case, _case.c.id == _petition.c.case_id)
        .where(_petition.c.entered_agency_id == agency.id, conflict_free(_petition.c.id))
        .where(_subject.c.received_at < midnight(last + timedelta(days=1)))
    )


def _newest(names: tuple[str, ...]) -> ColumnElement[str]:
    """Number and symbol of the newest of these documents of the petition that was not cancelled."""
    number = func.lpad(cast(_letter.c.number, String), func.greatest(2, _digits()), "0")
    return (
        select(func.concat(number, "/", _letter.c.symbol))
        .where(_letter.c.subject_id == _petition.c.id, _letter.c.name.in_(names))
        .where(_letter.c.voided_at.is_(None))
        .order_by(_letter.c.id.desc())
        .limit(1)
        .correlate(_petition)
        .scalar_subquery()
    )


def _digits() -> ColumnElement[int]:
    return func.length(cast(_letter.c.number, String))


def _received(place: int, found: RowMapping) -> Printed:
    accepted = found["case_id"] is not None and found["here"]
    sender = current_identities().read(Stored.of(found["sender"]))
    elsewhere = [] if found["here"] else [found["holder"]]
    cells = row(
        str(place),
        short_day(civil_day(found["received_at"])),
        _who(found, sender),
        sender.identity_number,
        current_texts().title(Stored.of(found["title"])),
        SHORT[Kind(found["kind"])],
        str(found["people"]),
        found["settled_by"] or "",
        "x" if accepted else "",
        f"Phiếu hướng dẫn số {found['guided']}" if found["guided"] else "",
        "\n".join([*elsewhere, *_transfer(found)]),
        _result(found),
        f"Số đơn {_number(found)}",
    )
    return Printed(place, cells)


def _petitioned(found: RowMapping) -> Printed:
    channel = CHANNEL_TITLES[Channel(found["channel"])]
    kind = lodged_title(Kind(found["kind"]), found["channel"], anonymous=found["anonymous"])
    cells = row(
        _number(found),
        short_day(civil_day(found["received_at"])),
        f"{channel}\n{found['forwarded_by']}",
        _who(found, current_identities().read(Stored.of(found["sender"]))),
        current_texts().title(Stored.of(found["title"])),
        kind,
        str(found["people"]),
        found["holder"],
        "\n".join([_result(found), *_transfer(found)]),
    )
    return Printed(found["number"], cells)


def _who(found: RowMapping, sender: Identity) -> str:
    if found["hidden"]:
        return PROTECTED
    if sender.lost:
        return lost_words(sender)
    return f"{sender.name or 'không nêu tên'}\n{sender.address}"


def _transfer(found: RowMapping) -> list[str]:
    return [f"Phiếu chuyển số {found['transferred']}"] if found["transferred"] else []


def _result(found: RowMapping) -> str:
    state = edition_named(found["procedure"], found["edition"]).state(found["state"]).title
    if found["case_id"] is None:
        return state
    return f"{state}: VV-{found['case_year']}-{found['case_number']:05d}"


def _number(found: RowMapping) -> str:
    return f"{found['book']}-{found['year']}-{found['number']:05d}"
