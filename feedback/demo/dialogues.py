"""A dialogue in the demonstration: written down, printed, "signed", held by the head."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select

from feedback.domain.clock import civil_day
from feedback.domain.lodging import WaitingFile
from feedback.domain.roles import Actor
from feedback.models.letter import IssuedLetter
from feedback.services.acts import casework
from feedback.services.documents.rendering import letter_bytes
from feedback.services.files import waiting
from feedback.services.ground.transaction import transaction

#: The text that knows these minutes (Nghị định 155/2026/NĐ-CP); before it the head records alone.
FORM_SINCE = date(2026, 7, 1)
MINUTES = {
    "session_began": "14 giờ 00",
    "chair": "Người giải quyết khiếu nại",
    "complainant_side": "Người khiếu nại",
    "respondent_side": "Người bị khiếu nại",
    "absence": "nobody",
    "presented": "Nêu mục đích đối thoại và tóm tắt kết quả xác minh nội dung khiếu nại.",
    "agreed": "Các bên thống nhất về kết quả xác minh.",
    "differing": "Không có ý kiến khác.",
    "copies": "4",
}


def hold(
    case: int,
    officer: Actor,
    head: Actor,
    now: datetime,
    result: str,
    render: Callable[[int, datetime], None],
) -> None:
    """Nobody signs in a demonstration: what is kept as the scan is the print itself."""
    held = {"absence": "nobody", "dialogue_result": result}
    if civil_day(now) < FORM_SINCE:
        casework.apply(case, "hold_dialogue", head, now, held)
        return
    casework.apply(case, "record_dialogue", officer, now, MINUTES | {"opinions": result})
    render(case, now)
    scan = _print(case)
    said = held | {"signed_minutes": scan.stated}
    casework.apply(case, "hold_dialogue", head, now, said, files=[scan])


def _print(case: int) -> WaitingFile:
    with transaction() as session:
        minutes = session.scalars(
            select(IssuedLetter)
            .where(IssuedLetter.subject_id == case, IssuedLetter.name == "dialogue_minutes")
            .order_by(IssuedLetter.id.desc())
            .limit(1)
        ).one()
        content = letter_bytes(minutes)
        return waiting.keep("bien-ban-doi-thoai.pdf", content, len(content))
