"""What the settler writes once a decision is in force: who carries it out."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import Content, OutgoingLetter, Person

#: Of a decision on a complaint; on one against discipline.
_CARRIED_OUT = "Luật Khiếu nại, Điều 46 khoản 1; Điều 58 khoản 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementAssignment(OutgoingLetter):
    """Công văn giao thi hành quyết định: in writing (Luật Khiếu nại Điều 46), without a form.

    The layout is that of Nghị định 30/2020/NĐ-CP, Mẫu 1.5. ``enforce_by`` is what the settler asks
    for; the law has no number of days.
    """

    name: ClassVar[str] = "enforcement_assignment"
    for_citizen: ClassVar[bool] = False

    #: ``Quyết định số 12/QĐ-UBND ngày 03/9/2026``.
    decision: Annotated[str, Content("quyết định giải quyết được thi hành", _CARRIED_OUT)]
    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _CARRIED_OUT)]
    about: Annotated[str, Content("nội dung khiếu nại", _CARRIED_OUT)]
    executor: Annotated[str, Content("người, đơn vị được giao thi hành", _CARRIED_OUT)]
    to_carry_out: Annotated[tuple[str, ...], Content("nội dung phải thi hành", _CARRIED_OUT)]
    enforce_by: date
