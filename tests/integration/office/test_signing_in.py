"""The door of the officers' room: who comes in, for how long, and how guessing is slowed."""

from datetime import timedelta

import pytest
import time_machine

from feedback.extensions import queues
from feedback.services.signing_in import accounts, passwords
from feedback.services.signing_in.throttle import FREE
from tests.client import Visitor, texts
from tests.factories import at
from tests.passwords import PASSWORD

MORNING = at("2026-08-03")
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."


def try_to_enter(visitor, username="tiepnhan", word=PASSWORD, **more):
    return visitor.answer("/can-bo/dang-nhap", {"username": username, "password": word} | more)


@pytest.fixture
def visitor(office):
    return Visitor(office.app)


def test_an_officer_signs_in_and_sees_the_queue(visitor):
    assert try_to_enter(visitor).location == "/can-bo"
    page = texts(visitor.get("/can-bo").text)
    assert "Hoàng Lan Anh" in page
    assert "Ban Tiếp công dân tỉnh" in page


def test_an_officer_signs_out_and_is_a_stranger_again(visitor):
    try_to_enter(visitor)
    visitor.get("/can-bo")
    assert visitor.post("/can-bo/dang-xuat").location == "/can-bo/dang-nhap"
    assert visitor.get("/can-bo").location.startswith("/can-bo/dang-nhap")


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("tiepnhan", "sai"),
        ("khongcoai", PASSWORD),
        ("khongcoai", "x" * 5000),
        ("tiep\x00nhan", "s\x00ai"),
        ("' or 1=1 --", PASSWORD),
        ("😀" * 300, "😀"),
    ],
    ids=["wrong password", "no such account", "long", "NUL", "SQL", "emoji"],
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(visitor, username, password):
    answer = try_to_enter(visitor, username, password)
    assert answer.status_code == 422
    assert WRONG in texts(answer.text)


def test_an_unknown_name_costs_the_same_work_as_a_known_one(office, monkeypatch):
    checked = []

    class Hasher:
        @staticmethod
        def verify(hashed, _typed):
            checked.append(hashed)
            raise passwords.VerificationError

    monkeypatch.setattr(passwords, "_HASHER", Hasher)
    monkeypatch.setattr(passwords, "_nobodys_hash", lambda: "hash of nobody")
    with office.app.app_context():
        for username in ("tiepnhan", "khongcoai"):
            with pytest.raises(accounts.WrongCredentialsError):
                accounts.sign_in(username, "sai", "a network", MORNING)
    assert len(checked) == 2


def test_an_account_without_a_password_lets_nobody_in(office, visitor):
    office.write("update user_account set password_hash = ''")
    assert try_to_enter(visitor, word="").status_code == 422
    assert try_to_enter(visitor, word="x").status_code == 422


@pytest.mark.parametrize("missing", ["username", "password"])
def test_an_empty_field_is_named(visitor, missing):
    answer = try_to_enter(visitor, **{missing: ""})
    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text


@pytest.mark.parametrize(
    ("minutes", "inside"),
    [(29, True), (31, False)],
    ids=["half an hour is not over", "half an hour without a request ends it"],
)
def test_an_idle_session_ends(visitor, minutes, inside):
    with time_machine.travel(MORNING, tick=True) as clock:
        try_to_enter(visitor)
        clock.shift(timedelta(minutes=minutes))
        assert (visitor.get("/can-bo").status_code == 200) is inside


def test_a_session_ends_after_twelve_hours_however_busy(visitor):
    with time_machine.travel(MORNING, tick=True) as clock:
        try_to_enter(visitor)
        for _ in range(12 * 3 - 1):
            clock.shift(timedelta(minutes=20))
            assert visitor.get("/can-bo/nhac-viec").status_code == 200
        clock.shift(timedelta(minutes=21))
        assert visitor.get("/can-bo/nhac-viec").status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        "update user_account set active = false where username = 'tiepnhan'",
        "update user_account set password_hash = 'new' where username = 'tiepnhan'",
    ],
    ids=["the account is closed", "the password is changed"],
)
def test_a_session_ends_with_the_next_request_once(office, visitor, change):
    try_to_enter(visitor)
    office.write(change)
    assert visitor.get("/can-bo").status_code == 302


def test_a_role_taken_away_is_gone_with_the_next_request(office, visitor):
    try_to_enter(visitor, "chutichxa")
    assert visitor.get("/can-bo/cho-quyet").status_code == 200
    office.write("update user_account set role = 'case_officer' where username = 'chutichxa'")
    assert visitor.get("/can-bo/cho-quyet").status_code == 403


def test_the_way_back_leads_to_the_page_asked_for(visitor):
    asked = visitor.get("/can-bo?xem=qua-han")
    assert asked.location == "/can-bo/dang-nhap?toi=/can-bo?xem%3Dqua-han"
    visitor.get(asked.location)
    answer = visitor.post("/can-bo/dang-nhap", {"username": "tiepnhan", "password": PASSWORD})
    assert answer.location == "/can-bo?xem=qua-han"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com/can-bo", "/\\example.com", "javascript:1"]
)
def test_the_way_back_never_leads_elsewhere(visitor, elsewhere):
    assert try_to_enter(visitor, toi=elsewhere).location == "/can-bo"


def test_guessing_is_slowed_and_another_network_is_not(visitor):
    for _ in range(FREE + 1):
        assert try_to_enter(visitor, word="sai").status_code == 422
    slowed = try_to_enter(visitor)
    assert slowed.status_code == 429
    assert "Đợi" in texts(slowed.text)
    elsewhere = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.7"}}
    visitor.get("/can-bo/dang-nhap")
    answer = visitor.post(
        "/can-bo/dang-nhap", {"username": "tiepnhan", "password": PASSWORD}, **elsewhere
    )
    assert answer.status_code == 302


def test_signing_in_works_while_the_queues_server_is_away(office, visitor):
    """And guessing is slowed as ever."""
    queues.bind("redis://127.0.0.1:1")
    try:
        assert try_to_enter(visitor).status_code == 302
        guessing = [
            try_to_enter(Visitor(office.app), word="sai").status_code for _ in range(FREE + 2)
        ]
        assert guessing == [422] * (FREE + 1) + [429]
    finally:
        queues.bind(office.app.extensions["settings"].redis_url)


def test_the_session_begun_is_not_the_one_brought_along(visitor):
    visitor.get("/can-bo/dang-nhap")
    before = visitor.cookie("office")
    try_to_enter(visitor)
    assert visitor.cookie("office") != before


@pytest.mark.parametrize("username", ["thanhtra", "khongcoai"])
def test_others_do_not_see_the_queue(visitor, username):
    try_to_enter(visitor, username)
    assert visitor.get("/can-bo").status_code in {302, 403}
