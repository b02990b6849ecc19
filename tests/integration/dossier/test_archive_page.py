"""The page of a dossier: asked for with a button, followed, taken home."""

import hashlib
import re

import pytest
from sqlalchemy import select

from feedback.extensions import db
from feedback.models.dossier import BoundDossier
from feedback.models.outbox import OutboxItem
from feedback.services.papers import dossier_making
from tests.integration.dossier.conftest import ASKED
from tests.integration.inspection.conftest import Room


@pytest.fixture
def room(app) -> Room:
    return Room(app)


@pytest.fixture
def petition(room) -> int:
    petition = room.lodge("2026-08-03")
    room.act("receptionist", "2026-08-03", petition, "classify",
             kind="complaint", field="land", agency="X06862")  # fmt: skip
    return petition


def work(room) -> None:
    with room.app.app_context():
        rows = db.session.scalars(select(OutboxItem.id).where(OutboxItem.key.like("dossier-%")))
        waiting = list(rows)
        db.session.rollback()
        for row in waiting:
            dossier_making.make(row, ASKED)


def test_from_the_file_to_the_two_files_in_the_hand(room, petition):
    address = f"/can-bo/luu-tru/{petition}"
    with room.looking("chutichxa") as visitor:
        assert f'href="{address}"' in visitor.get(f"/can-bo/don/{petition}").text
        assert "Lập hồ sơ" in visitor.get(address).text
        assert visitor.post(address).headers["Location"] == address
        waiting = visitor.get(address).text
        assert "Đang lập hồ sơ" in waiting
        assert "Lập lại" not in waiting
        assert visitor.get(f"{address}.pdf").status_code == 404
        work(room)
        made = visitor.get(address).text
        for kind, column in (("pdf", "pdf_sha256"), ("zip", "zip_sha256")):
            assert f'href="{address}.{kind}"' in made
            answer = visitor.get(f"{address}.{kind}")
            with room.app.app_context():
                row = db.session.scalars(select(BoundDossier)).one()
                assert hashlib.sha256(answer.data).hexdigest() == getattr(row, column)
            assert f"QN-2026-00001.{kind}" in answer.headers["Content-Disposition"]
        assert visitor.get(f"{address}.exe").status_code == 404
        assert visitor.answer(address, {}).status_code == 303


def test_an_inspector_finds_it_on_the_history_of_the_file(room, petition):
    address = f"/can-bo/luu-tru/{petition}"
    with room.looking("thanhtra") as visitor:
        assert f'href="{address}"' in visitor.get(f"/thanh-tra/ho-so/{petition}").text
        page = visitor.get(address).text
        assert f'href="/thanh-tra/ho-so/{petition}"' in page
        assert 'href="/can-bo"' not in page
        assert visitor.post(address).status_code == 303


@pytest.mark.parametrize(
    ("who", "status"), [("canboxa", 403), ("giamdoc", 404), ("cbso", 404), ("daibieu", 403)]
)
def test_others_get_neither_page_nor_file(room, petition, who, status):
    with room.looking(who) as visitor:
        for path in ("", ".pdf", ".zip"):
            assert visitor.get(f"/can-bo/luu-tru/{petition}{path}").status_code == status
        page = visitor.get("/thanh-tra/muc-tieu" if who == "daibieu" else "/can-bo").text
        token = {"csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', page)[1]}
        assert visitor.post(f"/can-bo/luu-tru/{petition}", token).status_code == status
    with room.looking("canboxa") as visitor:
        assert "luu-tru" not in visitor.get(f"/can-bo/don/{petition}").text


def test_what_went_wrong_is_said_and_may_be_tried_again(room, petition, monkeypatch):
    monkeypatch.setattr("feedback.services.papers.dossier_files.MOST_BYTES", -1)
    with room.looking("chutichxa") as visitor:
        visitor.answer(f"/can-bo/luu-tru/{petition}", {})
        work(room)
        page = visitor.get(f"/can-bo/luu-tru/{petition}").text
    assert "Không lập được hồ sơ" in page
    assert "vượt quá" in page
    assert "Lập lại theo hiện trạng" in page
