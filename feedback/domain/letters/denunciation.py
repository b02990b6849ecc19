"""Papers of a denunciation on its way: accepted, told, declined, verified, lengthened, demanded.

No class here or in ``denunciation_outcome`` has a place for who denounces (Luật Tố cáo, Điều 8
khoản 3, Điều 56): the denounced is a line of text, the denouncer no field at all. Whom a paper to
the denouncer is posted to is known to the custodian of the sealed identity alone.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from feedback.domain.letters.nameless import NamelessPaper
from feedback.domain.letters.parts import TEXT, Content, LetterHead, TeamMember

_ARTICLE_29 = "Luật Tố cáo, Điều 29 khoản 2"
_ARTICLE_30 = "Luật Tố cáo, Điều 30"
_ARTICLE_31 = "Luật Tố cáo, Điều 31 khoản 2"
_ARTICLE_38 = "Luật Tố cáo, Điều 38 khoản 2"
_LATE = "Luật Tố cáo, Điều 38 khoản 1"
_NOTICE = "Luật Tố cáo, Điều 29 khoản 3"
_TEAM = "NĐ 31/2019, Điều 10 khoản 1"

#: Nghị định 31/2019/NĐ-CP, Điều 10 khoản 1.
LEAST_TEAM = 2
#: Nghị định 31/2019/NĐ-CP, Điều 3 khoản 3.
SPECIALLY_COMPLEX = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationPaper(NamelessPaper):
    """Any of them."""

    @property
    def denouncer(self) -> str:
        """How the denouncer is addressed: by the number of the file, which opens nothing."""
        return f"Người tố cáo theo hồ sơ {self.case_code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterPaper(DenunciationPaper):
    """One that says what is denounced, in the words of the officer who checked the denunciation."""

    #: name, post and place of work, as one line
    denounced: Annotated[str, Content("người bị tố cáo", TEXT)]
    contents: Annotated[tuple[str, ...], Content("nội dung tố cáo", TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceDecision(MatterPaper):
    """Quyết định thụ lý tố cáo (Mẫu số 04): every point of Luật Tố cáo, Điều 29 khoản 2."""

    name: ClassVar[str] = "denunciation_acceptance_decision"
    for_citizen: ClassVar[bool] = False

    head: Annotated[LetterHead, Content("số và ngày ra quyết định", f"{_ARTICLE_29} điểm a")]
    checked_on: Annotated[
        date | None,
        Content("căn cứ: ngày kiểm tra, xác minh điều kiện thụ lý", f"{_ARTICLE_29} điểm b"),
    ] = None
    contents: Annotated[
        tuple[str, ...], Content("nội dung tố cáo được thụ lý", f"{_ARTICLE_29} điểm c")
    ]
    settle_within_days: int
    settle_by: Annotated[
        date | None, Content("thời hạn giải quyết tố cáo", f"{_ARTICLE_29} điểm d")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DenouncerNotice(MatterPaper):
    """Thông báo việc thụ lý tố cáo (Mẫu số 05), to the denouncer."""

    name: ClassVar[str] = "denouncer_notice"

    contents: Annotated[tuple[str, ...], Content("nội dung tố cáo", _NOTICE)]
    decision: Annotated[str, Content("quyết định thụ lý tố cáo", _NOTICE)]
    settle_within_days: int
    settle_by: Annotated[
        date | None, Content("thời hạn giải quyết tố cáo", f"{_ARTICLE_29} điểm d")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DenouncedNotice(MatterPaper):
    """Thông báo về nội dung tố cáo (Mẫu số 06), to the denounced: the matter and nothing else."""

    name: ClassVar[str] = "denounced_notice"
    for_citizen: ClassVar[bool] = False

    contents: Annotated[tuple[str, ...], Content("nội dung tố cáo", _NOTICE)]
    decision: Annotated[str, Content("quyết định thụ lý tố cáo", _NOTICE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationDeclinationNotice(DenunciationPaper):
    """Thông báo không thụ lý tố cáo (Luật Tố cáo, Điều 24 khoản 1): no form of its own."""

    name: ClassVar[str] = "denunciation_declination_notice"

    received_on: date
    #: empty where the denunciation was too vague to say
    contents: tuple[str, ...] = ()
    #: ``điểm d khoản 1 Điều 29 của Luật Tố cáo``
    ground: Annotated[str, Content("căn cứ không thụ lý", "Luật Tố cáo, Điều 29 khoản 1")]
    reason: Annotated[str, Content("lý do không thụ lý", "Luật Tố cáo, Điều 24 khoản 1")]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationTeamDecision(MatterPaper):
    """Quyết định thành lập Tổ xác minh nội dung tố cáo (Mẫu số 07)."""

    name: ClassVar[str] = "verification_team_decision"
    for_citizen: ClassVar[bool] = False

    head: Annotated[LetterHead, Content("số và ngày giao xác minh", f"{_ARTICLE_31} điểm a")]
    denounced: Annotated[str, Content("người bị tố cáo", f"{_ARTICLE_31} điểm c")]
    contents: Annotated[tuple[str, ...], Content("nội dung cần xác minh", f"{_ARTICLE_31} điểm d")]
    leader: Annotated[
        TeamMember | None,
        Content("Tổ trưởng Tổ xác minh", f"{_ARTICLE_31} điểm b; {_TEAM}"),
    ] = None
    #: everybody but the leader
    members: tuple[TeamMember, ...]
    verify_by: Annotated[
        date | None, Content("thời gian tiến hành xác minh", f"{_ARTICLE_31} điểm đ")
    ] = None

    def omissions(self) -> tuple[str, ...]:
        """The leader and at least one more; each with a name and a post."""
        lacking = 1 + len(self.members) < LEAST_TEAM
        unnamed = any(not member.complete for member in self.members)
        told = Content("từ hai người trở lên trong Tổ, mỗi người có họ tên, chức vụ", _TEAM)
        return (str(told),) if lacking or unnamed else ()


class DenunciationTest(StrEnum):
    """What makes a denunciation complex: Nghị định 31/2019/NĐ-CP, Điều 3 khoản 2, by point."""

    SEVERAL_PLACES = "a"
    SEVERAL_CONTENTS = "b"
    MANY_PEOPLE = "c"
    FOREIGN_ELEMENT = "d"
    SEVERAL_AGENCIES = "đ"
    AGENCIES_DISAGREE = "e"
    CONTRADICTORY_EVIDENCE = "g"


#: The decree's words. Of points c and d only so much as does not tell who denounces.
TEST_WORDS = {
    DenunciationTest.SEVERAL_PLACES: (
        "tố cáo về một nội dung nhưng phải xác minh từ 02 địa điểm trở lên"
    ),
    DenunciationTest.SEVERAL_CONTENTS: "tố cáo có từ 02 nội dung phải xác minh trở lên",
    DenunciationTest.MANY_PEOPLE: (
        "nhiều người tố cáo về cùng một nội dung hoặc nội dung tố cáo liên quan đến quyền "
        "và lợi ích của nhiều người"
    ),
    DenunciationTest.FOREIGN_ELEMENT: "tố cáo có yếu tố nước ngoài",
    DenunciationTest.SEVERAL_AGENCIES: (
        "nội dung tố cáo liên quan đến trách nhiệm quản lý của nhiều cơ quan, tổ chức"
    ),
    DenunciationTest.AGENCIES_DISAGREE: (
        "các cơ quan, tổ chức có liên quan trong quá trình giải quyết tố cáo còn ý kiến khác nhau"
    ),
    DenunciationTest.CONTRADICTORY_EVIDENCE: (
        "có tài liệu, chứng cứ mâu thuẫn với nhau cần có thời gian kiểm tra, xác minh, "
        "đánh giá hoặc tham khảo ý kiến của các cơ quan chuyên môn"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationExtensionDecision(MatterPaper):
    """Quyết định gia hạn giải quyết tố cáo (Mẫu số 01): once, or twice if specially complex."""

    name: ClassVar[str] = "denunciation_extension_decision"

    accepted_on: date
    again: bool
    tests: Annotated[
        tuple[DenunciationTest, ...], Content("tiêu chí phức tạp", "NĐ 31/2019, Điều 3 khoản 2")
    ]
    reason: Annotated[str, Content("lý do gia hạn", f"{_ARTICLE_30} khoản 4")]
    was_due_on: Annotated[
        date | None, Content("thời hạn trước khi gia hạn", f"{_ARTICLE_30} khoản 1")
    ] = None
    due_on: Annotated[
        date | None, Content("thời hạn sau khi gia hạn", f"{_ARTICLE_30} khoản 2, 3")
    ] = None

    def omissions(self) -> tuple[str, ...]:
        few = 0 < len(self.tests) < SPECIALLY_COMPLEX
        told = Content("từ hai tiêu chí phức tạp trở lên", "NĐ 31/2019, Điều 3 khoản 3")
        return (str(told),) if self.again and few else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayDemand(DenunciationPaper):
    """Văn bản yêu cầu báo cáo về việc chậm giải quyết tố cáo (Luật Tố cáo, Điều 38 khoản 2)."""

    name: ClassVar[str] = "delay_demand"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("người đang giải quyết tố cáo", _ARTICLE_38)]
    #: number of the case that is late; its own file says the matter
    late_case: Annotated[str, Content("vụ việc tố cáo quá thời hạn giải quyết", _LATE)]
    accepted_on: Annotated[date | None, Content("ngày thụ lý vụ việc quá thời hạn", _LATE)] = None
    reason: Annotated[str, Content("lý do yêu cầu báo cáo", _ARTICLE_38)]
    #: working days from receipt of the demand (Điều 38 khoản 3)
    report_within_days: int
