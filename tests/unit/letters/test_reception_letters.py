"""Papers of reception and sorting: what they ask for besides their mandatory contents, and say."""

from dataclasses import replace
from datetime import date

import pytest
from letter_specimens import ISSUED_AT, SPECIMENS

from feedback.domain.errors import NoLawInForceError
from feedback.domain.letters.catalogue import missing
from feedback.domain.letters.reception import HandlingOutcome, RefusalGround
from feedback.domain.petitions import Kind
from feedback.letters.manifest import Signs, manifest
from feedback.letters.page import html_of

OURS = (
    "receipt", "proposal_slip", "guidance_slip", "split_guidance", "transfer_slip",
    "denunciation_transfer_slip", "information_transfer", "denunciation_handling_notice",
    "transfer_back", "return_slip", "ineligibility_notice", "reception_refusal",
    "reception_conclusion", "online_reception_invitation", "handling_notice", "settlement_demand",
    "delay_demand", "delay_explanation", "denunciation_delay_report", "correction_letter",
    "extension_notice", "reply", "voter_answer", "protection_decision", "protection_request",
    "protection_change_decision", "protection_end_decision", "protection_refusal_notice",
    "denounced_conclusion_copy", "public_conclusion", "public_notice",
)  # fmt: skip


def page(name, **changes):
    return " ".join(html_of(replace(SPECIMENS[name], **changes), issued_at=ISSUED_AT).split())


@pytest.mark.parametrize("name", OURS)
def test_the_catalogue_says_when_by_whom_to_whom_and_what_never(name):
    form = manifest(name)
    assert form.when
    assert form.goes_to
    assert form.never
    assert form.own is (form.signer is not Signs.HEAD)


@pytest.mark.parametrize(
    ("name", "changes", "told"),
    [
        ("split_guidance", {"contents": ("Một việc.",)}, "từ hai nội dung trở lên"),
        ("handling_notice", {"reason": " "}, "lý do cần thêm thời gian kiểm tra, xác minh"),
        ("denunciation_handling_notice", {"passed_to": ""}, "cơ quan nhận tố cáo chuyển đến"),
        ("return_slip", {"forwarding_document": ""}, "văn bản chuyển đơn"),
    ],
)
def test_what_depends_on_the_rest_is_asked_for_too(name, changes, told):
    assert missing(replace(SPECIMENS[name], **changes)) == (told,)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("handling_notice", {"handling": HandlingOutcome.ACCEPTED, "reason": ""}),
        ("denunciation_handling_notice", {"handling": HandlingOutcome.DELAYED, "passed_to": ""}),
        ("return_slip", {"forwarded": False, "forwarding_document": ""}),
    ],
)
def test_and_not_where_there_is_nothing_to_say(name, changes):
    assert missing(replace(SPECIMENS[name], **changes)) == ()


@pytest.mark.parametrize(
    ("ground", "cited", "other"),
    [
        (RefusalGround.SETTLED, "khoản 3 Điều 9 Luật Tiếp công dân", "điểm h"),
        (RefusalGround.ANSWERED, "điểm h khoản 1 Điều 4 Nghị định số", "khoản 3 Điều 9"),
    ],
)
def test_a_refusal_cites_the_article_and_never_the_slip_of_the_form(ground, cited, other):
    said = page("reception_refusal", refusal_ground=ground)
    assert cited in said
    assert other not in said
    assert "điểm g" not in said
    assert 'Mẫu số <span class="unbroken">01/TCD</span>' in said


def test_there_was_no_form_of_refusal_before_the_decree():
    with pytest.raises(NoLawInForceError):
        manifest("reception_refusal").edition(date(2026, 6, 30))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("denunciation_transfer_slip", "Mẫu số 03, Thông tư số"),
        ("transfer_slip", ""),
        ("guidance_slip", ""),
        ("information_transfer", ""),
        ("split_guidance", ""),
        ("ineligibility_notice", ""),
    ],
)
def test_a_number_is_printed_where_it_was_read_and_nowhere_else(name, number):
    said = page(name)
    assert ("Mẫu số" in said) is bool(number)
    assert number in said


def test_a_demand_prints_its_day_as_the_wish_of_its_author():
    said = page("settlement_demand")
    assert "trước ngày 16 tháng 11 năm 2026" in said
    assert "thời hạn luật định" not in said


def test_a_day_that_is_expected_is_no_period_of_the_law():
    assert "không thay cho thời hạn của pháp luật" in page("delay_explanation")


@pytest.mark.parametrize("joint", [True, False])
def test_several_people_are_asked_to_send_representatives(joint):
    said = page("online_reception_invitation", joint=joint)
    assert ("cử người đại diện" in said) is joint


@pytest.mark.parametrize(
    ("handling", "said"),
    [
        (HandlingOutcome.ACCEPTED, "Đơn đã được thụ lý để giải quyết."),
        (HandlingOutcome.DELAYED, "cần kéo dài thời gian do phải xác minh thêm"),
    ],
)
def test_a_notice_of_handling_says_one_of_the_points_of_article_28(handling, said):
    assert said in page("handling_notice", handling=handling, kind=Kind.COMPLAINT)


def test_who_is_protected_is_named_by_relation_and_by_the_annex_alone():
    said = page("protection_decision")
    assert "người tố cáo; con đẻ của người tố cáo" in said
    assert "Phụ lục mật số 02" in said
    (told,) = missing(replace(SPECIMENS["protection_decision"], sealed_annex=""))
    assert told.startswith("phụ lục niêm phong ghi họ tên, địa chỉ")


def test_a_correction_says_what_stands_and_what_it_must_read():
    said = page("correction_letter")
    assert "Đã ghi: tại dòng thứ ba trang 1: “ngày 14 tháng 8 năm 2026”." in said
    assert "Nay đính chính thành: “ngày 14 tháng 9 năm 2026”." in said
