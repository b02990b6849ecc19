"""Accounts: made and changed by administrators, entered by their owners alone."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask

from feedback.domain.clock import now
from feedback.services.signing_in import passwords
from feedback.services.signing_in.leaked_passwords import LEAKED
from feedback.settings.choices import SecondFactor
from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.conftest import Office
from tests.passwords import PASSWORD

MORNING = at("2026-08-03", 9)
LIST, DOOR, ACTIVATE = "/quan-tri/tai-khoan", "/can-bo/dang-nhap", "/can-bo/kich-hoat"
NEW = "chuối vàng trèo mái đình"
CODE = re.compile(r'<p class="code">([0-9A-Z-]+)</p>')
LETTERS = re.compile(r'gõ: <span class="code">([A-Z2-7 ]+)</span>')
PERSON = {
    "username": "moi.den", "name": "Bế Thị Mới", "title": "Chuyên viên", "role": "case_officer",
    "agency": "X06862",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _hashing_is_cheap(monkeypatch):
    """What it really costs is told by the tests of the door."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", cheap)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=True) as clock:
        yield clock


@pytest.fixture
def office(app: Flask) -> Office:
    office = Office(app)
    office.write("update user_account set role = 'administrator' where username = 'chutichtinh'")
    return office


@pytest.fixture
def strict(office: Office) -> None:
    """As in production."""
    extensions = office.app.extensions
    extensions["settings"] = replace(extensions["settings"], second_factor=SecondFactor.REQUIRED)


def enter(office: Office, username: str, password: str = PASSWORD) -> Visitor:
    visitor = Visitor(office.app)
    visitor.answer(DOOR, {"username": username, "password": password})
    return visitor


@pytest.fixture
def administrator(office: Office, clock) -> Visitor:
    return enter(office, "chutichtinh")


def page_of(office: Office, username: str) -> str:
    number = office.one("select id from user_account where username = :name", name=username)
    return f"{LIST}/{number}"


def issue(office: Office, administrator: Visitor, username: str) -> str:
    page = page_of(office, username)
    administrator.get(page)
    return CODE.search(administrator.post(f"{page}/kich-hoat").text)[1]


def activate(office: Office, code: str, password: str = NEW) -> Visitor:
    visitor = Visitor(office.app)
    visitor.answer(ACTIVATE, {"code": code, "new": password, "again": password})
    return visitor


# Making and entering


def test_an_account_is_made_and_its_owner_sets_the_password(office, administrator):
    answer = administrator.answer(f"{LIST}/lap", PERSON)
    code = CODE.search(answer.text)[1]
    assert "moi.den" in texts(administrator.get(LIST).text)
    assert "chưa kích hoạt" in texts(administrator.page.text)
    owner = activate(office, code)
    assert owner.get("/can-bo").status_code == 200
    said = texts(owner.get("/can-bo/phien").text)
    assert "bằng mã kích hoạt" in said
    assert "Tài khoản được lập" in said
    assert "do Bùi Hữu Nghĩa" in said
    assert enter(office, "moi.den", NEW).get("/can-bo").status_code == 200


def test_what_cannot_be_an_account_is_refused_beside_its_field(administrator):
    wrong = (
        {"username": "tiepnhan"},
        {"username": "Mới Đến"},
        {"name": ""},
        {"role": "citizen"},
        {"role": "system"},
        {"agency": "khong-co"},
    )
    for change in wrong:
        assert administrator.answer(f"{LIST}/lap", PERSON | change).status_code == 422, change
        assert f'href="#{next(iter(change))}' in administrator.page.text
        assert PERSON["title"] in administrator.page.text, "nothing typed is lost"


def test_a_refused_password_leaves_the_code_to_be_used(office, administrator):
    code = CODE.search(administrator.answer(f"{LIST}/lap", PERSON).text)[1]
    visitor, guessable = Visitor(office.app), "Bế Thị Mới 2026 2026"
    for new, again, field in (
        ("ngắn", "ngắn", "new"), (guessable, guessable, "new"), (NEW, NEW + "x", "again")
    ):  # fmt: skip
        said = {"code": code, "new": new, "again": again}
        assert visitor.answer(ACTIVATE, said).status_code == 422
        assert f'href="#{field}"' in visitor.page.text
    assert activate(office, code).get("/can-bo").status_code == 200


def test_a_password_known_from_a_leak_is_refused(office, administrator, tmp_path):
    """Also in other capitals, and with letters put together otherwise."""
    leaks = tmp_path / "leaks.txt"
    leaks.write_text(unicodedata.normalize("NFD", f"short\n{NEW.upper()}\r\n"), encoding="utf-8")
    office.app.extensions["settings"] = replace(
        office.app.extensions["settings"], leaked_passwords=leaks
    )
    code = CODE.search(administrator.answer(f"{LIST}/lap", PERSON).text)[1]
    visitor, another = Visitor(office.app), NEW + " xưa"
    refused = visitor.answer(ACTIVATE, {"code": code, "new": NEW, "again": NEW})
    assert refused.status_code == 422
    assert LEAKED in texts(refused.text)
    said = {"code": code, "new": another, "again": another}
    assert visitor.answer(ACTIVATE, said).status_code == 302


def test_an_activation_code_counts_once_for_three_days_and_the_newest_alone(
    office, administrator, clock
):
    first, second = (issue(office, administrator, "tiepnhan") for _ in range(2))
    assert activate(office, first).get("/can-bo").status_code == 302
    assert activate(office, second).get("/can-bo").status_code == 200
    assert activate(office, second).get("/can-bo").status_code == 302
    third = issue(office, administrator, "tiepnhan")
    clock.shift(timedelta(days=3, seconds=1))
    assert activate(office, third).get("/can-bo").status_code == 302


def test_activated_anew_old_sessions_keys_and_codes_are_worth_nothing(office, administrator):
    """A lost telephone, and whoever found it."""
    finder = enter(office, "tiepnhan")
    letters = LETTERS.search(finder.get("/can-bo/ma-mot-lan").text)[1].replace(" ", "")
    finder.post("/can-bo/ma-mot-lan", {"code": pyotp.TOTP(letters).at(now())})
    code = issue(office, administrator, "tiepnhan")
    assert finder.get("/can-bo").status_code == 200
    activate(office, code)
    assert finder.get("/can-bo").status_code == 302
    assert enter(office, "tiepnhan").get("/can-bo").status_code == 302
    assert enter(office, "tiepnhan", NEW).get("/can-bo").status_code == 200


def test_a_wrong_code_is_refused_beside_its_box(office):
    visitor = Visitor(office.app)
    for code in ("", "x", "0" * 28):
        said = {"code": code, "new": NEW, "again": NEW}
        assert visitor.answer(ACTIVATE, said).status_code == 422
        assert 'href="#code"' in visitor.page.text


def test_no_page_of_the_administrators_takes_a_password(administrator, office):
    for path in (LIST, f"{LIST}/lap", page_of(office, "tiepnhan")):
        assert 'type="password"' not in administrator.get(path).text


# Changing


def test_a_changed_role_acts_with_the_next_request_and_is_told(office, administrator):
    head = enter(office, "chutichxa")
    assert head.get("/can-bo/cho-quyet").status_code == 200
    page = page_of(office, "chutichxa")
    administrator.answer(page, PERSON | {"name": "Trần Quang Minh"})
    assert head.get("/can-bo/cho-quyet").status_code == 403
    said = texts(head.get("/can-bo/phien").text)
    assert "Người đứng đầu, Ủy ban nhân dân xã Tiên Yên → Cán bộ thụ lý, xác minh" in said


def test_a_closed_account_is_out_at_once_and_may_be_opened_again(office, administrator):
    officer, page = enter(office, "tiepnhan"), page_of(office, "tiepnhan")
    administrator.get(page)
    administrator.post(f"{page}/khoa")
    assert officer.get("/can-bo").status_code == 302
    assert enter(office, "tiepnhan").get("/can-bo").status_code == 302
    administrator.get(page)
    assert administrator.post(f"{page}/kich-hoat").status_code == 403
    administrator.get(page)
    administrator.post(f"{page}/mo")
    assert officer.get("/can-bo").status_code == 302, "the old session stays ended"
    assert enter(office, "tiepnhan").get("/can-bo").status_code == 200


def test_nobody_changes_their_own_role_or_closes_their_own_account(office, administrator):
    page = page_of(office, "chutichtinh")
    assert "vai trò do quản trị viên khác đổi" in texts(administrator.get(page).text)
    assert administrator.post(page, PERSON).status_code == 403
    administrator.get(page)
    assert administrator.post(f"{page}/khoa").status_code == 403
    assert administrator.get(LIST).status_code == 200


def test_others_do_not_administer(office, clock):
    officer, page = enter(office, "chutichxa"), page_of(office, "tiepnhan")
    for path in (LIST, f"{LIST}/lap", page):
        assert officer.get(path).status_code == 403
    officer.get("/can-bo/phien")
    for path in (page, f"{page}/khoa", f"{page}/kich-hoat"):
        officer.get("/can-bo/phien")
        assert officer.post(path, PERSON).status_code == 403


# Where a second factor is demanded


def test_a_head_does_not_enter_with_a_password_alone(office, clock, strict):
    visitor = Visitor(office.app)
    answer = visitor.answer(DOOR, {"username": "chutichxa", "password": PASSWORD})
    assert answer.status_code == 422
    assert "Vai trò của bạn cần khóa đăng nhập hoặc mã một lần." in texts(answer.text)
    assert enter(office, "tiepnhan").get("/can-bo").status_code == 200, "an officer does"


def test_activated_a_head_sets_up_a_second_factor_before_anything_else(
    office, administrator, strict
):
    office.app.extensions["settings"] = replace(
        office.app.extensions["settings"], second_factor=SecondFactor.OPTIONAL
    )
    code = issue(office, administrator, "chutichxa")
    office.app.extensions["settings"] = replace(
        office.app.extensions["settings"], second_factor=SecondFactor.REQUIRED
    )
    head = activate(office, code)
    for path in ("/can-bo", "/can-bo/cho-quyet", "/thanh-tra/muc-tieu"):
        assert head.get(path).location == "/can-bo/khoa", path
    assert "cần thêm một cách xác nhận ngoài mật khẩu" in texts(head.get("/can-bo/khoa").text)
    letters = LETTERS.search(head.get("/can-bo/ma-mot-lan").text)[1].replace(" ", "")
    head.post("/can-bo/ma-mot-lan", {"code": pyotp.TOTP(letters).at(now())})
    assert head.get("/can-bo/cho-quyet").status_code == 200
    head.get("/can-bo/khoa")
    assert head.post("/can-bo/ma-mot-lan/go").status_code == 403, "the last one stays"


def test_made_head_while_signed_in_by_password_opens_nothing_more(office, clock, strict):
    officer = enter(office, "xacminh")
    assert officer.get("/can-bo").status_code == 200
    office.write("update user_account set role = 'head' where username = 'xacminh'")
    assert officer.get("/can-bo/cho-quyet").location == "/can-bo/khoa"


# One's own password


def test_ones_own_password_needs_the_old_one_and_ends_other_sessions(office, clock):
    officer, other = enter(office, "tiepnhan"), enter(office, "tiepnhan")
    said = {"old": "sai", "new": NEW, "again": NEW}
    assert officer.answer("/can-bo/mat-khau", said).status_code == 422
    weak = said | {"old": PASSWORD, "new": "tiepnhan-tiepnhan-1", "again": "tiepnhan-tiepnhan-1"}
    assert officer.answer("/can-bo/mat-khau", weak).status_code == 422
    assert other.get("/can-bo").status_code == 200
    assert officer.answer("/can-bo/mat-khau", said | {"old": PASSWORD}).status_code == 302
    assert officer.get("/can-bo").status_code == 200
    assert other.get("/can-bo").status_code == 302
    assert "Mật khẩu được đổi" in texts(officer.get("/can-bo/phien").text)
    assert enter(office, "tiepnhan").get("/can-bo").status_code == 302


def test_a_new_password_makes_no_fresh_proof(office, clock):
    """Whoever found a session and knows the password is still asked for the second factor."""
    officer = enter(office, "tiepnhan")
    clock.shift(timedelta(minutes=6))
    said = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert officer.answer("/can-bo/mat-khau", said).status_code == 302
    assert officer.get("/can-bo/khoa/them").location.startswith("/can-bo/xac-nhan-lai")


# The first one


def test_the_first_administrator_is_made_once(app, clock):
    run = app.test_cli_runner().invoke
    words = ["accounts", "first", "quan.tri", "Doãn Thế Phái"]
    assert "Không có cơ quan này." in run(args=[*words, "khong-co"]).output
    made = run(args=[*words, "UBT"])
    assert made.exit_code == 0
    code = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}", made.output)[0]
    again = run(args=["accounts", "first", "quan.tri2", "Người khác", "UBT"])
    assert again.exit_code == 1
    assert "Đã có quản trị viên" in again.output
    visitor = Visitor(app)
    visitor.answer(ACTIVATE, {"code": code, "new": NEW, "again": NEW})
    assert visitor.get(LIST).status_code == 200
