"""Papers that protect a denouncer and their family (Luật Tố cáo, chương VI; Điều 47 to 55).

Điều 52 wants the decision to say name and address of who is protected; Điều 56 wants them kept
secret. So both stand in a sealed annex on paper, under the secrecy regime, and the decision cites
the annex: no field here could hold them. Never public, and never shown on a page.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.denunciation import DenunciationPaper
from feedback.domain.letters.parts import TEXT, Content, LetterHead

_ARTICLE_52 = "Luật Tố cáo, Điều 52 khoản 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionPaper(DenunciationPaper):
    """What the papers to a protecting body have: who, by what word; which measures; and why."""

    for_citizen: ClassVar[bool] = False

    protecting_body: Annotated[str, Content("cơ quan thực hiện biện pháp bảo vệ", TEXT)]
    #: of the persons of Điều 47 khoản 1, by relation and never by name
    protected: Annotated[tuple[str, ...], Content("người được bảo vệ", f"{_ARTICLE_52} điểm c")]
    sealed_annex: Annotated[
        str, Content("phụ lục niêm phong ghi họ tên, địa chỉ", f"{_ARTICLE_52} điểm c")
    ]
    measures: Annotated[
        tuple[str, ...], Content("nội dung, biện pháp bảo vệ", f"{_ARTICLE_52} điểm d")
    ]
    reason: Annotated[str, Content("căn cứ, lý do áp dụng", "Luật Tố cáo, Điều 47 khoản 3")]
    begins_on: Annotated[
        date | None, Content("thời điểm bắt đầu bảo vệ", f"{_ARTICLE_52} điểm đ")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionDecision(ProtectionPaper):
    """Quyết định áp dụng biện pháp bảo vệ: every point of Điều 52 khoản 2."""

    name: ClassVar[str] = "protection_decision"

    head: Annotated[LetterHead, Content("số và ngày ra quyết định", f"{_ARTICLE_52} điểm a")]
    executors: Annotated[
        str, Content("trách nhiệm của cơ quan, cá nhân thực hiện", f"{_ARTICLE_52} điểm d")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionRequest(ProtectionPaper):
    """Công văn đề nghị áp dụng biện pháp bảo vệ, where another body may (Điều 49, Điều 51)."""

    name: ClassVar[str] = "protection_request"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionChange(ProtectionPaper):
    """Quyết định thay đổi, bổ sung biện pháp bảo vệ (Điều 54 khoản 1)."""

    name: ClassVar[str] = "protection_change_decision"

    decision: Annotated[str, Content("quyết định áp dụng biện pháp bảo vệ", TEXT)]
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionEnd(DenunciationPaper):
    """Quyết định chấm dứt áp dụng biện pháp bảo vệ (Điều 54 khoản 2 điểm b)."""

    name: ClassVar[str] = "protection_end_decision"
    for_citizen: ClassVar[bool] = False

    decision: Annotated[str, Content("quyết định áp dụng biện pháp bảo vệ", TEXT)]
    protecting_body: Annotated[str, Content("cơ quan thực hiện biện pháp bảo vệ", TEXT)]
    reason: Annotated[str, Content("lý do chấm dứt", "Luật Tố cáo, Điều 54 khoản 2")]
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionRefusalNotice(DenunciationPaper):
    """Thông báo không áp dụng biện pháp bảo vệ, to the denouncer (Điều 51 khoản 3)."""

    name: ClassVar[str] = "protection_refusal_notice"

    asked_on: Annotated[date | None, Content("ngày đề nghị bảo vệ", TEXT)] = None
    reason: Annotated[str, Content("lý do", "Luật Tố cáo, Điều 51 khoản 3")]
