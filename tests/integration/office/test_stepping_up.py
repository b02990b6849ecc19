"""Before what must not be done from a desk somebody left, people prove anew who they are."""

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine

from feedback.blueprints.office import carried
from tests.authenticator import Key
from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.conftest import Office
from tests.passwords import PASSWORD

MORNING = at("2026-08-03", 9)
SITE, ORIGIN = "cong-dan.example", "http://cong-dan.example"
AGAIN, KEYS = "/can-bo/xac-nhan-lai", "/can-bo/khoa"
PERSON = {
    "name": "Phạm Thị Mận", "title": 'Trưởng phòng "một cửa" <A&B>', "role": "case_officer",
    "agency": "X06862",
}  # fmt: skip


@pytest.fixture
def settings(settings):
    return replace(settings, base_url=ORIGIN)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=True) as clock:
        yield clock


@pytest.fixture
def administrator(office: Office, clock) -> Visitor:
    office.write("update user_account set role = 'administrator' where username = 'chutichtinh'")
    visitor = Visitor(office.app)
    visitor.answer("/can-bo/dang-nhap", {"username": "chutichtinh", "password": PASSWORD})
    return visitor


@pytest.fixture
def account(office: Office) -> str:
    number = office.one("select id from user_account where username = 'canboxa'")
    return f"/quan-tri/tai-khoan/{number}"


def role(office: Office) -> str:
    return office.one("select role from user_account where username = 'canboxa'")


def test_who_has_just_signed_in_is_not_asked(office, administrator, account):
    assert administrator.answer(account, PERSON).status_code == 302
    assert role(office) == "case_officer"


def test_a_page_is_opened_after_the_proof_and_at_the_same_place(administrator, clock):
    clock.shift(timedelta(minutes=6))
    asked = administrator.get("/quan-tri/tai-khoan/lap?tu=so")
    assert asked.location == f"{AGAIN}?toi=/quan-tri/tai-khoan/lap?tu%3Dso"
    administrator.get(asked.location)
    answer = administrator.post(AGAIN, {"password": PASSWORD})
    assert answer.location == "/quan-tri/tai-khoan/lap?tu=so"
    assert administrator.get(answer.location).status_code == 200


def test_a_form_that_was_filled_in_is_kept_and_sent_on(office, administrator, account, clock):
    administrator.get(account)
    clock.shift(timedelta(minutes=6))
    asked = administrator.post(account, PERSON)
    assert (asked.status_code, role(office)) == (403, "reception_officer")
    wrong = administrator.post(AGAIN, {"password": "sai"})
    assert (wrong.status_code, role(office)) == (422, "reception_officer")
    done = administrator.post(AGAIN, {"password": PASSWORD})
    assert "Những gì bạn đã viết vẫn còn." in texts(done.text)
    assert administrator.post(account).status_code == 302
    assert role(office) == "case_officer"
    title = office.one("select title from user_account where username = 'canboxa'")
    assert title == PERSON["title"]


def test_without_the_proof_nothing_that_asks_for_it_is_done(office, administrator, account, clock):
    administrator.get(account)
    clock.shift(timedelta(minutes=6))
    before = office.one("select count(*) from account_event")
    for path in ("", "/khoa", "/mo", "/kich-hoat"):
        administrator.get(account)
        assert administrator.post(account + path, PERSON).status_code == 403, path
    for path in (f"{KEYS}/hoi", f"{KEYS}/them", f"{KEYS}/1/go", "/can-bo/ma-mot-lan/go"):
        administrator.get(account)
        assert administrator.post(path).status_code == 403, path
    for path in (f"{KEYS}/them", "/can-bo/ma-mot-lan", "/quan-tri/tai-khoan/lap"):
        assert administrator.get(path).location.startswith(AGAIN), path
    assert office.one("select count(*) from account_event") == before
    assert role(office) == "reception_officer"


def test_exports_ask_for_it(office, clock):
    head = Visitor(office.app)
    head.answer("/can-bo/dang-nhap", {"username": "chutichxa", "password": PASSWORD})
    clock.shift(timedelta(minutes=6))
    for path in ("/can-bo/luu-tru/1", "/can-bo/luu-tru/1.pdf", "/can-bo/so/in"):
        assert (head.get(path).location or "").startswith(AGAIN), path


def test_the_token_changes_and_the_old_one_opens_nothing(office, administrator):
    stolen = administrator.cookie("office")
    administrator.answer(AGAIN, {"password": PASSWORD})
    thief = Visitor(office.app)
    thief.keep_cookie("office", stolen)
    assert thief.get("/quan-tri/lich").status_code == 302
    assert administrator.get("/quan-tri/lich").status_code == 200


def test_whoever_has_a_key_proves_by_the_key(office, administrator, clock):
    key = Key(SITE, ORIGIN)
    administrator.get(f"{KEYS}/them")
    made = key.make(administrator.post(f"{KEYS}/hoi").get_json())
    administrator.answer(f"{KEYS}/them", {"name": "Khóa cắm", "credential": made})
    clock.shift(timedelta(minutes=6))
    assert administrator.answer(AGAIN, {"password": PASSWORD}).status_code == 422
    assert "xác nhận bằng khóa" in texts(administrator.page.text)
    for wrong in (replace(key, verifies=False), replace(key, private=Key(SITE, ORIGIN).private)):
        administrator.get(AGAIN)
        said = wrong.prove(administrator.post(f"{AGAIN}/khoa/hoi").get_json())
        administrator.get(AGAIN)
        assert administrator.post(f"{AGAIN}/khoa", {"credential": said}).status_code == 422
        assert administrator.get("/quan-tri/tai-khoan/lap").status_code == 302
    administrator.get(f"{AGAIN}?toi=/quan-tri/tai-khoan/lap")
    said = key.prove(administrator.post(f"{AGAIN}/khoa/hoi").get_json())
    administrator.get(f"{AGAIN}?toi=/quan-tri/tai-khoan/lap")
    answer = administrator.post(f"{AGAIN}/khoa", {"credential": said})
    assert answer.location == "/quan-tri/tai-khoan/lap"
    assert administrator.get("/quan-tri/tai-khoan/lap").status_code == 200


def test_guessing_here_is_slowed_like_at_the_door(administrator):
    for _ in range(5):
        assert administrator.answer(AGAIN, {"password": "sai"}).status_code == 422
    assert administrator.answer(AGAIN, {"password": PASSWORD}).status_code == 422
    assert "Đợi" in texts(administrator.page.text)


# What travels


def test_what_was_filled_in_comes_back_whole(app):
    fields = {"text": ["một\nhai", "ba"], "mark": "<&\"'>", "csrf_token": "left behind"}
    with app.test_request_context("/quan-tri/x?a=1", method="POST", data=fields):
        sent = carried.of_request()
    assert sent.fields == (("text", "một\nhai"), ("text", "ba"), ("mark", "<&\"'>"))
    assert (carried.read(sent.dump()), sent.to) == (sent, "/quan-tri/x?a=1")


def test_files_do_not_travel_and_it_is_said(app):
    file = {"scan": (BytesIO(b"x"), "a.pdf")}
    with app.test_request_context("/x", method="POST", data=file) as context:
        assert carried.of_request().lost_files
        context.request.close()


NO_FORM = ("", "{}", "[]", "[1, 2, 3]", "[" * 3000)
ELSEWHERE = (
    "https://example.com/",
    "//example.com/",
    "/\\example.com",
    "javascript:1",
    7,
    "http://[",
)


def test_what_leads_elsewhere_is_not_carried():
    dumps = [*NO_FORM, *(json.dumps([to, [], False]) for to in ELSEWHERE)]
    assert [dumped for dumped in dumps if carried.read(dumped)] == []
