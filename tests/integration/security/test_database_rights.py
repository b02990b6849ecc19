"""What each role of the database may do: every table, role and privilege, asked of PostgreSQL.

The table is ``feedback.models.grants``; nothing beside it is granted to anybody.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from feedback.extensions import room
from feedback.models.base import Base
from feedback.models.grants import APART, GRANTS, LETTERS, grants_of
from feedback.settings.choices import DatabaseRole
from feedback.settings.frozen import Settings
from tests.servers import ServerUrls
from tests.worlds import World, Worlds

TABLES = text("""
    SELECT relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') ORDER BY 1
""")
#: Beside those of the list nobody has any of these.
NEVER = ("TRUNCATE", "REFERENCES", "TRIGGER")
APPEND_ONLY = text(
    "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only_rows'"
)


@pytest.fixture(scope="module")
def superuser(worlds: Worlds, server_urls: ServerUrls) -> Iterator[Engine]:
    """The world without people, as the one who may do anything; nothing is left behind in it."""
    world: World = worlds.empty
    url = make_url(server_urls.superuser).set(database=world.database)
    engine = create_engine(url.render_as_string(hide_password=False), poolclass=NullPool)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(superuser: Engine) -> Iterator[Connection]:
    with superuser.connect() as connection:
        yield connection
        connection.rollback()


def test_every_table_has_its_line_and_every_line_its_table(connection):
    there = set(connection.scalars(TABLES))
    assert there - GRANTS.keys() == set()
    assert {table for cells in APART.values() for table in cells} <= there
    assert GRANTS.keys() - there == set()
    assert Base.metadata.tables.keys() <= GRANTS.keys()


@pytest.mark.parametrize("role", list(DatabaseRole))
def test_a_role_may_do_what_its_column_says_and_nothing_more(connection, role):
    asked = text("""
        SELECT table_name, privilege, has_table_privilege(:role, table_name, privilege),
               ARRAY(SELECT attname::text FROM pg_attribute
                      WHERE attrelid = table_name::regclass AND attnum > 0 AND NOT attisdropped
                        AND privilege NOT IN ('DELETE', 'TRUNCATE', 'TRIGGER')
                        AND has_column_privilege(:role, attrelid, attnum, privilege)
                      ORDER BY attnum)
          FROM unnest(CAST(:tables AS text[])) AS table_name,
               unnest(CAST(:privileges AS text[])) AS privilege
    """)
    given = {
        "role": role.group,
        "tables": list(GRANTS),
        "privileges": [*LETTERS.values(), *NEVER],
    }
    differ = []
    for table, privilege, whole, columns in connection.execute(asked, given):
        said = {grant.privilege: grant.columns for grant in grants_of(table, role)}
        right = (privilege in said and not said[privilege], set(said.get(privilege, ())))
        found = (whole, set() if whole else set(columns))
        if right != found:
            differ.append((table, privilege, right, found))
    assert differ == []


def test_nobody_else_may_do_anything(connection):
    """Of the old group and of everybody nothing is left; no role of ours owns a table."""
    roles = {role.group for role in DatabaseRole}
    holders = connection.execute(
        text("""
            SELECT DISTINCT coalesce(grantee.rolname, 'PUBLIC')
              FROM pg_class, aclexplode(relacl) AS acl
              LEFT JOIN pg_roles AS grantee ON grantee.oid = acl.grantee
             WHERE relnamespace = 'public'::regnamespace
        """)
    ).scalars()
    assert set(holders) == roles | {"feedback"}


def test_what_is_only_added_to_is_changed_by_no_role(connection):
    changing = {
        (table, role.value)
        for table in connection.scalars(APPEND_ONLY)
        for role in DatabaseRole
        if {"UPDATE", "DELETE"} & {grant.privilege for grant in grants_of(table, role)}
    }
    assert changing == set()


#: Who tries what; each is refused.
ATTEMPTS = [
    ("feedback_public", "SELECT password_hash FROM user_account"),
    ("feedback_public", "SELECT count(*) FROM office_session"),
    ("feedback_public", "SELECT count(*) FROM document_draft"),
    ("feedback_public", "DELETE FROM petition"),
    ("feedback_office", "INSERT INTO log_checkpoint DEFAULT VALUES"),
    ("feedback_office", "UPDATE act SET data = '{}'"),
    ("feedback_office", "UPDATE user_account SET password_hash = ''"),
    ("feedback_office", "UPDATE user_account SET role = 'administrator'"),
    ("feedback_office", "SELECT password_hash FROM user_account"),
    ("feedback_office", "INSERT INTO user_account DEFAULT VALUES"),
    ("feedback_office", "INSERT INTO office_session DEFAULT VALUES"),
    ("feedback_office", "UPDATE office_session SET token_sha256 = ''"),
    ("feedback_office", "INSERT INTO paper_code DEFAULT VALUES"),
    ("feedback_office", "INSERT INTO passkey DEFAULT VALUES"),
    ("feedback_office", "SELECT sealed FROM code_generator"),
    ("feedback_administration", "UPDATE user_account SET password_hash = ''"),
    ("feedback_administration", "INSERT INTO office_session DEFAULT VALUES"),
    ("feedback_administration", "SELECT count(*) FROM act"),
    ("feedback_administration", "UPDATE petition SET number = 1"),
    ("feedback_door", "UPDATE user_account SET role = 'administrator'"),
    ("feedback_door", "SELECT count(*) FROM petition"),
    ("feedback_inspector", "SELECT password_hash FROM user_account"),
    ("feedback_public", "DELETE FROM entry_salt"),
    ("feedback_office", "DELETE FROM conflict"),
    ("feedback_office", "SELECT count(*) FROM draft"),
    ("feedback_office", "TRUNCATE notice"),
    ("feedback_worker", "INSERT INTO user_account DEFAULT VALUES"),
    ("feedback_worker", "UPDATE user_account SET role = 'administrator'"),
    ("feedback_worker", "UPDATE user_account SET email = ''"),
    ("feedback_worker", "SELECT password_hash FROM user_account"),
    ("feedback_worker", "INSERT INTO office_session DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO passkey DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO paper_code DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO post_holding DEFAULT VALUES"),
    ("feedback_worker", "UPDATE agency SET name = ''"),
    ("feedback_worker", "INSERT INTO log_checkpoint DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO log_cosignature DEFAULT VALUES"),
    ("feedback_worker", "UPDATE entry SET type = ''"),
    ("feedback_worker", "DELETE FROM subject"),
    ("feedback_worker", "UPDATE ddl_event SET login = ''"),
    ("feedback_worker", "UPDATE security_event SET event = ''"),
    ("feedback_worker", "INSERT INTO signing_identity DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO identity_request DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO identity_decision DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO identity_opening DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO identity_review DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO conflict DEFAULT VALUES"),
    ("feedback_worker", "INSERT INTO register_symbol DEFAULT VALUES"),
    ("feedback_worker", "UPDATE file_key SET wrapped = NULL"),
    ("feedback_office", "UPDATE file_key SET wrapped = NULL"),
    ("feedback_office", "DELETE FROM security_event"),
    ("feedback_public", "SELECT closed_file('subject_id', 1)"),
    ("feedback_sealer", "SELECT count(*) FROM petition"),
    ("feedback_sealer", "SELECT count(*) FROM party"),
    ("feedback_sealer", "INSERT INTO entry DEFAULT VALUES"),
    ("feedback_sealer", "UPDATE log_checkpoint SET note = ''"),
    ("feedback_inspector", "UPDATE subject SET state = ''"),
    ("feedback_inspector", "SELECT count(*) FROM party"),
    ("feedback_inspector", "INSERT INTO act DEFAULT VALUES"),
    ("feedback_office", "CREATE TABLE mine (word text)"),
    ("feedback_office", "CREATE TEMPORARY TABLE mine (word text)"),
    ("feedback_worker", "ALTER TABLE entry DISABLE TRIGGER ALL"),
    ("feedback_worker", "DROP TRIGGER append_only_rows ON entry"),
    ("feedback_worker", "DROP POLICY free ON petition"),
    ("feedback_office", "ALTER TABLE petition DISABLE ROW LEVEL SECURITY"),
    ("feedback_public", "SELECT closed_to(1, true)"),
]


@pytest.mark.parametrize(("role", "statement"), ATTEMPTS)
def test_what_a_role_may_not_is_refused(connection, role, statement):
    connection.execute(text(f"SET ROLE {role}"))
    with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
        connection.execute(text(statement))


#: Also a superuser at the console, in a session that skips ordinary triggers, stumbles here.
STUMBLES = [
    "UPDATE conflict SET ground = 'self'",
    "DELETE FROM act",
    "TRUNCATE act CASCADE",
    "TRUNCATE conflict",
    "DELETE FROM petition",
    "TRUNCATE petition CASCADE",
    "TRUNCATE subject CASCADE",
    "DELETE FROM letter",
    "DELETE FROM deadline",
    "DELETE FROM ddl_event",
    "TRUNCATE ddl_event",
    "DELETE FROM security_event",
    "UPDATE security_event SET event = ''",
    "TRUNCATE security_event",
]


@pytest.mark.parametrize("statement", STUMBLES)
def test_a_replica_session_of_a_superuser_is_refused_too(connection, statement):
    connection.execute(text("SET session_replication_role = replica"))
    # a row, so that a trigger for each row has one to refuse
    connection.execute(text("INSERT INTO conflict VALUES (1, 1, 1, 'self', NULL, now())"))
    connection.execute(text(INVENTED_ACT))
    connection.execute(text(EVENT_OF), {"days": 364})
    with pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(statement))


EVENT_OF = """
    INSERT INTO security_event (at, event, account, network, route, detail)
    VALUES (now() - make_interval(days => :days), 'x', '', '', '', '')
"""
INVENTED_ACT = """
    INSERT INTO act (id, subject_id, action, happened_on, recorded_at, actor_role, basis, data)
    VALUES (1, 1, 'x', now(), now(), 'system', '', '{}')
"""


def test_only_of_events_older_than_a_year_any_can_go(connection):
    connection.execute(text(EVENT_OF), {"days": 367})
    connection.execute(text("SET ROLE feedback_worker"))
    assert connection.execute(text("DELETE FROM security_event")).rowcount == 1


def test_no_trigger_that_refuses_can_be_skipped(connection):
    asleep = connection.execute(
        text("""
            SELECT tgrelid::regclass::text, tgname FROM pg_trigger
              JOIN pg_proc ON pg_proc.oid = tgfoid
             WHERE proname IN ('refuse_change', 'only_forward', 'only_old_go')
               AND tgenabled <> 'A'
        """)
    ).all()
    assert asleep == []


def test_a_changed_definition_is_written_down_with_who_changed_it(connection):
    before = connection.scalar(text("SELECT coalesce(max(id), 0) FROM ddl_event"))
    connection.execute(text("ALTER TABLE entry DISABLE TRIGGER append_only_rows"))
    connection.execute(text("CREATE TABLE mine (word text)"))
    connection.execute(text("DROP TABLE mine"))
    noted = connection.execute(
        text("SELECT login, command, object FROM ddl_event WHERE id > :before ORDER BY id"),
        {"before": before},
    ).all()
    assert [tuple(each) for each in noted] == [
        ("postgres", "ALTER TABLE", "public.entry"),
        ("postgres", "CREATE TABLE", "public.mine"),
        ("postgres", "DROP TABLE", "public.mine"),
    ]


def test_every_migration_stands_in_the_list_of_changed_definitions(connection):
    """As the owner: who migrates leaves a trace as well."""
    found = connection.scalar(
        text(
            "SELECT count(*) FROM ddl_event WHERE login = 'feedback' AND object = 'public.conflict'"
        )
    )
    assert found > 0


def test_definitions_are_changed_by_the_owner_alone(superuser, server_urls, worlds):
    """Even where a role was given a schema of its own by mistake."""
    office = make_url(server_urls.roles[DatabaseRole.OFFICE]).set(database=worlds.empty.database)
    engine = create_engine(office.render_as_string(hide_password=False), poolclass=NullPool)
    with superuser.begin() as granting:
        granting.execute(text("CREATE SCHEMA mistaken AUTHORIZATION feedback_office_login"))
    try:
        with engine.connect() as connection, pytest.raises(DBAPIError, match="the owner alone"):
            connection.execute(text("CREATE TABLE mistaken.mine (word text)"))
    finally:
        engine.dispose()
        with superuser.begin() as granting:
            granting.execute(text("DROP SCHEMA mistaken"))


#: Where people enter, prove who they are, and keep what they prove it with.
DOOR = {
    "activating", "own_codes", "own_keys", "own_password", "passkey_door", "second_step",
    "sessions", "sign_on", "signing_in", "stepping_up",
}  # fmt: skip


def test_every_page_talks_as_its_room(app):
    """The addresses by which a role is chosen are those of the blueprints."""
    rooms = {"office": "office", "administration": "administration", "inspection": "inspector"}
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<", "").replace(">", "")
        view = app.view_functions[rule.endpoint].__module__.rpartition(".")[2]
        blueprint = rule.endpoint.partition(".")[0]
        wanted = "door" if view in DOOR else rooms.get(blueprint, "public")
        with app.test_request_context(path):
            assert room() == wanted, rule


def test_a_page_of_citizens_cannot_ask_as_an_officer(settings: Settings):
    """What an injected statement could try: another role than that of the sign-in."""
    engine = create_engine(settings.database_url_for(DatabaseRole.PUBLIC))
    with engine.connect() as connection:
        for role in ("feedback_office", "feedback_worker", "feedback_command", "feedback"):
            with pytest.raises(DBAPIError, match="permission denied"):
                connection.execute(text(f"SET ROLE {role}"))
            connection.rollback()
    engine.dispose()
