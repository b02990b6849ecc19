"""What pages say of VNeID: where it can be pressed, why it cannot, what it filled in.

Where the installation names no VNeID, no page has a trace of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import request
from werkzeug.datastructures import MultiDict

from feedback.blueprints.public import course
from feedback.blueprints.public.question_form import QuestionForm
from feedback.blueprints.public.sender_forms import ContactForm, SenderForm, WhoForm
from feedback.domain.petitions import Kind
from feedback.domain.vneid import FIELDS, Told, is_offered, is_same
from feedback.services.lodging import vneid

#: The button that leads there.
PRESSED = "vneid"

_MAY_STAY_UNNAMED = "Ở loại đơn này bạn có thể không nêu tên, nên không dùng VNeID."
REASONS: Mapping[Kind, str] = {
    Kind.DENUNCIATION: (
        "Ở đây không dùng VNeID. Nếu dùng, VNeID sẽ biết bạn mở trang này. "
        "Không ai phải chứng minh mình là ai mới được lắng nghe."
    ),
    Kind.RECOMMENDATION: _MAY_STAY_UNNAMED,
    Kind.REPORT: _MAY_STAY_UNNAMED,
}


class Outcome(StrEnum):
    """How it went there, as the address of the page says it."""

    FILLED = "da-dien"
    NOTHING = "khong-co-gi"
    REFUSED = "tu-choi"
    AWAY = "chua-lien-lac"
    UNBELIEVED = "chua-xac-nhan"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.FILLED: "Đã điền từ VNeID vào những ô còn trống. Xem lại; ô nào sai, bạn sửa.",
    Outcome.NOTHING: "VNeID không cho biết điều gì dùng được ở đây. Bạn tự điền như thường.",
    Outcome.REFUSED: "Bạn đã dừng ở VNeID. Không sao, bạn tự điền như thường.",
    Outcome.AWAY: "Chưa liên lạc được với VNeID. Thử lại sau, hoặc tự điền như thường.",
    Outcome.UNBELIEVED: "VNeID chưa xác nhận. Thử lại, hoặc tự điền như thường.",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page about the sender says of VNeID. Without a reason it can be pressed."""

    reason: str
    said: str
    filled: bool


def was_pressed(kind: Kind, page: str) -> bool:
    """Whether the button was pressed, on a page that has it."""
    shown = offer(kind, page)
    return shown is not None and not shown.reason and PRESSED in request.form


def offer(kind: Kind, page: str) -> Offer | None:
    if page != course.sender_page(kind) or not vneid.is_configured():
        return None
    came = request.args.get("vneid", "") if request.method == "GET" else ""
    outcome = Outcome(came) if came in set(Outcome) and is_offered(kind) else None
    said = OUTCOMES[outcome] if outcome else ""
    return Offer(REASONS.get(kind, ""), said, outcome is Outcome.FILLED)


def hints(form: QuestionForm, told: Told | None) -> dict[str, str]:
    """What stands under the boxes: that they are as VNeID said, or what it said instead."""
    return {
        name: "Lấy từ VNeID." if is_same(form[name].data, value) else f"VNeID ghi: {value}."
        for name, value in (told.values.items() if told else ())
        if name in form
    }


def asked_of(kind: Kind) -> list[str]:
    """What this kind has boxes for and VNeID may fill in, as people read it."""
    boxes = {name for shape in _shapes(kind) for name in shape.GIVES}
    return [FIELDS[name] for name in vneid.can_tell() if name in boxes]


def readable(kind: Kind, said: Mapping[str, str]) -> dict[str, str]:
    """What the boxes of this kind would take, had it been typed; the rest is not taken."""
    taken: dict[str, str] = {}
    for shape in _shapes(kind):
        form = shape(formdata=MultiDict(said), meta={"csrf": False})
        form.validate()
        asked = [name for name in shape.GIVES if name in said and not form[name].errors]
        taken |= {name: form[name].data for name in asked if form[name].data}
    return taken


def _shapes(kind: Kind) -> tuple[type[QuestionForm], ...]:
    return (WhoForm, ContactForm) if course.has_own_page(kind) else (SenderForm,)
