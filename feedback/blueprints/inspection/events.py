"""An entry of the history as an inspector reads it: who, what, on what ground, what it moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from feedback.blueprints.filters import vn_date, vn_datetime
from feedback.domain.escalation import LADDER
from feedback.domain.letters.wording import numbered
from feedback.domain.lodging import CHANNEL_TITLES, Channel
from feedback.domain.petitions import KIND_TITLES, Kind
from feedback.domain.redaction import REASONS, Reason
from feedback.queries.explained import Explained
from feedback.queries.timeline import ClockMove, Event
from feedback.services.subject.numbers import petition_number
from feedback.workflows.core import Edition
from feedback.workflows.events import EVENT_TITLES
from feedback.workflows.glossary import letter_title
from feedback.workflows.limits.registry import limit_named

UNREADABLE = "Mục này không đọc được"
SHORT = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words; ``lines`` say what it changed, ``hashes`` what it swears to."""

    place: int
    seq: int
    at: str
    title: str
    actor: str
    basis: str
    lines: tuple[str, ...]
    hashes: tuple[tuple[str, str], ...]
    #: the arithmetic of each clock it touched
    clocks: tuple[Explained, ...]
    leaf: str
    broken: bool


def told(
    event: Event,
    edition: Edition,
    names: Mapping[str, str],
    clocks: tuple[Explained, ...] = (),
    *,
    broken: bool,
) -> Told:
    """The event in words; states by the edition the file is pinned to."""
    return Told(
        place=event.place,
        seq=event.seq,
        at=vn_datetime(event.at),
        title=EVENT_TITLES.get(event.type, event.type) or UNREADABLE,
        actor=named(event.actor, names),
        basis=str(event.data.get("basis", "")),
        lines=tuple(_lines(event, edition, names)),
        hashes=tuple(_hashes(event)),
        clocks=clocks,
        leaf=event.leaf[:SHORT],
        broken=broken,
    )


def named(actor: str, names: Mapping[str, str]) -> str:
    """Who it was; officers by name and agency."""
    if actor == "citizen":
        return "Người gửi đơn"
    if actor == "system":
        return "Hệ thống"
    return names.get(actor, actor)


def _lines(event: Event, edition: Edition, names: Mapping[str, str]) -> Iterator[str]:
    data = event.data
    if event.register is not None and "act" in data:
        number = event.register
        yield f"Vào sổ số {petition_number(number.book, number.year, number.number)}"
    titles = {state.name: state.title for state in edition.states}
    before, after = str(data.get("from") or ""), str(data.get("to") or "")
    if "act" in data and before != after:
        begun = f"từ “{titles.get(before, before)}” " if before else ""
        yield f"Bước: {begun}đến “{titles.get(after, after)}”"
    if data.get("channel") in set(Channel):
        yield f"Cách nhận: {CHANNEL_TITLES[Channel(data['channel'])]}"
        yield f"Ngày nhận: {vn_date(date.fromisoformat(data['on']))}"
    if "kind" in data and data["kind"] in set(Kind):
        yield f"Loại đơn: {KIND_TITLES[Kind(data['kind'])]}"
    yield from _holders(data, names)
    yield from map(_moved, event.moves)
    yield from _particular(event, edition, names)


def _holders(data: Mapping[str, object], names: Mapping[str, str]) -> Iterator[str]:
    if data.get("agency"):
        yield f"Cơ quan giữ hồ sơ: {names.get(str(data['agency']), data['agency'])}"
    if data.get("person"):
        yield f"Người được giao: {names.get(str(data['person']), data['person'])}"


def _moved(move: ClockMove) -> str:
    title = limit_named(move.limit_id).title if move.limit_id else "Thời hạn"
    before, after = vn_date(move.before), vn_date(move.after)
    if move.how == "opened":
        return f"Mở thời hạn “{title}”: đến {after}" if after else f"Mở thời hạn “{title}”"
    if move.how == "moved":
        return f"Thời hạn “{title}”: {before or 'đang dừng'} thành {after or 'dừng đồng hồ'}"
    if move.how == "void":
        return f"Thời hạn “{title}” không còn áp dụng"
    return f"Thời hạn “{title}” (đến {before or 'đang dừng'}) đã xong"


def _particular(event: Event, edition: Edition, names: Mapping[str, str]) -> Iterator[str]:
    data = event.data
    if event.type == "letter_approved":
        yield f"Văn bản: {letter_title(str(data['name']))}{_letter_number(event)}"
    if event.type == "original_read":
        yield f"Lý do: {REASONS[Reason(str(data['reason']))]}"
    if event.type == "escalated":
        level = LADDER[int(data["level"])]
        yield f"{level.title}: báo cho {names.get(str(data['to']), data['to'])}"
    if data.get("proposal"):
        titles = {row.action: row.title for row in edition.transitions}
        yield f"Đề xuất: {titles.get(str(data['proposal']), data['proposal'])}"
    if data.get("clock_anomaly"):
        yield f"Đồng hồ của máy chạy chậm hơn nhật ký: máy ghi {data['clock_anomaly']}"


def _letter_number(event: Event) -> str:
    """By the symbol it carries; older entries name it only in the book, after the agency's code."""
    if event.register is None:
        return ""
    symbol = str(event.data.get("symbol") or event.register.book.partition("/")[2])
    return "," + numbered(event.register.number, symbol)


def _hashes(event: Event) -> Iterator[tuple[str, str]]:
    """What it is called, and the digest in full."""
    if event.data.get("sha256"):
        yield "Bản PDF", str(event.data["sha256"])
    if event.data.get("redacted"):
        yield "Bản lược danh", str(event.data["redacted"])
    for number, digest in enumerate(event.data.get("files", ()), 1):
        yield f"Tệp kèm theo {number}", str(digest)
    if event.commitment:
        yield "Cam kết nội dung đơn", event.commitment
