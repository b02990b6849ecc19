"""Copies for benchmarks are files like any other: they verify, are counted, stand on pages."""

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, select, text

from feedback.demo.bulk import multiply
from feedback.demo.load import PASSWORD
from feedback.extensions import db
from feedback.models.petition import Petition
from feedback.services.subject import words
from feedback.settings.choices import Mode
from tests.client import Visitor
from tests.factories import at

#: A few worked petitions, the rest copies of them.
WORKED, ALL = 12, 40
#: Rows of every table a page or a sweep reads that name nothing.
ORPHANS = (
    """select count(*) from subject s where closed_on is null and not exists
       (select from obligation o where o.subject_id = s.id and o.done_at is null)""",
    "select count(*) from subject s where not exists (select from entry e where e.subject = s.uid)",
    """select count(*) from petition p where not exists
       (select from party where party.petition_id = p.id)""",
)


@pytest.fixture
def settings(settings, tmp_path):
    """A data folder of the test's own: keys shared, checkpoints and letters not."""
    (tmp_path / "keys").symlink_to(settings.keys_dir)
    return replace(settings, data_dir=tmp_path)


@pytest.fixture
def run(app):
    """A command as ``flask`` runs it."""
    return lambda *words: app.test_cli_runner().invoke(args=words)


def one(statement):
    return db.session.execute(text(statement)).scalar_one()


@pytest.fixture
def loaded(settings, run):
    """The demonstration's province alone: the small one of other tests gives way to it."""
    owner = create_engine(settings.database_owner_url)
    with owner.begin() as connection:
        connection.execute(text("delete from user_account"))
        connection.execute(text("delete from agency"))
    owner.dispose()
    words = ("--bulk", "--petitions", str(ALL), "--worked", str(WORKED))
    done = run("demo", "load", *words)
    assert done.exit_code == 0, done.output


def test_copies_verify_like_petitions_that_were_worked(loaded, run):
    assert run("history", "seal").exit_code == 0
    verified = run("history", "verify")
    assert verified.exit_code == 0, verified.output


def test_copies_are_whole_and_their_registers_have_no_gap(loaded, app):
    with app.app_context():
        assert one("select count(*) from petition") == ALL
        assert one("select count(distinct code_hash) from petition") == ALL
        assert [one(statement) for statement in ORPHANS] == [0, 0, 0]
        assert one(
            "select count(*) from register_counter c where last <>"
            " (select count(*) from entry e where e.book = c.book and e.year = c.year)"
        ) == 0  # fmt: skip


def test_pages_show_copies(loaded, app):
    visitor = Visitor(app)
    door = {"username": "tiepdan1", "password": PASSWORD}
    assert visitor.answer("/can-bo/dang-nhap", door).status_code == 302
    with app.app_context():
        newest = one(
            "select max(s.id) from subject s join agency a on a.id = s.agency_id"
            " where a.level = 'board' and subject_kind = 'petition'"
        )
    assert "data-row" in visitor.get("/can-bo?xem=tat-ca").text
    assert visitor.get(f"/can-bo/don/{newest}").status_code == 200


def test_only_as_many_are_copied_as_are_asked_for(loaded, app):
    """Copies are no originals: a loaded database is not read through to add a few."""
    with app.app_context():
        multiply(3, at("2026-12-01"), lambda _: None, originals_at_most=1)
        assert one("select count(*) from petition") == ALL + 3
        petitions = db.session.scalars(select(Petition).order_by(Petition.id)).all()
        found = [words.read(one) for one in (*petitions[-3:], petitions[0])]
    assert len(set(found)) == 1
    assert found[0].story


def test_a_real_installation_takes_no_invented_petitions(app, run):
    app.extensions["settings"] = replace(app.extensions["settings"], mode=Mode.PRODUCTION)
    done = run("demo", "load", "--bulk", "--petitions", "1")
    assert done.exit_code == 1
    assert "FEEDBACK_MODE=production" in done.output
