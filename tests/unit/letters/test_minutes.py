"""Minutes, receipts and citizens' own forms: what they must say, and what they never may."""

import json
from dataclasses import replace
from datetime import date

import pytest
from letter_specimens import ISSUED_AT, SPECIMENS

from feedback.domain.letters.catalogue import missing, to_json
from feedback.domain.letters.citizens import LETTERS as CITIZENS
from feedback.domain.letters.citizens import ComplaintForm
from feedback.domain.letters.intake import Paper
from feedback.domain.petitions import DoneAct, Kind
from feedback.domain.roles import Role
from feedback.letters.manifest import Signs, manifest
from feedback.letters.page import html_of
from feedback.models.petition import Party, Petition
from feedback.services.letters.letter_contexts.catalogue import context_of
from feedback.services.letters.letter_contexts.minutes import UNNAMED
from feedback.workflows.rows import Act
from tests.papers import DIALOGUE
from tests.unit.letters.test_denunciation_letters import MATERIAL, ON, PHONE, WHERE, WHO, known

__all__ = ["known"]

MEETINGS = (
    "dialogue_minutes",
    "working_minutes",
    "denunciation_minutes",
    "denunciation_withdrawal_minutes",
)
RECEIPTS = ("papers_receipt", "evidence_receipt")
SESSION = {
    "session_on": "2026-10-18",
    "session_began": "08 giờ 30",
    "place": "Trụ sở xã",
    "office_side": "Ông Lê Quốc Bảo\n\nBà Vũ Thị Hạnh",
    "session_content": "Giải trình việc lập danh sách.",
    "copies": "2",
    "withdrawn_part": "whole",
    "received_time": "09 giờ 05",
    "papers_taken": "Sổ mục kê; 3; sao công chứng\nẢnh chụp; phô tô\nGhi âm",
}


def page(letter):
    return html_of(letter, issued_at=ISSUED_AT)


def stating(action, **said):
    return replace(MATERIAL, act=Act(action, Role.CASE_OFFICER, ON, SESSION | said))


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("dialogue_minutes", 6),
        ("working_minutes", 4),
        ("denunciation_minutes", 4),
        ("denunciation_withdrawal_minutes", 2),
        ("papers_receipt", 2),
        ("evidence_receipt", 2),
        ("complaint_form", 1),
        ("complaint_authorization", 2),
        ("denunciation_withdrawal", 1),
    ],
)
def test_a_paper_has_as_many_places_to_sign_as_its_form(name, places):
    assert page(SPECIMENS[name]).count('<p class="note">') == places


@pytest.mark.parametrize("name", MEETINGS)
def test_all_present_sign_by_hand_and_no_number_is_given(name):
    form = manifest(name)
    assert (form.signer, form.own, form.numbered) == (Signs.ALL_PRESENT, True, False)
    said = page(SPECIMENS[name])
    assert '<p class="number">' not in said
    assert "Mã QR" not in said
    assert "không ký xác nhận (nếu có) và lý do" in said


@pytest.mark.parametrize("name", [*MEETINGS, *RECEIPTS, *(form.name for form in CITIZENS)])
def test_every_manifest_says_when_by_whom_to_whom_and_what_never(name):
    form = manifest(name)
    assert form.when
    assert form.goes_to
    assert form.never
    assert form.signer is not Signs.HEAD


@pytest.mark.parametrize(("copies", "lawful"), [(2, False), (3, True)])
def test_a_dialogue_has_three_copies_at_least(copies, *, lawful):
    told = missing(replace(SPECIMENS["dialogue_minutes"], copies=copies))
    assert told == (() if lawful else ("số bản: ít nhất 03 bản",))


def test_the_dialogue_says_who_stayed_away_and_with_what_reason():
    said = page(SPECIMENS["dialogue_minutes"])
    assert "vắng mặt có lý do" in said
    assert "Người vắng mặt" not in page(replace(SPECIMENS["dialogue_minutes"], absent=()))


def test_the_dialogue_is_written_down_of_the_day_and_place_that_were_announced():
    announced = DoneAct(ON, {"dialogue_on": "2026-10-17", "place": "Hội trường xã"})
    facts = replace(MATERIAL.facts, acts={"invite_dialogue": announced})
    material = replace(MATERIAL, act=Act("record_dialogue", Role.CASE_OFFICER, ON, DIALOGUE))
    letter = context_of("dialogue_minutes", replace(material, facts=facts))
    assert (letter.held_on, letter.place) == (date(2026, 10, 17), "Hội trường xã")
    assert letter.recorder == "Trần Quang Minh, Chủ tịch"
    assert missing(letter) == ()


@pytest.mark.parametrize("name", ["denunciation_minutes", "denunciation_withdrawal_minutes"])
@pytest.mark.parametrize("whom", ["denouncer", "denounced", "others", "site"])
def test_nothing_of_the_denouncer_comes_into_minutes(name, whom):
    other = {} if whom == "denouncer" else {"other_side": "Ông Vũ Đình Khải"}
    letter = context_of(name, stating("record_session", denunciation_session_with=whom, **other))
    said = json.dumps(to_json(letter), ensure_ascii=False) + page(letter)
    assert [word for word in (WHO, WHERE, PHONE, "Kín", "Khe Vắng") if word in said] == []
    assert missing(letter) == ()


def test_a_session_with_the_denouncer_names_them_by_a_word_alone():
    letter = context_of(
        "denunciation_minutes", stating("record_session", denunciation_session_with="denouncer")
    )
    assert letter.others == (UNNAMED,)
    assert letter.officers == ("Ông Lê Quốc Bảo", "Bà Vũ Thị Hạnh")
    assert "Danh tính được giữ bí mật" in page(letter)


@pytest.mark.parametrize(("whole", "lines"), [(True, 5), (False, 10)])
def test_who_withdraws_writes_name_address_and_contact_by_hand(whole, lines):
    said = page(replace(SPECIMENS["denunciation_withdrawal_minutes"], whole=whole))
    for label in ("Họ và tên:", "Địa chỉ:", "Cách thức liên hệ:"):
        assert f'<span class="label">{label}</span><span class="rest"></span>' in said
    assert said.count('class="dots"') == lines


def test_papers_are_listed_with_sheets_and_state_as_they_were_typed():
    letter = context_of("evidence_receipt", stating("take_in_papers", giver="Văn phòng đất đai"))
    assert letter.papers == (
        Paper(name="Sổ mục kê", pages=3, state="sao công chứng"),
        Paper(name="Ảnh chụp", state="phô tô"),
        Paper(name="Ghi âm"),
    )
    assert letter.giver == "Văn phòng đất đai"


def test_a_receipt_names_no_denouncer_and_asks_for_no_identity_paper():
    secret = Petition(kind=Kind.DENUNCIATION, confidential=True, parties=[Party()])
    material = replace(stating("take_in_papers", giver=WHO), petition=secret)
    said = page(context_of("papers_receipt", material))
    assert WHO not in said
    assert "người có danh tính được giữ bí mật" in said
    assert "hộ chiếu" not in said
    assert "hộ chiếu" in page(SPECIMENS["papers_receipt"])


@pytest.mark.parametrize("form", CITIZENS)
def test_an_empty_form_is_lines_to_write_on_and_no_code(form):
    said = page(form())
    assert 'class="rest"' in said
    assert "Mã hồ sơ" not in said
    assert "<img" not in said


def test_what_is_typed_takes_the_place_of_the_lines():
    assert page(SPECIMENS["complaint_form"]).count('class="dots"') < page(ComplaintForm()).count(
        'class="dots"'
    )
    assert "ngày ...... tháng" in page(SPECIMENS["complaint_form"]), "the day of signing is theirs"


@pytest.mark.parametrize(
    ("form", "on", "printed"),
    [
        (ComplaintForm, date(2026, 6, 30), False),
        (ComplaintForm, date(2026, 7, 1), True),
    ],
)
def test_the_number_of_a_form_is_printed_from_the_day_it_was_read_for(form, on, *, printed):
    assert ("Mẫu số 01" in page(form(law_on=on))) is printed
