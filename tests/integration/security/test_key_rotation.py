"""After a rotation everything reads, and the old key can be taken away."""

import shutil
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from feedback.domain.roles import SYSTEM
from feedback.extensions import current_identities, db
from feedback.models.act import StatedFile
from feedback.models.identity import DataKey
from feedback.models.petition import Party, Petition
from feedback.services.files import sealed_files, stated_files
from feedback.services.lodging.submission import submit
from feedback.services.subject import identities
from feedback.services.upkeep import key_rotation
from feedback.vault.store import FileStore
from tests.factories import a_lodging, at
from tests.papers import on_its_way

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


def test_files_stated_with_acts_read_under_the_new_key_and_as_no_other_file(
    session, settings, lodged, app
):
    store = FileStore(settings.files_dir)
    papers = ((lodged[0], b"bien ban A"), (lodged[0], b"bien ban A2"), (lodged[1], b"bien ban B"))
    kept = [state(session, petition, content) for petition, content in papers]
    assert app.test_cli_runner().invoke(args=["keys", "rotate"]).exit_code == 0
    (settings.keys_dir / "kek_1").unlink()
    session.rollback()
    first, beside, other = [stated_files.sealed(session, one) for one in kept]
    assert sealed_files.content(first) == b"bien ban A"
    assert sealed_files.content(replace(first, stored_as=beside.stored_as)) is None
    with_its_key = {"stored_as": other.stored_as, "wrapped": other.wrapped}
    assert sealed_files.content(replace(first, **with_its_key)) is None
    assert b"bien ban" not in store.read(first.stored_as)


def state(session, petition, content) -> StatedFile:
    subject = session.get_one(Petition, petition)
    paper = on_its_way(content)
    stated_files.add(session, subject, [paper], SYSTEM, at("2026-08-04"))
    session.commit()
    return session.scalars(select(StatedFile).filter_by(sha256=paper.sha256)).one()


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
