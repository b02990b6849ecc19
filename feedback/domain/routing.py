"""Which agency probably decides: a short table of rules, each suggestion with its reason.

A suggestion helps an officer who decides; it never decides. Whoever is complained of, denounced or
asked is looked for first, then the place, then the field. What no rule speaks for gets no
suggestion at all. A denunciation is never suggested to the agency whose head or deputy it names
(Luật Tố cáo 25/2018/QH14, Điều 12 khoản 1).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.domain.petitions import COMPLAINTS, Kind
from feedback.domain.text import fold

#: More would have to be read; three are seen at a glance and have a key each.
MOST = 3


@dataclass(frozen=True, slots=True)
class Desk:
    """An agency as routing sees it."""

    code: str
    name: str
    level: str
    commune_code: str | None = None
    fields: tuple[str, ...] = ()
    superior_code: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What a petition says about itself."""

    kind: Kind
    field: str
    commune_code: str | None = None
    commune_name: str = ""
    against: str = ""
    text: str = ""
    #: code of the agency of who is denounced, as the officer stated it, and whether they lead it
    denounced: str = ""
    denounced_leads: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    code: str
    name: str
    reason: str


#: Words of a story, without marks, that name its field; read in this order.
FIELD_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("land", ("thu hoi dat", "boi thuong", "giai phong mat bang", "tai dinh cu", "so do",
              "quyen su dung dat", "thua dat", "tranh chap dat")),
    ("waste", ("rac", "bai rac", "thu gom rac")),
    ("environment", ("o nhiem", "bui than", "no min", "khoi bui", "nuoc thai", "mui hoi", "on ao")),
    ("sea", ("nuoi bien", "nuoi hau", "tau ca", "bai trieu", "long be", "thuy san")),
    ("tourism", ("tau du lich", "du khach", "vinh ha long", "ve tham quan")),
    ("water", ("nuoc sach", "mat nuoc", "cap nuoc")),
    ("transport", ("duong vao", "sat lo", "o ga", "chuyen pha", "ben pha", "cau tam", "den duong")),
    ("housing", ("nha o xa hoi", "chung cu", "nha tam")),
    ("construction", ("xay dung trai phep", "giay phep xay dung", "trat tu do thi")),
    ("education", ("truong hoc", "hoc sinh", "giao vien", "hoc phi")),
    ("health", ("benh vien", "tram y te", "kham chua benh", "bao hiem y te")),
    ("social_policy", ("ho ngheo", "tro cap", "nguoi co cong", "che do chinh sach")),
    ("security", ("trom cap", "mat trat tu", "gay roi")),
)  # fmt: skip

#: Who leads an agency, in the words people use.
HEADS = ("chu tich", "pho chu tich", "giam doc", "pho giam doc", "truong ban", "lanh dao", "ubnd")
UNKNOWN_FIELD = "other"
#: Levels of agencies that answer for fields in the whole province.
OF_A_FIELD = frozenset({"department", "inspectorate", "sector"})


def field_of(matter: Matter) -> str:
    """The field as stated, else as the words of the story betray it."""
    if matter.field != UNKNOWN_FIELD:
        return matter.field
    story = fold(matter.text)
    for field, words in FIELD_WORDS:
        if any(re.search(rf"\b{word}\b", story) for word in words):
            return field
    return UNKNOWN_FIELD


def suggest(matter: Matter, desks: Sequence[Desk]) -> tuple[Suggestion, ...]:
    """The likeliest agencies, best first, at most three; none where no rule speaks."""
    accused = _accused(matter, desks)
    led = matter.denounced_leads or not matter.denounced
    barred = {desk.code for desk in accused} if matter.kind is Kind.DENUNCIATION and led else set()
    found: dict[str, Suggestion] = {}
    for desk, reason in _candidates(matter, desks, accused):
        if desk.code not in barred:
            found.setdefault(desk.code, Suggestion(desk.code, desk.name, reason))
    return tuple(found.values())[:MOST]


def _accused(matter: Matter, desks: Sequence[Desk]) -> Sequence[Desk]:
    """Whom the officer stated, else whom the words name; a story accuses only in a denunciation."""
    if matter.denounced:
        return [desk for desk in desks if desk.code == matter.denounced]
    story = f". {matter.text}" if matter.kind is Kind.DENUNCIATION else ""
    return named_in(f"{matter.against}{story}", desks)


def barred(kind: Kind, against: str, desks: Sequence[Desk]) -> frozenset[str]:
    """Codes of the agencies a denunciation names as what it is against: none may receive it."""
    if kind is not Kind.DENUNCIATION:
        return frozenset()
    return frozenset(desk.code for desk in named_in(against, desks))


def _candidates(
    matter: Matter, desks: Sequence[Desk], accused: Sequence[Desk]
) -> Iterator[tuple[Desk, str]]:
    """Every agency a rule speaks for, in the order of the rules."""
    if matter.kind in COMPLAINTS:
        for desk in accused:
            yield desk, "Đơn khiếu nại quyết định, hành vi của chính cơ quan này."
    if matter.kind is Kind.DENUNCIATION and matter.denounced and not matter.denounced_leads:
        for desk in accused:
            yield desk, "Người bị tố cáo do người đứng đầu cơ quan này quản lý."
    elif matter.kind is Kind.DENUNCIATION:
        yield from _above(accused, desks)
    field = field_of(matter)
    yield from _of_the_place(matter, field, desks)
    yield from _of_the_field(field, desks)


def _above(accused: Sequence[Desk], desks: Sequence[Desk]) -> Iterator[tuple[Desk, str]]:
    for desk in accused:
        for superior in desks:
            if superior.code == desk.superior_code:
                yield superior, f"Cấp trên trực tiếp của {desk.name}, nơi bị nêu trong đơn."


def _of_the_place(matter: Matter, field: str, desks: Sequence[Desk]) -> Iterator[tuple[Desk, str]]:
    for desk in desks:
        here = matter.commune_code is not None and desk.commune_code == matter.commune_code
        if here and (not desk.fields or field in desk.fields):
            yield desk, f"Nơi xảy ra: {matter.commune_name or desk.name}."


def _of_the_field(field: str, desks: Sequence[Desk]) -> Iterator[tuple[Desk, str]]:
    if field == UNKNOWN_FIELD:
        return
    for desk in desks:
        if desk.level in OF_A_FIELD and field in desk.fields:
            yield desk, "Cơ quan của tỉnh phụ trách lĩnh vực này."


def named_in(text: str, desks: Sequence[Desk]) -> list[Desk]:
    """Agencies that the words name; the longest name first, so that a part never wins."""
    said = _short(text)
    if not said:
        return []
    named = [desk for desk in desks if re.search(rf"\b{re.escape(_short(desk.name))}\b", said)]
    named += [desk for desk in desks if desk not in named and _is_led_by(desk, said)]
    return sorted(named, key=lambda desk: -len(desk.name))


def _is_led_by(desk: Desk, said: str) -> bool:
    """The head of a ward names its committee: "chủ tịch phường Hà Tu"."""
    if desk.level != "commune":
        return False
    place = re.escape(_short(desk.name).removeprefix("ubnd "))
    heads = "|".join(HEADS)
    return re.search(rf"\b({heads})\b[^,.;]*\b{place}\b", said) is not None


def _short(text: str) -> str:
    return fold(text).replace("uy ban nhan dan", "ubnd")
