"""Text as people type it: normalised once at the border, folded for finding.

Vietnamese arrives composed (NFC) or decomposed (NFD) depending on the keyboard; the house keeps NFC
(TCVN 6909:2001). What PostgreSQL or PDF cannot hold is taken out at the same place.
"""

import re
import unicodedata

#: control characters but tab and line feed; bidirectional overrides that disguise text; lone
#: surrogates; and the two non-characters that end every plane
_UNUSABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
#: a stop before a space, but not that of an initial: "ông K. thu phí"
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b[A-ZĐ]\.)\s")
_SPACES = re.compile(r"[ \t\u00a0]+")


def clean(typed: str) -> str:
    """The text in NFC, with one kind of line end and nothing that cannot be kept."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNUSABLE.sub("", lines)).strip()


def clean_line(typed: str) -> str:
    return _SPACES.sub(" ", clean(typed).replace("\n", " ")).strip()


def fold(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: "Khiếu nại  Đường" becomes "khieu nai duong"."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(letters.split())


def first_sentence(text: str, longest: int = 110) -> str:
    """The beginning of a story as its title: to the first stop, at most ``longest`` letters.

    Whom a letter greets is not what it is about.
    """
    lines = [line for line in clean(text).split("\n") if line.strip()]
    told = [line for line in lines if not fold(line).startswith("kinh gui")]
    line = clean_line(" ".join(told or lines))
    sentence = _SENTENCE_END.split(line, maxsplit=1)[0]
    if len(sentence) <= longest:
        return sentence.rstrip(".")
    return sentence[:longest].rsplit(" ", 1)[0] + "…"
