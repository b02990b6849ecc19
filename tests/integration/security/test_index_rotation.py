"""Marks under a new key: everybody is found throughout, and the old key goes at the end."""

import shutil
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from feedback.domain.petitions import Kind
from feedback.models.identity import BlindMark, DataKey, alike
from feedback.models.petition import Petition
from feedback.queries.search import search
from feedback.services.lodging.submission import submit
from feedback.services.upkeep import index_rotation
from feedback.vault import index_keys
from tests.factories import a_lodging, at

NAMES = ["Lý Thị Kẽm", "Chìu A Sáng", "Đặng Văn Phúc"]
DENOUNCER = "Zuyệt Khuẩn Vỹ"
PHONE = "0912 345 678"


@pytest.fixture
def settings(settings, tmp_path):
    """A folder of keys of the test's own: those of the other tests are not rotated."""
    shutil.copytree(settings.keys_dir, tmp_path / "own" / "keys")
    return replace(settings, data_dir=tmp_path / "own")


@pytest.fixture
def lodged(session, keys) -> list[int]:
    sent = [a_lodging(name=name, phone=PHONE) for name in NAMES]
    sent.append(a_lodging(Kind.DENUNCIATION, name=DENOUNCER, phone=PHONE))
    return [submit(one, keys, at("2026-08-03")) for one in sent]


@pytest.fixture
def look(session, province, lodged):
    """Who is found by each name, and how many others have the same number as the first."""

    def found() -> tuple[list[list[int]], int]:
        session.rollback()
        by_name = [
            [row.id for row in search(session, province.receptionist, name)[0]]
            for name in (*NAMES, DENOUNCER)
        ]
        first = session.get_one(Petition, lodged[0])
        others = session.scalar(select(alike(text(str(first.id)), text(str(first.agency_id)))))
        return by_name, len(others)

    return found


def test_everybody_is_found_while_and_after_marks_are_made_anew(
    session, settings, lodged, keys, look, app, monkeypatch
):
    *complainants, denunciation = lodged
    everybody = [[one] for one in complainants] + [[]]
    before = {row.mark for row in session.scalars(select(BlindMark))}
    assert look() == (everybody, 2)
    monkeypatch.setattr(index_rotation, "BATCH", 1)
    assert next(index_rotation.rotate()) == 1
    assert look() == (everybody, 2)
    assert index_rotation.under_older(session) == 2
    later = submit(a_lodging(name="Trương Văn Muộn", phone=PHONE), keys, at("2026-08-04"))
    assert look() == (everybody, 3)
    done = app.test_cli_runner().invoke(args=["keys", "rotate-index"])
    assert done.exit_code == 0, done.output
    assert "đã đánh dấu lại 2 đơn" in done.output
    session.rollback()
    assert not (settings.keys_dir / index_keys.BEFORE).exists()
    assert look() == (everybody, 3)
    marks = session.scalars(select(BlindMark)).all()
    assert len(marks) == len({(row.petition_id, row.field) for row in marks})
    assert {row.petition_id for row in marks} == {*complainants, later}
    assert before.isdisjoint(row.mark for row in marks)
    words = session.scalars(select(Petition.search).where(Petition.id == denunciation)).one()
    assert words == ""


def test_a_key_that_was_begun_is_taken_and_no_other_made(settings):
    folder = settings.keys_dir
    first = (folder / index_keys.CURRENT).read_text()
    shutil.copy(folder / index_keys.CURRENT, folder / index_keys.BEFORE)
    assert len(index_keys.indexes(folder)) == 1
    index_keys.renew(folder)
    second = (folder / index_keys.CURRENT).read_text()
    index_keys.renew(folder)
    assert (folder / index_keys.CURRENT).read_text() == second != first
    assert (folder / index_keys.BEFORE).read_text() == first
    assert (folder / index_keys.CURRENT).stat().st_mode & 0o777 == 0o600


def test_the_key_before_stays_while_a_sender_cannot_be_read(session, settings, lodged, app):
    session.execute(
        text("update data_key set wrapped = :other where petition_id = :one"),
        {"other": session.scalars(select(DataKey.wrapped).order_by(DataKey.id)).first()[::-1],
         "one": lodged[0]},
    )  # fmt: skip
    session.commit()
    done = app.test_cli_runner().invoke(args=["keys", "rotate-index"])
    assert done.exit_code == 1
    assert "còn 1 đơn" in done.output
    assert (settings.keys_dir / index_keys.BEFORE).exists()
