"""Letters of handling a petition: received, proposed, guided, passed on, returned."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import (
    TEXT,
    AgencyLetter,
    Content,
    OutgoingLetter,
    Person,
    Signatory,
)
from feedback.domain.petitions import Kind

#: A receipt is no văn bản hành chính: what it must say is the form's. Contents without a source are
#: the house's own.
FORM_02 = "NĐ 154/2026, Mẫu số 02/TCD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document handed in; ``sha256`` (64 hex digits) for a file, ``pages`` for paper."""

    name: str
    state: str = ""
    pages: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(AgencyLetter):
    """Giấy biên nhận, on the wording of Mẫu số 02/TCD (Nghị định 154/2026/NĐ-CP).

    It is no văn bản đi and has no number. Code, hashes, second and next step stand outside the
    form. Without ``receiver`` the system has issued it by itself at the end of an online lodging.
    """

    name: ClassVar[str] = "receipt"

    received_at: datetime
    #: where only the day is known, because it was written down later
    received_day: date | None = None
    received_where: Annotated[str, Content("nơi nhận đơn", FORM_02)]
    petition_title: Annotated[str, Content("loại đơn")]
    petitioner: Person | None = None
    #: the sender gave a name, which no paper of ours repeats
    protected: bool = False
    about: str = ""
    papers: Annotated[tuple[Paper, ...], Content("danh mục thông tin, tài liệu", FORM_02)]
    next_step: Annotated[str, Content("bước tiếp theo")]
    next_step_by: date
    next_step_source: str = ""
    ask_at: Annotated[tuple[str, ...], Content("nơi hỏi thông tin")]
    tracking_code: str | None = None
    receiver: Signatory | None = None
    #: two where both sign across the desk; one where nobody stands there, or nobody may be named
    copies: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSlip(OutgoingLetter):
    """Phiếu đề xuất thụ lý đơn: Mẫu số 01, Thông tư 05/2021/TT-TTCP, Điều 13."""

    name: ClassVar[str] = "proposal_slip"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("người có thẩm quyền phê duyệt", TEXT)]
    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    received_on: date
    summary: Annotated[tuple[str, ...], Content("tóm tắt nội dung đơn", TEXT)]
    settled_before: str = ""
    assessment: Annotated[
        tuple[str, ...], Content("nhận xét về thẩm quyền và điều kiện thụ lý", TEXT)
    ]
    proposal: Annotated[str, Content("nội dung đề xuất", TEXT)]
    approver: Annotated[tuple[str, ...], Content("chức vụ người phê duyệt", TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceSlip(OutgoingLetter):
    """Phiếu hướng dẫn: once only for the same petition (Luật Tiếp công dân, Điều 26)."""

    name: ClassVar[str] = "guidance_slip"

    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    received_on: date
    about: Annotated[str, Content("nội dung đơn", TEXT)]
    reason: Annotated[str, Content("lý do hướng dẫn", TEXT)]
    competent_authority: Annotated[str, Content("cơ quan có thẩm quyền giải quyết", TEXT)]
    competent_address: str = ""
    returned_papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSlip(OutgoingLetter):
    """Phiếu chuyển đơn kiến nghị, phản ánh to the body in charge (Luật Tiếp công dân, Điều 26).

    A denunciation has a slip of its own, without a place for a name (``sorting``).
    """

    name: ClassVar[str] = "transfer_slip"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("cơ quan nhận đơn chuyển đến", TEXT)]
    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    received_on: date
    about: Annotated[str, Content("nội dung đơn", TEXT)]
    reason: Annotated[str, Content("lý do chuyển đơn", TEXT)]
    enclosures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSlip(OutgoingLetter):
    """Phiếu trả đơn to whoever sent it here wrongly, with the reason.

    ``forwarding_document`` is what the petition came with; empty where the sender brought it.
    """

    name: ClassVar[str] = "return_slip"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("nơi đã chuyển, gửi đơn đến", TEXT)]
    forwarded: bool = True
    forwarding_document: str = ""
    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    received_on: date
    about: Annotated[str, Content("nội dung đơn", TEXT)]
    reason: Annotated[str, Content("lý do trả lại đơn", TEXT)]

    def omissions(self) -> tuple[str, ...]:
        """What a body sent on came with a document of that body."""
        unsaid = self.forwarded and not self.forwarding_document.strip()
        return ("văn bản chuyển đơn",) if unsaid else ()
