"""The receipt of a petition, as facts for its page and as a PDF made when asked for.

The PDF carries the code, which is stored nowhere: only who brings the code can have it made.
"""

from dataclasses import dataclass
from datetime import date, datetime

import segno
from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.letters.catalogue import to_json
from feedback.domain.letters.intake import Paper, Receipt
from feedback.domain.lodging import KeptFile
from feedback.domain.petitions import LODGED_ONLINE_TITLES, Kind
from feedback.letters.sandbox import render_limited
from feedback.models.agency import Agency
from feedback.models.deadline import Deadline
from feedback.models.petition import Attachment, Petition
from feedback.models.subject import Subject
from feedback.services.letter_contexts.material import issuer_of, petitioner_of
from feedback.services.numbers import petition_number
from feedback.vault.codes import grouped, read_code
from feedback.workflows.limits.registry import limit_named

#: The first date owed to the sender, by kind; both are clocks of intake.
NOTICE = "TCD-RESULT-NOTICE"
ACCEPTED = "xem xét, thông báo thụ lý hoặc không thụ lý"
NEXT_STEPS = {
    "KN1-ACCEPT": ACCEPTED,
    "KL-ACCEPT": ACCEPTED,
    NOTICE: "thông báo cho bạn biết đơn được xử lý thế nào",
}
#: Every reader takes any of the eight patterns, and this one scores best on average; trying all of
#: them for each code takes longer than the rest of the page.
MASK = 3
WHERE = "Trang Tiếng nói công dân tỉnh Quảng Ninh (gửi trực tuyến)"


petition, subject, agency = Petition.__table__, Subject.__table__, Agency.__table__
deadline, attachment = Deadline.__table__, Attachment.__table__
_OF_PETITION = bindparam("petition_id", type_=BigInteger)
_FACTS = (
    select(
        *petition.c["book", "year", "number", "declared_kind"],
        *subject.c["title", "received_at"],
        agency.c.name.label("agency"),
    )
    .select_from(petition.join(subject, subject.c.id == petition.c.id).join(agency))
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


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    number: str
    kind: Kind
    title: str
    received_at: datetime
    agency: str
    promises: tuple[Promise, ...]
    files: tuple[KeptFile, ...]

    @property
    def confidential(self) -> bool:
        return self.kind is Kind.DENUNCIATION


def receipt_of(session: Session, petition_id: int) -> ReceiptFacts:
    """What the receipt says: as it was on the day of receipt, whatever happened since."""
    wanted = {"petition_id": petition_id}
    row = session.execute(_FACTS, wanted).one()
    return ReceiptFacts(
        number=petition_number(row.book, row.year, row.number),
        kind=Kind(row.declared_kind),
        title=row.title,
        received_at=row.received_at,
        agency=row.agency,
        promises=_promises(session, petition_id),
        files=tuple(KeptFile(*file) for file in session.execute(_FILES, wanted)),
    )


def _promises(session: Session, petition_id: int) -> tuple[Promise, ...]:
    rows = session.execute(_PROMISED, {"petition_id": petition_id})
    return tuple(
        Promise(NEXT_STEPS[row.rule], row.due_legal, _source(row.limit_id))
        for row in rows
        if row.due_legal is not None
    )


def _source(limit_id: str) -> str:
    limit = limit_named(limit_id)
    return f"{limit.span}, {limit.basis}" if limit.prints_as_law else str(limit.span)


def tracking_url(base_url: str, code: str) -> str:
    """The code stands behind ``#``: browsers never send that part to any server."""
    return f"{base_url}/tra-cuu#{code}"


def qr_svg(url: str) -> str:
    """A QR code as a picture in a data address, dark on white in either theme."""
    code = segno.make(url, error="m", boost_error=False, micro=False, mask=MASK)
    return str(code.svg_data_uri(border=4, dark="#000", light="#fff", xmldecl=False, scale=4))


def receipt_pdf(
    session: Session, petition_id: int, facts: ReceiptFacts, code: str, base_url: str
) -> bytes:
    """The paper receipt; RenderFailed when it cannot be made. Equal facts make equal bytes.

    It names the sender, except where no name was given, and always in information about a
    violation.
    """
    of = session.get_one(Petition, petition_id)
    letter = Receipt(
        issuer=issuer_of(session.get_one(Agency, of.agency_id)),
        case_code=facts.number,
        tracking_url=tracking_url(base_url, code),
        law_on=civil_day(facts.received_at),
        received_at=facts.received_at,
        received_where=WHERE,
        petition_title=LODGED_ONLINE_TITLES[facts.kind],
        petitioner=None if of.anonymous else petitioner_of(of),
        about="" if facts.confidential else facts.title,
        papers=_papers(facts),
        next_step=f"{facts.agency} {facts.promises[0].does}",
        next_step_by=facts.promises[0].by,
        next_step_source=facts.promises[0].source,
        ask_at=(f"{facts.agency}, trong giờ hành chính.",),
        tracking_code=grouped(code),
    )
    return render_limited("receipt", to_json(letter), issued_at=facts.received_at)


def _papers(facts: ReceiptFacts) -> tuple[Paper, ...]:
    """Of information about a violation the paper says that there are files, not which."""
    written = Paper(name="Nội dung viết trên trang web", state="Bản điện tử")
    if facts.confidential:
        return (written, *(Paper(name="Tệp đính kèm", state="Bản điện tử") for _ in facts.files))
    return (
        written,
        *(Paper(name=f.name, state="Bản điện tử", sha256=f.sha256) for f in facts.files),
    )


def code_as_printed(typed: str) -> str:
    """The code in its one spelling, however it was typed; empty for what is none."""
    return read_code(typed) or ""
