"""The 54 commune-level units of Quảng Ninh, and finding one in what a person wrote.

Nghị quyết 1679/NQ-UBTVQH15 ngày 16/6/2025: 30 phường, 22 xã, 2 đặc khu from 1 July 2025, when the
districts ended (Luật Tổ chức chính quyền địa phương 72/2025/QH15). Codes are those of the
statistical office, five digits, kept as text because they begin with zero.

People write names without marks, without "phường" or "xã", and often still the name of before
July 2025; all three find the unit of today.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.domain import old_names
from feedback.domain.former_units import FormerUnit
from feedback.domain.text import fold

#: From this day the 54 units exist and the districts no longer do.
UNITS_IN_FORCE_FROM = date(2025, 7, 1)


class CommuneKind(StrEnum):
    """The three kinds of unit below the province."""

    WARD = "ward"
    COMMUNE = "commune"
    SPECIAL_ZONE = "special_zone"

    @property
    def word(self) -> str:
        """The Vietnamese word that stands before the name, in lower case."""
        return _WORDS[self]


_WORDS = {
    CommuneKind.WARD: "phường",
    CommuneKind.COMMUNE: "xã",
    CommuneKind.SPECIAL_ZONE: "đặc khu",
}


@dataclass(frozen=True, slots=True)
class Commune:
    """One unit of the province.

    Whether it is remote, which lengthens time limits (Luật Khiếu nại, Điều 28), no law lists: that
    is a dated row with its document (``feedback.models.days``).
    """

    code: str
    name: str
    kind: CommuneKind

    @property
    def full_name(self) -> str:
        """As it stands within a sentence: ``phường Hạ Long``."""
        return f"{self.kind.word} {self.name}"


def _units(kind: CommuneKind, *rows: tuple[str, str]) -> tuple[Commune, ...]:
    return tuple(Commune(code, name, kind) for code, name in rows)


# fmt: off
COMMUNES: tuple[Commune, ...] = (
    *_units(
        CommuneKind.WARD,
        ("07090", "An Sinh"), ("07093", "Đông Triều"), ("07081", "Bình Khê"),
        ("07069", "Mạo Khê"), ("07114", "Hoàng Quế"), ("06832", "Yên Tử"),
        ("06820", "Vàng Danh"), ("06811", "Uông Bí"), ("07135", "Đông Mai"),
        ("07147", "Hiệp Hòa"), ("07132", "Quảng Yên"), ("07168", "Hà An"),
        ("07183", "Phong Cốc"), ("07180", "Liên Hòa"), ("06706", "Tuần Châu"),
        ("06661", "Việt Hưng"), ("06673", "Bãi Cháy"), ("06652", "Hà Tu"),
        ("06676", "Hà Lầm"), ("06658", "Cao Xanh"), ("06685", "Hồng Gai"),
        ("06688", "Hạ Long"), ("07030", "Hoành Bồ"), ("06760", "Mông Dương"),
        ("06778", "Quang Hanh"), ("06793", "Cẩm Phả"), ("06781", "Cửa Ông"),
        ("06712", "Móng Cái 1"), ("06709", "Móng Cái 2"), ("06736", "Móng Cái 3"),
    ),
    *_units(
        CommuneKind.COMMUNE,
        ("07054", "Quảng La"), ("07060", "Thống Nhất"), ("06799", "Hải Hòa"),
        ("06862", "Tiên Yên"), ("06874", "Điền Xá"), ("06877", "Đông Ngũ"),
        ("06886", "Hải Lạng"), ("06985", "Lương Minh"), ("06979", "Kỳ Thượng"),
        ("06970", "Ba Chẽ"), ("06913", "Quảng Tân"), ("06895", "Đầm Hà"),
        ("06922", "Quảng Hà"), ("06946", "Đường Hoa"), ("06931", "Quảng Đức"),
        ("06841", "Hoành Mô"), ("06856", "Lục Hồn"), ("06838", "Bình Liêu"),
        ("06724", "Hải Sơn"), ("06733", "Hải Ninh"), ("06757", "Vĩnh Thực"),
        ("06967", "Cái Chiên"),
    ),
    *_units(CommuneKind.SPECIAL_ZONE, ("06994", "Vân Đồn"), ("07192", "Cô Tô")),
)
# fmt: on

_BY_CODE = {commune.code: commune for commune in COMMUNES}
_KIND_WORD = re.compile(r"^(phuong|xa|dac khu|thi tran|p|x|tt)\.?\s+")


class UnknownCommuneError(LookupError):
    """No unit of the province carries this code."""


def commune_with_code(code: str) -> Commune:
    """The unit with this five-digit code; raises ``UnknownCommuneError``."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise UnknownCommuneError(f"Quảng Ninh has no unit with the code {code!r}") from None


def find_communes(text: str) -> tuple[Commune, ...]:
    """The units a person may mean, likeliest first; none when nothing fits.

    A name or its beginning ("cam pha", "Phường Móng") is looked up as such. Otherwise the text is
    read as an address ("thôn 3, xã Hải Lạng"), where the part written first is the most exact. A
    unit that was divided, or a former district, leads to every unit that continues it.
    """
    sought = fold(text)
    if not sought:
        return ()
    return _named(sought) or _mentioned(sought) or _continuing(old_names.in_district(sought))


def former_district(text: str) -> str | None:
    """The former district that is all a person wrote: "thành phố Hạ Long"."""
    return old_names.district_named(fold(text))


def former_unit_divided(text: str) -> str | None:
    """The former unit a person wrote, when several units of today hold a part of it."""
    units = old_names.named(fold(text))
    return units[0].full_name if len(units) == 1 and len(units[0].now) > 1 else None


def _named(sought: str) -> tuple[Commune, ...]:
    """Units of whose name ``sought`` is the whole or the beginning, and those of a former name."""
    name = _KIND_WORD.sub("", sought)
    kinds = [kind for kind in CommuneKind if sought.startswith(fold(kind.word) + " ")]
    eligible = [c for c in COMMUNES if not kinds or c.kind in kinds]
    found = [commune for commune in eligible if fold(commune.name).startswith(name)]
    found.sort(key=lambda commune: fold(commune.name) != name)
    if found and sought == fold(found[0].full_name):
        return _without_repeats(found)
    former = old_names.named(sought) or ([] if found else old_names.beginning(sought))
    continuing = sorted(_continuing(former), key=lambda c: not _occurs(fold(c.name), sought))
    return _without_repeats([*found, *continuing])


def _mentioned(sought: str) -> tuple[Commune, ...]:
    """Units named anywhere in an address, in the order of the parts between commas."""
    found: list[Commune] = []
    for part in old_names.parts(sought):
        hits = [c for c in COMMUNES if _occurs(fold(c.name), part)]
        hits.sort(key=lambda commune: -_occurrence_weight(commune, part))
        present = bool(hits) and _occurs(fold(hits[0].full_name), part)
        former: tuple[Commune, ...] = ()
        if old_names.speaks_of_the_past(sought) or not present:
            former = _continuing(old_names.occurring(part, sought))
        found += [*hits, *former] if present else [*former, *hits]
    return _without_repeats(found)


def _continuing(former: Iterable[FormerUnit]) -> tuple[Commune, ...]:
    """The units of today in which former ones lie, each once."""
    return _without_repeats([_BY_CODE[code] for unit in former for code in unit.now])


def _occurs(name: str, part: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", part) is not None


def _occurrence_weight(commune: Commune, part: str) -> int:
    """A name after its kind ("xã Hải Hòa") says more than the bare name; a longer one more too."""
    return 100 * _occurs(fold(commune.full_name), part) + len(commune.name)


def _without_repeats(communes: list[Commune]) -> tuple[Commune, ...]:
    return tuple(dict.fromkeys(communes))
