import tomllib
import unicodedata
from datetime import date
from importlib.resources import files

import pytest

from feedback.demo.agencies import agencies
from feedback.demo.petitions import DECOMPOSED, corpus
from feedback.demo.shapes import CorpusPetition, Outcome
from feedback.domain.communes import commune_with_code
from feedback.domain.petitions import Kind

PETITIONS = corpus()
BY_ID = {petition.id: petition for petition in PETITIONS}


def of_kind(*kinds: Kind) -> list[CorpusPetition]:
    return [petition for petition in PETITIONS if petition.kind in kinds]


def texts_of(petition):
    person = petition.person
    yield from (petition.subject, petition.story, petition.wanted)
    yield from (person.name, person.address) if person else ()


def officers_texts_of(petition):
    yield from (petition.because, petition.verification, petition.dialogue)
    yield from (petition.conclusion, petition.answer, petition.send_to)


def test_there_are_at_least_sixty_six_petitions_each_with_its_own_name_and_words():
    assert len(PETITIONS) >= 66
    assert len(BY_ID) == len(PETITIONS)
    assert len({petition.story for petition in PETITIONS}) == len(PETITIONS)


def test_most_are_recommendations_and_reports():
    share = len(of_kind(Kind.RECOMMENDATION, Kind.REPORT)) / len(PETITIONS)
    assert 0.55 <= share <= 0.70


def test_the_longest_complaint_nearly_fills_the_page():
    assert 3600 <= max(len(petition.story) for petition in of_kind(Kind.COMPLAINT)) <= 4000


def test_the_shortest_petition_is_a_few_words():
    assert min(len(petition.story) for petition in PETITIONS) < 20


@pytest.mark.parametrize("petition", PETITIONS, ids=lambda petition: petition.id)
def test_only_petitions_marked_so_are_decomposed(petition):
    decomposed = [text for text in texts_of(petition) if not unicodedata.is_normalized("NFC", text)]
    assert bool(decomposed) == (DECOMPOSED in petition.traits)
    assert all(unicodedata.is_normalized("NFC", text) for text in officers_texts_of(petition))


@pytest.mark.parametrize("petition", PETITIONS, ids=lambda petition: petition.id)
def test_no_distance_is_left_untold(petition):
    assert not [text for text in texts_of(petition) if "{" in text]


@pytest.mark.parametrize(
    "petition", of_kind(Kind.COMPLAINT, Kind.DENUNCIATION), ids=lambda petition: petition.id
)
def test_what_is_complained_of_is_said_and_days_are_in_order(petition):
    against = petition.against
    assert against is not None
    assert against.body
    assert against.act
    if against.decided_on and petition.known_on:
        assert against.decided_on <= petition.known_on <= petition.lodged_on


@pytest.mark.parametrize("petition", of_kind(Kind.COMPLAINT), ids=lambda petition: petition.id)
def test_a_complaint_accepted_carries_the_texts_of_its_decision(petition):
    if petition.outcome is Outcome.ACCEPT:
        assert petition.signed
        assert petition.finding in {"right", "partly", "wrong"}
        assert all((petition.verification, petition.dialogue, petition.conclusion))


@pytest.mark.parametrize(
    "petition", of_kind(Kind.RECOMMENDATION, Kind.REPORT), ids=lambda petition: petition.id
)
def test_a_recommendation_or_report_taken_up_carries_its_answer(petition):
    assert bool(petition.answer) or petition.outcome in {Outcome.JOIN, Outcome.ARCHIVE}


@pytest.mark.parametrize("petition", PETITIONS, ids=lambda petition: petition.id)
def test_a_petition_belongs_to_an_agency_or_to_a_body_that_is_named(petition):
    codes = {agency.code for agency in agencies()}
    assert petition.competent in codes or petition.send_to


@pytest.mark.parametrize("petition", PETITIONS, ids=lambda petition: petition.id)
def test_a_petition_moves_only_to_units_of_the_same_kind(petition):
    elsewhere = [commune_with_code(code) for code in petition.move_to if code != "any"]
    assert {unit.kind for unit in elsewhere} <= {petition.commune.kind}


def test_a_repetition_names_a_petition_that_exists():
    repetitions = [petition for petition in PETITIONS if petition.duplicate_of]
    assert {petition.outcome for petition in repetitions} == {Outcome.JOIN}
    assert all(petition.duplicate_of in BY_ID for petition in repetitions)


def test_every_figure_that_may_vary_stands_in_the_words():
    lost = [
        (petition.id, number)
        for petition in PETITIONS
        for number in petition.numbers
        if number not in " ".join(texts_of(petition)) + petition.story
    ]
    assert not lost


@pytest.mark.parametrize(
    "trait",
    [
        *("angry", "vague", "no_marks", "decomposed", "teencode", "no_punctuation", "all_caps"),
        *("elderly", "anonymous", "broken_vietnamese", "emoji", "html", "thanks", "mass"),
        *("mixed", "duplicate", "neighbours", "wrong_address", "party", "court", "civil_dispute"),
    ],
)
def test_every_temper_and_difficulty_is_there(trait):
    assert [petition for petition in PETITIONS if trait in petition.traits]


def test_every_outcome_of_intake_is_there():
    assert {petition.outcome for petition in PETITIONS} == set(Outcome)


def test_an_anonymous_petition_names_nobody():
    for petition in PETITIONS:
        assert (petition.person is None) == ("anonymous" in petition.traits)


def test_a_mass_petition_of_twenty_seven_households_has_two_representatives():
    group = BY_ID["hai-muoi-bay-ho-khu-tai-dinh-cu"].group
    assert group is not None
    assert group.count == 27
    assert len(group.representatives) == 2


def test_numbers_of_people_are_nobodys():
    people = [petition.person for petition in PETITIONS if petition.person]
    assert all(person.phone.startswith("0100 ") for person in people)
    assert all(
        person.identity_number.startswith("000") for person in people if person.identity_number
    )
    assert all(person.email.endswith(".example") for person in people if person.email)


def test_every_file_says_that_it_is_invented():
    folder = files("feedback.demo") / "corpus"
    pages = [page for page in folder.iterdir() if page.name.endswith(".toml")]
    assert all(tomllib.loads(page.read_text(encoding="utf-8"))["fictional"] for page in pages)


def test_days_in_the_words_follow_the_day_of_lodging():
    told = next(p for p in corpus(date(2026, 3, 2)) if p.id == "hut-62-met-dat-dong-ma")
    assert "Vậy mà ngày 04/02/2026" in told.story
    assert told.known_on == date(2026, 2, 4)
    assert told.against is not None
    assert told.against.decided_on == date(2026, 1, 30)


def test_a_school_morning_is_not_told_of_a_sunday():
    told = next(p for p in corpus(date(2026, 3, 4)) if p.id == "bui-than-xe-qua-truong")
    assert "buổi sáng 27/02/2026" in told.story
