"""``docs/security/rights.md``, printed from the table of rights."""

from feedback.models.grants import APART, GRANTS, LETTERS, grants_of
from feedback.settings.choices import DatabaseRole

_LETTER = {privilege: letter for letter, privilege in LETTERS.items()}
HEAD = """\
# What each sign-in may do with each table

Printed from `feedback/models/grants.py` by `flask routes rights --into`, as
`test_the_page_of_rights_is_current` demands. PostgreSQL is asked for each cell by
`test_a_role_may_do_what_its_column_says_and_nothing_more`. Who signs in how is in
[database.md](database.md).

`r` reads, `a` adds, `w` changes, `d` removes; `(n)` means n columns of the table and no others. An
empty cell is nothing. Row policies hide rows besides.

"""


def markdown() -> str:
    roles = list(DatabaseRole)
    head = " | ".join(("table", *(role.value for role in roles)))
    lines = [f"| {head} |", "|" + " --- |" * (len(roles) + 1)]
    for table in sorted({*GRANTS, *(name for cells in APART.values() for name in cells)}):
        cells = " | ".join((f"`{table}`", *(_cell(table, role) for role in roles)))
        lines.append(f"| {cells} |")
    return HEAD + "\n".join(lines) + "\n"


def _cell(table: str, role: DatabaseRole) -> str:
    return " ".join(
        _LETTER[grant.privilege] + (f"({len(grant.columns)})" if grant.columns else "")
        for grant in grants_of(table, role)
    )
