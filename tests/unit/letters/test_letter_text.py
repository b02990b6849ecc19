import re
import tomllib
import unicodedata
from hashlib import sha256

import pytest
from fontTools.ttLib import TTFont

from feedback.letters.text import FONTS, balanced, clean, drawable, trimmed, unbroken

FACES = ("Regular", "Bold", "Italic", "BoldItalic")
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def _vietnamese_letters():
    lower = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    marked = {letter for letter in lower if letter not in "aeiouy"} | {"đ"}
    return marked | {letter.upper() for letter in marked}


def test_vietnamese_has_134_letters_of_its_own():
    assert len(_vietnamese_letters()) == 134


@pytest.mark.parametrize("face", FACES)
def test_every_face_draws_vietnamese_and_money(face):
    drawn = set(TTFont(FONTS / f"Tinos-{face}.ttf").getBestCmap())
    wanted = _vietnamese_letters() | set("₫€²³§…–—“”‘’«»№°×÷≥≤�") | {"\u0309", "\u0323"}
    assert {letter for letter in wanted if ord(letter) not in drawn} == set()


@pytest.mark.parametrize("face", FACES)
def test_every_face_draws_exactly_what_its_label_says(face):
    assert set(TTFont(FONTS / f"Tinos-{face}.ttf").getBestCmap()) == drawable()


def test_the_faces_are_the_ones_that_were_vendored():
    vendor = tomllib.loads((FONTS / "VENDOR.toml").read_text(encoding="utf-8"))
    found = {file.name: sha256(file.read_bytes()).hexdigest() for file in FONTS.glob("*.ttf")}
    assert found == vendor["sha256"]
    assert "SIL OPEN FONT LICENSE" in (FONTS / vendor["licence_file"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param(unicodedata.normalize("NFD", "Độc lập"), "Độc lập", id="decomposed"),
        pytest.param("a\x00b\x1b[31mc", "ab[31mc", id="controls"),
        pytest.param("một\nhai\u2028ba", "một hai ba", id="line breaks"),
        pytest.param("\u202e123\u202c\u200bx", "123x", id="direction marks and zero width"),
        pytest.param("vui 😀 漢", "vui � �", id="signs no face has"),
        pytest.param("  thừa  ", "thừa", id="outer spaces"),
        pytest.param("\ud800", "", id="half a surrogate"),
    ],
)
def test_text_is_composed_and_made_drawable(typed, printed):
    assert clean({"x": [typed, 1, None]}) == {"x": [printed, 1, None]}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("theo Quyết định số 921/QĐ-UBND ngày", ["921/QĐ-UBND"]),
        ("Nghị định số 155/2026/NĐ-CP của", ["155/2026/NĐ-CP"]),
        ("diện tích 62,5 m² đất", ["62,5 m²"]),
        ("hồ sơ H49.117-260914-0003", ["H49.117-260914-0003"]),
        ("số 845/QĐ-UBND 921/QĐ-UBND", ["845/QĐ-UBND 921/QĐ-UBND"]),
        ("ngày 05/6/2026 và 1/2 số hộ", []),
        ("hai ha ha 5 hai", []),
    ],
)
def test_symbols_and_measures_stay_on_one_line(text, held):
    assert re.findall('<span class="unbroken">(.*?)</span>', unbroken(text)) == held
    assert re.sub("<[^>]+>", "", unbroken(text)) == text


def test_text_of_citizens_stays_text():
    assert unbroken("<b>7/TB-X</b>") == ('&lt;b&gt;<span class="unbroken">7/TB-X</span>&lt;/b&gt;')


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Thông tin, tài liệu", ["Thông tin, tài liệu"]),
        (
            "Về việc giải quyết khiếu nại của ông Nguyễn Văn Hòa (lần đầu)",
            ["Về việc giải quyết khiếu nại", "của ông Nguyễn Văn Hòa (lần đầu)"],
        ),
        (
            "Về việc tiếp tục giải quyết khiếu nại của ông Nguyễn Văn Hòa",
            ["Về việc tiếp tục giải quyết", "khiếu nại của ông Nguyễn Văn Hòa"],
        ),
        ("", []),
    ],
)
def test_titles_break_evenly_and_between_compounds(text, lines):
    assert list(balanced(text, 52)) == lines


def test_a_title_of_one_endless_word_stays_one_line():
    assert balanced("x" * 200, 52) == ("x" * 200,)


def test_the_letter_sets_its_own_full_stop():
    assert trimmed("một việc. ;") == "một việc"
