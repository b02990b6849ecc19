"""What is typed after ``flask law due``, read into a question or refused in a sentence."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from feedback.domain.clock import VIETNAM
from feedback.domain.deadlines import Circumstances, Extension, Pause, Start
from feedback.domain.errors import InvalidInputError, NotLawfulError
from feedback.domain.time_limits import Length, TimeLimit
from feedback.workflows.limits.registry import limit_named


@dataclass(frozen=True, slots=True)
class Question:
    """One due date asked for."""

    limit: TimeLimit
    start: Start
    given: Circumstances


def question(
    limit_id: str,
    start: str,
    flags: Collection[str] = (),
    pauses: Iterable[str] = (),
    extensions: Iterable[str] = (),
) -> Question:
    """The question as it was typed; raises the refusal of the first part that cannot be taken."""
    limit = limit_named(limit_id)
    granted = [extension(limit, text) for text in extensions] or [*_granted(limit, flags)]
    given = Circumstances(
        flags=frozenset(flags),
        pauses=tuple(pause(limit, text) for text in pauses),
        extensions=tuple(granted),
    )
    return Question(limit, start_of(start), given)


def question_of(row: Any) -> Question:  # noqa: ANN401 - whatever a file of questions holds
    """A row of ``--batch``: ``{"id", "from", "flags"}``, and as on the command line the rest."""
    if not isinstance(row, dict) or not all(isinstance(row.get(k), str) for k in ("id", "from")):
        raise InvalidInputError("batch", "Mỗi câu hỏi phải có “id” và “from” là chữ.")
    flags, pauses, extensions = (_words(row, name) for name in ("flags", "pauses", "extensions"))
    return question(row["id"], row["from"], flags, pauses, extensions)


def _words(row: dict[str, Any], name: str) -> list[str]:
    words = row.get(name) or []
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise InvalidInputError("batch", f"“{name}” phải là một danh sách chữ.")
    return words


def start_of(text: str) -> Start:
    try:
        if "T" not in text:
            return Start(date.fromisoformat(text))
        at = datetime.fromisoformat(text)
    except ValueError as error:
        msg = f"Ngày “{text}” không đọc được; viết dạng 2026-08-03 hoặc 2026-08-03T14:30."
        raise InvalidInputError("from", msg) from error
    return Start.at_instant(at if at.tzinfo else at.replace(tzinfo=VIETNAM))


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"Ngày “{text}” không đọc được; viết dạng 2026-11-24."
        raise InvalidInputError("day", msg) from error


def pause(limit: TimeLimit, text: str) -> Pause:
    """``A:B`` or ``GROUND:A:B``; refused when the rule knows no such ground on the day A."""
    try:
        *ground, since, until = text.split(":")
        begun, ended = date.fromisoformat(since), date.fromisoformat(until) if until else None
        code = ground[0] if ground else _usual_ground(limit)
        made = Pause(begun, ended, code)
    except (ValueError, IndexError) as error:
        msg = f"Khoảng tạm dừng “{text}” không đọc được; viết dạng 2026-08-10:2026-08-20."
        raise InvalidInputError("pause", msg) from error
    if limit.pause_ground(code, begun) is None:
        raise NotLawfulError(_no_ground(limit, begun))
    return made


def _usual_ground(limit: TimeLimit) -> str:
    return limit.pauses[0].code if limit.pauses else ""


def _no_ground(limit: TimeLimit, begun: date) -> str:
    cited = f" ({limit.basis})" if limit.prints_as_law else ""
    known = "; ".join(
        f"{ground.title} từ {ground.in_force_from:%d/%m/%Y} theo {ground.basis}"
        for ground in limit.pauses
    )
    only = f"; chỉ có: {known}" if known else ""
    return f"Không có căn cứ tạm dừng thời hạn {limit.id}{cited} vào ngày {begun:%d/%m/%Y}{only}."


def extension(limit: TimeLimit, text: str) -> Extension:
    """``DAYS:DOCUMENT``, in the unit of the rule."""
    count, _, document = text.partition(":")
    if not (count.isascii() and count.isdigit()):
        msg = f"Gia hạn “{text}” không đọc được; viết dạng 30:QĐ 12/QĐ-UBND."
        raise InvalidInputError("extend", msg)
    unit = limit.additions[0].span.unit if limit.additions else limit.span.unit
    return Extension(Length(int(count), unit), document.strip())


def _granted(limit: TimeLimit, flags: Collection[str]) -> Iterator[Extension]:
    """The additions that the flags name, as if each were granted in full."""
    for addition in limit.additions:
        if addition.when in flags:
            form = f" (Mẫu số {addition.form})" if addition.form else ""
            for time in range(1, addition.max_times + 1):
                yield Extension(addition.span, f"quyết định gia hạn lần {time}{form}")
