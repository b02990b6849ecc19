"""Classes of fields: what a file holds about people, and the right that opens each.

Whose name a sender's is follows from the file: a denouncer's, and whoever reported a thing at a
place to those who mend it, is closed by default; a complainant's is open to whoever works on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from feedback.domain.policy.actions import Action
from feedback.domain.policy.deciding import decide_among
from feedback.domain.policy.relations import Relation
from feedback.domain.policy.rows import FileFacts
from feedback.domain.roles import Role
from feedback.domain.time_limits import Basis

LKN, LTC = "Luật 02/2011/QH13", "Luật 25/2018/QH14"


class FieldClass(StrEnum):
    D0 = "D0"
    D1 = "D1"
    C1 = "C1"
    C2 = "C2"
    P = "P"
    A = "A"


@dataclass(frozen=True, slots=True)
class Fields:
    """``opened_by`` names the rights that open them; nobody needs one for what is public.

    ``mark`` says how sure it is: S the law's text, H high, P proposed by the system.
    """

    title: str
    fields: tuple[str, ...]
    opened_by: tuple[Action, ...]
    basis: tuple[Basis, ...]
    mark: str


CLASSES: Final = {
    FieldClass.D0: Fields(
        "Danh tính người tố cáo, đóng sẵn",
        (
            "họ tên",
            "địa chỉ",
            "số giấy tờ tùy thân",
            "điện thoại",
            "thư điện tử",
            "chữ viết",
            "chữ ký",
            "địa chỉ mạng",
            "siêu dữ liệu của tệp",
        ),
        (Action.OPEN_IDENTITY, Action.READ_ORIGINAL),
        (Basis(LTC, article="8", clause="3"), Basis(LTC, article="49"), Basis(LTC, article="56")),
        "nghĩa vụ: S; người đọc: P",
    ),
    FieldClass.D1: Fields(
        "Nội dung tố cáo đã lược danh",
        ("hành vi bị tố cáo", "chứng cứ đã bỏ danh tính"),
        (Action.READ_REDACTED,),
        (Basis(LTC, article="56", clause="2"),),
        "S",
    ),
    FieldClass.C1: Fields(
        "Danh tính người khiếu nại, kiến nghị, phản ánh",
        ("họ tên", "địa chỉ", "cách liên lạc"),
        (Action.READ_SENDER,),
        (
            Basis("Nghị định 154/2026/NĐ-CP", article="12", clause="2"),
            Basis(LKN, article="31"),
            Basis(LKN, article="32"),
        ),
        "S",
    ),
    FieldClass.C2: Fields(
        "Chứng cứ của vụ khiếu nại",
        ("tài liệu thu thập",),
        (Action.READ_EVIDENCE,),
        (Basis(LKN, clause="12.1.d; 13.1.b"),),
        "S",
    ),
    FieldClass.P: Fields(
        "Công khai",
        ("quyết định giải quyết lần hai", "kết luận nội dung tố cáo không có D0"),
        (),
        (Basis(LKN, article="41", clause="2"), Basis(LTC, article="40", clause="3")),
        "S",
    ),
    FieldClass.A: Fields(
        "Tổng hợp",
        ("số lượng", "thời gian", "quá hạn; số tố cáo dưới 5 thì không nêu"),
        (Action.SEE_STATISTICS,),
        (Basis("Nghị quyết 205/NQ-HĐND ngày 10/7/2024", article="2", clause="2"),),
        "P",
    ),
}  # fmt: skip


def class_of_sender(facts: FileFacts) -> FieldClass:
    """What a sender's name is in a file of these facts."""
    return FieldClass.D0 if facts.hidden else FieldClass.C1


def is_open(
    fields: FieldClass, role: Role, relations: Iterable[Relation], facts: FileFacts
) -> bool:
    """Whether somebody who stands so to a file reads the fields of this class."""
    known, opened_by = tuple(relations), CLASSES[fields].opened_by
    return not opened_by or any(
        decide_among(role, action, known, facts).allowed for action in opened_by
    )


def sender_is_shown(role: Role, relations: Iterable[Relation], facts: FileFacts) -> bool:
    """Whether pages, lists, books and exports may name whoever sent it to this reader.

    What is D0 is opened by the custodian's vault and by no page, whoever asks.
    """
    return class_of_sender(facts) is FieldClass.C1 and is_open(
        FieldClass.C1, role, relations, facts
    )
