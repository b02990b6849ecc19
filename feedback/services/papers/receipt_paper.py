"""The code of a receipt, as a picture to scan and on paper, made when asked for.

The code is stored nowhere: only who brings it can have the paper made.
"""

import segno
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.letters.catalogue import to_json
from feedback.domain.letters.intake import Paper, Receipt
from feedback.domain.lodging import Channel
from feedback.letters.sandbox import render_limited
from feedback.models.agency import Agency
from feedback.models.entry import Entry
from feedback.models.petition import Petition
from feedback.models.sealed import lodging
from feedback.services.letters.letter_contexts.material import issuer_of, petitioner_of
from feedback.services.papers.receipts import ReceiptFacts
from feedback.services.subject import words
from feedback.vault.codes import grouped, read_code

#: Every reader takes any of the eight patterns, and this one scores best on average; trying all of
#: them for each code takes longer than the rest of the page.
MASK = 3
#: Handed over across the desk, so that both sign the receipt.
IN_PERSON = frozenset({Channel.COUNTER, Channel.SPOKEN})


def tracking_url(base_url: str, code: str, leaf: bytes = b"") -> str:
    """The code stands behind ``#``: browsers never send that part to any server.

    On paper the hash of the entry of lodging goes with it, so that a printed receipt, too, tells
    which leaf of the log it stands for.
    """
    return f"{base_url}/tra-cuu#{code}" + (f".{leaf.hex()}" if leaf else "")


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
    leaf = session.execute(lodging(petition_id, Entry.leaf)).scalar_one()
    letter = Receipt(
        issuer=issuer_of(session.get_one(Agency, facts.taken_by_id or of.agency_id)),
        case_code=facts.number,
        tracking_url=tracking_url(base_url, code, leaf),
        law_on=civil_day(facts.received_at),
        received_at=facts.received_at,
        received_day=facts.received_on if facts.received_on != facts.recorded_on else None,
        received_where=facts.where,
        petition_title=facts.kind_title,
        petitioner=None if of.anonymous else petitioner_of(of, words.read(of).place),
        protected=facts.confidential and not of.anonymous,
        about="" if facts.confidential else facts.title,
        papers=_papers(facts),
        next_step=f"{facts.agency} {facts.promises[0].does}",
        next_step_by=facts.promises[0].by,
        next_step_source=facts.promises[0].source,
        ask_at=(f"{facts.agency}, trong giờ hành chính.",),
        tracking_code=grouped(code),
        receiver=facts.receiver,
        copies=2 if facts.channel in IN_PERSON and not facts.confidential else 1,
    )
    return render_limited("receipt", to_json(letter), issued_at=facts.received_at)


def _papers(facts: ReceiptFacts) -> tuple[Paper, ...]:
    """Of information about a violation the paper says that there are files, not which."""
    kept = "Bản điện tử" if facts.receiver is None else "Bản chụp"
    if facts.confidential:
        return (_written(facts), *(Paper(name="Tệp đính kèm", state=kept) for _ in facts.files))
    return (
        _written(facts),
        *(Paper(name=f.name, state=kept, sha256=f.sha256) for f in facts.files),
    )


def _written(facts: ReceiptFacts) -> Paper:
    """The petition itself."""
    if facts.channel is Channel.WEB:
        return Paper(name="Nội dung viết trên trang web", state="Bản điện tử")
    if facts.channel is Channel.SPOKEN:
        return Paper(name="Văn bản ghi lại nội dung trình bày", state="Bản giấy")
    return Paper(name="Đơn của người gửi", state="Bản giấy")


def code_as_printed(typed: str) -> str:
    """The code in its one spelling, however it was typed; empty for what is none."""
    return read_code(typed) or ""
