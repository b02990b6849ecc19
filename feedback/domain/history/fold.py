"""The present state of a petition or case, recomputed from its entries.

This is the other half of every table that says how things stand: whoever edits a row leaves the
entries as they were, and the two no longer agree. Members of ``data`` that count:

==================  ================================================================================
``act``             with ``from``, ``to``, and once ``procedure``, ``edition``: a step of the
                    workflow; ``from`` is null for the first
``agency, person``  who holds it now: an agency code, ``user:7`` or null
``opened``          deadlines ``{id, limit, start, raw, legal}``
``moved``           new due dates ``{id, raw, legal}``; null while the clock stands still
``closed``          deadlines ``{id, how}``, ``how`` being met or void
==================  ================================================================================

The types ``escalated`` (``deadline, level, to, due``), ``letter_approved`` (``letter, name`` and
the register number), ``letter_rendered``, ``letter_signed`` and ``letter_issued`` (``letter,
sha256``) and ``letter_voided`` (``letter``) write what their names say. Any other register number
is that of the subject itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from feedback.domain.history.entries import ParsedEntry, RegisterNumber, stamp


class ContradictionError(ValueError):
    """An entry that cannot follow the ones before it; the sentence is for people."""


@dataclass(frozen=True, slots=True)
class DeadlineFact:
    limit: str
    start: str
    raw: str | None
    legal: str | None
    state: str = "open"


@dataclass(frozen=True, slots=True)
class EscalationFact:
    to: str
    due: str


@dataclass(frozen=True, slots=True)
class LetterFact:
    name: str
    register: RegisterNumber | None
    #: hashes of the file as it was rendered, signed by the person, sealed by the agency
    rendered: str | None = None
    signed: str | None = None
    issued: str | None = None
    voided: bool = False


@dataclass(slots=True)
class SubjectState:
    """How a subject stands: folded from entries, or read from the tables."""

    kind: str
    state: str | None = None
    procedure: str | None = None
    edition: str | None = None
    agency: str | None = None
    person: str | None = None
    register: RegisterNumber | None = None
    deadlines: dict[str, DeadlineFact] = field(default_factory=dict)
    escalations: dict[str, EscalationFact] = field(default_factory=dict)
    letters: dict[str, LetterFact] = field(default_factory=dict)

    def facts(self) -> Iterator[tuple[str, object]]:
        """Every single fact under a name of its own."""
        for name in PLAIN:
            yield name, getattr(self, name)
        for name in GROUPS:
            for key, fact in getattr(self, name).items():
                yield f"{name} {key}", fact


PLAIN = ("kind", "state", "procedure", "edition", "agency", "person", "register")
GROUPS = ("deadlines", "escalations", "letters")


@dataclass(slots=True)
class Folded:
    """A state, and the index of the entry that last touched each fact."""

    state: SubjectState
    since: dict[str, int] = field(default_factory=dict)
    newest: int = 0


def start(kind: str) -> Folded:
    """Before the first entry."""
    return Folded(SubjectState(kind))


def fold(folded: Folded, entry: ParsedEntry, index: int) -> None:
    """Take in the next entry of the subject.

    Raises ``ContradictionError``; what of the entry made sense is taken in.
    """
    folded.newest = index
    try:
        _fold(folded, entry, index)
    except ContradictionError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ContradictionError(f"thiếu hoặc sai dữ liệu: {error}") from error


def _fold(folded: Folded, entry: ParsedEntry, index: int) -> None:
    _holder(folded, entry.data, index)
    if entry.type in _BY_TYPE:
        _BY_TYPE[entry.type](folded, entry, index)
    elif entry.register is not None:
        _set(folded, "register", entry.register, index)
    _deadlines(folded, entry.data, index)
    if "act" in entry.data:
        _step(folded, entry.data, index)


def _set(folded: Folded, name: str, value: object, index: int) -> None:
    setattr(folded.state, name, value)
    folded.since[name] = index


def _holder(folded: Folded, data: dict[str, Any], index: int) -> None:
    for name in ("agency", "person"):
        if name in data:
            _set(folded, name, data[name], index)


def _step(folded: Folded, data: dict[str, Any], index: int) -> None:
    before = folded.state.state
    for name in ("procedure", "edition"):
        if name in data:
            _set(folded, name, data[name], index)
    _set(folded, "state", data["to"], index)
    if data["from"] != before:
        raise ContradictionError(
            f"bước “{data['act']}” đi từ trạng thái “{data['from']}”, "
            f"nhưng theo lịch sử hồ sơ đang ở “{before}”"
        )


def _deadlines(folded: Folded, data: dict[str, Any], index: int) -> None:
    known = folded.state.deadlines
    for item in data.get("opened", ()):
        if item["id"] in known:
            raise ContradictionError(f"thời hạn {item['id']} được mở hai lần")
        known[item["id"]] = DeadlineFact(item["limit"], item["start"], item["raw"], item["legal"])
        folded.since[f"deadlines {item['id']}"] = index
    for item in data.get("moved", ()):
        fact = _open(known, item["id"])
        known[item["id"]] = replace(fact, raw=item["raw"], legal=item["legal"])
        folded.since[f"deadlines {item['id']}"] = index
    for item in data.get("closed", ()):
        known[item["id"]] = replace(_open(known, item["id"]), state=item["how"])
        folded.since[f"deadlines {item['id']}"] = index


def _open(known: dict[str, DeadlineFact], uid: str) -> DeadlineFact:
    fact = known.get(uid)
    if fact is None or fact.state != "open":
        raise ContradictionError(f"thời hạn {uid} không đang mở")
    return fact


Step = Callable[[Folded, ParsedEntry, int], None]


def _escalated(folded: Folded, entry: ParsedEntry, index: int) -> None:
    data = entry.data
    key = f"{data['deadline']}/{data['level']}"
    if key in folded.state.escalations:
        raise ContradictionError(f"báo cáo vượt cấp {key} được ghi hai lần")
    if data["deadline"] not in folded.state.deadlines:
        raise ContradictionError(f"báo cáo vượt cấp cho thời hạn lạ {data['deadline']}")
    due = stamp(datetime.fromisoformat(data["due"]))
    folded.state.escalations[key] = EscalationFact(data["to"], due)
    folded.since[f"escalations {key}"] = index


def _letter_approved(folded: Folded, entry: ParsedEntry, index: int) -> None:
    uid = entry.data["letter"]
    if uid in folded.state.letters:
        raise ContradictionError(f"văn bản {uid} được duyệt hai lần")
    folded.state.letters[uid] = LetterFact(entry.data["name"], entry.register)
    folded.since[f"letters {uid}"] = index


def _letter_filed(member: str) -> Step:
    """A new file of a letter, under the name of what was done to it."""

    def step(folded: Folded, entry: ParsedEntry, index: int) -> None:
        _letter_changed(folded, entry, index, **{member: entry.data["sha256"]})

    return step


def _letter_voided(folded: Folded, entry: ParsedEntry, index: int) -> None:
    _letter_changed(folded, entry, index, voided=True)


def _letter_changed(folded: Folded, entry: ParsedEntry, index: int, **changes: Any) -> None:  # noqa: ANN401 - members of any type
    uid = entry.data["letter"]
    if uid not in folded.state.letters:
        raise ContradictionError(f"văn bản {uid} chưa được duyệt")
    folded.state.letters[uid] = replace(folded.state.letters[uid], **changes)
    folded.since[f"letters {uid}"] = index


_BY_TYPE: dict[str, Step] = {
    "escalated": _escalated,
    "letter_approved": _letter_approved,
    "letter_rendered": _letter_filed("rendered"),
    "letter_signed": _letter_filed("signed"),
    "letter_issued": _letter_filed("issued"),
    "letter_voided": _letter_voided,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact on which the entries and the tables disagree; ``index`` wrote or should have."""

    name: str
    recorded: object
    found: object
    index: int


def differences(folded: Folded, found: SubjectState) -> Iterator[Difference]:
    """Facts that differ, in the order in which the entries wrote them."""
    recorded, present = dict(folded.state.facts()), dict(found.facts())
    names = [name for name in recorded | present if recorded.get(name) != present.get(name)]
    for name in sorted(names, key=lambda name: folded.since.get(name, folded.newest)):
        index = folded.since.get(name, folded.newest)
        yield Difference(name, recorded.get(name), present.get(name), index)
