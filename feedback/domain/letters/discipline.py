"""Decisions on complaints against decisions of discipline, with all that the law wants in them.

Luật Khiếu nại 02/2011/QH13: Điều 54 khoản 1 for the first time, Điều 56 khoản 1 for the second.
The report looked at has the article that wants it in writing (Điều 52, 55), who carries the
decision out that on the text of any document.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import TEXT, Content, LetterHead, OutgoingLetter, Person

_ARTICLE_54 = "Luật Khiếu nại, Điều 54 khoản 1"
_ARTICLE_56 = "Luật Khiếu nại, Điều 56 khoản 1"
_REPORTED = "Luật Khiếu nại, Điều 52 khoản 2"
_REPORTED_AGAIN = "Luật Khiếu nại, Điều 55 khoản 2"


class DisciplineFinding(StrEnum):
    """The conclusion on the complaint (Điều 54 khoản 1 điểm g), in the words that are printed."""

    RIGHT = "đúng"
    PARTLY_RIGHT = "đúng một phần"
    WRONG = "sai toàn bộ"


class DisciplineRuling(StrEnum):
    """What becomes of the decision of discipline (Điều 54 khoản 1 điểm h), as it is printed."""

    KEEP = "giữ nguyên"
    AMEND = "sửa đổi, bổ sung"
    CANCEL_PART = "hủy bỏ một phần"
    CANCEL = "hủy bỏ toàn bộ"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisciplineSettlementDecision(OutgoingLetter):
    """Quyết định giải quyết khiếu nại quyết định kỷ luật lần đầu: all of Điều 54 khoản 1."""

    name: ClassVar[str] = "discipline_settlement_decision"

    head: Annotated[LetterHead, Content("số và ngày ra quyết định", f"{_ARTICLE_54} điểm a")]
    complainant: Annotated[Person, Content("tên, địa chỉ người khiếu nại", f"{_ARTICLE_54} điểm b")]
    respondent: Annotated[
        Person, Content("tên, địa chỉ người bị khiếu nại", f"{_ARTICLE_54} điểm b")
    ]
    petition_dated: date
    about: Annotated[tuple[str, ...], Content("nội dung khiếu nại", f"{_ARTICLE_54} điểm c")]
    #: the part that was withdrawn, which nobody decides on
    withdrawn: tuple[str, ...] = ()
    verification_report: Annotated[str, Content("báo cáo kết quả xác minh được xem xét", _REPORTED)]
    verified: Annotated[
        tuple[str, ...],
        Content("kết quả xác minh nội dung khiếu nại", f"{_ARTICLE_54} điểm d"),
    ]
    council: Annotated[
        tuple[str, ...],
        Content("đề nghị của Hội đồng kỷ luật", _REPORTED),
    ]
    dialogue: Annotated[tuple[str, ...], Content("kết quả đối thoại", f"{_ARTICLE_54} điểm đ")]
    legal_grounds: Annotated[
        tuple[str, ...],
        Content("căn cứ pháp luật để giải quyết khiếu nại", f"{_ARTICLE_54} điểm e"),
    ]
    finding: Annotated[
        DisciplineFinding | None,
        Content("kết luận đúng, đúng một phần hoặc sai toàn bộ", f"{_ARTICLE_54} điểm g"),
    ] = None
    reasoning: Annotated[
        tuple[str, ...], Content("nhận định làm cơ sở kết luận", f"{_ARTICLE_54} điểm g")
    ]
    ruling: Annotated[
        DisciplineRuling | None,
        Content(
            "giữ nguyên, sửa đổi, bổ sung hoặc hủy bỏ quyết định kỷ luật", f"{_ARTICLE_54} điểm h"
        ),
    ] = None
    contested: Annotated[str, Content("quyết định kỷ luật bị khiếu nại", f"{_ARTICLE_54} điểm h")]
    particulars: str = ""
    #: None where the decision states that no damage is to be compensated (điểm i).
    compensation: str | None = None
    #: 10 days, or 30 after a dismissal (Luật Khiếu nại, Điều 48).
    second_complaint_days: int
    second_authority: Annotated[str, Content("quyền khiếu nại lần hai", f"{_ARTICLE_54} điểm k")]
    #: A dismissal may also be brought to court (điểm k); other discipline may not.
    dismissal: bool
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", TEXT)]

    def omissions(self) -> tuple[str, ...]:
        if self.compensation is not None and not self.compensation.strip():
            return (str(Content("việc bồi thường thiệt hại", f"{_ARTICLE_54} điểm i")),)
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondDisciplineSettlementDecision(OutgoingLetter):
    """Quyết định giải quyết khiếu nại quyết định kỷ luật lần hai: all of Điều 56 khoản 1."""

    name: ClassVar[str] = "second_discipline_settlement_decision"

    head: Annotated[LetterHead, Content("số và ngày ra quyết định", f"{_ARTICLE_56} điểm a")]
    complainant: Annotated[Person, Content("tên, địa chỉ người khiếu nại", f"{_ARTICLE_56} điểm b")]
    respondent: Annotated[
        Person, Content("tên, địa chỉ người bị khiếu nại", f"{_ARTICLE_56} điểm b")
    ]
    petition_dated: date
    about: Annotated[tuple[str, ...], Content("nội dung khiếu nại", f"{_ARTICLE_56} điểm c")]
    #: The decision as it is cited; empty where the first period passed without one.
    first_decision: str = ""
    #: the part that was withdrawn, which nobody decides on
    withdrawn: tuple[str, ...] = ()
    verification_report: Annotated[
        str, Content("báo cáo kết quả xác minh được xem xét", _REPORTED_AGAIN)
    ]
    verified: Annotated[tuple[str, ...], Content("kết quả xác minh", f"{_ARTICLE_56} điểm d")]
    dialogue: Annotated[tuple[str, ...], Content("kết quả đối thoại", f"{_ARTICLE_56} điểm đ")]
    legal_grounds: Annotated[
        tuple[str, ...],
        Content("căn cứ pháp luật để giải quyết khiếu nại", f"{_ARTICLE_56} điểm e"),
    ]
    reasoning: Annotated[
        tuple[str, ...],
        Content("kết luận về từng vấn đề trong nội dung khiếu nại", f"{_ARTICLE_56} điểm g"),
    ]
    on_first: Annotated[
        tuple[str, ...], Content("kết luận về việc giải quyết lần đầu", f"{_ARTICLE_56} điểm g")
    ]
    finding: Annotated[
        DisciplineFinding | None,
        Content("kết luận đúng, đúng một phần hoặc sai toàn bộ", f"{_ARTICLE_56} điểm g"),
    ] = None
    particulars: Annotated[
        str, Content("giải quyết cụ thể nội dung khiếu nại", f"{_ARTICLE_56} điểm g")
    ]
    #: None where the decision states that no damage is to be compensated (điểm h).
    compensation: str | None = None
    #: Only a dismissal may be brought to court (điểm i; Điều 57 khoản 3).
    dismissal: bool
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", TEXT)]

    def omissions(self) -> tuple[str, ...]:
        if self.compensation is not None and not self.compensation.strip():
            return (str(Content("việc bồi thường thiệt hại", f"{_ARTICLE_56} điểm h")),)
        return ()
