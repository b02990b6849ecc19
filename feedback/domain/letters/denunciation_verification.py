"""Papers of verifying a denunciation; none has a place for who denounces (see ``denunciation``)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.denunciation import DenunciationPaper, MatterPaper
from feedback.domain.letters.denunciation_outcome import Truth
from feedback.domain.letters.parts import Content, LetterHead, TeamMember

_ORDER = "Luật Tố cáo, Điều 31 khoản 2"
_ASSESSMENT = "NĐ 31/2019, Điều 15 khoản 2"
_REPORT = "NĐ 31/2019, Điều 16 khoản 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationVerificationAssignment(MatterPaper):
    """Văn bản giao xác minh nội dung tố cáo: every point of Luật Tố cáo, Điều 31 khoản 2."""

    name: ClassVar[str] = "denunciation_verification_assignment"
    for_citizen: ClassVar[bool] = False

    head: Annotated[LetterHead, Content("số và ngày giao xác minh", f"{_ORDER} điểm a")]
    verifier: Annotated[str, Content("người được giao xác minh", f"{_ORDER} điểm b")]
    denounced: Annotated[str, Content("người bị tố cáo", f"{_ORDER} điểm c")]
    contents: Annotated[tuple[str, ...], Content("nội dung cần xác minh", f"{_ORDER} điểm d")]
    verify_by: Annotated[
        date | None, Content("thời gian tiến hành xác minh", f"{_ORDER} điểm đ")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationAssessmentRequest(DenunciationPaper):
    """Văn bản trưng cầu giám định (Mẫu số 09); the denouncer is sent it too (Điều 15 khoản 2)."""

    name: ClassVar[str] = "denunciation_assessment_request"

    addressee: Annotated[str, Content("cơ quan, tổ chức giám định", _ASSESSMENT)]
    #: what is handed over to be looked at; the decree does not ask for it
    papers: tuple[str, ...] = ()
    questions: Annotated[tuple[str, ...], Content("nội dung yêu cầu giám định", _ASSESSMENT)]
    answer_by: Annotated[
        date | None, Content("thời hạn đề nghị gửi kết luận giám định", _ASSESSMENT)
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedDenunciation(MatterPaper):
    """What a report on a denunciation holds: Nghị định 31/2019/NĐ-CP, Điều 16 khoản 2."""

    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("người nhận báo cáo", "Luật Tố cáo, Điều 31 khoản 6")]
    contents: Annotated[tuple[str, ...], Content("tóm tắt nội dung tố cáo", f"{_REPORT} điểm a")]
    #: the paper by which it was given or the team formed, as it is cited; empty for an officer
    on_order: str = ""
    verified_from: date | None = None
    verified: Annotated[
        tuple[str, ...], Content("kết quả xác minh từng nội dung tố cáo", f"{_REPORT} điểm b")
    ]
    #: whether the denounced was asked and explained; what was said stands below
    explained: bool = False
    explanation: tuple[str, ...] = ()
    finding: Annotated[
        Truth | None,
        Content("đánh giá đúng, đúng một phần hoặc sai sự thật", f"{_REPORT} điểm d"),
    ] = None
    responsibility: Annotated[
        tuple[str, ...],
        Content("trách nhiệm của từng cơ quan, tổ chức, cá nhân", f"{_REPORT} điểm d"),
    ]
    proposals: Annotated[tuple[str, ...], Content("kiến nghị xử lý", f"{_REPORT} điểm đ")]

    def omissions(self) -> tuple[str, ...]:
        """An explanation that was given is told (điểm c)."""
        told = Content("nội dung giải trình của người bị tố cáo", f"{_REPORT} điểm c")
        said = any(line.strip() for line in self.explanation)
        return (str(told),) if self.explained and not said else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationTeamReport(VerifiedDenunciation):
    """Báo cáo kết quả xác minh của Tổ xác minh (Mẫu số 10), signed by its leader."""

    name: ClassVar[str] = "denunciation_team_report"

    team: Annotated[
        tuple[TeamMember, ...], Content("thành viên Tổ xác minh", "NĐ 31/2019, Điều 16 khoản 1")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationVerificationReport(VerifiedDenunciation):
    """Báo cáo của cơ quan được giao xác minh (Mẫu số 11), signed by whoever was given it."""

    name: ClassVar[str] = "denunciation_verification_report"

    verifier: Annotated[
        str, Content("cơ quan, tổ chức, cá nhân được giao xác minh", "NĐ 31/2019, Điều 16 khoản 4")
    ]
