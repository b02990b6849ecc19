"""What a statement slipped into a citizen's page could read: only what that page was shown."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Connection, NullPool, create_engine, func, select, text

from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.base import Base
from feedback.models.petition import Petition
from feedback.services.lodging.submission import submit
from feedback.settings.choices import DatabaseRole
from feedback.settings.frozen import Settings
from feedback.vault.codes import code_hash, new_code
from feedback.vault.keys import KeyRing
from tests.client import Visitor
from tests.factories import a_lodging, at

#: Everything a citizen's page may ask of files, and whose row it is.
TABLES = {
    "subject": "id", "petition": "id", "party": "petition_id", "attachment": "petition_id",
    "act": "subject_id", "deadline": "subject_id", "obligation": "subject_id",
}  # fmt: skip


@pytest.fixture
def lodged(app: Flask, keys: KeyRing) -> dict[str, int]:
    """A denunciation and a complaint of two people who know nothing of one another.

    In a context of its own: a request within an open one would share what was shown to it.
    """
    codes = {new_code(): kind for kind in (Kind.DENUNCIATION, Kind.COMPLAINT)}
    with app.app_context():
        return {
            code: submit(a_lodging(kind, code=code, against=""), keys, at("2026-08-05"))
            for code, kind in codes.items()
        }


@contextmanager
def asking(settings: Settings, **shown: str) -> Iterator[Connection]:
    """A statement of one's own, on the connection of citizens' pages."""
    engine = create_engine(settings.database_url_for(DatabaseRole.PUBLIC), poolclass=NullPool)
    with engine.connect() as connection:
        for what, value in shown.items():
            given = {"what": f"app.{what}", "value": value}
            connection.execute(text("SELECT set_config(:what, :value, true)"), given)
        yield connection
    engine.dispose()


def rows(connection: Connection, table: str) -> set[int]:
    columns = Base.metadata.tables[table].c
    return set(connection.scalars(select(columns[TABLES[table]])))


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param({}, id="nothing shown"),
        pytest.param({"code": "00" * 32}, id="a wrong code"),
        pytest.param({"closed": "{}", "actor": "1"}, id="an officer's words"),
        pytest.param(
            {"files": "0" * 64, "page": "x", "number": "BTCD|QD|2026|1|2026-08-05"}, id="guesses"
        ),
    ],
)  # fmt: skip
def test_without_the_code_no_row_of_any_file_is_there(settings, lodged, shown):
    with asking(settings, **shown) as connection:
        assert [table for table in TABLES if rows(connection, table)] == []


def test_a_code_opens_its_own_file_and_no_other(settings, lodged, keys):
    for code, petition_id in lodged.items():
        with asking(settings, code=code_hash(code, keys.code_pepper).hex()) as connection:
            seen = {table: rows(connection, table) for table in TABLES}
        assert seen == {table: {petition_id} for table in TABLES} | {"attachment": set()}


def test_nothing_of_another_file_is_changed_or_added(settings, lodged, keys):
    (code, _), (_, other) = lodged.items()
    with asking(settings, code=code_hash(code, keys.code_pepper).hex()) as connection:
        found = connection.execute(text("UPDATE subject SET field = 'land'")).rowcount
        assert found == 1
        with pytest.raises(Exception, match="row-level security"):
            connection.execute(
                text(
                    "INSERT INTO clock_pause (subject_id, ground, since) VALUES (:id, 'x', now())"
                ),
                {"id": other},
            )


def test_what_was_shown_is_forgotten_with_the_request(app, lodged):
    """The next request on the same pooled connection begins with nothing."""
    code, visitor = next(iter(lodged)), Visitor(app)
    assert visitor.answer("/tra-cuu", {"code": code}).status_code == 200
    with app.test_request_context("/"):
        assert db.session.scalar(select(func.count()).select_from(Petition)) == 0
