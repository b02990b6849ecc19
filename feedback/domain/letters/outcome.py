"""Letters that end a case: decisions on complaints, the reply to a recommendation or report."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import TEXT, Content, LetterHead, OutgoingLetter, Person
from feedback.domain.petitions import Kind

_ARTICLE_31 = "Luật Khiếu nại, Điều 31 khoản 2"
_JOINT = "Luật Khiếu nại, Điều 31 khoản 3"
_ARTICLE_40 = "Luật Khiếu nại, Điều 40 khoản 2"
_REPORTED = "Luật Khiếu nại, Điều 29 khoản 4"
_REPORTED_AGAIN = "Luật Khiếu nại, Điều 38"


class Finding(StrEnum):
    """The conclusion on a complaint (Điều 31 khoản 2 điểm g), in the words that are printed."""

    RIGHT = "đúng"
    PARTLY_RIGHT = "đúng một phần"
    WRONG = "sai"


class Ruling(StrEnum):
    """What becomes of the contested decision (Điều 31 khoản 2 điểm h), as it is printed."""

    KEEP = "giữ nguyên"
    AMEND = "sửa đổi"
    CANCEL_PART = "hủy bỏ một phần"
    CANCEL = "hủy bỏ toàn bộ"
    END_ACT = "chấm dứt hành vi hành chính bị khiếu nại"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementDecision(OutgoingLetter):
    """Quyết định giải quyết khiếu nại lần đầu: every point of Luật Khiếu nại, Điều 31 khoản 2."""

    name: ClassVar[str] = "settlement_decision"

    head: Annotated[LetterHead, Content("số và ngày ra quyết định", f"{_ARTICLE_31} điểm a")]
    complainant: Annotated[Person, Content("tên, địa chỉ người khiếu nại", f"{_ARTICLE_31} điểm b")]
    respondent: Annotated[
        Person, Content("tên, địa chỉ người bị khiếu nại", f"{_ARTICLE_31} điểm b")
    ]
    petition_dated: date
    about: Annotated[tuple[str, ...], Content("nội dung khiếu nại", f"{_ARTICLE_31} điểm c")]
    #: the part that was withdrawn, which nobody decides on
    withdrawn: tuple[str, ...] = ()
    verification_report: Annotated[str, Content("báo cáo kết quả xác minh được xem xét", _REPORTED)]
    verified: Annotated[
        tuple[str, ...],
        Content("kết quả xác minh nội dung khiếu nại", f"{_ARTICLE_31} điểm d"),
    ]
    dialogue_held: bool
    dialogue: tuple[str, ...] = ()
    legal_grounds: Annotated[
        tuple[str, ...],
        Content("căn cứ pháp luật để giải quyết khiếu nại", f"{_ARTICLE_31} điểm e"),
    ]
    finding: Annotated[
        Finding | None,
        Content("kết luận đúng, đúng một phần hoặc sai", f"{_ARTICLE_31} điểm g"),
    ] = None
    reasoning: Annotated[
        tuple[str, ...], Content("nhận định làm cơ sở kết luận", f"{_ARTICLE_31} điểm g")
    ]
    ruling: Annotated[
        Ruling | None,
        Content("giữ nguyên, sửa đổi hoặc hủy bỏ quyết định", f"{_ARTICLE_31} điểm h"),
    ] = None
    contested: Annotated[str, Content("quyết định, hành vi bị khiếu nại", f"{_ARTICLE_31} điểm h")]
    #: What follows from the ruling in particular; ends Điều 1.
    particulars: Annotated[
        str, Content("giải quyết cụ thể nội dung khiếu nại", f"{_ARTICLE_31} điểm h")
    ]
    #: None where the decision states that no damage is to be compensated.
    compensation: str | None = None
    orders: tuple[str, ...] = ()
    #: 30 days, or 45 in remote areas (Luật Khiếu nại, Điều 33).
    second_complaint_days: int
    second_authority: Annotated[str, Content("quyền khiếu nại lần hai, khởi kiện", _ARTICLE_31)]
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", TEXT)]
    #: Several people complain of the same; the one decision settles for all of them.
    joint: bool = False
    #: Everybody it settles for, printed as an appendix (Điều 31 khoản 3).
    joint_complainants: tuple[Person, ...] = ()
    #: One of several people's own decisions, each made by the same act (Điều 31 khoản 3).
    one_of_several: bool = False

    def omissions(self) -> tuple[str, ...]:
        """The result of a dialogue where one was held (điểm đ), the list where several complain."""
        listed = bool(self.joint_complainants)
        if self.joint and not (listed and all(p.complete for p in self.joint_complainants)):
            return (str(Content("danh sách người khiếu nại: họ tên, địa chỉ", _JOINT)),)
        if self.dialogue_held and not any(line.strip() for line in self.dialogue):
            return (str(Content("kết quả đối thoại", f"{_ARTICLE_31} điểm đ")),)
        if self.compensation is not None and not self.compensation.strip():
            return (str(Content("việc bồi thường thiệt hại", f"{_ARTICLE_31} điểm i")),)
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(OutgoingLetter):
    """Công văn trả lời kiến nghị, phản ánh: no form of its own, so NĐ 30/2020/NĐ-CP, Mẫu 1.5."""

    name: ClassVar[str] = "reply"

    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    received_on: date
    about: Annotated[str, Content("nội dung kiến nghị, phản ánh", TEXT)]
    answer: Annotated[tuple[str, ...], Content("nội dung trả lời", TEXT)]
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterAnswer(OutgoingLetter):
    """Công văn trả lời kiến nghị cử tri: no form of its own, so NĐ 30/2020/NĐ-CP, Mẫu 1.5."""

    name: ClassVar[str] = "voter_answer"

    addressee: Annotated[str, Content("nơi chuyển kiến nghị", TEXT)]
    voters_of: Annotated[str, Content("nơi có cử tri kiến nghị", TEXT)]
    session: str = ""
    about: Annotated[str, Content("nội dung kiến nghị", TEXT)]
    outcome: Annotated[str, Content("loại kết quả giải quyết", TEXT)]
    answer: Annotated[tuple[str, ...], Content("nội dung trả lời", TEXT)]
    reason: tuple[str, ...] = ()
    promised_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondSettlementDecision(OutgoingLetter):
    """Quyết định giải quyết khiếu nại lần hai (Luật Khiếu nại, Điều 40 khoản 2).

    Says how the first instance ended, and that one may only sue from here on.
    """

    name: ClassVar[str] = "second_settlement_decision"

    head: Annotated[LetterHead, Content("số và ngày ra quyết định", f"{_ARTICLE_40} điểm a")]
    complainant: Annotated[Person, Content("tên, địa chỉ người khiếu nại", f"{_ARTICLE_40} điểm b")]
    respondent: Annotated[
        Person, Content("tên, địa chỉ người bị khiếu nại", f"{_ARTICLE_40} điểm b")
    ]
    petition_dated: date
    about: Annotated[tuple[str, ...], Content("nội dung khiếu nại", f"{_ARTICLE_40} điểm c")]
    #: The decision as it is cited; empty where the first period passed without one.
    first_decision: str = ""
    first_result: Annotated[
        tuple[str, ...], Content("kết quả giải quyết khiếu nại lần đầu", f"{_ARTICLE_40} điểm d")
    ]
    #: the part that was withdrawn, which nobody decides on
    withdrawn: tuple[str, ...] = ()
    verification_report: Annotated[
        str, Content("báo cáo kết quả xác minh được xem xét", _REPORTED_AGAIN)
    ]
    verified: Annotated[
        tuple[str, ...], Content("kết quả xác minh nội dung khiếu nại", f"{_ARTICLE_40} điểm đ")
    ]
    dialogue: Annotated[tuple[str, ...], Content("kết quả đối thoại", f"{_ARTICLE_40} điểm e")]
    legal_grounds: Annotated[
        tuple[str, ...],
        Content("căn cứ pháp luật để giải quyết khiếu nại", f"{_ARTICLE_40} điểm g"),
    ]
    finding: Annotated[
        Finding | None, Content("kết luận đúng, đúng một phần hoặc sai", f"{_ARTICLE_40} điểm h")
    ] = None
    reasoning: Annotated[
        tuple[str, ...], Content("nhận định làm cơ sở kết luận", f"{_ARTICLE_40} điểm h")
    ]
    ruling: Annotated[
        Ruling | None,
        Content("giữ nguyên, sửa đổi hoặc hủy bỏ quyết định", f"{_ARTICLE_40} điểm h"),
    ] = None
    contested: Annotated[str, Content("quyết định, hành vi bị khiếu nại", f"{_ARTICLE_40} điểm h")]
    particulars: Annotated[
        str, Content("giải quyết cụ thể nội dung khiếu nại", f"{_ARTICLE_40} điểm h")
    ]
    #: None where the decision states that no damage is to be compensated.
    compensation: str | None = None
    court: Annotated[str, Content("quyền khởi kiện vụ án hành chính", f"{_ARTICLE_40} điểm k")]
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", TEXT)]

    def omissions(self) -> tuple[str, ...]:
        if self.compensation is not None and not self.compensation.strip():
            return (str(Content("việc bồi thường thiệt hại", f"{_ARTICLE_40} điểm i")),)
        return ()
