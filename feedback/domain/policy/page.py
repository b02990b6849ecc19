"""The policy as one page for people: ``docs/security/who-may-what.md``."""

from collections.abc import Iterator

from feedback.domain.policy.actions import ACTIONS, Action
from feedback.domain.policy.deciding import decide
from feedback.domain.policy.fields import CLASSES
from feedback.domain.policy.relations import RELATION_TITLES, Relation
from feedback.domain.policy.rows import FileFacts, Row
from feedback.domain.policy.table import ROWS
from feedback.domain.roles import ROLE_TITLES, Role

HEAD = """# Who may do what

The table that routes, queries, services and templates ask, written by
`flask routes policy --into docs/security/who-may-what.md`. What stands in no row nobody may do;
who is in conflict with a file may do nothing with it, whatever else holds. Which address asks for
which right: `flask routes policy`. Why it is one table:
[ADR 42](../adr/0042-one-table-of-who-may-do-what.md).

In the lists by role `*` means a file whose sender is protected and no other, `°` any other alone.
"""
ROW_NAMES = ("quyền", "ai", "hồ sơ nào", "khi nào", "căn cứ")
FIELD_NAMES = ("lớp", "gồm", "mở bằng quyền", "căn cứ", "độ chắc")
FACTS = (FileFacts(), FileFacts(protected=True, hidden=True))


def markdown() -> str:
    """The page; a house test compares it with what is in the tree."""
    return "\n".join([HEAD, *_rights(), *_roles(), *_fields()])


def _rights() -> Iterator[str]:
    yield "## Every right\n"
    yield from _header(ROW_NAMES)
    yield from (_line(_right(row)) for row in ROWS)
    fresh = ", ".join(f"`{action}`" for action, known in ACTIONS.items() if known.fresh)
    yield f"\nThe second factor is asked for anew before: {fresh}.\n"


def _right(row: Row) -> tuple[str, ...]:
    return (
        f"`{row.action}` {ACTIONS[row.action].title}",
        "; ".join(ROLE_TITLES[role] for role in row.roles),
        "; ".join(RELATION_TITLES[relation].lower() for relation in row.relations),
        row.only,
        str(row.basis),
    )


def _roles() -> Iterator[str]:
    """Every cell that is open, role by role; a cell that opens or closes is seen in review."""
    for role in Role:
        yield f"## {ROLE_TITLES[role]} (`{role}`)\n"
        open_ = [(action, told) for action in Action if (told := _open(role, action))]
        yield from (f"- `{action}`: {told}" for action, told in open_)
        yield "" if open_ else "Không có quyền nào trong bảng này.\n"


def _open(role: Role, action: Action) -> str:
    """The relations by which a role may do this, and whether only to protected files or others."""
    told = []
    for relation in Relation:
        plain, protected = (decide(role, action, relation, facts).allowed for facts in FACTS)
        if plain or protected:
            told.append(f"{relation}{'' if plain and protected else '°' if plain else '*'}")
    return ", ".join(told)


def _fields() -> Iterator[str]:
    yield "## Classes of fields\n"
    yield from _header(FIELD_NAMES)
    for name, known in CLASSES.items():
        cells = (
            f"{name}: {known.title}",
            ", ".join(known.fields),
            ", ".join(f"`{action}`" for action in known.opened_by) or "không cần quyền",
            "; ".join(str(basis) for basis in known.basis),
            known.mark,
        )
        yield _line(cells)
    yield ""


def _header(names: tuple[str, ...]) -> tuple[str, str]:
    return f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
