from collections import Counter
from datetime import date

import pytest

from feedback.demo.drawing import SHARES, draw
from feedback.domain.clock import civil_day
from feedback.domain.petitions import Kind

FIRST, LAST = date(2026, 1, 5), date(2026, 11, 20)
SEED = 7


@pytest.fixture(scope="module")
def drawn():
    return list(draw(10_000, SEED, first=FIRST, last=LAST))


def test_kinds_come_in_the_shares_of_the_province(drawn):
    counted = Counter(one.petition.kind for one in drawn)
    for kind, share in SHARES.items():
        assert counted[kind] / len(drawn) == pytest.approx(share, abs=0.01)
    asking = sum(counted[k] for k in (Kind.RECOMMENDATION, Kind.REPORT, Kind.RULE_FEEDBACK))
    assert asking / len(drawn) == pytest.approx(0.91, abs=0.01)


def test_the_same_seed_draws_the_same_and_another_seed_another():
    once, again = (list(draw(300, SEED, first=FIRST, last=LAST)) for _ in range(2))
    assert once == again
    assert once != list(draw(300, SEED + 1, first=FIRST, last=LAST))


def test_a_longer_draw_keeps_order_and_period(drawn):
    instants = [one.lodged_at for one in drawn]
    assert instants == sorted(instants)
    assert civil_day(instants[0]) >= FIRST
    assert civil_day(instants[-1]) <= LAST
    assert all(civil_day(one.lodged_at) == one.petition.lodged_on for one in drawn)
    assert [one.number for one in drawn] == list(range(10_000))


def test_every_commune_is_reached(drawn):
    assert len({one.petition.commune.code for one in drawn}) == 54


def test_people_and_words_are_not_the_same_again_and_again(drawn):
    names = [one.petition.person.name for one in drawn if one.petition.person]
    assert len(set(names)) > 5000
    assert len({one.petition.story for one in drawn}) > 5000


def test_a_repetition_follows_what_it_repeats(drawn):
    repetitions = [one for one in drawn if one.duplicate_of is not None]
    assert repetitions
    for one in repetitions:
        original = drawn[one.duplicate_of]
        assert original.number < one.number
        assert original.petition.id == one.petition.duplicate_of
        assert original.petition.commune == one.petition.commune
        if "duplicate" in one.petition.traits:
            assert one.petition.person == original.petition.person
            assert one.petition.against == original.petition.against
        else:
            assert one.petition.person != original.petition.person


def test_the_words_of_officers_speak_of_the_new_person_and_place(drawn):
    moved = named(drawn, "hut-62-met-dat-dong-ma")
    assert len({petition.commune.code for petition in moved}) > 1
    for petition in moved:
        assert petition.person is not None
        assert petition.person.name in petition.conclusion
        assert petition.commune.full_name in petition.against.body
        assert petition.commune.full_name in petition.person.address


def named(drawn, name):
    """Every petition drawn from one of the corpus, at least one."""
    found = [one.petition for one in drawn if one.petition.id == name]
    assert found
    return found


def test_a_decision_has_one_number_in_the_whole_petition(drawn):
    for petition in named(drawn, "tai-dinh-cu-ba-mua-mua-bao"):
        assert petition.story.count(f"Quyết định số {petition.against.decision}") == 1
        assert petition.against.decision in petition.wanted


def test_dates_are_left_whole_when_figures_vary(drawn):
    for petition in named(drawn, "bui-than-xe-qua-truong"):
        assert f"/{petition.lodged_on.year}" in petition.story
