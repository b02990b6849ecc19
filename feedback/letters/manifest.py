"""What ``letter.toml`` says of a letter, and the edition of its form for a given day."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from feedback.domain.errors import NoLawInForceError
from feedback.domain.letters.wording import day_words
from feedback.domain.roles import Role

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


class Sureness(StrEnum):
    """How a statement about a form is known; only what was read in a source is printed."""

    SOURCE = "S"
    MEMORY = "M"
    PROPOSAL = "P"


class Layout(StrEnum):
    """The model of Nghị định 30/2020/NĐ-CP a letter follows; the last three are no văn bản đi."""

    TITLED = "titled"
    OFFICIAL = "official"
    RECEIPT = "receipt"
    #: Mẫu 1.9, signed by hand by everybody present
    MINUTES = "minutes"
    #: a citizen's own paper
    FORM = "form"


class Signs(StrEnum):
    """Who puts their name under a letter; only what a head signs needs another drafter."""

    HEAD = "head"
    #: drafted and signed by one officer: slips of the house, reports, receipts
    OFFICER = "officer"
    #: minutes: everybody present, by hand
    ALL_PRESENT = "all_present"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A form as the law in force from a day has it; ``laws`` and ``decrees`` are its căn cứ."""

    in_force_from: date
    sure: Sureness
    form: str = ""
    instrument: str = ""
    basis: str = ""
    laws: tuple[str, ...] = ()
    decrees: tuple[str, ...] = ()

    @property
    def form_line(self) -> str:
        """``Mẫu số 03, Nghị định số …``; empty unless the number was read in the source."""
        if self.sure is not Sureness.SOURCE or not self.form:
            return ""
        return f"{self.form}, {self.instrument}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A kind of letter: its title, the pattern of its trích yếu, its symbol and its editions.

    ``when`` says in a sentence when it is issued, ``goes_to`` to whom and ``never`` what may not
    appear in it; people read these in the catalogue.
    """

    name: str
    title: str
    subject: str
    symbol: str = ""
    layout: Layout = Layout.TITLED
    when: str = ""
    drafter: Role = Role.CASE_OFFICER
    signer: Signs = Signs.HEAD
    goes_to: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    #: tells who denounces or how they are protected: a series and a book of its own
    restricted: bool = False
    editions: tuple[Edition, ...] = field(default=())

    @property
    def numbered(self) -> bool:
        """Whether it is a văn bản đi, with a number in a book."""
        return self.layout in {Layout.TITLED, Layout.OFFICIAL}

    @property
    def own(self) -> bool:
        """Whether one officer drafts and signs it, so that nobody else must."""
        return self.signer is not Signs.HEAD

    def edition(self, on: date) -> Edition:
        """The newest edition in force on a day; ``NoLawInForceError`` where there was none."""
        in_force = [edition for edition in self.editions if edition.in_force_from <= on]
        if not in_force:
            raise NoLawInForceError(f"Mẫu “{self.name}” chưa có hiệu lực vào {day_words(on)}.")
        return max(in_force, key=lambda edition: edition.in_force_from)


@cache
def manifest(name: str) -> Manifest:
    """The manifest of the letter of that name."""
    text = (TEMPLATES / "letters" / name / "letter.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    editions = tuple(_edition(row) for row in data.pop("editions"))
    lists: dict[str, Any] = {key: tuple(data.pop(key, ())) for key in ("goes_to", "never")}
    return Manifest(name=name, editions=editions, **_words(data), **lists, **data)


def _words(data: dict[str, Any]) -> dict[str, Any]:
    """The members that are words of a fixed list, taken out of ``data``."""
    kinds: dict[str, type[StrEnum]] = {"layout": Layout, "drafter": Role, "signer": Signs}
    return {key: kind(data.pop(key)) for key, kind in kinds.items() if key in data}


def _edition(row: dict[str, object]) -> Edition:
    """Lists become tuples and the mark a word of ``Sureness``; unknown keys are a ``TypeError``."""
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    plain["sure"] = Sureness(str(row["sure"]))
    return Edition(**plain)  # type: ignore[arg-type]  # checked by every letter's own test
