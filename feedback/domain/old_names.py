"""Finding a commune, ward, township or district of before 1 July 2025 in what a person wrote.

All functions take text that is already folded (``feedback.domain.text.fold``). Two units of former
districts may share a name ("Thanh Sơn"); a district named beside it tells which one is meant.
"""

import re
from functools import cache

from feedback.domain.former_units import FORMER_DISTRICTS, FORMER_UNITS, FormerUnit
from feedback.domain.text import fold

#: What a part of an address begins with when it names a former district or the province.
_ABOVE_COMMUNE = re.compile(r"\s*(?:(?:huyen|thi xa|thanh pho|tinh|tx|tp)(?=\s|$)|(?:h|tx|tp)\.)")
_DISTRICT_WORD = r"(?:huyen|thi xa|thanh pho|h\.?|tx\.?|tp\.?)"
_SEPARATORS = re.compile(r"[,;\-–\n]")
_ABBREVIATED = ((re.compile(r"^p\.?\s+"), "phuong "), (re.compile(r"^x\.?\s+"), "xa "),
                (re.compile(r"^tt\.?\s+"), "thi tran "))  # fmt: skip


def parts(sought: str) -> list[str]:
    """The parts of an address that may name a commune."""
    return [part for part in _SEPARATORS.split(sought) if not _ABOVE_COMMUNE.match(part)]


def named(sought: str) -> list[FormerUnit]:
    """Units of exactly this name, with or without their kind; the district may follow."""
    whole = _written_out(_SEPARATORS.split(sought)[0].strip())
    found = [unit for unit in FORMER_UNITS if whole in _names(unit)]
    return _of_districts(found, sought)


def beginning(sought: str) -> list[FormerUnit]:
    """Units whose name begins so."""
    start = _written_out(sought)
    return [u for u in FORMER_UNITS if any(name.startswith(start) for name in _names(u))]


def occurring(part: str, sought: str) -> list[FormerUnit]:
    """Units whose name stands in a part of an address; one with its kind before bare names."""
    bare = [u for u in FORMER_UNITS if re.search(rf"\b{re.escape(_names(u)[0])}\b", part)]
    full = [u for u in bare if re.search(rf"\b{re.escape(_names(u)[1])}\b", part)]
    return _of_districts(full or bare, sought)


def in_district(sought: str) -> list[FormerUnit]:
    """All units of the districts that the text names; those that went whole into one come first."""
    districts = _districts_in(sought)
    found = [unit for unit in FORMER_UNITS if unit.district in districts]
    return sorted(found, key=lambda unit: len(unit.now) > 1)


def speaks_of_the_past(sought: str) -> bool:
    """Whether the writer uses the map of before: a district, or the word "cũ"."""
    return bool(_districts_in(sought)) or re.search(r"\bcu\b", sought) is not None


def district_named(sought: str) -> str | None:
    """The one former district that is all the text names, its kind before it; else None."""
    districts = _districts_in(sought)
    alone = re.fullmatch(rf"{_DISTRICT_WORD}\s*[^,;]+", sought) is not None
    return districts.pop() if alone and len(districts) == 1 else None


def _districts_in(sought: str) -> set[str]:
    return {
        district
        for district in FORMER_DISTRICTS
        if re.search(rf"\b{_DISTRICT_WORD}\s*{re.escape(_short(district))}\b", sought)
    }


def _of_districts(found: list[FormerUnit], sought: str) -> list[FormerUnit]:
    """Only those of the districts named, where that leaves any."""
    districts = _districts_in(sought)
    return [unit for unit in found if unit.district in districts] or found


def _written_out(sought: str) -> str:
    for pattern, word in _ABBREVIATED:
        sought = pattern.sub(word, sought)
    return sought


@cache
def _names(unit: FormerUnit) -> tuple[str, str]:
    return fold(unit.name), fold(unit.full_name)


@cache
def _short(district: str) -> str:
    """The name of a district without its kind."""
    return re.sub(r"^(huyen|thi xa|thanh pho) ", "", fold(district))
