"""The longest and the shortest every letter has to bear; see ``tests/documents/extremes.py``."""

import itertools
import re
from dataclasses import replace
from datetime import date

import extremes
import pypdfium2
import pytest
from extremes import LETTERS_134, LONG_NAME, PARAGRAPH
from letter_specimens import ISSUED_AT, SPECIMENS, decision
from nd30_file import PROFILES, validation
from nd30_rules import failures
from nd30_sheet import sheet_of

from feedback.domain.letters.catalogue import from_json, to_json
from feedback.domain.letters.parts import LetterHead, OutgoingLetter, Person
from feedback.domain.letters.wording import code_words, day_words
from feedback.letters.engine import DataFile, pdf_of
from feedback.letters.manifest import manifest
from feedback.letters.page import html_of
from feedback.letters.render import render
from feedback.letters.text import clean

TURN = {name: turn for turn, name in enumerate(SPECIMENS)}
EVERY = pytest.mark.parametrize("name", SPECIMENS)
NOTICE = SPECIMENS["acceptance_notice"]
#: Blanks to be filled in by hand: nothing of them comes from a field.
BLANKS = {"denunciation_withdrawal", "complaint_authorization", "representative_appointment"}
#: And a sheet for each envelope: no text to grow by.
UNGROWING = {*BLANKS, "post_list"}


def _made(letter):
    letter = from_json(letter.name, clean(to_json(letter)))
    return render(letter, issued_at=ISSUED_AT), html_of(letter, issued_at=ISSUED_AT)


def _sound(pdf):
    return all(
        validation.validate_pdf_bytes(pdf, profile=profile).is_compliant for profile in PROFILES
    )


@EVERY
@pytest.mark.parametrize("measure", [extremes.Longest, extremes.Shortest])
def test_every_letter_at_its_extremes_obeys_every_rule(name, measure):
    turn = TURN[name] + (measure is extremes.Shortest)
    assert failures(*_made(measure(SPECIMENS[name], turn).taken())) == {}


def _one_of_each_type():
    """A letter for each type of document: pages go on alike in all of a type."""
    growing = [manifest(name) for name in SPECIMENS if name not in UNGROWING]
    return sorted({(one.layout, one.symbol): one.name for one in growing}.values())


@pytest.mark.parametrize("name", _one_of_each_type())
def test_forty_pages_are_forty_sound_and_counted_pages(name):
    pdf = render(extremes.FortyPages(SPECIMENS[name], TURN[name]).taken(), issued_at=ISSUED_AT)
    assert _sound(pdf)
    with pypdfium2.PdfDocument(pdf) as opened:
        tops = [
            page.get_textpage().get_text_bounded(bottom=page.get_height() - 54).strip()
            for page in opened
        ]
    assert len(tops) >= 40
    assert tops == ["", *(str(number) for number in range(2, len(tops) + 1))]


@pytest.mark.parametrize(
    "name", [name for name, letter in SPECIMENS.items() if extremes.lists_people(letter)]
)
def test_three_hundred_people_stand_in_an_appendix_of_its_own_numbering(name):
    pdf, html = _made(extremes.Crowd(SPECIMENS[name], TURN[name]).taken())
    assert failures(pdf, html) == {}
    sheet = sheet_of(pdf)
    assert len(sheet.sizes) > sheet.main_pages + 5
    assert "Người Thứ 300" in sheet.text


@pytest.mark.parametrize(
    ("name", "unstretched"),
    [("Nguyễn Phước " * 31, set()), ("Ế" * 400, {"ND-01"})],
    ids=["words", "one word, whose lines no space stretches"],
)
def test_a_name_of_four_hundred_letters_stays_on_its_page(name, unstretched):
    """No form takes one; an imported or listed one may be as long."""
    person = Person(name=name.strip(), form_of_address="bà", address="thôn Đồng Mạ")
    decision = replace(
        SPECIMENS["settlement_decision"],
        complainant=person,
        joint=True,
        joint_complainants=(person, person),
    )
    assert set(failures(*_made(decision))) == unstretched


def _page(letter):
    return html_of(letter, issued_at=ISSUED_AT)


@EVERY
def test_every_letter_writes_days_and_numbers_as_the_decree_wants(name):
    if not isinstance(SPECIMENS[name], OutgoingLetter):
        pytest.skip("a paper without number")
    days = [date(2027, month, day) for month in range(1, 13) for day in (1, 9, 10, 28)]
    for day, number in zip(days, itertools.cycle((1, 9, 10, 128, 10_000)), strict=False):
        head = LetterHead(symbol="TB-UBND", number=number, issued_on=day)
        html = _page(replace(SPECIMENS[name], head=head))
        assert f"{code_words(number, 'TB-UBND')}</span></p>" in html
        (printed,) = re.findall(r'<p class="day">(.*?)</p>', html)
        assert printed.endswith(f", {day_words(day)}")
        assert re.search(r"ngày (0\d|[12]\d|3[01]) tháng (01|02|[3-9]|1[0-2]) năm 2027$", printed)


@pytest.mark.parametrize("name", [name for name in SPECIMENS if name not in BLANKS])
def test_decomposed_letters_make_the_same_page(name):
    apart = extremes.Decomposed(SPECIMENS[name], TURN[name]).taken()
    composed = extremes.Measure(SPECIMENS[name], TURN[name]).taken()
    assert apart != composed
    assert _page(from_json(name, clean(to_json(apart)))) == _page(composed)


@pytest.mark.parametrize("style", ["{}", "<b>{}</b>", "<i>{}</i>", "<b><i>{}</i></b>"])
def test_every_letter_of_vietnamese_is_drawn_and_read_in_all_four_styles(style):
    words = " ".join(LETTERS_134[n : n + 4] for n in range(0, len(LETTERS_134), 4))
    body = f"<p>{style.format(words)}</p>"
    page = f"<html lang=vi><title>Chữ</title><body>{body}"
    pdf = pdf_of(page, DataFile("a.json", "a", "{}", ISSUED_AT))
    assert "".join(sheet_of(pdf).text.split()) == LETTERS_134
    assert len(set(LETTERS_134)) == 134
    assert _sound(pdf)


def test_a_trich_yeu_of_four_lines_keeps_its_rule():
    longer = replace(extremes.ISSUERS[0], name=LONG_NAME)
    suspended = SPECIMENS["suspension_decision"]
    who = replace(suspended.complainant, name=" ".join([LONG_NAME] * 3))
    pdf, html = _made(replace(suspended, complainant=who, issuer=longer))
    assert html.count('<span class="line') >= 4
    assert failures(pdf, html) == {}


@pytest.mark.parametrize("recipients", [22, 26, 30])
def test_a_signature_never_stands_alone_on_its_page(recipients):
    names = tuple(f"Cơ quan số {number}" for number in range(recipients))
    sheet = sheet_of(render(replace(NOTICE, recipients=names), issued_at=ISSUED_AT))
    assert len(sheet.sizes) == 2
    assert sum(run.page == 2 for run in sheet.body) >= 2


@pytest.mark.parametrize("lines", range(8, 40, 4))
def test_a_signature_keeps_two_lines_wherever_the_page_ends(lines):
    answer = (PARAGRAPH[:70],) * lines
    pdf, html = _made(replace(SPECIMENS["reply"], answer=answer))
    assert failures(pdf, html, {"KY-07", "PG-03"}) == {}


def test_a_long_decision_obeys_every_rule_on_every_page():
    pdf, html = _made(decision(verified=(PARAGRAPH,) * 30))
    assert failures(pdf, html) == {}
