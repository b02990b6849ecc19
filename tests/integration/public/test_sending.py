"""Sent once or ten times: one petition, one receipt. What names a protected sender is nowhere."""

import re
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, func, select, text
from sqlalchemy.pool import NullPool

from feedback.blueprints.public import press
from feedback.extensions import RoomSession, db
from feedback.letters.sandbox import render_limited
from feedback.models.agency import Agency
from feedback.models.entry import Entry
from feedback.models.petition import Draft, Party, Petition
from feedback.settings.choices import DatabaseRole
from feedback.vault.data_keys import DataKeys
from feedback.vault.identities import Identities
from feedback.vault.transit_keys import TransitKeys
from tests.client import Visitor, texts

CODE = re.compile(r'class="panel__code">([^<]+)<')


def petitions(app) -> list[Petition]:
    with app.app_context():
        return list(db.session.scalars(select(Petition)))


def code_on(answer) -> str:
    return CODE.search(answer.text)[1]


def test_a_complaint_becomes_a_petition_with_a_receipt(app, written):
    visitor = written("complaint")
    answer = visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/bien-nhan")
    receipt = visitor.get("/bien-nhan")
    assert "QN-" in receipt.text
    assert "thông báo thụ lý hoặc không thụ lý" in receipt.text
    assert len(code_on(receipt).replace(" ", "")) == 28
    assert len(petitions(app)) == 1


def test_the_back_button_and_a_second_press_show_the_same_receipt(app, written):
    visitor = written("report")
    visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    first = visitor.get("/bien-nhan")
    for path in ("/gui-don/cau-chuyen", "/gui-don/tep", "/gui-don/cam-doan"):
        assert visitor.get(path).headers["Location"] == "/bien-nhan"
        posted = visitor.post(path, {"story": "Chuyện khác", "sworn": "y"})
        assert posted.headers["Location"] == "/bien-nhan"
    assert visitor.answer("/gui-don", {"kind": "complaint"}).headers["Location"] == "/bien-nhan"
    assert code_on(visitor.get("/bien-nhan")) == code_on(first)
    assert len(petitions(app)) == 1


def test_ten_presses_at_once_make_one_petition_with_one_receipt(app, written):
    visitor = written("complaint")
    visitor.get("/gui-don/cam-doan")
    token = visitor.hidden("/gui-don/cam-doan")["csrf_token"]
    cookies = {name: visitor.cookie(name) for name in ("draft", "office")}
    start, statuses = threading.Barrier(10), []

    def press() -> None:
        twin = Visitor(app)
        for name, value in cookies.items():
            twin.keep_cookie(name, value)
        start.wait()
        answer = twin.post("/gui-don/cam-doan", {"sworn": "y", "csrf_token": token})
        statuses.append((answer.status_code, answer.headers.get("Location")))

    threads = [threading.Thread(target=press) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [(303, "/bien-nhan")] * 10
    assert len(petitions(app)) == 1


def test_a_new_petition_begins_by_an_explicit_button(app, written, start):
    visitor = written("report")
    visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    first = code_on(visitor.get("/bien-nhan"))
    assert visitor.post("/gui-don/moi").status_code == 303
    visitor.answer("/gui-don", {"kind": "recommendation"})
    visitor.answer("/gui-don/cau-chuyen", {"story": "Mở thêm giờ làm."})
    visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    assert code_on(visitor.get("/bien-nhan")) != first
    assert len(petitions(app)) == 2


def test_a_sent_draft_forgets_its_answers(app, written):
    visitor = written("complaint")
    with app.app_context():
        before = len(db.session.scalars(select(Draft.sealed)).one())
    visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    visitor.get("/bien-nhan")
    with app.app_context():
        assert len(db.session.scalars(select(Draft.sealed)).one()) < before / 2


def test_the_cookie_lasts_as_long_as_the_draft_but_not_for_a_denunciation(visitor):
    answer = visitor.answer("/gui-don", {"kind": "report"})
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("draft="))
    assert "Max-Age=2592000" in cookie
    assert "HttpOnly" in cookie
    answer = visitor.answer("/gui-don", {"kind": "denunciation"})
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("draft="))
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie


def test_leaving_quickly_forgets_the_draft(app, written):
    visitor = written("denunciation")
    answer = visitor.get("/thoat", headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.headers["Location"] == "https://nchmf.gov.vn/"
    assert visitor.cookie("draft") is None
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Draft)) == 0


def test_another_site_cannot_make_us_forget(app, written):
    visitor = written("denunciation")
    visitor.get("/thoat", headers={"Sec-Fetch-Site": "cross-site"})
    assert visitor.cookie("draft")
    assert visitor.get("/gui-don/kiem-tra").status_code == 200


# The paper receipt


def test_the_receipt_is_a_pdf_made_from_the_posted_code(written):
    visitor = written("complaint")
    visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    visitor.get("/bien-nhan")
    answer = visitor.post("/bien-nhan/tai")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=bien-nhan-QN-")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_receipt_is_made_for_no_other_code(visitor):
    visitor.get("/tra-cuu")
    token = visitor.hidden("/tra-cuu")["csrf_token"]
    answer = visitor.post("/bien-nhan/tai", {"code": "0" * 28, "csrf_token": token})
    assert answer.status_code == 404


def test_a_pdf_that_cannot_be_made_leaves_a_sentence(written, monkeypatch):
    """The real child under limits that no letter keeps."""
    visitor = written("complaint")
    visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    visitor.get("/bien-nhan")
    limits = {"seconds": 0.001, "memory_mib": 1, "draft": False}
    monkeypatch.setattr(render_limited, "__kwdefaults__", limits)
    answer = visitor.post("/bien-nhan/tai")
    assert answer.status_code == 503
    assert "Mã tra cứu trên trang biên nhận vẫn dùng được" in answer.text
    assert visitor.get("/bien-nhan").status_code == 200


def test_what_looks_like_junk_is_taken_like_everything_else(start):
    """With the rights of the pages for citizens; it waits in the tray, which no page says."""
    visitor = start("report")
    links = "https://a.example https://b.example https://c.example"
    visitor.answer("/gui-don/cau-chuyen", {"story": f"Vay nhanh lãi thấp {links}"})
    visitor.answer("/gui-don/lien-he", {"name": "Người gửi", "phone": "0912345678"})
    assert visitor.answer("/gui-don/cam-doan", {"sworn": "y"}).status_code == 303
    assert "QNT-2026-00001" in visitor.get("/bien-nhan").text


def test_while_others_hold_the_press_paper_waits_and_sending_does_not(written, monkeypatch):
    visitor = written("complaint")
    monkeypatch.setattr(press, "PATIENCE", 0.01)
    with press.at_the_press():
        assert visitor.answer("/gui-don/cam-doan", {"sworn": "y"}).status_code == 303
        visitor.get("/bien-nhan")
        busy = visitor.post("/bien-nhan/tai")
        assert busy.status_code == 503
        assert "Mã tra cứu trên trang biên nhận vẫn dùng được" in busy.text
    visitor.get("/bien-nhan")
    assert visitor.post("/bien-nhan/tai").status_code == 200


# Who is protected

SECRETS = {
    "name": "Trằn Sềnh Phúc Kín",
    "address": "ngõ Vô Danh 41b",
    "identity_number": "022099887766",
}


def send_information(visitor: Visitor) -> str:
    """Information about a violation with a name; returns the code."""
    visitor.answer("/gui-don/cau-chuyen", {"story": "Ông phó trạm nhận tiền của chủ tàu."})
    visitor.answer("/gui-don/ban-la-ai", {**SECRETS, "form_of_address": "ông", "people": "1"})
    visitor.answer("/gui-don/lien-he", {"phone": "0977 111 222", "email": "kin@example.invalid"})
    visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    return code_on(visitor.get("/bien-nhan")).replace(" ", "")


def test_the_identity_is_sealed_and_stands_nowhere_in_the_database(app, start, settings):
    code = send_information(start("denunciation"))
    with app.app_context():
        party = db.session.scalars(select(Party)).one()
        assert party.sealed
        assert party.person is None
    dump = whole_database(settings)
    told = ("0977111222", "kin@example.invalid", "Trằn", "Ông phó trạm nhận tiền")
    for secret in (*SECRETS.values(), *told, code):
        assert secret not in dump
        assert secret.encode().hex() not in dump


def whole_database(settings) -> str:
    """Every row of every table as text, read by the owner of the tables."""
    with create_engine(settings.database_owner_url, poolclass=NullPool).connect() as owner:
        tables = owner.scalars(
            text("select tablename from pg_tables where schemaname = 'public'")
        ).all()
        rows = [
            str(row)
            for table in tables
            for row in owner.scalars(text(f'select t::text from "{table}" t'))  # noqa: S608 - own names
        ]
    return "\n".join(rows)


def test_the_pages_of_a_protected_sender_say_what_it_is_and_name_nobody(start):
    visitor = start("denunciation")
    code = send_information(visitor)
    receipt = visitor.get("/bien-nhan")
    assert "Đây không phải đơn tố cáo theo luật" in receipt.text
    assert "QNTC-" in receipt.text
    seen = visitor.answer("/tra-cuu", {"code": code})
    assert seen.status_code == 200
    for page in (receipt, seen):
        assert page.headers["Cache-Control"] == "no-store"
        assert "Thoát nhanh" in page.text
        for name in (*SECRETS.values(), "Hoàng Lan Anh", "Lê Văn Thụ"):
            assert name not in texts(page.text)


def test_information_without_a_name_is_taken(app, start):
    visitor = start("denunciation")
    visitor.answer("/gui-don/cau-chuyen", {"story": "Xã bán đất công."})
    assert visitor.answer("/gui-don/ban-la-ai", {"people": "1"}).status_code == 303
    visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    assert petitions(app)[0].anonymous


# Failures


def test_when_the_database_is_away_nothing_is_claimed_and_the_text_is_carried(app, written):
    visitor = written("report")
    visitor.get("/gui-don/cau-chuyen")
    with app.app_context():
        engine = db.engines[DatabaseRole.PUBLIC]

    def refuse(*_: object) -> None:
        raise engine.dialect.dbapi.OperationalError("connection refused")

    engine.dispose()
    event.listen(engine, "do_connect", refuse)
    try:
        answer = visitor.post("/gui-don/cau-chuyen", {"story": "Câu chuyện vừa gõ."})
    finally:
        event.remove(engine, "do_connect", refuse)
    assert answer.status_code == 503
    assert "chưa ghi nhận" in answer.text
    assert 'value="Câu chuyện vừa gõ."' in answer.text
    assert (
        visitor.post("/gui-don/cau-chuyen", visitor.hidden("/gui-don/cau-chuyen")).status_code
        == 303
    )


def test_when_the_answer_to_the_commit_is_lost_nobody_is_told_either_way(app, written, server_urls):
    visitor = written("complaint")
    visitor.get("/gui-don/cam-doan")
    lost = []

    def lose(session) -> None:
        """The server ends this connection when everything is written and nothing is committed."""
        if lost or not session.scalar(select(func.count()).select_from(Petition)):
            return
        lost.append(session.scalar(text("SELECT pg_backend_pid()")))
        superuser = create_engine(server_urls.superuser, poolclass=NullPool)
        with superuser.connect() as connection:
            connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": lost[0]})

    event.listen(RoomSession, "before_commit", lose)
    try:
        answer = visitor.post("/gui-don/cam-doan", {"sworn": "y"})
    finally:
        event.remove(RoomSession, "before_commit", lose)
    assert len(lost) == 1
    assert answer.status_code == 503
    assert "Chưa rõ đã ghi nhận hay chưa" in answer.text
    assert visitor.post("/gui-don/cam-doan", visitor.hidden("/gui-don/cam-doan")).status_code == 303
    assert len(petitions(app)) == 1


def test_without_the_keys_nothing_is_taken_and_it_is_said(app, written):
    visitor = written("complaint")
    visitor.get("/gui-don/cam-doan")
    away = TransitKeys("http://127.0.0.1:9", "feedback", Path("/nowhere"))
    here, app.extensions["identities"] = app.extensions["identities"], Identities(DataKeys(away))
    answer = visitor.post("/gui-don/cam-doan", {"sworn": "y"})
    assert answer.status_code == 503
    assert "chưa ghi nhận" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Petition.id)).all() == []
    app.extensions["identities"] = here
    assert visitor.answer("/gui-don/cam-doan", {"sworn": "y"}).status_code == 303


def test_without_a_desk_nothing_is_taken_and_it_is_said(app, written):
    visitor = written("report")
    with app.app_context():
        db.session.scalars(select(Agency).where(Agency.level == "board")).one().level = "closed"
        db.session.commit()
    answer = visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    assert answer.status_code == 404
    assert "Đơn chưa ghi nhận" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Entry)) == 0


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "/khong-co", 404, id="no such page"),
        pytest.param("GET", "/gui-don/moi", 405, id="a button's address typed in"),
        pytest.param("DELETE", "/tra-cuu", 405, id="a method nobody offers"),
        pytest.param("GET", "/gui-don/%00", 404, id="NUL in the address"),
        pytest.param("GET", "/%ff%fe", 404, id="no UTF-8 in the address"),
        pytest.param("GET", "/static/../wsgi.py", 404, id="a way out of the folder"),
    ],
)
def test_every_refusal_is_a_page_in_vietnamese(visitor, method, path, status):
    answer = visitor.open(method, path)
    assert answer.status_code == status
    assert 'lang="vi"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


# Cost


def statements(app, act) -> int:
    """How many statements reach the database during an act."""
    with app.app_context():
        engine = db.engines[DatabaseRole.PUBLIC]
    counted: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        counted.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def test_sending_costs_a_small_fixed_number_of_statements(app, written):
    visitor = written("complaint")
    visitor.get("/gui-don/cam-doan")
    spent = statements(app, lambda: visitor.post("/gui-don/cam-doan", {"sworn": "y"}))
    assert spent <= 30


def test_a_guided_page_costs_two_statements_to_show_and_at_most_four_to_keep(app, start):
    visitor = start("complaint")
    assert statements(app, lambda: visitor.get("/gui-don/cau-chuyen")) <= 2
    kept = statements(app, lambda: visitor.post("/gui-don/cau-chuyen", {"story": "Chuyện."}))
    assert kept <= 4
