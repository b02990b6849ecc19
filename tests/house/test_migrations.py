"""One line of migrations, dated, that leads to the tables the models declare."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import feedback.models.everything  # noqa: F401 - makes the metadata whole
from feedback.models.base import Base

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def test_there_is_one_head():
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_every_migration_is_named_by_its_day_and_hour_and_what_it_does():
    wrong = [file.name for file in FILES if not re.fullmatch(r"\d{8}_\d{4}_[a-z_]+\.py", file.name)]
    assert wrong == []


def test_the_names_sort_in_the_order_in_which_they_run():
    script = ScriptDirectory(str(ROOT / "migrations"))
    run = [Path(revision.path).name for revision in reversed(list(script.walk_revisions()))]
    assert run == [file.name for file in FILES]


def test_models_and_migrations_agree(settings):
    engine = create_engine(settings.owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []
