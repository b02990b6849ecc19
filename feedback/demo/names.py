"""Names, addresses and numbers of people who do not exist.

Telephone numbers begin with 010, which no subscriber has had since the prefixes of 2018; identity
numbers begin with 000, the code of no province; mail goes to ``.example`` (RFC 2606).
"""

import tomllib
from functools import cache
from importlib.resources import files
from itertools import product
from random import Random

from feedback.domain.communes import Commune, CommuneKind
from feedback.domain.text import fold

#: Communes of the uplands and the border, where most families are Dao, Tày, Sán Chỉ or Sán Dìu.
UPLAND = frozenset(
    ("06970", "06985", "06979", "06874", "06931", "06841", "06856", "06838", "06724", "07054")
)
FEMALE_FORMS = frozenset(("bà", "chị"))


def invent_name(rng: Random, *, female: bool, upland: bool = False) -> str:
    """A full name for nobody in particular."""
    return " ".join(rng.choice(part) for part in _parts(upland=upland, female=female))


def every_name() -> frozenset[str]:
    """All names ``invent_name`` can give, for those who must check them."""
    groups = [_parts(upland=u, female=f) for u, f in product((True, False), repeat=2)]
    return frozenset(" ".join(parts) for group in groups for parts in product(*group))


def invent_locality(rng: Random, commune: Commune) -> str:
    """The part of an address below the commune: ``tổ 4, khu 7`` or ``thôn 3``."""
    if commune.kind is CommuneKind.WARD:
        return f"tổ {rng.randint(1, 14)}, khu {rng.randint(1, 10)}"
    return f"thôn {rng.randint(1, 12)}"


def invent_phone(rng: Random) -> str:
    """Ten digits that ring nowhere."""
    return f"0100 {rng.randint(0, 999):03} {rng.randint(0, 999):03}"


def invent_identity_number(rng: Random) -> str:
    """Twelve digits of the form of a citizen's number, of no province."""
    return f"000{rng.randint(0, 999_999_999):09}"


def invent_email(rng: Random, name: str) -> str:
    """An address that no mail can reach."""
    words = fold(name).split()
    return f"{words[-1]}.{words[0]}{rng.randint(1, 99)}@thu.example"


def _parts(*, upland: bool, female: bool) -> tuple[list[str], ...]:
    people = _words()["upland" if upland else "lowland"]
    sex = "female" if female else "male"
    return people["surnames"], people[f"{sex}_middle"], people[sex]


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    text = (files("feedback.demo") / "data" / "names.toml").read_text(encoding="utf-8")
    return {
        people: {part: words.split() for part, words in parts.items()}
        for people, parts in tomllib.loads(text).items()
    }
