"""Whether each part of the product signs in to the database as itself, and the fences stand.

Rights by role are worth what the sign-ins are: a member of two roles may take the rights of either
(``SET ROLE``), and an injected statement with it.
"""

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from sqlalchemy import Connection, text

from feedback.settings.choices import DatabaseRole
from feedback.settings.frozen import Settings
from feedback.settings.names import DATABASE_SETTINGS

#: Members of the product's roles, of the database's owner, and whoever may do anything.
_TOO_MUCH = text("""
    SELECT rolname FROM pg_roles
     WHERE pg_has_role(session_user, oid, 'member') AND rolname <> session_user
       AND (rolname = ANY (:others) OR oid = (SELECT datdba FROM pg_database
                                               WHERE datname = current_database()))
    UNION ALL
    SELECT 'a superuser' FROM pg_roles WHERE rolname = session_user AND rolsuper
     ORDER BY 1
""")
#: Triggers that refuse a change and would let it pass in some session.
_ASLEEP = text("""
    SELECT count(*) FROM pg_trigger
     WHERE tgname IN ('append_only_rows', 'append_only_table', 'never_fewer', 'only_forward',
                      'only_old_go')
       AND tgenabled <> 'A'
""")
_DEFINITIONS = text("""
    SELECT count(*) FROM pg_event_trigger
     WHERE evtname IN ('feedback_definitions', 'feedback_dropped') AND evtenabled = 'A'
""")


def of_addresses(settings: Settings, roles: Collection[DatabaseRole]) -> Iterator[str]:
    """Every part that runs here has an address of its own, and signs in as nobody else does."""
    seen: dict[str, str] = {}
    for role, name in DATABASE_SETTINGS.items():
        url = settings.own_database_url(role)
        if not url:
            if role in roles:
                yield f"{name} is not set: this part would sign in as the officers' pages do"
            continue
        user = urlsplit(url).username or ""
        if user in seen:
            yield f"{name} signs in as {seen[user]} does: give each part a sign-in of its own"
        seen.setdefault(user, name)


def of_rights(connection: Connection, role: DatabaseRole) -> Iterator[str]:
    """What a sign-in could become beyond its own role."""
    others = [each.group for each in DatabaseRole if each is not role]
    for found in connection.scalars(_TOO_MUCH, {"others": others}):
        yield f"{DATABASE_SETTINGS[role]} signs in as one that may act as {found}: take that away"


def of_fences(connection: Connection) -> Iterator[str]:
    """What must refuse, whoever asks."""
    if asleep := connection.scalar(_ASLEEP):
        yield f"PostgreSQL has {asleep} protecting triggers not ENABLE ALWAYS: look at once"
    if connection.scalar(_DEFINITIONS) != 2:  # noqa: PLR2004 - made and altered; dropped
        yield "PostgreSQL notes no changed definitions: run feedback/launch/superuser.sql"
