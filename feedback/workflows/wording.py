"""Each row of a table in the words of a jurist: what it is called, and its fields with their labels.

A field is a tuple of lines; empty where the row says nothing. Functions of the tables (from which
day a clock counts, for which files) are told by their name in the code.
"""

from collections.abc import Callable, Mapping

from feedback.domain.roles import ROLE_TITLES
from feedback.workflows.core import Edition
from feedback.workflows.glossary import ACTS, letter_title
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.limits.registry import versions_of
from feedback.workflows.rows import SAME, Clock, LetterDue, State, Transition

Fields = Mapping[str, tuple[str, ...]]


def act_title(edition: Edition, action: str) -> str:
    """What an act is called in this table; of one done elsewhere, in the glossary."""
    own = dict.fromkeys(row.title for row in edition.transitions if row.action == action)
    return " hoặc ".join(own) or ACTS.get(action, action).capitalize()


def edition_fields(edition: Edition) -> Fields:
    clause = edition.takes_over
    until = f" đến {edition.in_force_to:%d/%m/%Y}" if edition.in_force_to else ""
    return {
        "Tên": (edition.title,),
        "Căn cứ": (edition.law,),
        "Hiệu lực": (f"từ {edition.in_force_from:%d/%m/%Y}{until}",),
        "Áp dụng cả cho vụ việc đang giải quyết": tuple(
            act_title(edition, act) for act in (clause.acts if clause else ())
        ),
        "Căn cứ chuyển tiếp": _lines(clause and clause.basis),
    }


def state_fields(_edition: Edition, state: State) -> Fields:
    return {
        "Tên": (state.title,),
        "Việc": _lines(state.task),
        "Ai làm": _lines(state.by and ROLE_TITLES[state.by]),
        "Kết quả": _lines(state.product),
        "Chờ": _lines(state.waits_for),
        "Kết thúc": _lines("có" if state.final else ""),
    }


def transition_fields(edition: Edition, row: Transition) -> Fields:
    target = "giữ nguyên bước" if row.target == SAME else edition.state(row.target).title
    return {
        "Tên": (row.title,),
        "Từ bước": tuple(edition.state(source).title for source in row.sources),
        "Đến bước": (target,),
        "Ai làm": tuple(ROLE_TITLES[role] for role in row.roles),
        "Từ chối khi": tuple(str(condition) for condition in row.provided),
        "Phải ghi": tuple(INPUTS[name].title for name in row.needs),
        "Có thể ghi": tuple(INPUTS[name].title for name in row.may_state),
        "Đồng hồ": _effect_on_clocks(row),
        "Căn cứ": (row.cited,),
    }


def clock_fields(edition: Edition, clock: Clock) -> Fields:
    return {
        "Bắt đầu khi": tuple(act_title(edition, act) for act in clock.opened_by),
        "Dừng khi": tuple(act_title(edition, act) for act in clock.closed_by),
        "Đếm từ": (f"`{_named(clock.since)}`" if clock.since else "ngày của hành động",),
        "Chỉ khi": _lines(clock.when and f"`{_named(clock.when)}`"),
        "Chờ, không phải hạn": _lines("có" if clock.waits else ""),
        "Độ dài và căn cứ": tuple(
            f"{limit.span} ({limit.basis if limit.prints_as_law else 'mốc nội bộ'})"
            for limit in versions_of(clock.rule)
        ),
    }


def letter_fields(edition: Edition, due: LetterDue) -> Fields:
    return {
        "Khi": (act_title(edition, due.by_act),),
        "Chỉ khi": _lines(due.when and f"`{_named(due.when)}`"),
    }


def clock_title(clock: Clock) -> str:
    return versions_of(clock.rule)[-1].title


def due_title(due: LetterDue) -> str:
    return letter_title(due.name)


def _effect_on_clocks(row: Transition) -> tuple[str, ...]:
    said = {
        "dừng": bool(row.pauses),
        "chạy tiếp": row.resumes,
        "làm được cả khi tạm đình chỉ": row.while_paused,
    }
    longer = (f"kéo dài: {versions_of(row.extends)[-1].title}",) if row.extends else ()
    return (*(words for words, true in said.items() if true), *longer)


def _lines(value: object) -> tuple[str, ...]:
    return (str(value),) if value else ()


def _named(question: Callable[..., object]) -> str:
    return question.__name__
