"""Pictures of a procedure from its own tables: Mermaid, Graphviz, Markdown. Nothing is drawn twice."""

from collections.abc import Collection, Iterable

from feedback.domain.roles import ROLE_TITLES
from feedback.workflows.core import Edition
from feedback.workflows.limits.registry import versions_of
from feedback.workflows.rows import SAME, State, Transition
from feedback.workflows.way import Hop
from feedback.workflows.wording import act_title, clock_title, due_title


def mermaid(edition: Edition, present: str = "", been: Iterable[str] = ()) -> str:
    """A state diagram; ``present`` is marked, states in ``been`` are shown as passed."""
    lines = ["stateDiagram-v2", f"    [*] --> {edition.initial.name}"]
    lines += [f'    state "{state.title}" as {state.name}' for state in edition.states]
    lines += [
        f"    {source} --> {row.target}: {row.title}"
        for row in edition.transitions
        if row.target != SAME
        for source in row.sources
    ]
    lines += [f"    {state.name} --> [*]" for state in edition.states if state.final]
    passed = [name for name in been if name != present]
    if passed:
        lines.append("    classDef passed fill:#e6f4ea,stroke:#1b5e34,color:#10191d")
        lines.append(f"    class {','.join(dict.fromkeys(passed))} passed")
    if present:
        lines.append("    classDef present fill:#00566b,stroke:#00566b,color:#ffffff")
        lines.append(f"    class {present} present")
    return "\n".join(lines) + "\n"


def graphviz(edition: Edition, present: str = "", taken: Collection[Hop] = ()) -> str:
    """The same picture in the DOT language; acts in ``taken`` are drawn thick."""
    lines = [f'digraph "{edition.procedure} {edition.name}" {{', "  rankdir=LR;"]
    lines += [
        f'  {state.name} [label="{state.title}", shape={"doublecircle" if state.final else "box"}'
        f"{', style=filled' if state.name == present else ''}];"
        for state in edition.states
    ]
    lines += [
        f'  {source} -> {row.target} [label="{row.title}\\n{row.cited}"'
        f"{', penwidth=3' if (source, row.action, row.target) in taken else ''}];"
        for row in edition.transitions
        if row.target != SAME
        for source in row.sources
    ]
    return "\n".join([*lines, "}"]) + "\n"


def markdown(edition: Edition) -> str:
    """A page a jurist can review: diagram, states, acts, clocks, documents."""
    until = f" đến {edition.in_force_to:%d/%m/%Y}" if edition.in_force_to else ""
    parts = [
        f"# {edition.title} ({edition.name})",
        f"Căn cứ: {edition.law}. Áp dụng từ {edition.in_force_from:%d/%m/%Y}{until}.",
        f"```mermaid\n{mermaid(edition)}```",
        _table(
            "Trạng thái", ("Trạng thái", "Việc", "Ai", "Kết quả"), map(_state_row, edition.states)
        ),
        _table(
            "Các bước",
            ("Từ", "Hành động", "Đến", "Ai", "Điều kiện", "Căn cứ"),
            (_act_row(edition, row) for row in edition.transitions),
        ),
        _table(
            "Thời hạn",
            ("Quy tắc", "Mở khi", "Đóng khi", "Thời hạn và căn cứ"),
            _clock_rows(edition),
        ),
        _table(
            "Văn bản",
            ("Văn bản", "Khi"),
            (
                (f"{due_title(due)} `{due.name}`", f"{act_title(edition, due.by_act)}")
                for due in edition.letters
            ),
        ),
    ]
    if edition.takes_over:
        acts = _acts(edition, edition.takes_over.acts)
        parts.append(
            f"Áp dụng cả cho vụ việc đang giải quyết theo bản trước đối với: {acts} "
            f"({edition.takes_over.basis})."
        )
    return "\n\n".join(parts) + "\n"


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"## {title}", "", line(heads), line("---" for _ in heads)]
    return "\n".join([*lines, *(line(row) for row in rows)])


def line(cells: Iterable[str]) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(cells) + " |"


def _state_row(state: State) -> tuple[str, ...]:
    who = ROLE_TITLES[state.by] if state.by else "kết thúc"
    return (f"{state.title} `{state.name}`", state.task, who, state.product)


def _act_row(edition: Edition, row: Transition) -> tuple[str, ...]:
    sources = ", ".join(edition.state(source).title for source in row.sources)
    target = "giữ nguyên" if row.target == SAME else edition.state(row.target).title
    roles = ", ".join(ROLE_TITLES[role] for role in row.roles)
    conditions = "; ".join(f"không: {each.missing}" for each in row.provided)
    return (sources, f"{row.title} `{row.action}`", target, roles, conditions, row.cited)


def _clock_rows(edition: Edition) -> Iterable[tuple[str, ...]]:
    for clock in edition.clocks:
        periods = "; ".join(
            f"{limit.span} ({limit.basis})" if limit.prints_as_law else f"{limit.span} (mốc nội bộ)"
            for limit in versions_of(clock.rule)
        )
        yield (
            f"{clock_title(clock)} `{clock.rule}`",
            _acts(edition, clock.opened_by),
            _acts(edition, clock.closed_by),
            periods,
        )


def _acts(edition: Edition, acts: Iterable[str]) -> str:
    return ", ".join(f"{act_title(edition, act)} `{act}`" for act in acts)
