"""A request to read an identity, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedback.blueprints.filters import vn_datetime, vn_time
from feedback.domain.identity_reading import (
    APPROVAL_LASTS,
    EMERGENCY_LASTS,
    FIELDS,
    SHOWN_FOR,
    Standing,
)
from feedback.domain.identity_reasons import reason_named
from feedback.queries.identity_readings import Asked
from feedback.services.subject.numbers import petition_number

#: A word, and how it is drawn.
STANDINGS = {
    Standing.WAITING: ("Chờ người thứ hai", "warning"),
    Standing.REFUSED: ("Bị từ chối", "problem"),
    Standing.APPROVED: ("Được xem", "good"),
    Standing.LAPSED: ("Hết hạn, chưa xem", "plain"),
    Standing.SHOWING: ("Đang trong 15 phút", "good"),
    Standing.OVER: ("Đã xem", "plain"),
}


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    number: str
    reason: str
    basis: str
    explanation: str
    fields: str
    asker: str
    asked_at: datetime
    standing: str
    kind: str
    #: until when the present standing lasts
    until: str
    emergency: bool
    wants_review: bool
    late: bool


def line(asked: Asked, now: datetime) -> Line:
    reason, course = reason_named(asked.reason), asked.course
    words, kind = STANDINGS[course.standing(now)]
    return Line(
        id=asked.id,
        number=petition_number(asked.book, asked.year, asked.number),
        reason=reason.title,
        basis=reason.cited,
        explanation=asked.explanation,
        fields=", ".join(FIELDS[field] for field in asked.fields),
        asker=f"{asked.asker}, {asked.asker_title}, {asked.asker_agency}",
        asked_at=course.asked_at,
        standing=words,
        kind=kind,
        until=_until(asked, now),
        emergency=course.emergency,
        wants_review=course.wants_review,
        late=course.review_is_late(now),
    )


def told(asked: Asked) -> tuple[tuple[str, str], ...]:
    """What happened to the request, step by step."""
    return tuple(_told(asked))


def _told(asked: Asked) -> Iterator[tuple[str, str]]:
    course = asked.course
    if course.decided_at is not None:
        verdict = "phê duyệt" if course.approved else "từ chối"
        yield "Quyết định", f"{asked.decided_by} {verdict} lúc {vn_datetime(course.decided_at)}"
        if asked.note:
            yield "Ý kiến", asked.note
    if course.first_read_at is not None:
        times = f", {asked.times_read} lần mở" if asked.times_read > 1 else ""
        yield "Đã xem", f"từ {vn_datetime(course.first_read_at)}{times}"
    if course.reviewed_at is not None:
        found = "có căn cứ" if asked.justified else "không có căn cứ"
        yield "Xem xét lại", f"{asked.reviewed_by}: {found}, lúc {vn_datetime(course.reviewed_at)}"
        yield "Ý kiến xem xét", asked.review_note


def _until(asked: Asked, now: datetime) -> str:
    course = asked.course
    match course.standing(now):
        case Standing.APPROVED if course.emergency:
            return _by(course.asked_at, EMERGENCY_LASTS)
        case Standing.APPROVED:
            return _by(course.decided_at, APPROVAL_LASTS)
        case Standing.SHOWING:
            return _by(course.first_read_at, SHOWN_FOR)
    return ""


def _by(since: datetime | None, lasts: timedelta) -> str:
    return f"đến {vn_datetime(since + lasts)}" if since else ""


def vault_words(until: datetime | None) -> str:
    if until is None:
        return "Két danh tính đang khóa. Người giữ bí mật danh tính mở khóa tại máy giữ két."
    return f"Két danh tính đang mở đến {vn_time(until)}."
