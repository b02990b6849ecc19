"""Which rows belong to one petition, and how a copy of them becomes a petition of its own.

A copy has new identifiers, new numbers in the registers and a receipt code of its own; everything
else is what the real services wrote for the petition it is a copy of, so no rule is told twice.
What is sealed of a denouncer stays so for good: an envelope opens at its first petition alone. So
does every other file: those that acts state are left out, and a copy has none of those it names.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Table

from feedback.domain.history.entries import RegisterNumber
from feedback.domain.identity import Identity
from feedback.domain.words import Words
from feedback.models.act import PerformedAct, Proposal
from feedback.models.case import Case
from feedback.models.deadline import ClockExtension, ClockPause, Deadline, Escalation
from feedback.models.identity import BlindMark
from feedback.models.letter import IssuedLetter
from feedback.models.obligation import Obligation
from feedback.models.outbox import Notice
from feedback.models.petition import Attachment, Party, Petition
from feedback.models.redaction import RedactedCopy
from feedback.models.subject import Subject
from feedback.services.subject.numbers import CASES

Row = dict[str, Any]
#: Tables that show a number of a register.
_BOOKS = frozenset({"petition", "legal_case", "letter"})
Numbers = Callable[[str, int], int]


@dataclass(frozen=True, slots=True)
class Part:
    """A table whose rows belong to a petition: which column names which table's row."""

    table: Table
    refers: Mapping[str, str]


def _part(model: Any, **refers: str) -> Part:  # noqa: ANN401 - a declarative class
    return Part(model.__table__, refers)


#: In an order in which every row is written after those it refers to.
PARTS = (
    _part(Subject),
    _part(Case, id="subject"),
    _part(Petition, id="subject", case_id="subject"),
    _part(Party, petition_id="subject"),
    _part(BlindMark, petition_id="subject"),
    _part(Attachment, petition_id="subject"),
    _part(RedactedCopy, petition_id="subject"),
    _part(PerformedAct, subject_id="subject"),
    _part(Proposal, subject_id="subject"),
    _part(Obligation, subject_id="subject"),
    _part(ClockPause, subject_id="subject"),
    _part(Deadline, subject_id="subject"),
    _part(ClockExtension, deadline_id="deadline"),
    _part(Escalation, deadline_id="deadline"),
    _part(IssuedLetter, subject_id="subject"),
    _part(Notice, subject_id="subject"),
)


@dataclass(frozen=True, slots=True)
class Original:
    """One petition worked through the real services: all its rows, and its entries in order."""

    rows: Mapping[str, list[Row]]
    entries: list["Told"]
    sender: Identity
    words: Words
    #: retyped copies without who denounces, by the hash in their row
    retyped: Mapping[str, str]
    #: what its documents are drawn from, by their uid
    contexts: Mapping[UUID, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as its service drafted it."""

    subject: UUID
    kind: str
    type: str
    actor: str
    unit: str | None
    register: RegisterNumber | None
    #: JSON text, because names in it are replaced by their new ones
    data: str
    sealed: bool


@dataclass(slots=True)
class Copy:
    """New names for one original, given as they are asked for."""

    ids: Callable[[str], int]
    number: Numbers
    known: dict[tuple[str, int], int] = field(default_factory=dict)
    uids: dict[UUID, UUID] = field(default_factory=dict)
    registers: dict[RegisterNumber, RegisterNumber] = field(default_factory=dict)

    def rows(self, part: Part, originals: list[Row]) -> list[Row]:
        return [self._row(part, row) for row in originals]

    def _row(self, part: Part, row: Row) -> Row:
        name = part.table.name
        new = dict(row)
        if "id" not in part.refers:
            new["id"] = self._id(name, row["id"])
        for column, table in part.refers.items():
            if row[column] is not None:
                new[column] = self._id(table, row[column])
        if "uid" in row:
            new["uid"] = self.uid(row["uid"])
        if "code_hash" in row:
            new["code_hash"] = secrets.token_bytes(32)
        return new

    def _id(self, table: str, old: int) -> int:
        if (table, old) not in self.known:
            self.known[table, old] = self.ids(table)
        return self.known[table, old]

    def uid(self, old: UUID) -> UUID:
        return self.uids.setdefault(old, uuid4())

    def register(self, old: RegisterNumber) -> RegisterNumber:
        """The number a copy takes in the same book and year."""
        if old not in self.registers:
            self.registers[old] = RegisterNumber(
                old.book, old.year, self.number(old.book, old.year)
            )
        return self.registers[old]

    def numbered(self, table: str, row: Row) -> Row:
        """The row with the number its copy was given in the register."""
        if row.get("number") is None or table not in _BOOKS:
            return row
        old = RegisterNumber(row.get("book", CASES), row["year"], row["number"])
        return row | {"number": self.registers[old].number}

    def retold(self, text: str) -> str:
        """The data of an entry with every identifier replaced by the copy's."""
        for old, new in self.uids.items():
            text = text.replace(old.hex, new.hex)
        return text
