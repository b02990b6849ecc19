"""Making the rights in the database those of ``feedback.models.grants``, whatever they were."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from feedback.models.grants import Grant, grants_of
from feedback.settings.choices import DatabaseRole

_TABLES = text("""
    SELECT relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
""")
#: Migrations before the roles granted to it.
_FORMER = "feedback_app"


def settle(connection: Connection) -> None:
    """Take back every right and give what is listed; as the owner, after an upgrade.

    Tables that the present revision has not made yet are passed over, those without a line closed.
    """
    tables = list(connection.scalars(_TABLES))
    for statement in _statements(tables):
        connection.execute(text(statement))


def _statements(tables: list[str]) -> Iterator[str]:
    groups = [role.group for role in DatabaseRole]
    everybody = ", ".join([*groups, _FORMER, "PUBLIC"])
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everybody}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {everybody}"
    yield f"GRANT USAGE ON SCHEMA public TO {', '.join(groups)}"
    for role in DatabaseRole:
        yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role.group}"
        for table in tables:
            for grant in grants_of(table, role):
                yield f"GRANT {_words(grant)} ON {table} TO {role.group}"


def _words(grant: Grant) -> str:
    return grant.privilege + (f" ({', '.join(grant.columns)})" if grant.columns else "")
