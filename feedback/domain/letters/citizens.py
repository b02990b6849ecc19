"""Papers that citizens write and sign: empty lines to fill in by hand, or what they typed.

They carry no number, no code and no picture of one; nothing of them is kept.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import Content, Letter, Person

COMPLAINT_ARTICLE = "Luật Khiếu nại, Điều 8 khoản 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizensForm(Letter):
    """What is left empty is a line to write on."""

    for_citizen: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintForm(CitizensForm):
    """Đơn khiếu nại: Mẫu số 01, Nghị định 155/2026/NĐ-CP.

    Who is complained of stays a line where the writer named the act and its author in one sentence.
    """

    name: ClassVar[str] = "complaint_form"

    complainant: Annotated[
        Person | None, Content("họ tên, địa chỉ người khiếu nại", COMPLAINT_ARTICLE)
    ] = None
    about: Annotated[str, Content("việc khiếu nại", COMPLAINT_ARTICLE)] = ""
    contents: Annotated[
        tuple[str, ...], Content("nội dung, lý do khiếu nại", COMPLAINT_ARTICLE)
    ] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintAuthorization(CitizensForm):
    """Giấy ủy quyền khiếu nại: Mẫu số 02, Nghị định 155/2026/NĐ-CP."""

    name: ClassVar[str] = "complaint_authorization"


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationWithdrawal(CitizensForm):
    """Đơn rút tố cáo: Mẫu số 02, Nghị định 156/2026/NĐ-CP."""

    name: ClassVar[str] = "denunciation_withdrawal"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeAppointment(CitizensForm):
    """Văn bản cử người đại diện (Luật Tiếp công dân, Điều 29); the form is ours, none is known."""

    name: ClassVar[str] = "representative_appointment"


LETTERS = (
    ComplaintForm,
    ComplaintAuthorization,
    DenunciationWithdrawal,
    RepresentativeAppointment,
)
