"""The longest and the shortest a letter has to bear."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from letter_specimens import HOA, ISSUED_AT, SPECIMENS, decision
from nd30_rules import PROFILES, failures, validation
from nd30_sheet import sheet_of

from feedback.domain.letters.catalogue import from_json, to_json
from feedback.domain.letters.parts import Issuer, LetterHead, Person, Signatory
from feedback.letters.page import html_of
from feedback.letters.render import render
from feedback.letters.text import clean

LONG_NAME = "Công Huyền Tôn Nữ Nguyễn Phước Thị Hoàng Diễm Quỳnh Hương Giang"
LONG_ADDRESS = (
    "số nhà 128B, ngõ 45 đường Trần Hưng Đạo nối dài, tổ dân phố 12B, khu đô thị mới phía Nam cầu "
    "Bãi Cháy, đối diện cổng sau Trường Trung học phổ thông chuyên, phường Bãi Cháy, thành phố Hạ "
    "Long cũ, nay là phường Bãi Cháy, tỉnh Quảng Ninh"
)
LETTERS_134 = "".join(
    letter + letter.upper()
    for letter in sorted(
        {
            unicodedata.normalize("NFC", vowel + tone)
            for vowel in "aăâeêioôơuưy"
            for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
        }
        | {"đ"}
    )
)
LONG = Person(form_of_address="bà", name=LONG_NAME, address=LONG_ADDRESS)
PARAGRAPH = (
    "Về nguồn gốc và quá trình sử dụng đất: theo hồ sơ địa chính, bản đồ số 27 và ý kiến của khu "
    "dân cư tại Quyết định số 845/QĐ-UBND, diện tích 62,5 m² được sử dụng ổn định từ năm 1991. "
)
NOTICE = SPECIMENS["acceptance_notice"]
REPLY = SPECIMENS["reply"]

EXTREMES = {
    "a name of 60 letters and an address of three lines": replace(NOTICE, complainant=LONG),
    "trích yếu of four lines": replace(
        SPECIMENS["suspension_decision"],
        complainant=replace(LONG, name=" ".join([LONG_NAME] * 3)),
    ),
    "30 recipients": replace(
        NOTICE, recipients=tuple(f"Cơ quan, đơn vị liên quan số {n}" for n in range(1, 31))
    ),
    "a body of one line": replace(REPLY, answer=("Đã làm.",), contact=""),
    "number 1 in January": replace(
        NOTICE, head=LetterHead(symbol="TB-UBND", number=1, issued_on=date(2027, 1, 4))
    ),
    "number 10 000 in March": replace(
        NOTICE, head=LetterHead(symbol="TB-UBND", number=10_000, issued_on=date(2027, 3, 9))
    ),
    "by authority, a long issuer and its superior": replace(
        NOTICE,
        signatory=Signatory(
            authority=("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG NGHIỆP VỤ"), name="Đỗ Thị Ngọc Ánh"
        ),
        issuer=Issuer(
            superior=("ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH",),
            issuing=("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG KHU VỰC MIỀN ĐÔNG",),
            place="Quảng Ninh",
            name="Ban Quản lý",
            authority="Giám đốc Ban Quản lý",
        ),
    ),
    "decomposed marks": from_json(
        NOTICE.name,
        {
            **to_json(NOTICE),
            "about": unicodedata.normalize("NFD", "chậm trả lời về lối đi chung ở ngõ 9"),
            "complainant": to_json(HOA) | {"name": unicodedata.normalize("NFD", HOA.name)},
        },
    ),
    "all letters of Vietnamese": replace(
        NOTICE, about=" ".join(LETTERS_134[n : n + 4] for n in range(0, len(LETTERS_134), 4))
    ),
}


@pytest.mark.parametrize("letter", [pytest.param(x, id=name) for name, x in EXTREMES.items()])
def test_an_extreme_letter_obeys_the_same_rules(letter):
    letter = from_json(letter.name, clean(to_json(letter)))
    pdf, html = render(letter, issued_at=ISSUED_AT), html_of(letter, issued_at=ISSUED_AT)
    assert failures(pdf, html) == {}


def test_forty_pages_are_forty_sound_pages():
    pdf = render(decision(verified=(PARAGRAPH * 3,) * 180), issued_at=ISSUED_AT)
    for profile in PROFILES:
        report = validation.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant
        assert report.document.page_count >= 40


def test_three_hundred_complainants_stand_in_an_appendix_of_its_own_numbering():
    people = tuple(Person(name=f"Người thứ {n}", address="xã Tiên Yên") for n in range(1, 301))
    pdf = render(decision(joint_complainants=people), issued_at=ISSUED_AT)
    sheet = sheet_of(pdf)
    numbers = [run.text for run in sheet.runs if run.baseline < 50 and run.page > sheet.main_pages]
    assert numbers == [str(n) for n in range(2, len(numbers) + 2)]
    assert "Người thứ 300" in sheet.text
    for profile in PROFILES:
        assert validation.validate_pdf_bytes(pdf, profile=profile).is_compliant


@pytest.mark.parametrize("recipients", [22, 26, 30])
def test_a_signature_never_stands_alone_on_its_page(recipients):
    names = tuple(f"Cơ quan số {number}" for number in range(recipients))
    sheet = sheet_of(render(replace(NOTICE, recipients=names), issued_at=ISSUED_AT))
    assert len(sheet.sizes) == 2
    assert sum(run.page == 2 for run in sheet.body) >= 2
