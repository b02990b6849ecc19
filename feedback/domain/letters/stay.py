"""Decisions on staying the contested decision (Luật Khiếu nại Điều 35).

Nghị định 124/2020/NĐ-CP has forms for both; their numbers were not read, so none is printed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import Content, OutgoingLetter, Person

_ARTICLE_35 = "Luật Khiếu nại, Điều 35"


@dataclass(frozen=True, slots=True, kw_only=True)
class StayDecision(OutgoingLetter):
    """Quyết định tạm đình chỉ việc thi hành quyết định hành chính bị khiếu nại."""

    name: ClassVar[str] = "stay_decision"

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _ARTICLE_35)]
    petition_dated: date
    contested: Annotated[str, Content("quyết định hành chính bị khiếu nại", _ARTICLE_35)]
    harm: Annotated[tuple[str, ...], Content("hậu quả khó khắc phục", _ARTICLE_35)]
    reason: Annotated[str, Content("lý do tạm đình chỉ thi hành", _ARTICLE_35)]
    stay_from: date
    stay_until: date
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", _ARTICLE_35)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StayLiftingDecision(OutgoingLetter):
    """Quyết định hủy bỏ quyết định tạm đình chỉ việc thi hành, when the reason has ended."""

    name: ClassVar[str] = "stay_lifting_decision"

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _ARTICLE_35)]
    petition_dated: date
    contested: Annotated[str, Content("quyết định hành chính bị khiếu nại", _ARTICLE_35)]
    #: ``Quyết định số 101/QĐ-UBND ngày 02/10/2026``.
    stay_decision: Annotated[str, Content("quyết định tạm đình chỉ việc thi hành", _ARTICLE_35)]
    reason: Annotated[str, Content("lý do hủy bỏ", _ARTICLE_35)]
    executors: Annotated[str, Content("người chịu trách nhiệm thi hành", _ARTICLE_35)]
