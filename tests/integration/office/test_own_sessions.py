"""Sessions are rows: seen by their owner, ended one by one, and over with the next request."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from feedback.domain.sign_in import USUAL
from feedback.extensions import db
from tests.client import Visitor, texts
from tests.factories import at
from tests.passwords import PASSWORD

MORNING = at("2026-08-03", 8)
PAGE = "/can-bo/phien"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1"


@pytest.fixture
def enter(office):
    """Somebody signs in with a browser of theirs."""

    def go(username: str = "tiepnhan", agent: str = WINDOWS) -> Visitor:
        visitor = Visitor(office.app)
        visitor.get("/can-bo/dang-nhap")
        answer = visitor.post(
            "/can-bo/dang-nhap",
            {"username": username, "password": PASSWORD},
            headers={"User-Agent": agent},
        )
        assert answer.status_code == 302
        return visitor

    with time_machine.travel(MORNING, tick=True):
        yield go


def rows(office) -> list[int]:
    with office.app.app_context():
        return list(db.session.scalars(text("select id from office_session order by id")))


def inside(visitor: Visitor) -> bool:
    return visitor.get("/can-bo/nhac-viec").status_code == 200


def test_each_browser_is_listed_in_words_its_owner_knows(enter):
    desk, phone = enter(), enter(agent=IPHONE)
    enter("xacminh")
    said = texts(phone.get(PAGE).text)
    assert "Safari trên iPhone phiên này" in said
    assert "Chrome trên Windows Đăng nhập 08:00 ngày 03/08/2026" in said
    assert said.count("dùng lần cuối") == 2, "those of others are not listed"
    assert "127.0.0.0/24" in said
    assert "Chrome trên Windows phiên này" in texts(desk.get(PAGE).text)


def test_a_session_ended_elsewhere_is_over_with_the_next_request(office, enter):
    lost, phone = enter(), enter(agent=IPHONE)
    assert inside(lost)
    phone.get(PAGE)
    assert phone.post(f"{PAGE}/{rows(office)[0]}/ket-thuc").status_code == 302
    assert not inside(lost)
    assert inside(phone)
    assert "Không có phiên nào khác." in texts(phone.get(PAGE).text)


def test_all_others_are_ended_with_one_press(enter):
    first, second, third = enter(), enter(), enter(agent=IPHONE)
    third.get(PAGE)
    third.post(f"{PAGE}/ket-thuc-phien-khac")
    assert "Đã kết thúc 2 phiên khác." in texts(third.get(PAGE).text)
    assert [inside(each) for each in (first, second, third)] == [False, False, True]


def test_nobody_ends_the_session_of_somebody_else(office, enter):
    other, mine = enter("xacminh"), enter()
    mine.get(PAGE)
    assert mine.post(f"{PAGE}/{rows(office)[0]}/ket-thuc").status_code == 404
    mine.get(PAGE)
    mine.post(f"{PAGE}/ket-thuc-phien-khac")
    assert inside(other)


def test_a_cookie_kept_by_somebody_opens_nothing_after_signing_out(office, enter):
    visitor = enter()
    stolen = visitor.cookie("office")
    visitor.get(PAGE)
    visitor.post("/can-bo/dang-xuat")
    thief = Visitor(office.app)
    thief.keep_cookie("office", stolen)
    assert not inside(thief)


def test_the_database_holds_nothing_that_opens_a_session(office, enter):
    """Neither does a cookie signed with the right key, whose token nobody was given."""
    enter()
    for column in ("token_sha256", "user_id", "id"):
        thief = office.app.test_client()
        with thief.session_transaction() as forged:
            forged["_user_id"] = str(office.one(f"select {column} from office_session"))  # noqa: S608 - named above
        assert thief.get("/can-bo/nhac-viec").status_code == 302


def test_what_is_over_is_not_listed(enter):
    enter()
    with time_machine.travel(MORNING + USUAL.idle + timedelta(seconds=61), tick=True):
        assert texts(enter(agent=IPHONE).get(PAGE).text).count("dùng lần cuối") == 1


def test_the_last_request_is_noted_to_the_minute(office, enter):
    """Many quick requests write nothing."""
    visitor = enter()
    seen = "select seen_at from office_session"
    begun = office.one(seen)
    inside(visitor)
    assert office.one(seen) == begun
    with time_machine.travel(MORNING + timedelta(minutes=2), tick=True):
        inside(visitor)
        assert office.one(seen) >= MORNING + timedelta(minutes=2)


@pytest.mark.parametrize("username", ["thanhtra", "vanthuxa", "chutichxa", "cbso"])
def test_whoever_has_an_account_has_the_page(enter, username):
    assert "phiên này" in texts(enter(username).get(PAGE).text)
