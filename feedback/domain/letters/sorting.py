"""Letters of sorting beside those in ``intake``: split, passed on, handed back, not eligible."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.denunciation import DenunciationPaper
from feedback.domain.letters.nameless import NamelessPaper
from feedback.domain.letters.parts import TEXT, Content, OutgoingLetter, Person
from feedback.domain.letters.reception import HandlingOutcome
from feedback.domain.petitions import Kind

#: A petition of one content has nothing to split.
SEVERAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitGuidance(OutgoingLetter):
    """Phiếu hướng dẫn tách đơn: each content in a petition of its own (Luật TCD, Điều 25)."""

    name: ClassVar[str] = "split_guidance"

    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    received_on: date
    #: each content and where it belongs, one a line
    contents: Annotated[
        tuple[str, ...],
        Content("từng nội dung và nơi gửi", "Luật Tiếp công dân, Điều 25 khoản 3"),
    ]

    def omissions(self) -> tuple[str, ...]:
        few = 0 < len(self.contents) < SEVERAL
        return ("từ hai nội dung trở lên",) if few else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationTransferSlip(DenunciationPaper):
    """Phiếu chuyển đơn tố cáo: Mẫu số 03, Thông tư 05/2021/TT-TTCP; once for the same content.

    Who denounces travels in the sealed file alone (Luật Tố cáo, Điều 56).
    """

    name: ClassVar[str] = "denunciation_transfer_slip"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("cơ quan nhận đơn chuyển đến", "TT 05/2021, Điều 14")]
    received_on: date
    contents: Annotated[tuple[str, ...], Content("nội dung tố cáo", TEXT)]
    reason: Annotated[str, Content("lý do chuyển đơn", TEXT)]
    enclosures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationTransfer(DenunciationPaper):
    """Phiếu chuyển thông tin có nội dung tố cáo, to be inspected (Luật Tố cáo, Điều 25 khoản 2).

    It is no denunciation (sent through the web, or nobody stands behind it), so Mẫu số 03 is not
    its form.
    """

    name: ClassVar[str] = "information_transfer"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("cơ quan nhận thông tin để thanh tra, kiểm tra", TEXT)]
    received_on: date
    about: Annotated[str, Content("nội dung thông tin", TEXT)]
    reason: Annotated[str, Content("lý do chuyển", "Luật Tố cáo, Điều 25 khoản 2")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationHandlingNotice(DenunciationPaper):
    """Thông báo kết quả xử lý tố cáo, to the denouncer: passed on, or more time is needed."""

    name: ClassVar[str] = "denunciation_handling_notice"

    received_on: date
    handling: Annotated[
        HandlingOutcome | None,
        Content("kết quả xử lý tố cáo", "Luật Tiếp công dân, Điều 28 khoản 1"),
    ] = None
    #: where it was passed on; empty while it stays
    passed_to: str = ""
    reason: Annotated[str, Content("lý do", TEXT)]

    def omissions(self) -> tuple[str, ...]:
        unsaid = self.handling is HandlingOutcome.FORWARDED and not self.passed_to.strip()
        return ("cơ quan nhận tố cáo chuyển đến",) if unsaid else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferBack(NamelessPaper):
    """Công văn chuyển trả đơn to the agency that transferred it to one not in charge.

    No text of the law has a form for it. The file goes back with it, so that nobody is named here.
    """

    name: ClassVar[str] = "transfer_back"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("cơ quan đã chuyển đơn", TEXT)]
    kind: Kind
    #: ``Phiếu chuyển đơn số 33/PC-UBND ngày 02/10/2026``
    transfer_slip: Annotated[str, Content("văn bản chuyển đơn được trả lời", TEXT)]
    reason: Annotated[str, Content("lý do chuyển trả", TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class IneligibilityNotice(OutgoingLetter):
    """Thông báo đơn không đủ điều kiện thụ lý, of what is no complaint and no denunciation."""

    name: ClassVar[str] = "ineligibility_notice"

    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    received_on: date
    about: Annotated[str, Content("nội dung đơn", TEXT)]
    ground: Annotated[str, Content("căn cứ không thụ lý", TEXT)]
    reason: Annotated[
        str, Content("lý do không đủ điều kiện", "Luật Tiếp công dân, Điều 28 khoản 1")
    ]
