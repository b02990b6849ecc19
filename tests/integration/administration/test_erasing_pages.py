"""The pages by which two administrators forget a sender, and those who may hold it against them."""

from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from sqlalchemy import select, update

from feedback.domain.petitions import Kind
from feedback.domain.roles import CITIZEN, Role
from feedback.extensions import db
from feedback.models.agency import Agency, UserAccount
from feedback.services.acts import casework
from feedback.services.lodging import submission
from feedback.vault.keys import KeyRing
from tests.client import Visitor, texts
from tests.factories import a_lodging, at, make_person
from tests.papers import on_its_way
from tests.passwords import HASH, PASSWORD
from tests.worlds import stories

LIST, HOLDS, LATER = "/quan-tri/huy-danh-tinh", "/can-bo/giu-danh-tinh", "2032-01-05"
ASKED = {"number": "QN-2026-00001", "ground": "retention_over", "decision": "12/TTr-VP"}


def closed(app) -> int:
    """A petition that was withdrawn in 2026, and two administrators."""
    keys = KeyRing(app.extensions["settings"].keys_dir)
    with app.app_context():
        session = db.session()
        agency = session.scalars(select(Agency).where(Agency.code == "UBT")).one()
        for username in ("quantri", "quantri2"):
            make_person(session, username, username, Role.ADMINISTRATOR, agency)
        session.execute(update(UserAccount).values(password_hash=HASH))
        session.commit()
        files = (on_its_way(b"%PDF Zuyet"),)
        told = a_lodging(Kind.RECOMMENDATION, name="Zuyệt Khuẩn Vỹ", files=files)
        petition = submission.submit(told, keys, at("2026-08-03"))
        stated = {"reason": "Đã được giải quyết."}
        casework.apply(petition, "withdraw", CITIZEN, at("2026-08-05"), stated)
    return petition


beginning, petition = stories(petition=closed)


@contextmanager
def desk(app, username: str) -> Iterator[Visitor]:
    with time_machine.travel(at(LATER, 9), tick=True):
        visitor = Visitor(app)
        typed = {"username": username, "password": PASSWORD}
        assert visitor.answer("/can-bo/dang-nhap", typed).status_code == 302
        yield visitor


def test_a_sender_is_forgotten_by_two_and_held_by_a_third(app, petition):
    with desk(app, "quantri") as first:
        empty = first.answer(LIST, {"number": "", "decision": ""})
        assert empty.status_code == 422
        assert "Ghi số đơn." in empty.text
        unknown = first.answer(LIST, ASKED | {"number": "QN-2026-00009"})
        assert (unknown.status_code, "Không có đơn" in unknown.text) == (422, True)
        assert 'value="12/TTr-VP"' in unknown.text, "nothing typed is lost"
        sent = first.answer(LIST, ASKED)
        assert sent.status_code == 302, texts(sent.text)
        page = sent.headers["Location"]
        shown = first.get(page).text
        assert "người quản trị thứ hai" in texts(shown)
        assert "/xac-nhan" not in shown
        assert first.post(f"{page}/xac-nhan").status_code == 403
    with desk(app, "thanhtra") as inspector:
        held = inspector.answer(HOLDS, {**ASKED, "act": "set", "reason": "Tòa án yêu cầu."})
        assert held.status_code == 302
        assert "Tòa án yêu cầu." in texts(inspector.get(HOLDS).text)
        again = inspector.answer(HOLDS, {**ASKED, "act": "set", "reason": "Lần nữa."})
        assert again.status_code == 409
    with desk(app, "quantri2") as second:
        second.get(page)
        forbidden = second.post(f"{page}/xac-nhan")
        assert forbidden.status_code == 422
        assert "Đang bị giữ theo yêu cầu" in texts(forbidden.text)
    with desk(app, "thanhtra") as inspector:
        inspector.answer(HOLDS, {**ASKED, "act": "lift", "reason": "Tòa đã xử xong."})
    with desk(app, "quantri2") as second:
        second.get(page)
        assert second.post(f"{page}/tu-choi", {"note": ""}).status_code == 422
        second.get(page)
        assert second.post(f"{page}/xac-nhan").status_code == 302
        done = texts(second.get(page).text)
        assert "Đã hủy" in done
        assert "Zuyệt" not in done
    store = app.extensions["settings"].files_dir
    assert [one for one in store.rglob("*") if one.is_file()] == [], "what they sent is gone too"
    with desk(app, "tiepnhan") as officer:
        file = texts(officer.get(f"/can-bo/don/{petition}").text)
        assert "Danh tính đã hủy theo Thông tư 10/2022/TT-BNV" in file
        assert "Zuyệt" not in file


def test_nobody_else_comes_in(app, petition):
    for username, path in (("tiepnhan", LIST), ("thanhtra", LIST), ("quantri", HOLDS),
                           ("tiepnhan", HOLDS)):  # fmt: skip
        with desk(app, username) as visitor:
            assert visitor.get(path).status_code == 403, (username, path)
