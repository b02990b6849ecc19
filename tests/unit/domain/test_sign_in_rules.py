"""Who must prove what, for how long it counts, what a password must be: tables."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest

from feedback.domain.passwords import GUESSABLE, LENGTH, composed, refusal
from feedback.domain.roles import Role
from feedback.domain.sign_in import METHOD_WORDS, Demand, Method, is_enough, is_fresh, is_over
from feedback.services.signing_in.second_step import NotEnoughError, refuse_weak
from feedback.services.signing_in.throttle import wait_after

NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)
ABOUT = ("hoang.anh", "Hoàng Lan Anh", "Ủy ban nhân dân phường Bãi Cháy")


@pytest.mark.parametrize(
    ("role", "begun", "idle", "over"),
    [
        (Role.CASE_OFFICER, 11, 30, False),
        (Role.CASE_OFFICER, 11, 31, True),
        (Role.ADMINISTRATOR, 12, 0, False),
        (Role.ADMINISTRATOR, 13, 0, True),
        (Role.CUSTODIAN, 3, 15, False),
        (Role.CUSTODIAN, 3, 16, True),
        (Role.CUSTODIAN, 4, 0, False),
        (Role.CUSTODIAN, 5, 0, True),
    ],
)
def test_a_session_lasts_as_long_as_its_role_allows(role, begun, idle, over):
    since, seen = NOON - timedelta(hours=begun), NOON - timedelta(minutes=idle)
    assert is_over(role, since, seen, NOON) is over


def test_a_proof_is_fresh_for_five_minutes():
    assert is_fresh(NOON - timedelta(minutes=5), NOON)
    assert not is_fresh(NOON - timedelta(minutes=5, seconds=1), NOON)


@pytest.mark.parametrize("role", [Role.CUSTODIAN, Role.HEAD, Role.ADMINISTRATOR])
@pytest.mark.parametrize("method", list(Method))
def test_those_who_decide_need_more_than_a_password_where_it_is_demanded(role, method):
    strong = method in {
        Method.PASSKEY, Method.HARDWARE_KEY, Method.PASSWORD_AND_CODE, Method.SIGN_ON_VOUCHED,
    }  # fmt: skip
    assert is_enough(role, method, demanded=Demand.SECOND_FACTOR) is strong
    assert is_enough(role, method, demanded=Demand.NOTHING)
    for demanded in Demand:
        assert is_enough(Role.CLERK, method, demanded=demanded)


@pytest.mark.parametrize("method", list(Method))
def test_where_hardware_is_demanded_nothing_else_is_enough_for_them(method):
    hardware = method is Method.HARDWARE_KEY
    assert is_enough(Role.HEAD, method, demanded=Demand.HARDWARE) is hardware


def test_where_hardware_is_demanded_a_lesser_second_factor_lets_in_to_set_it_up():
    refuse_weak(Role.HEAD, Method.SIGN_ON_VOUCHED, demanded=Demand.HARDWARE)
    with pytest.raises(NotEnoughError):
        refuse_weak(Role.HEAD, Method.PASSWORD, demanded=Demand.HARDWARE)


def test_every_way_in_has_its_words():
    assert set(METHOD_WORDS) == set(Method)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("mười bốn ký tự", LENGTH),
        ("x" * 129, LENGTH),
        ("aaaaaaaaaaaaaaaaaaaa", GUESSABLE),
        ("123456789012345678", GUESSABLE),
        ("Quảng Ninh 2026 Quảng Ninh", GUESSABLE),
        ("Matkhau123456789!!", GUESSABLE),
        ("tiengnoicongdan2026", GUESSABLE),
        ("Hoàng Lan Anh 1985", GUESSABLE),
        ("hoang.anh@baichay.2026", GUESSABLE),
        ("HOANGLANANH-baichay", GUESSABLE),
        ("chuối vàng trèo mái đình", None),
        ("correct horse battery staple", None),
        ("7tR!qp0$zLmW2#xV", None),
        ("😀 cá kho 😀 gạch nung", None),
    ],
)
def test_a_password_is_long_and_not_what_anybody_would_try_first(password, said):
    assert refusal(password, ABOUT) == said


def test_a_composed_and_a_decomposed_password_are_one():
    typed = "chuối vàng trèo mái đình"
    decomposed = unicodedata.normalize("NFD", typed)
    assert decomposed != typed
    assert composed(decomposed) == composed(typed)


@pytest.mark.parametrize(
    ("tries", "seconds"), [(1, 0), (4, 0), (5, 2), (6, 4), (8, 16), (12, 256), (13, 300), (99, 300)]
)
def test_waiting_grows_and_never_becomes_a_lock(tries, seconds):
    assert wait_after(tries) == timedelta(seconds=seconds)
