"""Letters of a case on its way: accepted, declined, found complex, extended, stopped, resumed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import TEXT, Content, OutgoingLetter, Person
from feedback.domain.petitions import Kind

#: Accepting or not, and saying why: the first time, the second, and on discipline.
_ACCEPTING = "Luật Khiếu nại, Điều 27, 36, 50"
_COMPLEX = "NĐ 124/2020, Điều 3a"
_STOPPED = "NĐ 124/2020, Điều 28b khoản 1"
_RESUMED = "NĐ 124/2020, Điều 28b khoản 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceNotice(OutgoingLetter):
    """Thông báo về việc thụ lý giải quyết khiếu nại: Mẫu số 03, Nghị định 124/2020/NĐ-CP."""

    name: ClassVar[str] = "acceptance_notice"

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _ACCEPTING)]
    received_on: date
    about: Annotated[str, Content("nội dung khiếu nại", _ACCEPTING)]
    #: Settled for the second time, by the superior.
    second: bool = False
    accepted_on: date
    #: The longest settlement may take, in calendar days from acceptance (Luật Khiếu nại, Điều 28).
    settle_within_days: int
    settle_by: date

    @property
    def governed_on(self) -> date | None:
        """A case accepted under the old forms keeps them (Nghị định 155/2026/NĐ-CP, Điều 22)."""
        return self.law_on or self.accepted_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinationNotice(OutgoingLetter):
    """Thông báo về việc không thụ lý giải quyết khiếu nại: Mẫu số 04, Nghị định 124/2020/NĐ-CP."""

    name: ClassVar[str] = "declination_notice"

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _ACCEPTING)]
    received_on: date
    about: Annotated[str, Content("nội dung khiếu nại", _ACCEPTING)]
    #: The clause, ``khoản 6``, of Luật Khiếu nại, Điều 11.
    ground: Annotated[str, Content("căn cứ không thụ lý", "Luật Khiếu nại, Điều 11")]
    reason: Annotated[str, Content("lý do không thụ lý", _ACCEPTING)]


class Complexity(StrEnum):
    """What makes a complaint complex: Nghị định 124/2020/NĐ-CP, Điều 3a, points a to g."""

    SEVERAL_PLACES = "a"
    SEVERAL_CONTENTS = "b"
    MANY_PEOPLE = "c"
    FOREIGN_ELEMENT = "d"
    SEVERAL_AGENCIES = "đ"
    AGENCIES_DISAGREE = "e"
    CONTRADICTORY_EVIDENCE = "g"


#: The tests in short; the decree's own wording governs.
COMPLEXITY_WORDS = {
    Complexity.SEVERAL_PLACES: "Một nội dung nhưng phát sinh ở từ hai địa điểm trở lên",
    Complexity.SEVERAL_CONTENTS: "Có từ hai nội dung khiếu nại trở lên",
    Complexity.MANY_PEOPLE: "Nhiều người khiếu nại hoặc liên quan đến quyền lợi của nhiều người",
    Complexity.FOREIGN_ELEMENT: "Có yếu tố nước ngoài",
    Complexity.SEVERAL_AGENCIES: "Liên quan đến trách nhiệm của nhiều cơ quan",
    Complexity.AGENCIES_DISAGREE: "Các cơ quan còn có ý kiến khác nhau",
    Complexity.CONTRADICTORY_EVIDENCE: "Chứng cứ mâu thuẫn hoặc cần ý kiến chuyên môn, giám định",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexityFinding:
    """One test that is met, and the facts that show it."""

    test: Complexity
    facts: str

    @property
    def complete(self) -> bool:
        return bool(self.facts.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexityRecord(OutgoingLetter):
    """Văn bản ghi nhận vụ việc phức tạp, without which the longer period may not be used.

    The duty is the law's (Nghị định 124/2020/NĐ-CP, Điều 3a, added by Nghị định 155/2026/NĐ-CP,
    Điều 2); there is no form, so layout and wording are our own.
    """

    name: ClassVar[str] = "complexity_record"
    for_citizen: ClassVar[bool] = False

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _COMPLEX)]
    about: Annotated[str, Content("nội dung khiếu nại", _COMPLEX)]
    accepted_on: date
    findings: Annotated[
        tuple[ComplexityFinding, ...],
        Content("ít nhất một tiêu chí phức tạp kèm căn cứ thực tế", _COMPLEX),
    ]
    was_due_on: date
    settle_within_days: int
    settle_by: date

    def facts_of(self, test: Complexity) -> str:
        """The facts that show a test is met; empty when it is not."""
        return next((found.facts for found in self.findings if found.test is test), "")

    def omissions(self) -> tuple[str, ...]:
        return tuple(
            str(Content(f"căn cứ thực tế của tiêu chí {found.test}", _COMPLEX))
            for found in self.findings
            if not found.complete
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionNotice(OutgoingLetter):
    """Thông báo gia hạn giải quyết kiến nghị, phản ánh: a rule of the house, not of the law.

    No law sets a period for the substance, so the letter speaks of the agency's own term only.
    """

    name: ClassVar[str] = "extension_notice"

    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    received_on: date
    about: Annotated[str, Content("nội dung kiến nghị, phản ánh", TEXT)]
    was_due_on: date
    due_on: date
    reason: Annotated[str, Content("lý do gia hạn", TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppingDecision(OutgoingLetter):
    """What Mẫu số 14a holds, for both its decisions (Nghị định 124/2020/NĐ-CP, Điều 28b)."""

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _STOPPED)]
    petition_dated: date
    accepted_on: date
    about: Annotated[str, Content("nội dung khiếu nại", _STOPPED)]
    #: The point and clause of Luật Khiếu nại, Điều 11a: ``điểm b khoản 1``.
    ground: Annotated[str, Content("căn cứ ra quyết định", "Luật Khiếu nại, Điều 11a")]
    reason: Annotated[str, Content("lý do", _STOPPED)]
    legal_grounds: tuple[str, ...] = ()
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", _STOPPED)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionDecision(StoppingDecision):
    """Quyết định tạm đình chỉ giải quyết khiếu nại (Mẫu số 14a): the clock stands still."""

    name: ClassVar[str] = "suspension_decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationDecision(StoppingDecision):
    """Quyết định đình chỉ giải quyết khiếu nại (Mẫu số 14a): the case ends unsettled."""

    name: ClassVar[str] = "termination_decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumptionDecision(OutgoingLetter):
    """Quyết định tiếp tục giải quyết khiếu nại (Mẫu số 14b): the clock goes on from its date."""

    name: ClassVar[str] = "resumption_decision"

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _RESUMED)]
    petition_dated: date
    about: Annotated[str, Content("nội dung khiếu nại", _RESUMED)]
    #: ``Quyết định số 101/QĐ-UBND ngày 02 tháng 10 năm 2026``.
    suspension_decision: Annotated[str, Content("quyết định tạm đình chỉ", _RESUMED)]
    reason: Annotated[str, Content("lý do tiếp tục giải quyết", _RESUMED)]
    settle_by: date
    legal_grounds: tuple[str, ...] = ()
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", _RESUMED)]
