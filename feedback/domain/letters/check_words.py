"""What the checks of a document look for in its text; patterns and nothing else."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

#: Places left to be filled in: points, lines, crosses, brackets, and names of the library's gaps.
_BLANK = re.compile(
    r"…+|\.{3,}|_{3,}|\b[xX]{2,4}(?:/[xX]{2,4})+\b|\{[^}\n]{1,60}\}"
    r"|\[[\s….]*\]|\[(?:ghi|nêu|điền|viết|họ|tên|số|ngày)\b[^\]\n]{0,60}\]",
    re.IGNORECASE,
)
#: Categories nobody sees: what joins emojis, what steers the direction of text.
_UNSEEN = frozenset({"Cc", "Cf"})
_COMMITTEE = re.compile(r"\bTM\s*\.?\s*(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND)", re.IGNORECASE)
#: A head, the name of the agency, and a word of deciding right behind it.
_DECIDER = re.compile(
    r"(?P<who>(?:Chủ tịch (?:Ủy ban nhân dân|UBND)|Giám đốc Sở|Chánh Thanh tra|Trưởng phòng|"
    r"Trưởng ban)[^.;,\n]{0,60}?) (?:quyết định|kết luận|giải quyết|ban hành)"
)
_NUMBERS = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_WORDS = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
#: Said of what has happened, in the same sentence before the day.
_HAPPENED = re.compile(r"\b(?:đã|từng|trước đây|vừa qua)\b", re.IGNORECASE)
_PERSONAL = (
    ("địa chỉ thư điện tử", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("số định danh", re.compile(r"(?<![\d./-])\d{12}(?![\d/-])")),
    ("số điện thoại", re.compile(r"(?<![\d./-])(?:\+84|0)(?:[ .-]?\d){9}(?![\d/-])")),
    ("số chứng minh", re.compile(r"(?<![\d./-])\d{9}(?![\d/-]| ?đồng)")),
)


def blanks(text: str) -> tuple[str, ...]:
    """Each place left open, once."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))


def for_the_committee(text: str) -> bool:
    return _COMMITTEE.search(text) is not None


def other_deciders(text: str, authority: str) -> tuple[str, ...]:
    """Heads said to decide who are not the one who does; what one *has* decided is no matter."""
    own = _plain(authority)
    found = (match["who"].strip() for match in _DECIDER.finditer(text))
    named = (who for who in found if not who.endswith(" đã") and _plain(who) not in own)
    return tuple(dict.fromkeys(named))


def decides_itself(text: str, who: str) -> bool:
    """Whether a sentence begins with this head deciding; who is told to stands behind a verb."""
    begins = (
        rf"(?:^|[.;:\n])[\s\d\-–+)]*{re.escape(who)} (?:quyết định|kết luận|giải quyết|ban hành)"
    )
    return re.search(begins, text) is not None


def impossible_days(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(written for written, day, _ in _days(text) if day is None))


def past_days_ahead(text: str, today: date) -> tuple[str, ...]:
    """Days still to come of which the sentence says that they have been."""
    return tuple(
        written
        for written, day, start in _days(text)
        if day is not None and day > today and _HAPPENED.search(_sentence_before(text, start))
    )


def _sentence_before(text: str, place: int) -> str:
    return text[1 + max(text.rfind(sign, 0, place) for sign in ".;\n") : place]


def undrawable(text: str, drawable: frozenset[int]) -> tuple[str, ...]:
    """Signs no face has; of an unknown set of faces nothing is said, nor of what nobody sees."""
    if not drawable:
        return ()
    return tuple(dict.fromkeys(s for s in text if _is_seen(s) and ord(s) not in drawable))


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in _UNSEEN


def personal_data(text: str) -> Iterator[tuple[str, str]]:
    """What leads to a person: addresses of mail, numbers of identity papers, telephones."""
    for what, pattern in _PERSONAL:
        for written in pattern.findall(text):
            yield what, written


def says(printed: str, pattern: str) -> bool:
    return re.search(pattern, printed, re.IGNORECASE) is not None


def _days(text: str) -> Iterator[tuple[str, date | None, int]]:
    """Every day written with its year: as written, as a day or None, and where."""
    for pattern in (_NUMBERS, _WORDS):
        for found in pattern.finditer(text):
            yield found.group(), _day(*map(int, found.groups())), found.start()


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("ubnd", "ủy ban nhân dân").split())
