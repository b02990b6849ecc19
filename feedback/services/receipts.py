"""The receipt of a petition, as facts for its page and as a PDF made when asked for.

The PDF carries the code, which is stored nowhere: only who brings the code can have it made.
"""

from dataclasses import dataclass
from datetime import date, datetime

import segno
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.letters.catalogue import to_json
from feedback.domain.letters.intake import Paper, Receipt
from feedback.domain.letters.parts import Issuer, Person
from feedback.domain.lodging import KeptFile
from feedback.domain.petitions import LODGED_ONLINE_TITLES, Kind
from feedback.letters.sandbox import render_limited
from feedback.models.agency import Agency
from feedback.models.deadline import Deadline
from feedback.models.petition import Petition
from feedback.services.letter_contexts import issuer_of, petitioner_of
from feedback.services.numbers import subject_number
from feedback.vault.codes import grouped, read_code
from feedback.workflows.limits.registry import limit_named

#: The first date owed to the sender, by kind; both are clocks of intake.
NOTICE = "TCD-RESULT-NOTICE"
ACCEPTANCE = "KN1-ACCEPT"
NEXT_STEPS = {
    ACCEPTANCE: "xem xét, thông báo thụ lý hoặc không thụ lý",
    NOTICE: "thông báo cho bạn biết đơn được xử lý thế nào",
}
#: Any of the eight patterns can be read; trying them all for the prettiest takes longer than the
#: rest of the page. This one, of diagonals, leaves no large areas in text like ours.
MASK = 3
WHERE = "Trang Tiếng nói công dân tỉnh Quảng Ninh (gửi trực tuyến)"


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
    issuer: Issuer
    #: None where no name was given, and always for information about a violation
    sender: Person | None

    @property
    def confidential(self) -> bool:
        return self.kind is Kind.DENUNCIATION


def receipt_of(session: Session, petition_id: int) -> ReceiptFacts:
    """What the receipt says: as it was on the day of receipt, whatever happened since."""
    petition = session.get_one(Petition, petition_id)
    agency = session.get_one(Agency, petition.agency_id)
    files = tuple(KeptFile(f.name, f.media_type, f.size, f.sha256) for f in petition.attachments)
    return ReceiptFacts(
        number=subject_number(petition),
        kind=petition.declared_kind,
        title=petition.title,
        received_at=petition.received_at,
        agency=agency.name,
        promises=_promises(session, petition),
        files=files,
        issuer=issuer_of(agency),
        sender=None if petition.anonymous else petitioner_of(petition),
    )


_PROMISED = (
    select(Deadline.rule, Deadline.limit_id, Deadline.due_legal)
    .where(Deadline.subject_id == bindparam("petition_id"), Deadline.rule.in_(NEXT_STEPS))
    .order_by(Deadline.due_legal, Deadline.id)
)


def _promises(session: Session, petition: Petition) -> tuple[Promise, ...]:
    rows = session.execute(_PROMISED, {"petition_id": petition.id})
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


def receipt_pdf(facts: ReceiptFacts, code: str, base_url: str) -> bytes:
    """The paper receipt; RenderFailed when it cannot be made. Equal facts make equal bytes."""
    letter = Receipt(
        issuer=facts.issuer,
        case_code=facts.number,
        tracking_url=tracking_url(base_url, code),
        law_on=civil_day(facts.received_at),
        received_at=facts.received_at,
        received_where=WHERE,
        petition_title=LODGED_ONLINE_TITLES[facts.kind],
        petitioner=facts.sender,
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
