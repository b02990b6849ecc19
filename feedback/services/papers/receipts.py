"""What the receipt of a petition says: as it was on the day of receipt, whatever happened since."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.letters.parts import Signatory
from feedback.domain.lodging import CHANNEL_TITLES, Channel, KeptFile, lodged_title
from feedback.domain.petitions import Kind
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency, UserAccount
from feedback.models.deadline import Deadline
from feedback.models.petition import Attachment, Petition
from feedback.models.subject import Subject
from feedback.models.words import stored_title
from feedback.services.lodging.lodging_act import ACTION
from feedback.services.subject.numbers import petition_number
from feedback.vault.identities import Stored
from feedback.workflows.limits.registry import limit_named

#: The first date owed to the sender, by kind; both are clocks of intake.
NOTICE = "TCD-RESULT-NOTICE"
ACCEPTED = "xem xét, thông báo thụ lý hoặc không thụ lý"
NEXT_STEPS = {
    "KN1-ACCEPT": ACCEPTED,
    "KL-ACCEPT": ACCEPTED,
    NOTICE: "thông báo cho bạn biết đơn được xử lý thế nào",
}
WHERE = "Trang Tiếng nói công dân tỉnh Quảng Ninh (gửi trực tuyến)"

petition, subject, agency = Petition.__table__, Subject.__table__, Agency.__table__
deadline, attachment = Deadline.__table__, Attachment.__table__
act, account = PerformedAct.__table__, UserAccount.__table__
taker = agency.alias("taker")
_OF_PETITION = bindparam("petition_id", type_=BigInteger)
_FACTS = (
    select(
        *petition.c["book", "year", "number", "declared_kind"],
        *petition.c["channel", "forwarded_by", "anonymous"],
        subject.c.received_at,
        stored_title(petition.c.id).label("title"),
        agency.c.name.label("agency"),
        act.c.recorded_at,
        account.c.name.label("officer"),
        account.c.title.label("officer_title"),
        taker.c.id.label("taken_by_id"),
        taker.c.name.label("taken_by"),
    )
    .select_from(
        petition.join(subject, subject.c.id == petition.c.id)
        .join(agency, agency.c.id == subject.c.agency_id)
        .join(act, (act.c.subject_id == petition.c.id) & (act.c.action == ACTION))
        .outerjoin(account, account.c.id == act.c.user_id)
        .outerjoin(taker, taker.c.id == account.c.agency_id)
    )
    .where(petition.c.id == _OF_PETITION)
)
_PROMISED = (
    select(*deadline.c["rule", "limit_id", "due_legal"])
    .where(deadline.c.subject_id == _OF_PETITION, deadline.c.rule.in_(NEXT_STEPS))
    .order_by(deadline.c.due_legal, deadline.c.id)
)
_FILES = (
    select(*attachment.c["name", "media_type", "size", "sha256"])
    .where(attachment.c.petition_id == _OF_PETITION)
    .order_by(attachment.c.id)
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What the desk owes the sender next, until when, by which rule."""

    does: str
    by: date
    source: str
    #: what officers call it
    title: str


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    number: str
    kind: Kind
    title: str
    received_at: datetime
    agency: str
    promises: tuple[Promise, ...]
    files: tuple[KeptFile, ...]
    channel: Channel
    forwarded_by: str
    anonymous: bool
    #: when it was written down, which may be days after it was received
    recorded_at: datetime
    #: who wrote it down, and for which agency; nobody did what came through the web
    receiver: Signatory | None
    taken_by_id: int | None
    taken_by: str

    @property
    def confidential(self) -> bool:
        return self.kind is Kind.DENUNCIATION

    @property
    def kind_title(self) -> str:
        return lodged_title(self.kind, self.channel, anonymous=self.anonymous)

    @property
    def received_on(self) -> date:
        return civil_day(self.received_at)

    @property
    def recorded_on(self) -> date:
        return civil_day(self.recorded_at)

    @property
    def where(self) -> str:
        """The place of lodging as the receipt says it."""
        if self.channel is Channel.WEB:
            return WHERE
        if self.forwarded_by:
            return f"{self.taken_by} (do {self.forwarded_by} chuyển đến)"
        how = CHANNEL_TITLES[self.channel]
        return f"{self.taken_by} ({how[:1].lower()}{how[1:]})"


def receipt_of(session: Session, petition_id: int) -> ReceiptFacts:
    wanted = {"petition_id": petition_id}
    row = session.execute(_FACTS, wanted).one()
    return ReceiptFacts(
        number=petition_number(row.book, row.year, row.number),
        kind=Kind(row.declared_kind),
        title=current_texts().title(Stored.of(row.title)),
        received_at=row.received_at,
        agency=row.agency,
        promises=_promises(session, petition_id),
        files=tuple(KeptFile(*file) for file in session.execute(_FILES, wanted)),
        channel=Channel(row.channel),
        forwarded_by=row.forwarded_by,
        anonymous=row.anonymous,
        recorded_at=row.recorded_at,
        receiver=Signatory(authority=(row.officer_title,), name=row.officer)
        if row.officer
        else None,
        taken_by_id=row.taken_by_id,
        taken_by=row.taken_by or row.agency,
    )


def _promises(session: Session, petition_id: int) -> tuple[Promise, ...]:
    rows = session.execute(_PROMISED, {"petition_id": petition_id})
    return tuple(
        Promise(
            NEXT_STEPS[row.rule],
            row.due_legal,
            _source(row.limit_id),
            limit_named(row.limit_id).title,
        )
        for row in rows
        if row.due_legal is not None
    )


def _source(limit_id: str) -> str:
    limit = limit_named(limit_id)
    return f"{limit.span}, {limit.basis}" if limit.prints_as_law else str(limit.span)
