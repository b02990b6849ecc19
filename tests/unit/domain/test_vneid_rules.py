"""VNeID: where it is offered, what it fills in, and what a petition may call confirmed."""

from datetime import timedelta

import pytest

from feedback.domain.identity import Identity
from feedback.domain.petitions import Kind
from feedback.domain.vneid import ANSWER_WITHIN, Asked, Confirmed, Told, fill, is_offered, without
from tests.factories import at

AT = at("2026-08-03", 9)
SAID = {"name": "NGUYỄN VĂN HÒA", "identity_number": "022087001234", "phone": "0912345678"}
TOLD = Told(AT.isoformat(), SAID, compared=True)


def test_it_is_offered_only_where_a_name_is_needed_anyhow():
    offered = {kind for kind in Kind if is_offered(kind)}
    assert offered == {Kind.COMPLAINT, Kind.DISCIPLINE_COMPLAINT, Kind.RULE_FEEDBACK}


@pytest.mark.parametrize(
    ("given", "confirmed"),
    [
        (SAID, ("name", "identity_number", "phone")),
        (SAID | {"name": "Nguyễn Văn Hòa"}, ("name", "identity_number", "phone")),
        (SAID | {"phone": "0987654321"}, ("name", "identity_number")),
        (SAID | {"identity_number": ""}, ("name", "phone")),
        (SAID | {"identity_number": "022087009999"}, ()),
        (SAID | {"name": "Nguyễn Văn Hoa"}, ()),
        (SAID | {"name": ""}, ()),
        ({}, ()),
    ],
    ids=["as said", "in small letters", "another telephone", "no number", "another number",
         "another name", "no name", "nothing"],
)  # fmt: skip
def test_a_changed_box_is_confirmed_no_more(given, confirmed):
    assert TOLD.confirms(given) == confirmed


def test_a_number_it_did_not_give_is_its_senders_own_and_not_confirmed():
    told = Told(AT.isoformat(), {"name": "Lê A"}, compared=True)
    assert told.confirms({"name": "Lê A", "identity_number": "022087001234"}) == ("name",)


def test_only_empty_boxes_are_filled_and_only_those_are_emptied_again():
    typed = {"name": "Hòa", "phone": "0912345678", "story": "Chuyện", "identity_number": ""}
    given, told = fill(typed, TOLD, None)
    assert given == typed | {"identity_number": SAID["identity_number"]}
    assert without(given, told) == {name: typed[name] for name in ("name", "phone", "story")}
    mended = given | {"identity_number": "022087009999"}
    assert without(mended, told) == mended, "what was changed is typed"


def test_another_answer_takes_the_place_of_the_one_before():
    given, told = fill({"name": ""}, TOLD, None)
    again, newer = fill(given, Told(AT.isoformat(), {"name": "Trần B"}, compared=True), told)
    assert again["name"] == "Trần B"
    assert without(again, newer) == {}


def test_a_question_is_open_for_ten_minutes():
    asked = Asked("00", AT.isoformat(), mending=False)
    assert asked.is_open(AT + ANSWER_WITHIN)
    assert not asked.is_open(AT + ANSWER_WITHIN + timedelta(seconds=1))


def test_what_was_confirmed_is_sealed_with_the_identity_and_is_no_part_of_what_was_stated():
    fact = Confirmed(AT.isoformat(), ("name", "phone"), compared=False)
    who = Identity(name="Hòa", confirmed=fact)
    assert Identity.of_kept(who.kept) == who
    assert "confirmed" not in who.stated
    assert (fact.words, fact.moment) == ("họ và tên, số điện thoại", AT)
    assert Identity.of_kept(Identity(name="Hòa").kept) == Identity(name="Hòa"), "as before"
