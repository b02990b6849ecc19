"""How wide words are, roughly: enough to break a title into the lines of a box.

The widths are those of the house's letters in thousandths of the type size, by group of letters;
marks above and below a letter add nothing.
"""

import unicodedata

_NARROW, _WIDE, _CAPITAL, _USUAL = 330, 880, 680, 570


def width(text: str, size: float) -> float:
    """The width of one line in the unit of ``size``."""
    return sum(_letter(letter) for letter in unicodedata.normalize("NFD", text)) * size / 1000


def _letter(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    if letter in "ijltrf.,:;'“”()| ":
        return _NARROW
    if letter in "mwMW":
        return _WIDE
    return _CAPITAL if letter.isupper() else _USUAL


def broken(text: str, size: float, most: float) -> tuple[str, ...]:
    """The words of a text in lines no wider than ``most``; a single word is never broken."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
