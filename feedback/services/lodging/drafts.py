"""A petition while it is being written: kept on the server, readable only with the writer's cookie.

The receipt code is made with the draft, so however often the finished form is sent, it is the same
petition with the same receipt. A draft that was sent forgets the answers and remembers its receipt.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from feedback.domain import vneid
from feedback.domain.lodging import Lodging, WaitingFile
from feedback.domain.petitions import Kind
from feedback.domain.vneid import Asked, Confirmed, Told
from feedback.extensions import db
from feedback.models.petition import Draft
from feedback.services.ground.transaction import transaction
from feedback.vault.codes import new_code
from feedback.vault.locks import LockedError, draft_key_hash, lock, new_key, unlock

#: Unsent drafts are erased after this time; the pages say so.
KEPT_FOR = timedelta(days=30)

_SEALED = select(Draft.sealed, Draft.updated_at).where(Draft.key_hash == bindparam("key_hash"))

_DRAFT = b"draft"
#: Answers that make up a petition, as the fields of ``Lodging`` name them.
TEXTS = (
    "story",
    "wanted",
    "against",
    "place",
    "form_of_address",
    "name",
    "address",
    "phone",
    "email",
    "identity_number",
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What has been answered so far. ``given`` holds JSON values by the names of ``Lodging``."""

    code: str
    kind: Kind
    given: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[WaitingFile, ...] = ()
    #: the petition this became
    petition_id: int | None = None
    #: when the form was opened, in ISO form; unknown for drafts of before this was noted
    began: str = ""
    #: a question open at VNeID, and what it said to the last one
    asked: Asked | None = None
    told: Told | None = None

    @property
    def sent(self) -> bool:
        return self.petition_id is not None

    @property
    def confidential(self) -> bool:
        return self.kind is Kind.DENUNCIATION

    def text(self, name: str) -> str:
        return str(self.given.get(name, ""))

    @property
    def began_at(self) -> datetime | None:
        return datetime.fromisoformat(self.began) if self.began else None

    @property
    def known_on(self) -> date | None:
        told = self.text("known_on")
        return date.fromisoformat(told) if told else None

    @property
    def confirmed(self) -> Confirmed | None:
        """What the petition would record as confirmed by VNeID."""
        fields = self.told.confirms(self.given) if self.told else ()
        if self.told is None or not fields or not vneid.is_offered(self.kind):
            return None
        return Confirmed(self.told.at, fields, self.told.compared)

    def lodging(self) -> Lodging:
        """The petition as it would be sent now."""
        bare = Lodging(
            code=self.code,
            kind=self.kind,
            story=self.text("story"),
            known_on=self.known_on,
            commune_code=self.text("commune_code") or None,
            people=int(self.given.get("people", 1)),
            files=self.files,
            confirmed=self.confirmed,
        )
        said: dict[str, Any] = {name: self.text(name) for name in TEXTS}
        return replace(bare, **said)


def begin(kind: Kind, now: datetime) -> tuple[bytes, Answers]:
    """A new draft with its receipt code; the key is the caller's to hand to the writer."""
    key, answers = new_key(), Answers(new_code(), kind, began=now.isoformat())
    with transaction() as session:
        session.add(
            Draft(key_hash=draft_key_hash(key), sealed=_sealed(answers, key), updated_at=now)
        )
    return key, answers


def read(key: bytes, now: datetime) -> Answers | None:
    """The draft of this key, or None when there is none, or it has been lying for too long."""
    row = db.session().execute(_SEALED, {"key_hash": draft_key_hash(key)}).one_or_none()
    return _opened(row.sealed, row.updated_at, key, now) if row else None


def change(key: bytes, now: datetime, how: Callable[[Answers], Answers]) -> Answers | None:
    """Change a draft under a lock, so that two tabs never undo each other's answers.

    A draft that was sent stays as it is.
    """
    with transaction() as session:
        row = _locked(session, key)
        answers = _opened(row.sealed, row.updated_at, key, now) if row else None
        if row is None or answers is None or answers.sent:
            return answers
        changed = how(answers)
        row.sealed, row.updated_at = _sealed(changed, key), now
        return changed


def answer(key: bytes, now: datetime, given: Mapping[str, Any]) -> Answers | None:
    """Add or replace some answers."""
    return change(key, now, lambda old: replace(old, given={**old.given, **given}))


def of_kind(key: bytes, now: datetime, kind: Kind) -> Answers | None:
    """Choose the kind again; what was written stays, what VNeID filled in only where it may."""

    def chosen(old: Answers) -> Answers:
        if vneid.is_offered(kind):
            return replace(old, kind=kind)
        typed = vneid.without(old.given, old.told) if old.told else old.given
        return replace(old, kind=kind, given=typed, asked=None, told=None)

    return change(key, now, chosen)


def sent_as(key: bytes, now: datetime, petition_id: int) -> Answers | None:
    """Remember the receipt and forget the rest."""
    return change(
        key, now, lambda old: Answers(code=old.code, kind=old.kind, petition_id=petition_id)
    )


def forget(key: bytes) -> None:
    with transaction() as session:
        session.execute(delete(Draft).where(Draft.key_hash == draft_key_hash(key)))


def forget_old(now: datetime) -> int:
    """Erase drafts nobody has touched for thirty days; says how many."""
    with transaction() as session:
        gone = session.scalars(
            delete(Draft).where(Draft.updated_at < now - KEPT_FOR).returning(Draft.key_hash)
        )
        return len(gone.all())


def _locked(session: Session, key: bytes) -> Draft | None:
    return session.scalars(
        select(Draft).where(Draft.key_hash == draft_key_hash(key)).with_for_update()
    ).one_or_none()


def _opened(sealed: bytes, updated_at: datetime, key: bytes, now: datetime) -> Answers | None:
    if updated_at < now - KEPT_FOR:
        return None
    try:
        told = json.loads(unlock(sealed, key, _DRAFT))
    except LockedError:
        return None
    return Answers(
        code=told["code"],
        kind=Kind(told["kind"]),
        given=told["given"],
        files=tuple(WaitingFile(**kept) for kept in told["files"]),
        petition_id=told["petition_id"],
        began=told.get("began", ""),
        asked=Asked(**told["asked"]) if told.get("asked") else None,
        told=Told(**told["told"]) if told.get("told") else None,
    )


def _sealed(answers: Answers, key: bytes) -> bytes:
    return lock(json.dumps(asdict(answers), ensure_ascii=False).encode(), key, _DRAFT)
