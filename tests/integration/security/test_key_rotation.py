"""After a rotation everything reads, and the old key can be taken away."""

import shutil
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from feedback.extensions import current_identities, db
from feedback.models.identity import DataKey
from feedback.models.petition import Party
from feedback.services import identities, key_rotation
from feedback.services.submission import submit
from tests.factories import a_lodging, at

NAMES = ["Lý Thị Kẽm", "Chìu A Sáng", "Đặng Văn Phúc"]


@pytest.fixture
def settings(settings, tmp_path):
    """A folder of keys of the test's own: those of the other tests are not rotated."""
    shutil.copytree(settings.keys_dir, tmp_path / "own" / "keys")
    return replace(settings, data_dir=tmp_path / "own")


@pytest.fixture
def lodged(session, province, keys) -> list[int]:
    return [submit(a_lodging(name=name), keys, at("2026-08-03")) for name in NAMES]


def read(session, lodged) -> list[str]:
    session.rollback()
    return [identities.sender_of(session, one).name for one in lodged]


def test_everything_reads_under_the_new_key_and_without_the_old_one(
    session, settings, lodged, app, monkeypatch
):
    content = session.scalars(select(Party.person).order_by(Party.id)).all()
    monkeypatch.setattr(key_rotation, "BATCH", 2)
    done = app.test_cli_runner().invoke(args=["keys", "rotate"])
    assert done.exit_code == 0, done.output
    assert "khóa bọc: files:2\nđã bọc lại 2 khóa hồ sơ\nđã bọc lại 3 khóa hồ sơ" in done.output
    (settings.keys_dir / "kek_1").unlink()
    session.rollback()
    assert session.scalars(select(Party.person).order_by(Party.id)).all() == content
    assert {row.kek for row in session.scalars(select(DataKey))} == {"files:2"}
    assert read(session, lodged) == NAMES
    assert "không còn khóa" in app.test_cli_runner().invoke(args=["keys", "status"]).output


def test_an_interrupted_rotation_reads_throughout_and_goes_on(session, lodged, app, monkeypatch):
    monkeypatch.setattr(key_rotation, "BATCH", 1)
    current_identities().keys.provider.renew()
    assert next(key_rotation.rewrap_all()) == 1
    assert read(session, lodged) == NAMES
    assert key_rotation.under_older(db.session()) == {"files:1": 2}
    done = app.test_cli_runner().invoke(args=["keys", "rotate", "--resume"])
    assert "khóa bọc: files:2" in done.output
    assert key_rotation.under_older(db.session()) == {}
    assert read(session, lodged) == NAMES


def test_a_destroyed_key_is_not_made_again(session, lodged):
    session.execute(
        text("update data_key set wrapped = null, destroyed_at = now(), destroyed_for = 'asked'"
             " where petition_id = :one"), {"one": lodged[0]},
    )  # fmt: skip
    session.commit()
    current_identities().keys.provider.renew()
    assert list(key_rotation.rewrap_all()) == [2]
    assert identities.sender_of(session, lodged[0]).erased == "asked"
