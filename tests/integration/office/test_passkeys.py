"""Passkeys: made, used first, kept in order; every answer a true key would not give is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from feedback.extensions import db
from feedback.services.signing_in import ceremonies, passkey_proof
from feedback.services.signing_in.ceremonies import Purpose
from feedback.services.signing_in.passkeys import PasskeyRefusedError
from tests.authenticator import Key
from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.conftest import Office
from tests.passwords import PASSWORD

MORNING = at("2026-08-03", 9)
SITE, ORIGIN = "cong-dan.example", "http://cong-dan.example"
PAGE, DOOR = "/can-bo/khoa", "/can-bo/dang-nhap"
REFUSED = "Khóa này không mở được."


@pytest.fixture
def settings(settings):
    """Reached by a name, as browsers make keys for names only."""
    return replace(settings, base_url=ORIGIN)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=True) as clock:
        yield clock


@pytest.fixture
def officer(office, clock) -> Visitor:
    return enter(office)


def enter(office: Office, username: str = "tiepnhan") -> Visitor:
    visitor = Visitor(office.app)
    answer = visitor.answer(DOOR, {"username": username, "password": PASSWORD})
    assert answer.status_code == 302
    return visitor


def ask(visitor: Visitor, page: str, path: str) -> dict[str, Any]:
    """The question of a page, as its script fetches it."""
    visitor.get(page)
    answer = visitor.post(path)
    assert answer.status_code == 200, texts(answer.text)
    return answer.get_json()


def add(visitor: Visitor, key: Key, name: str = "Khóa cắm") -> int:
    """Enrol a key; the status of the answer."""
    made = key.make(ask(visitor, f"{PAGE}/them", f"{PAGE}/hoi"))
    return visitor.answer(f"{PAGE}/them", {"name": name, "credential": made}).status_code


def come_in(app: Flask, key: Key, answer: Callable[[str], str] = str) -> Any:
    """Somebody at the door with this key; ``answer`` changes what it says."""
    visitor = Visitor(app)
    said = answer(key.prove(ask(visitor, DOOR, f"{DOOR}/khoa/hoi")))
    return say(visitor, said)


def say(visitor: Visitor, said: str) -> Any:
    """What the page's script sends once the key has answered."""
    visitor.get(DOOR)
    return visitor.post(f"{DOOR}/khoa", {"credential": said})


@pytest.fixture
def key(officer) -> Key:
    key = Key(SITE, ORIGIN)
    assert add(officer, key) == 302
    return key


def test_a_key_that_was_added_opens_the_door_without_a_name(office, key):
    visitor = Visitor(office.app)
    said = key.prove(ask(visitor, DOOR, f"{DOOR}/khoa/hoi"))
    visitor.get(DOOR)
    answer = visitor.post(f"{DOOR}/khoa", {"credential": said, "toi": "/can-bo/nhac-viec"})
    assert answer.location == "/can-bo/nhac-viec"
    assert visitor.get("/can-bo/nhac-viec").status_code == 200
    assert "bằng khóa đăng nhập" in texts(visitor.get("/can-bo/phien").text)


def test_the_page_lists_keys_by_name_since_when_and_last_used(office, officer, key, clock):
    clock.shift(timedelta(minutes=20))
    assert come_in(office.app, key).status_code == 302
    said = texts(officer.get(PAGE).text)
    assert "Khóa cắm Từ 09:00 ngày 03/08/2026 · dùng lần cuối 09:20 ngày 03/08/2026" in said
    assert "Nên có ít nhất 2 khóa" in said
    assert "Thêm khóa đăng nhập: Khóa cắm" in texts(officer.get("/can-bo/phien").text)


def test_a_key_is_renamed_and_an_empty_name_is_refused(officer, key):
    officer.get(PAGE)
    assert officer.post(f"{PAGE}/1/ten", {"name": " "}).status_code == 422
    assert "Đặt tên để sau này nhận ra khóa." in officer.page.text
    assert officer.post(f"{PAGE}/1/ten", {"name": "Máy ở cơ quan"}).status_code == 302
    assert "Máy ở cơ quan" in texts(officer.get(PAGE).text)


def test_a_removed_key_opens_nothing(office, officer, key):
    officer.get(PAGE)
    assert officer.post(f"{PAGE}/1/go").status_code == 302
    answer = come_in(office.app, key)
    assert (answer.status_code, REFUSED in texts(answer.text)) == (422, True)
    assert office.one("select count(*) from passkey where removed_at is not null") == 1


def test_nobody_renames_or_removes_the_key_of_somebody_else(office, key):
    other = enter(office, "xacminh")
    for path in (f"{PAGE}/1/ten", f"{PAGE}/1/go"):
        other.get(PAGE)
        assert other.post(path, {"name": "Của tôi"}).status_code == 404
    assert come_in(office.app, key).status_code == 302


def test_a_closed_account_is_not_opened_by_its_key(office, key):
    office.write("update user_account set active = false where username = 'tiepnhan'")
    assert come_in(office.app, key).status_code == 422


# What no true key answers


WRONG = {
    "its owner was not verified": {"verifies": False},
    "another page asked": {"origin": "http://cong-dan.example.net"},
    "it is a key of another site": {"site": "example"},
    "the signature is another key's": {"private": Key(SITE, ORIGIN).private},
    "nobody has such a key": {"id": b"unknown to us"},
    "it names somebody else as its owner": {"owner": "dXNlcjoy"},
}


def test_a_wrong_answer_is_refused(office, key):
    for wrong, how in WRONG.items():
        answer = come_in(office.app, replace(key, **how))
        assert (answer.status_code, REFUSED in texts(answer.text)) == (422, True), wrong
    assert come_in(office.app, key).status_code == 302, "the true one still opens"


def test_a_key_that_would_not_open_is_not_kept(office, officer):
    for wrong in ({"verifies": False}, {"origin": "http://x.y"}, {"site": "y"}):
        assert add(officer, Key(**({"site": SITE, "origin": ORIGIN} | wrong))) == 422, wrong
    assert office.one("select count(*) from passkey") == 0


def test_an_answer_counts_once(office, key):
    """Also of a key that does not count, where counting would not tell."""
    key.count = -1
    visitor = Visitor(office.app)
    said = key.prove(ask(visitor, DOOR, f"{DOOR}/khoa/hoi"))
    cookie = visitor.cookie("office")
    assert say(visitor, said).status_code == 302
    thief = Visitor(office.app)
    thief.keep_cookie("office", cookie)
    assert say(thief, said).status_code == 422


def test_an_answer_to_the_question_put_to_another_browser_is_refused(office, key):
    asked, other = Visitor(office.app), Visitor(office.app)
    said = key.prove(ask(asked, DOOR, f"{DOOR}/khoa/hoi"))
    ask(other, DOOR, f"{DOOR}/khoa/hoi")
    assert say(other, said).status_code == 422


def test_a_question_is_forgotten_after_five_minutes(office, key, clock):
    visitor = Visitor(office.app)
    said = key.prove(ask(visitor, DOOR, f"{DOOR}/khoa/hoi"))
    clock.shift(timedelta(minutes=5, seconds=1))
    assert say(visitor, said).status_code == 422
    ask(Visitor(office.app), DOOR, f"{DOOR}/khoa/hoi")
    assert office.one("select count(*) from ceremony") == 1, "those that ran out are swept away"


def test_an_answer_to_another_kind_of_question_is_refused(office, key):
    """What was asked to confirm an act does not open the door, though its own token comes along."""
    owner = office.one("select user_id from passkey")
    with office.app.app_context():
        begun = ceremonies.begin(Purpose.STEP_UP, owner, MORNING)
        said = key.prove(json.loads(passkey_proof.ask(begun)))
        with pytest.raises(PasskeyRefusedError):
            passkey_proof.prove(said, begun.token, Purpose.ENTER, MORNING)
        proven = passkey_proof.prove(said, begun.token, Purpose.STEP_UP, MORNING)
    assert proven.user_id == owner, "what it was asked for it still confirms"


def test_a_copied_key_is_refused_and_told_of(office, officer, key):
    copy = replace(key)
    assert come_in(office.app, key).status_code == 302
    assert come_in(office.app, copy).status_code == 422
    assert come_in(office.app, key).status_code == 302
    said = texts(officer.get("/can-bo/phien").text)
    assert "Khóa đăng nhập có dấu hiệu bị sao chép, đã từ chối: Khóa cắm" in said


def test_a_key_that_does_not_count_is_taken(office, officer):
    """Keys copied among one's own devices always say 0."""
    key = Key(SITE, ORIGIN)
    add(officer, key)
    for _ in range(2):
        key.count = -1
        assert come_in(office.app, key).status_code == 302


NONSENSE = (
    "", "{}", "[]", "null", "7", '"x"', '{"id": 1}', "{" * 5000, "x" * 30_000, "\x00",
    '{"id":"AA","rawId":"AA","type":"public-key","response":{}}',
    '{"id":"AA","rawId":"!!","type":"public-key","response":{"clientDataJSON":"AA"}}',
)  # fmt: skip


def test_nonsense_is_refused_like_a_wrong_key(office, key):
    for said in NONSENSE:
        assert come_in(office.app, key, answer=lambda _, it=said: it).status_code == 422


def test_a_changed_answer_is_refused(office, key):
    for field in ("clientDataJSON", "authenticatorData", "signature"):

        def changed(said: str, field: str = field) -> str:
            told = json.loads(said)
            told["response"][field] = told["response"][field][:-4] + "AAAA"
            return json.dumps(told)

        assert come_in(office.app, key, answer=changed).status_code == 422, field


def test_the_same_key_is_not_added_twice(office, officer, key):
    assert add(officer, key) == 422
    assert add(enter(office, "xacminh"), key) == 422


def test_the_database_holds_nothing_that_answers_for_a_key(office, key):
    with office.app.app_context():
        (row,) = db.session.execute(text("select * from passkey")).mappings()
    secret = key.private.private_numbers().private_value.to_bytes(32, "big")
    assert all(secret not in bytes(value) for value in row.values() if isinstance(value, bytes))


def test_reached_by_a_number_the_door_offers_no_key(office):
    office.app.extensions["settings"] = replace(
        office.app.extensions["settings"], base_url="http://127.0.0.1:5000"
    )
    assert "Đăng nhập bằng khóa" not in Visitor(office.app).get(DOOR).text
