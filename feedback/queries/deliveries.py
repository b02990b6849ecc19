"""Deliveries for pages: of one file, of what waits in an agency, of what came to it.

One statement for each list; names of senders are not read, they stand in no delivery.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, exists, select, true
from sqlalchemy.orm import Session

from feedback.domain.deliveries import DISPLAYS, DeliveryChannel, RecipientRole, Result
from feedback.domain.errors import NotFoundError
from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor
from feedback.domain.service_of_documents import Attempted
from feedback.models.agency import Agency, UserAccount
from feedback.models.conflict import conflict_free
from feedback.models.delivery import Delivery, DeliveryAttempt
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject
from feedback.queries import envelopes

MOST = 200

delivery, attempt = Delivery.__table__, DeliveryAttempt.__table__
letter, subject = IssuedLetter.__table__, Subject.__table__
agency, account = Agency.__table__, UserAccount.__table__


@dataclass(frozen=True, slots=True)
class Made:
    """An attempt as it is told."""

    result: Result
    on: date
    by: str
    note: str
    proof: str

    @property
    def attempted(self) -> Attempted:
        return Attempted(self.on, self.result)


@dataclass(frozen=True, slots=True)
class Line:
    """One delivery with its document and its attempts."""

    id: int
    letter_id: int
    letter: str
    number: int | None
    symbol: str
    issued_on: date
    subject_id: int
    subject_kind: SubjectKind
    issuer: str
    recipient: str
    role: RecipientRole
    label: str
    #: as an officer stated them for the envelope
    name: str
    address: str
    #: whether an envelope can be made
    whole: bool
    channel: DeliveryChannel
    mandatory: bool
    token: str
    planned_at: datetime
    attempts: tuple[Made, ...]

    @property
    def attempted(self) -> tuple[Attempted, ...]:
        return tuple(each.attempted for each in self.attempts)


_SUBJECT = bindparam("subject_id", type_=BigInteger)
_AGENCY = bindparam("agency_id", type_=BigInteger)
_tried = exists().where(attempt.c.delivery_id == delivery.c.id)


def _lines(*which: ColumnElement[bool], newest_first: bool = False) -> Select[Any]:
    """The deliveries of a condition, a row for each attempt."""
    place = delivery.c.id.desc() if newest_first else delivery.c.id
    free = conflict_free(delivery.c.subject_id)
    chosen = select(delivery).where(*which, free).order_by(place).limit(MOST).subquery("chosen")
    said = envelopes.stated(chosen)
    return (
        select(
            *chosen.c["id", "letter_id", "subject_id", "recipient", "role", "label", "channel"],
            *chosen.c["mandatory", "token", "planned_at"],
            *said.c["name", "address"],
            envelopes.whole(chosen, said).label("whole"),
            *letter.c["number", "symbol", "issued_on"],
            letter.c.name.label("letter"),
            subject.c.subject_kind,
            agency.c.name.label("issuer"),
            *attempt.c["result", "happened_on", "note", "proof_sha256"],
            account.c.name.label("person"),
        )
        .join(letter, letter.c.id == chosen.c.letter_id)
        .join(subject, subject.c.id == chosen.c.subject_id)
        .join(agency, agency.c.id == chosen.c.agency_id)
        .outerjoin(said, true())
        .outerjoin(attempt, attempt.c.delivery_id == chosen.c.id)
        .outerjoin(account, account.c.id == attempt.c.user_id)
        .order_by(chosen.c.id.desc() if newest_first else chosen.c.id, attempt.c.id)
    )


_OF_SUBJECT = _lines(delivery.c.subject_id == _SUBJECT)
_ONE = _lines(
    delivery.c.id == bindparam("delivery_id", type_=BigInteger), delivery.c.agency_id == _AGENCY
)
_WAITING = _lines(
    delivery.c.agency_id == _AGENCY,
    delivery.c.channel.in_([DeliveryChannel.POST, DeliveryChannel.HAND]),
    ~_tried,
)
_ON_SHOW = _lines(
    delivery.c.agency_id == _AGENCY, delivery.c.channel.in_(sorted(DISPLAYS)), newest_first=True
)
_INCOMING = _lines(
    delivery.c.receiver_id == _AGENCY,
    delivery.c.channel == DeliveryChannel.AGENCY,
    newest_first=True,
)


def of_file(session: Session, subject_id: int) -> list[Line]:
    """Every delivery of the documents of a file."""
    return _read(session.execute(_OF_SUBJECT, {"subject_id": subject_id}))


def one(session: Session, actor: Actor, delivery_id: int) -> Line:
    """A delivery of the actor's agency; NotFoundError otherwise."""
    given = {"delivery_id": delivery_id, "agency_id": actor.agency_id}
    found = _read(session.execute(_ONE, given))
    if not found:
        raise NotFoundError("Không tìm thấy lượt gửi.")
    return found[0]


def waiting(session: Session, actor: Actor) -> list[Line]:
    """What nobody tried to deliver yet, by post or by hand; the oldest first."""
    return _read(session.execute(_WAITING, {"agency_id": actor.agency_id}))


def on_show(session: Session, actor: Actor) -> list[Line]:
    """What is on a board or the web, or was; the newest first."""
    return _read(session.execute(_ON_SHOW, {"agency_id": actor.agency_id}))


def incoming(session: Session, actor: Actor) -> list[Line]:
    """Documents that other agencies sent to the actor's; the newest first."""
    return _read(session.execute(_INCOMING, {"agency_id": actor.agency_id}))


def _read(rows: Iterable[Any]) -> list[Line]:
    return [_line(list(group)) for _, group in groupby(rows, key=lambda row: row.id)]


def _line(rows: list[Any]) -> Line:
    first = rows[0]
    return Line(
        id=first.id,
        letter_id=first.letter_id,
        letter=first.letter,
        number=first.number,
        symbol=first.symbol,
        issued_on=first.issued_on,
        subject_id=first.subject_id,
        subject_kind=SubjectKind(first.subject_kind),
        issuer=first.issuer,
        recipient=first.recipient,
        role=RecipientRole(first.role),
        label=first.label,
        name=first.name or "",
        address=first.address or "",
        whole=first.whole,
        channel=DeliveryChannel(first.channel),
        mandatory=first.mandatory,
        token=first.token or "",
        planned_at=first.planned_at,
        attempts=tuple(
            Made(
                Result(row.result),
                row.happened_on,
                row.person or "",
                row.note,
                row.proof_sha256 or "",
            )
            for row in rows
            if row.result
        ),
    )
