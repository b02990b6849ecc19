"""Papers that stop, resume, end, conclude or pass on a denunciation; none names who denounces."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from feedback.domain.letters.denunciation import MatterPaper
from feedback.domain.letters.parts import TEXT, Content

_ARTICLE_27 = "Luật Tố cáo, Điều 27 khoản 1"
_ARTICLE_34 = "Luật Tố cáo, Điều 34"
_ARTICLE_35 = "Luật Tố cáo, Điều 35 khoản 2"
_FOUNDED_ON = "Luật Tố cáo, Điều 35 khoản 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDecision(MatterPaper):
    """What the three decisions on the course of a case have (Luật Tố cáo, Điều 34)."""

    accepted_on: date
    reason: Annotated[str, Content("lý do", f"{_ARTICLE_34} khoản 4")]
    executors: Annotated[
        str, Content("trách nhiệm của cơ quan, cá nhân liên quan", f"{_ARTICLE_34} khoản 4")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationSuspensionDecision(CourseDecision):
    """Quyết định tạm đình chỉ việc giải quyết tố cáo: its time does not count (khoản 2)."""

    name: ClassVar[str] = "denunciation_suspension_decision"

    #: ``điểm a khoản 1 Điều 34 của Luật Tố cáo``
    ground: Annotated[str, Content("căn cứ tạm đình chỉ", f"{_ARTICLE_34} khoản 1")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationResumptionDecision(CourseDecision):
    """Quyết định tiếp tục giải quyết tố cáo."""

    name: ClassVar[str] = "denunciation_resumption_decision"

    suspension_decision: Annotated[
        str, Content("quyết định tạm đình chỉ", f"{_ARTICLE_34} khoản 2")
    ]
    settle_by: Annotated[
        date | None, Content("thời hạn giải quyết sau khi tiếp tục", f"{_ARTICLE_34} khoản 2")
    ] = None


class EndGround(StrEnum):
    """Luật Tố cáo, Điều 34 khoản 3, by point."""

    WITHDRAWN = "a"
    DEATH = "b"
    JUDGMENT = "c"


#: The law's words.
END_WORDS = {
    EndGround.WITHDRAWN: "người tố cáo rút toàn bộ nội dung tố cáo",
    EndGround.DEATH: (
        "người bị tố cáo là cá nhân chết và nội dung tố cáo chỉ liên quan đến trách nhiệm "
        "của người bị tố cáo"
    ),
    EndGround.JUDGMENT: (
        "vụ việc đã được giải quyết bằng bản án, quyết định của Tòa án đã có hiệu lực pháp "
        "luật hoặc quyết định đã có hiệu lực của cơ quan, tổ chức, cá nhân có thẩm quyền"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationTerminationDecision(CourseDecision):
    """Quyết định đình chỉ việc giải quyết tố cáo: the case ends without a conclusion."""

    name: ClassVar[str] = "denunciation_termination_decision"

    end_ground: Annotated[
        EndGround | None, Content("căn cứ đình chỉ", f"{_ARTICLE_34} khoản 3")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationTransfer(MatterPaper):
    """Công văn chuyển hồ sơ có dấu hiệu của tội phạm (Luật Tố cáo, Điều 27 khoản 1)."""

    name: ClassVar[str] = "investigation_transfer"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("Cơ quan điều tra, Viện kiểm sát nhận hồ sơ", _ARTICLE_27)]
    crime_signs: Annotated[tuple[str, ...], Content("dấu hiệu của tội phạm", _ARTICLE_27)]
    reason: Annotated[str, Content("lý do chuyển hồ sơ", _ARTICLE_27)]


class Truth(StrEnum):
    """What a denunciation is found to be (Điều 35 khoản 2 điểm c), as it is printed."""

    RIGHT = "đúng"
    PARTLY_RIGHT = "đúng một phần"
    WRONG = "sai sự thật"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded(MatterPaper):
    """What the conclusion finds, as the conclusion itself and the notice of it say it."""

    finding: Annotated[
        Truth | None,
        Content("kết luận đúng, đúng một phần hoặc sai sự thật", f"{_ARTICLE_35} điểm c"),
    ] = None
    reasoning: Annotated[tuple[str, ...], Content("nhận định, kết luận", f"{_ARTICLE_35} điểm c")]
    measures: Annotated[
        tuple[str, ...], Content("biện pháp xử lý, kiến nghị xử lý", f"{_ARTICLE_35} điểm d")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationConclusion(Concluded):
    """Kết luận nội dung tố cáo (Mẫu số 12): every point of Luật Tố cáo, Điều 35 khoản 2.

    It goes to the body that manages the denounced and to others whom it concerns (Điều 35 khoản 3).
    The denounced gets the copy written for them (``denounced_conclusion_copy``), which cannot
    contain the denouncer; the public one is another still (Điều 40).
    """

    name: ClassVar[str] = "denunciation_conclusion"
    for_citizen: ClassVar[bool] = False

    contents: Annotated[tuple[str, ...], Content("nội dung tố cáo", _FOUNDED_ON)]
    acceptance_decision: Annotated[str, Content("quyết định thụ lý tố cáo", TEXT)]
    verification_report: Annotated[
        str, Content("báo cáo kết quả xác minh được xem xét", "Luật Tố cáo, Điều 31 khoản 6")
    ]
    verified: Annotated[
        tuple[str, ...], Content("kết quả xác minh nội dung tố cáo", f"{_ARTICLE_35} điểm a")
    ]
    explained_on: date | None = None
    explained: bool
    #: what the denounced explained, or why they did not; empty where nobody was asked
    explanation: tuple[str, ...] = ()
    legal_grounds: Annotated[
        tuple[str, ...],
        Content("căn cứ pháp luật xác định có hay không vi phạm", f"{_ARTICLE_35} điểm b"),
    ]
    responsibility: Annotated[
        tuple[str, ...],
        Content("trách nhiệm của từng cơ quan, tổ chức, cá nhân", f"{_ARTICLE_35} điểm c"),
    ]
    #: Điểm đ; empty where the conclusion says that there are none.
    policy_proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionNotice(Concluded):
    """Thông báo kết luận nội dung tố cáo, to the denouncer (Luật Tố cáo, Điều 35 khoản 3)."""

    name: ClassVar[str] = "conclusion_notice"

    conclusion: Annotated[str, Content("kết luận nội dung tố cáo", "Luật Tố cáo, Điều 35 khoản 3")]
    #: before whom one may denounce again (Điều 37 khoản 1)
    next_authority: Annotated[str, Content("nơi tố cáo tiếp", "Luật Tố cáo, Điều 37 khoản 1")]
