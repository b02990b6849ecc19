"""One-time codes: set up, asked after the password, taken once; codes on paper stand in once."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import text

from feedback.domain.clock import now
from feedback.extensions import db
from feedback.services.signing_in import one_time_codes
from feedback.vault.factors import DoesNotOpenError, open_factor, seal_factor
from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.conftest import Office
from tests.passwords import PASSWORD

MORNING = at("2026-08-03", 9)
DOOR, STEP, PAGE = "/can-bo/dang-nhap", "/can-bo/dang-nhap/ma", "/can-bo/ma-mot-lan"
LETTERS = re.compile(r'gõ: <span class="code">([A-Z2-7 ]+)</span>')
PAPER = re.compile(r'<li class="code">([0-9A-Z-]+)</li>')
WRONG = "Mã chưa đúng hoặc đã dùng."


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def officer(office: Office, clock) -> Visitor:
    visitor = Visitor(office.app)
    visitor.answer(DOOR, {"username": "tiepnhan", "password": PASSWORD})
    return visitor


@pytest.fixture
def telephone(officer, clock) -> pyotp.TOTP:
    """Set up, and a minute later: the code of then is used."""
    letters = LETTERS.search(officer.get(PAGE).text)[1].replace(" ", "")
    telephone = pyotp.TOTP(letters)
    answer = officer.post(PAGE, {"code": code(telephone)})
    assert "Đã cài mã một lần" in texts(answer.text)
    telephone.paper = PAPER.findall(answer.text)
    clock.shift(timedelta(minutes=2))
    return telephone


def code(telephone: pyotp.TOTP, steps: int = 0) -> str:
    """The code that the telephone shows, some steps of thirty seconds away."""
    return telephone.at(now(), counter_offset=steps)


def knock(office: Office, username: str = "tiepnhan") -> Visitor:
    """Somebody with the right password, before the second step."""
    visitor = Visitor(office.app)
    answer = visitor.answer(
        f"{DOOR}?toi=/can-bo/nhac-viec", {"username": username, "password": PASSWORD}
    )
    assert answer.location.startswith(STEP)
    visitor.get(answer.location)
    return visitor


def enter(office: Office, typed: str) -> int:
    return knock(office).post(STEP, {"code": typed}).status_code


def test_the_password_alone_opens_nothing_and_the_code_opens(office, telephone):
    visitor = knock(office)
    assert visitor.get("/can-bo").status_code == 302
    visitor.get(f"{STEP}?toi=/can-bo/nhac-viec")
    assert visitor.post(STEP, {"code": code(telephone)}).location == "/can-bo/nhac-viec"
    assert visitor.get("/can-bo").status_code == 200
    assert "bằng mật khẩu và mã một lần" in texts(visitor.get("/can-bo/phien").text)


def test_without_the_password_there_is_no_second_step(office, telephone):
    stranger = Visitor(office.app)
    assert stranger.get(STEP).location == DOOR
    stranger.get(DOOR)
    assert stranger.post(STEP, {"code": code(telephone)}).location == DOOR


def test_a_code_of_one_step_before_or_after_is_taken(office, telephone):
    """And, as none older is taken after it, the later ones are tried last."""
    told = {steps: enter(office, code(telephone, steps)) for steps in (-2, -1, 0, 1, 2)}
    assert told == {-2: 422, -1: 302, 0: 302, 1: 302, 2: 422}


def test_a_code_is_taken_once_and_no_older_one_after_it(office, telephone):
    """Neither again nor the one before it; the next one is."""
    before, this, after = (code(telephone, steps) for steps in (-1, 0, 1))
    typed = (this, this, before, after)
    assert [enter(office, each) for each in typed] == [302, 422, 422, 302]


def test_what_is_no_code_is_refused_beside_its_box(office, telephone):
    for typed in ("", "12345", "abcdef", "١٢٣٤٥٦"):
        visitor = knock(office)
        assert visitor.post(STEP, {"code": typed}).status_code == 422, typed
        assert 'aria-describedby="code-hint code-error"' in visitor.page.text


def test_the_second_step_is_forgotten_after_five_minutes(office, telephone, clock):
    visitor = knock(office)
    clock.shift(timedelta(minutes=5, seconds=1))
    assert visitor.post(STEP, {"code": code(telephone)}).location.startswith(f"{DOOR}?")


def test_guessing_codes_is_slowed_though_the_password_is_right(office, officer, telephone):
    for _ in range(5):
        assert enter(office, "000000") == 422
    assert enter(office, code(telephone)) == 429
    said = texts(officer.get("/can-bo/phien").text)
    assert said.count("Có người nhập đúng mật khẩu nhưng sai mã một lần") == 5


def test_a_code_on_paper_stands_in_once(office, officer, telephone):
    assert len(set(telephone.paper)) == one_time_codes.RECOVERY_CODES
    paper = telephone.paper[0].lower().replace("-", " ")
    assert enter(office, paper) == 302
    assert enter(office, paper) == 422
    assert "Dùng một mã dự phòng" in texts(officer.get("/can-bo/phien").text)
    assert "Còn 7 mã dự phòng" in texts(officer.get("/can-bo/khoa").text)


def test_somebody_elses_code_on_paper_opens_nothing(office, telephone):
    office.write("update paper_code set used_at = null where purpose = 'recovery'")
    other = Visitor(office.app)
    other.answer(DOOR, {"username": "xacminh", "password": PASSWORD})
    letters = LETTERS.search(other.get(PAGE).text)[1].replace(" ", "")
    other.post(PAGE, {"code": code(pyotp.TOTP(letters))})
    visitor = knock(office, "xacminh")
    assert visitor.post(STEP, {"code": telephone.paper[0]}).status_code == 422


def test_set_up_anew_the_old_telephone_and_paper_open_nothing(office, officer, telephone):
    old, paper = code(telephone), telephone.paper[0]
    letters = LETTERS.search(officer.get(PAGE).text)[1].replace(" ", "")
    officer.post(PAGE, {"code": code(pyotp.TOTP(letters), -1)})
    assert enter(office, old) == 422
    assert enter(office, paper) == 422
    assert enter(office, code(pyotp.TOTP(letters))) == 302


def test_a_wrong_first_code_keeps_nothing_and_the_same_picture(office, officer):
    first = LETTERS.search(officer.get(PAGE).text)[1]
    assert officer.post(PAGE, {"code": "000000"}).status_code == 422
    assert LETTERS.search(officer.page.text)[1] == first
    assert office.one("select count(*) from code_generator") == 0


def test_an_offer_made_to_somebody_else_is_not_taken(office, officer):
    officer.get(PAGE)
    offered = officer.hidden(PAGE)["sealed"]
    other = Visitor(office.app)
    other.answer(DOOR, {"username": "xacminh", "password": PASSWORD})
    other.get(PAGE)
    assert other.post(PAGE, {"code": "000000", "sealed": offered}).location == PAGE


def test_removed_the_password_alone_opens_again(office, officer, telephone):
    officer.get("/can-bo/khoa")
    assert officer.post(f"{PAGE}/go").status_code == 302
    visitor = Visitor(office.app)
    answer = visitor.answer(DOOR, {"username": "tiepnhan", "password": PASSWORD})
    assert answer.location == "/can-bo"


def test_step_up_asks_for_password_and_code(office, officer, telephone, clock):
    clock.shift(timedelta(minutes=4))
    again = "/can-bo/xac-nhan-lai"
    assert officer.answer(again, {"password": PASSWORD, "code": ""}).status_code == 422
    assert officer.answer(again, {"password": "sai", "code": code(telephone)}).status_code == 422
    assert officer.get(PAGE).status_code == 302
    assert officer.answer(again, {"password": PASSWORD, "code": code(telephone)}).status_code == 302
    assert officer.get(PAGE).status_code == 200


def test_the_database_tells_no_secret(office, telephone):
    with office.app.app_context():
        sealed = db.session.execute(text("select sealed from code_generator")).scalar_one()
        codes = db.session.scalars(text("select code_sha256 from paper_code")).all()
    assert telephone.secret.encode() not in bytes(sealed)
    assert not {paper.replace("-", "") for paper in telephone.paper} & set(codes)


def test_a_secret_opens_in_its_own_row_alone():
    key = bytes(range(32))
    sealed = seal_factor(b"secret", key, 7, "kept")
    assert open_factor(sealed, key, 7, "kept") == b"secret"
    for wrong in (
        (sealed, key, 8, "kept"),
        (sealed, key, 7, "offered"),
        (sealed, bytes(32), 7, "kept"),
        (sealed[:-1] + b"x", key, 7, "kept"),
        (b"\x02" + sealed[1:], key, 7, "kept"),
        (b"", key, 7, "kept"),
    ):
        with pytest.raises(DoesNotOpenError):
            open_factor(*wrong)
