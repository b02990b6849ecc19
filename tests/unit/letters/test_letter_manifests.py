import re
from dataclasses import replace
from datetime import date

import pytest
from letter_specimens import ISSUED_AT, SPECIMENS, handed_over_receipt

from feedback.domain.errors import NoLawInForceError
from feedback.domain.letters.catalogue import LETTERS
from feedback.letters.manifest import TEMPLATES, Layout, Sureness, manifest
from feedback.letters.page import edition_of, html_of

FOLDERS = {path.parent.name for path in (TEMPLATES / "letters").glob("*/letter.html")}


def test_every_letter_has_its_folder_and_every_folder_its_letter():
    assert set(LETTERS) == FOLDERS


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_every_manifest_reads_and_its_editions_follow_one_another(name):
    form = manifest(name)
    starts = {edition.in_force_from for edition in form.editions}
    assert len(starts) == len(form.editions) > 0
    assert form.title == form.title.upper()
    assert bool(form.symbol) is (form.layout is Layout.TITLED)


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_a_form_number_is_printed_only_where_it_was_read_in_the_source(name):
    letter = SPECIMENS[name]
    edition = edition_of(letter, issued_at=ISSUED_AT)
    html = html_of(letter, issued_at=ISSUED_AT)
    assert ("Mẫu số" in html) is (edition.sure is Sureness.SOURCE)


@pytest.mark.parametrize(
    ("accepted_on", "edition"),
    [
        pytest.param(date(2026, 6, 30), date(2020, 12, 10), id="accepted under the old forms"),
        pytest.param(date(2026, 7, 1), date(2026, 7, 1), id="accepted under the new forms"),
    ],
)
def test_an_acceptance_notice_keeps_the_form_of_the_day_of_acceptance(accepted_on, edition):
    letter = SPECIMENS["acceptance_notice"]
    dated = replace(letter, accepted_on=accepted_on)
    assert edition_of(dated, issued_at=ISSUED_AT).in_force_from == edition
    html = html_of(dated, issued_at=ISSUED_AT)
    assert ("155/2026" in html) is (edition == date(2026, 7, 1))


def test_a_suspension_before_the_new_law_has_no_form():
    with pytest.raises(NoLawInForceError, match="ngày 30 tháng 6 năm 2026"):
        manifest("suspension_decision").edition(date(2026, 6, 30))


def test_the_extension_of_a_reply_claims_no_legal_period():
    html = html_of(SPECIMENS["extension_notice"], issued_at=ISSUED_AT)
    assert "quy trình nội bộ" in html
    assert "không phải thời hạn theo luật" in html
    assert "Luật " not in html


def test_the_online_receipt_tells_code_hashes_second_and_next_step():
    html = html_of(SPECIMENS["receipt"], issued_at=ISSUED_AT)
    for words in (
        "08 giờ 05 phút 09 giây, ngày 14 tháng 9 năm 2026",
        "SHA-256: ",
        "Mã tra cứu: ",
        "chậm nhất vào ngày 23 tháng 9 năm 2026",
        "Nơi hỏi thông tin",
    ):
        assert words in html


def test_a_receipt_across_the_desk_is_signed_by_both():
    html = html_of(handed_over_receipt(), issued_at=ISSUED_AT)
    assert "NGƯỜI CUNG CẤP" in html
    assert "NGƯỜI NHẬN" in html
    assert "Mã tra cứu: " not in html


def written(template):
    """A template and those it extends, but for the one that all letters extend."""
    source = template.read_text(encoding="utf-8")
    above = re.search(r'{% extends "(base/(?!letter.html)[^"]+)" %}', source)
    return source + (written(TEMPLATES / above.group(1)) if above else "")


@pytest.mark.parametrize("name", LETTERS)
def test_grounds_are_kept_where_they_are_printed(name):
    page = written(TEMPLATES / "letters" / name / "letter.html")
    editions = manifest(name).editions
    for kept in ("laws", "decrees", "basis"):
        assert any(getattr(each, kept) for each in editions) == (f"edition.{kept}" in page), kept
