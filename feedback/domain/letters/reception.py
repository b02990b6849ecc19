"""Letters of receiving citizens: refused, concluded by the head, invited online, told how it goes.

Nghị định 154/2026/NĐ-CP has a form for the refusal alone; the others follow the models of Nghị định
30/2020/NĐ-CP, Phụ lục III.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import TEXT, Content, OutgoingLetter, Person
from feedback.domain.petitions import Kind

_REFUSAL = "NĐ 154/2026, Mẫu số 01/TCD"
_ARTICLE_25 = "NĐ 154/2026, Điều 25 khoản 2"
_ARTICLE_23 = "NĐ 154/2026, Điều 23 khoản 1"
_ARTICLE_28 = "Luật Tiếp công dân, Điều 28 khoản 1"


class RefusalGround(StrEnum):
    """The two grounds that are told in writing (Nghị định 154/2026/NĐ-CP, Điều 4 khoản 3).

    The form prints "điểm g" where the article cites điểm h; the article is followed.
    """

    SETTLED = "law_9_3"
    ANSWERED = "point_h"


#: As the form cites them.
REFUSAL_SOURCES = {
    RefusalGround.SETTLED: "khoản 3 Điều 9 Luật Tiếp công dân",
    RefusalGround.ANSWERED: (
        "điểm h khoản 1 Điều 4 Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ "
        "quy định chi tiết một số điều và biện pháp tổ chức thi hành Luật Tiếp công dân"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionRefusal(OutgoingLetter):
    """Thông báo từ chối tiếp công dân: Mẫu số 01/TCD, Nghị định 154/2026/NĐ-CP."""

    name: ClassVar[str] = "reception_refusal"

    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người bị từ chối tiếp", _REFUSAL)]
    came_on: Annotated[date | None, Content("ngày công dân đến", _REFUSAL)] = None
    about: Annotated[str, Content("nội dung trình bày", _REFUSAL)]
    reason: Annotated[str, Content("lý do từ chối", _REFUSAL)]
    refusal_ground: Annotated[
        RefusalGround | None, Content("căn cứ từ chối", "NĐ 154/2026, Điều 4 khoản 3")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionConclusion(OutgoingLetter):
    """Thông báo kết luận việc tiếp công dân của người đứng đầu: duty of the law, no form."""

    name: ClassVar[str] = "reception_conclusion"
    #: it goes to those who carry it out as well
    for_citizen: ClassVar[bool] = False

    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ công dân được tiếp", TEXT)]
    received_on: Annotated[date | None, Content("ngày người đứng đầu tiếp công dân", TEXT)] = None
    about: Annotated[str, Content("nội dung công dân trình bày", TEXT)]
    conclusion: Annotated[
        tuple[str, ...], Content("ý kiến chỉ đạo của người đứng đầu", _ARTICLE_25)
    ]
    #: who does what, one a line
    tasks: Annotated[tuple[str, ...], Content("cơ quan, đơn vị tổ chức thực hiện", _ARTICLE_25)]
    resolve_by: Annotated[date | None, Content("thời gian giải quyết", _ARTICLE_25)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineReceptionInvitation(OutgoingLetter):
    """Giấy mời dự buổi tiếp công dân trực tuyến, on Mẫu 1.7 of Nghị định 30/2020/NĐ-CP."""

    name: ClassVar[str] = "online_reception_invitation"

    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người được mời", TEXT)]
    about: Annotated[str, Content("nội dung buổi tiếp công dân", TEXT)]
    chaired_by: Annotated[str, Content("người chủ trì tiếp công dân", TEXT)]
    session_on: Annotated[date | None, Content("ngày tiếp công dân trực tuyến", _ARTICLE_23)] = None
    session_time: Annotated[str, Content("giờ tiếp công dân trực tuyến", _ARTICLE_23)]
    centre: Annotated[str, Content("điểm cầu trung tâm", _ARTICLE_23)]
    #: where else one may take part, and who does
    branches: tuple[str, ...] = ()
    #: several people on one matter send representatives (Điều 22 khoản 4)
    joint: bool = False


class HandlingOutcome(StrEnum):
    """What is told within ten working days (Luật Tiếp công dân, Điều 28 khoản 1), by point.

    Point c is told by the letters that decline, guide or find a petition not eligible.
    """

    ACCEPTED = "a"
    DELAYED = "b"
    FORWARDED = "d"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingNotice(OutgoingLetter):
    """Thông báo kết quả xử lý đơn: a duty of the law where no other letter answers, no form."""

    name: ClassVar[str] = "handling_notice"

    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    received_on: date
    about: Annotated[str, Content("nội dung đơn", TEXT)]
    handling: Annotated[HandlingOutcome | None, Content("kết quả xử lý đơn", _ARTICLE_28)] = None
    #: why it takes longer; nothing more to say of what is accepted
    reason: str = ""
    contact: str = ""

    def omissions(self) -> tuple[str, ...]:
        unsaid = self.handling is HandlingOutcome.DELAYED and not self.reason.strip()
        return ("lý do cần thêm thời gian kiểm tra, xác minh",) if unsaid else ()
