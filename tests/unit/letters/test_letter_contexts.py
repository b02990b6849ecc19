import json
from dataclasses import fields, replace

import pytest
from letter_specimens import HOA, SPECIMENS, TOKEN, decision

from feedback.domain.errors import UnknownRuleError
from feedback.domain.letters.catalogue import (
    LETTERS,
    from_json,
    letter_named,
    missing,
    public_json,
    to_json,
)
from feedback.domain.letters.course import Complexity, ComplexityFinding
from feedback.domain.letters.nameless import NamelessPaper
from feedback.domain.letters.parts import LetterHead

ALL = [pytest.param(letter, id=name) for name, letter in SPECIMENS.items()]


@pytest.mark.parametrize("letter", ALL)
def test_a_context_comes_back_from_json_as_it_was(letter):
    kept = json.loads(json.dumps(to_json(letter)))
    assert from_json(letter.name, kept) == letter


@pytest.mark.parametrize("letter", ALL)
def test_a_specimen_lacks_nothing(letter):
    assert missing(letter) == ()


def test_the_result_of_a_dialogue_is_due_only_where_one_was_held():
    assert missing(decision(dialogue_held=False, dialogue=())) == ()


def test_a_draft_is_not_asked_for_its_number():
    draft = decision(head=LetterHead(symbol="QĐ-UBND"))
    assert missing(draft, draft=True) == ()
    assert missing(draft) == ("số và ngày ra quyết định (Luật Khiếu nại, Điều 31 khoản 2 điểm a)",)


def test_a_complex_case_needs_facts_for_every_test_it_names():
    record = SPECIMENS["complexity_record"]
    bare = ComplexityFinding(test=Complexity.MANY_PEOPLE, facts=" ")
    told = missing(replace(record, findings=(*record.findings, bare)))
    assert told == ("căn cứ thực tế của tiêu chí c (NĐ 124/2020, Điều 3a)",)


def test_the_seven_tests_of_a_complex_case_are_the_points_of_the_decree():
    assert [str(test) for test in Complexity] == ["a", "b", "c", "d", "đ", "e", "g"]


@pytest.mark.parametrize("letter", ALL)
def test_what_leaves_with_a_document_holds_no_secret(letter):
    left = json.dumps(public_json(letter, printed=""), ensure_ascii=False)
    assert TOKEN not in left
    assert "022065001234" not in left


def test_only_printed_words_on_a_person_leave_with_a_document():
    letter = SPECIMENS["acceptance_notice"]
    kept = public_json(letter, f"Kính gửi: Ông Nguyễn Văn\nHòa … {HOA.address}")["complainant"]
    assert (kept["name"], kept["address"]) == (HOA.name, HOA.address)
    assert (kept["paper_number"], kept["paper_kind"]) == ("", None)
    printed = f"{HOA.called} {HOA.address} {HOA.paper_line}"
    assert public_json(letter, printed)["complainant"] == to_json(HOA)


@pytest.mark.parametrize("letter", [pytest.param(x, id=x.name) for x in SPECIMENS.values()])
def test_the_way_to_the_file_is_printed_only_for_the_citizen(letter):
    secret = isinstance(letter, NamelessPaper)
    assert bool(letter.printed_url) is (letter.for_citizen and not secret)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        pytest.param({"unknown": 1}, "has no unknown", id="a field too many"),
        pytest.param({"case_code": 7}, "expected str, found int", id="a number for a text"),
        pytest.param({"recipients": "x"}, "expected list, found str", id="a text for a list"),
        pytest.param({"accepted_on": "soon"}, "soon", id="no date"),
        pytest.param({"complainant": {}}, "Person lacks name", id="a person without a name"),
    ],
)
def test_json_that_is_no_context_is_refused(damage, told):
    with pytest.raises(ValueError, match=told):
        from_json("acceptance_notice", to_json(SPECIMENS["acceptance_notice"]) | damage)


def test_an_unknown_letter_is_refused_in_words():
    with pytest.raises(UnknownRuleError, match="love_letter"):
        letter_named("love_letter")


def test_every_letter_is_frozen_and_slotted():
    for letter in LETTERS.values():
        assert "__dict__" not in dir(letter)
        assert all(field.kw_only for field in fields(letter))
