"""Text on its way into a letter: what can be drawn, what stays on one line, where titles break."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

FONTS = Path(__file__).parent / "fonts"

#: Số ký hiệu (921/QĐ-UBND, 155/2026/NĐ-CP), file numbers and areas are never split over lines.
_WHOLE = re.compile(
    r"(?:(?<![\w/])(?:\d+|…)(?:/\d{4})?/[A-ZĐa-zđ]+(?:-[A-ZĐa-zđ]+)*\d*"
    r"|[A-Z]\d\d(?:[.\d]*)-\d{6}-\d{4}"
    r"|(?<![\d.,])\d+(?:[.,]\d+)*\xa0?\s?(?:m²|m2|km²|ha|đồng)(?!\w))"
    r"(?:\s+(?=\d+/)(?:\d+)(?:/\d{4})?/[A-ZĐ]+(?:-[A-ZĐ]+)*)*"
)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
#: Categories that are invisible or steer direction: controls, formats, surrogates, private use.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
#: Words that lead on to the next, and first syllables of the law's compounds: they end no line.
_TIES = frozenset(
    {"của", "và", "về", "với", "đến", "ông", "bà", "không", "khiếu", "tố", "kiến", "phản"}
    | {"giải", "đình", "thụ", "thẩm", "gia", "cơ"}
)
#: Widths relative to a small letter; enough to choose between line breaks.
_CAPITAL, _NARROW = 1.45, 0.62


@cache
def drawable() -> frozenset[int]:
    """The code points every vendored face has; a letter with any other would break PDF/A."""
    vendor = tomllib.loads((FONTS / "VENDOR.toml").read_text(encoding="utf-8"))
    points: set[int] = set()
    for span in vendor["characters"]:
        first, _, last = span.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def clean(value: Any) -> Any:  # noqa: ANN401 - any JSON value, through and through
    """The same JSON with its text composed (NFC), rid of invisible and replaced undrawable signs.

    Direction marks are dropped: they could show a number or a name in an order it does not have.
    """
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    return clean_text(value) if isinstance(value, str) else value


def clean_text(text: str) -> str:
    signs = (_sign(sign) for sign in unicodedata.normalize("NFC", text))
    return "".join(signs).strip()


def _sign(sign: str) -> str:
    if sign in _BREAKS:
        return " "
    if unicodedata.category(sign) in _UNSEEN:
        return ""
    return sign if ord(sign) in drawable() else _REPLACEMENT


def trimmed(text: str) -> str:
    """The text without the point or semicolon its writer ended it with; the letter sets its own."""
    return text.rstrip(" .;")


def unbroken(text: str) -> Markup:
    """The text escaped, with each symbol and measure held together on one line.

    Neighbours that only a space parts share one span: a space alone between two inline elements
    is not painted, and a screen reader would then read one word.
    """
    parts, end = [], 0
    for found in _WHOLE.finditer(text):
        parts.append(Markup("{}").format(text[end : found.start()]))
        parts.append(Markup('<span class="unbroken">{}</span>').format(found.group()))
        end = found.end()
    parts.append(Markup("{}").format(text[end:]))
    return Markup("").join(parts)


def balanced(text: str, limit: float) -> tuple[str, ...]:
    """The text in as few lines as ``limit`` small letters allow, of nearly equal width.

    The rule under a title is measured on its last line, so titles cannot be left to flow.
    """
    words = _tied(text.split())
    count = len(_filled(words, limit))
    low, high = max(map(_width, words), default=0.0), limit
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(words, middle)) <= count else (middle, high)
    return tuple(_filled(words, high))


def _tied(words: list[str]) -> list[str]:
    """The words with each of ``_TIES`` joined to what follows, so that it ends no line."""
    units: list[str] = []
    for word in words:
        if units and units[-1].rsplit(" ", 1)[-1] in _TIES:
            units[-1] += f" {word}"
        else:
            units.append(word)
    return units


def _filled(words: list[str], limit: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and _width(f"{lines[-1]} {word}") <= limit:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _width(text: str) -> float:
    return sum(
        _CAPITAL if s.isupper() else _NARROW if s in " ,.;:ijltfr-/()" else 1.0 for s in text
    )
