"""What the vault demands before it opens anything: proofs that the history already says so.

Each step of a reading is an entry of the petition's chain; the vault gets the entries with their
proofs of inclusion and believes nothing else. The key of the log is pinned in the vault's own
configuration. So nobody reads what the history does not tell, whoever asks and whatever the
application believes: reading without the entry would need the key that signs the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from feedback.domain.errors import DomainError
from feedback.domain.history import evidence
from feedback.domain.history.entries import ParsedEntry
from feedback.domain.history.evidence import Verdict
from feedback.domain.history.note import NoteKey
from feedback.domain.identity_reading import (
    APPROVAL_LASTS,
    EMERGENCY_LASTS,
    HOUR,
    PAPERS,
    PER_HOUR,
    SHOWN_FOR,
)
from feedback.domain.roles import Role

REQUESTED, APPROVED = "identity_requested", "identity_approved"
REFUSED, OPENED = "identity_refused", "identity_opened"
REVIEWED = "identity_reviewed"
#: What of a petition is opened: the sealed record of who sent it, or one of its papers.
IDENTITY, FILE = "identity", "file "
#: Clocks of two machines may differ by this.
SKEW = timedelta(seconds=60)

_DECIDERS = frozenset({Role.CUSTODIAN, Role.INSPECTOR, Role.HEAD})


class Refusal(StrEnum):
    """Why the vault stays shut."""

    LOCKED = "locked"
    UNPROVEN = "unproven"
    WRONG_ENTRY = "wrong_entry"
    OTHER_PETITION = "other_petition"
    OTHER_REQUEST = "other_request"
    NOT_APPROVED = "not_approved"
    SAME_PERSON = "same_person"
    OTHER_READER = "other_reader"
    NOT_ASKED_FOR = "not_asked_for"
    OUT_OF_ORDER = "out_of_order"
    TOO_OLD = "too_old"
    USED = "used"
    TOO_MANY = "too_many"
    UNOPENABLE = "unopenable"


REFUSAL_WORDS = {
    Refusal.LOCKED: "Két đang khóa. Người giữ bí mật danh tính phải mở khóa trước.",
    Refusal.UNPROVEN: "Không có bằng chứng đúng rằng nhật ký đã ghi.",
    Refusal.WRONG_ENTRY: "Mục nhật ký đưa ra không phải là bước này của việc xem.",
    Refusal.OTHER_PETITION: "Mục nhật ký thuộc về đơn khác.",
    Refusal.OTHER_REQUEST: "Các mục nhật ký không cùng một yêu cầu.",
    Refusal.NOT_APPROVED: "Chưa có người thứ hai phê duyệt.",
    Refusal.SAME_PERSON: "Người phê duyệt chính là người yêu cầu.",
    Refusal.OTHER_READER: "Người xem không phải người yêu cầu.",
    Refusal.NOT_ASKED_FOR: "Phần này không có trong yêu cầu.",
    Refusal.OUT_OF_ORDER: "Các bước không theo đúng thứ tự trong nhật ký.",
    Refusal.TOO_OLD: "Đã quá thời gian được xem.",
    Refusal.USED: "Mục nhật ký này đã dùng để mở một lần rồi.",
    Refusal.TOO_MANY: f"Quá {PER_HOUR} đơn trong một giờ. Két tạm dừng với người này.",
    Refusal.UNOPENABLE: "Phong bì không mở được: không dành cho khóa này, hoặc đã bị sửa.",
}


class VaultRefusedError(DomainError):
    """The vault stays shut; ``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(REFUSAL_WORDS[reason])
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Papers:
    """What is laid before the vault: each a proof as ``feedback.domain.history.evidence`` makes."""

    petition: UUID
    #: the field of the envelope's place
    what: str
    requested: bytes
    #: None for an emergency
    approved: bytes | None
    opened: bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening, as the vault counts it."""

    at: datetime
    #: pseudonym of who reads
    reader: str
    petition: UUID
    request: str
    what: str
    #: of the entry ``identity_opened``: its place in the log and its leaf
    index: int
    leaf: bytes
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    entry: ParsedEntry
    index: int
    leaf: bytes

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.entry.at)

    @property
    def request(self) -> object:
        return self.entry.data.get("request")


def proven_opening(
    papers: Papers,
    key: NoteKey,
    now: datetime,
    before: Sequence[Opening],
    *,
    within: timedelta = SHOWN_FOR,
) -> Opening:
    """The opening that the papers prove; ``VaultRefusedError`` at the first rule that is broken.

    ``before`` is everything this vault ever opened, by its own count; ``within`` how long after the
    announcement it still opens, longer where papers are carried to another machine.
    """
    requested = _step(papers, papers.requested, REQUESTED, key)
    opened = _step(papers, papers.opened, OPENED, key)
    _same_request(requested, opened)
    agreed = _agreed(papers, requested, opened, key)
    _demand(opened.entry.actor == requested.entry.actor, Refusal.OTHER_READER)
    fields = _asked_for(papers.what, requested, opened)
    _demand(-SKEW <= now - opened.at <= within, Refusal.TOO_OLD)
    opening = Opening(
        at=now,
        reader=opened.entry.actor,
        petition=papers.petition,
        request=str(opened.request),
        what=papers.what,
        index=opened.index,
        leaf=opened.leaf,
        fields=fields,
    )
    _fits(opening, opened.at - agreed, requested, before)
    return opening


def _step(papers: Papers, proof: bytes, type_: str, key: NoteKey) -> _Step:
    checked = evidence.check(proof, key)
    if checked.verdict is not Verdict.PROVEN or checked.entry is None:
        raise VaultRefusedError(Refusal.UNPROVEN)
    _demand(checked.entry.type == type_, Refusal.WRONG_ENTRY)
    _demand(checked.entry.subject == papers.petition.hex, Refusal.OTHER_PETITION)
    return _Step(checked.entry, checked.index, checked.leaf)


def _same_request(one: _Step, other: _Step) -> None:
    _demand(bool(one.request) and one.request == other.request, Refusal.OTHER_REQUEST)
    _demand(one.index < other.index and one.at <= other.at, Refusal.OUT_OF_ORDER)


def _agreed(papers: Papers, requested: _Step, opened: _Step, key: NoteKey) -> datetime:
    """Since when the reading was allowed: by a second person, or by the danger itself."""
    if papers.approved is None:
        alone = requested.entry.data.get("emergency") is True
        keeper = requested.entry.data.get("role") == Role.CUSTODIAN
        _demand(alone and keeper, Refusal.NOT_APPROVED)
        return requested.at
    approved = _step(papers, papers.approved, APPROVED, key)
    _same_request(requested, approved)
    _same_request(approved, opened)
    _demand(approved.entry.actor != requested.entry.actor, Refusal.SAME_PERSON)
    _demand(approved.entry.data.get("role") in _DECIDERS, Refusal.NOT_APPROVED)
    return approved.at


def _asked_for(what: str, requested: _Step, opened: _Step) -> tuple[str, ...]:
    """The fields that were asked for; the entry of the opening must name the very envelope."""
    _demand(opened.entry.data.get("what") == what, Refusal.NOT_ASKED_FOR)
    fields = tuple(str(each) for each in requested.entry.data.get("fields", ()))
    papers_too = PAPERS in fields
    names = any(each != PAPERS for each in fields)
    asked = papers_too if what.startswith(FILE) else names and what == IDENTITY
    _demand(asked, Refusal.NOT_ASKED_FOR)
    return fields


def _fits(opening: Opening, waited: timedelta, requested: _Step, before: Sequence[Opening]) -> None:
    """Once for each entry, fifteen minutes for each request, so many petitions in an hour."""
    _demand(opening.leaf not in {each.leaf for each in before}, Refusal.USED)
    first = min((each.at for each in before if each.request == opening.request), default=None)
    if first is None:
        emergency = requested.entry.data.get("emergency") is True
        _demand(waited <= (EMERGENCY_LASTS if emergency else APPROVAL_LASTS), Refusal.TOO_OLD)
        _demand(not _flood(opening, before), Refusal.TOO_MANY)
    else:
        _demand(opening.at - first <= SHOWN_FOR, Refusal.TOO_OLD)


def _flood(opening: Opening, before: Sequence[Opening]) -> bool:
    recent = {
        each.request
        for each in before
        if each.reader == opening.reader and opening.at - each.at < HOUR
    }
    return len(recent) >= PER_HOUR


def _demand(kept: bool, reason: Refusal) -> None:  # noqa: FBT001 - a rule and what it is called
    if not kept:
        raise VaultRefusedError(reason)
