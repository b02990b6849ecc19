"""What others made: the bytes are those recorded, each licence is here, no letter is missing."""

import hashlib
import tomllib
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[3]
PARTS = tomllib.loads((ROOT / "static/VENDOR.toml").read_text(encoding="utf-8"))["part"]
RECORDED = {path: digest for part in PARTS for path, digest in part["sha256"].items()}
FONTS = sorted((ROOT / "static/fonts").glob("*.woff2"))

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
VIETNAMESE = {unicodedata.normalize("NFC", a + tone) for a, tone in product(VOWELS, TONES)} | {
    *"đĐ"
}
ASCII = {chr(code) for code in range(0x20, 0x7F)}
PUNCTUATION = {*"–—‘’“”…•·§°×±²³½≤≥₫\u00a0"}
DECOMPOSED = {*TONES, "\u0302", "\u0306", "\u031b"} - {""}


@pytest.mark.parametrize(("path", "digest"), RECORDED.items())
def test_the_bytes_are_those_recorded(path, digest):
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part["name"])
def test_each_part_names_version_licence_and_change_and_brings_its_licence_text(part):
    assert part["version"]
    assert part["change"]
    assert part["licence"] in {"OFL-1.1", "ISC"}
    assert len((ROOT / part["licence_file"]).read_text(encoding="utf-8")) > 500


def test_no_font_lies_here_unrecorded():
    assert {str(font.relative_to(ROOT)) for font in FONTS} <= set(RECORDED)


def test_the_record_holds_no_address():
    assert "http" not in (ROOT / "static/VENDOR.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_every_letter_of_vietnamese_can_be_drawn(font):
    assert len(VIETNAMESE) == 146
    drawn = {chr(code) for code in TTFont(font).getBestCmap()}
    assert (VIETNAMESE | ASCII | PUNCTUATION | DECOMPOSED) - drawn == set()


def test_the_letters_weigh_about_24_kilobytes_together():
    assert sum(font.stat().st_size for font in FONTS) <= 25_000
