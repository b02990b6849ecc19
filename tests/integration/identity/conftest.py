"""A denunciation under the small province's inspectorate, two keepers, and a vault."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.domain.history.note import NoteKey
from feedback.domain.identity_proofs import Papers
from feedback.domain.identity_reading import Wish
from feedback.domain.petitions import Kind
from feedback.domain.roles import Actor, Role
from feedback.extensions import db
from feedback.models.agency import Agency, PostHolding, UserAccount
from feedback.models.entry import Entry
from feedback.models.identity_reading import IdentityOpening
from feedback.models.petition import Petition
from feedback.services.ground.transaction import transaction
from feedback.services.identity import identity_readings, identity_requests
from feedback.services.identity.identity_vaults import log_key
from feedback.services.lodging.submission import submit
from feedback.services.log import sealing
from feedback.settings.frozen import Settings
from feedback.vault.custodian import Custodian
from feedback.vault.identity_vault import Carried, Opened
from feedback.vault.keys import KeyRing
from feedback.vault.locked_key import Effort, PassphraseLock, lock
from tests.factories import a_lodging, make_person, read_province
from tests.hostile_parts import HTML, picture
from tests.papers import PDF, on_its_way
from tests.passwords import HASH
from tests.worlds import stories

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
WHY = "Cần gặp người tố cáo để làm rõ hai biên nhận tiền."
PASSPHRASE = PassphraseLock("bốn từ chỉ để thử két", Effort(8, 1, 1))
KEEPERS = (("giu1", "Lương Thị Kín"), ("giu2", "Hà Văn Khóa"))


def people(app: Flask) -> dict[str, Any]:
    """Two keepers, a chief inspector, and one denunciation that the commune holds."""
    with app.app_context():
        session = db.session()
        inspectorate = session.scalars(select(Agency).where(Agency.code == "TTT")).one()
        for username, name in KEEPERS:
            make_person(session, username, name, Role.CUSTODIAN, inspectorate)
        make_person(session, "chanhthanhtra", "Nghiêm Trọng Cẩn", Role.INSPECTOR, inspectorate)
        session.flush()
        session.execute(update(UserAccount).values(password_hash=HASH))
        chief = session.scalars(select(UserAccount).filter_by(username="chanhthanhtra")).one()
        session.add(
            PostHolding(
                agency_id=inspectorate.id, post="head", user_id=chief.id,
                first_day=inspectorate.in_force_from,
            )
        )  # fmt: skip
        session.commit()
        keys = KeyRing(app.extensions["settings"].keys_dir)
        told = {
            "name": "Nguyễn Thị Kín Đáo",
            "against": "Ông Trần Văn B, cán bộ địa chính xã",
            "files": (
                on_its_way(PDF, "đơn tay của Kín Đáo.pdf"),
                on_its_way(picture("PNG") + HTML, "ảnh chụp.png", "image/png"),
            ),
        }
        officer = read_province(session).commune_officer
        lodging, day = a_lodging(Kind.DENUNCIATION, **told), NOW - timedelta(days=3)
        return {"petition": submit(lodging, keys, day, officer=officer), "code": lodging.code}


beginning, denounced = stories(denounced=people)


def seal(settings: Settings, now: datetime = NOW) -> None:
    """What the sealer does."""
    with transaction() as session:
        sealing.seal(
            session,
            directory=settings.checkpoints_dir,
            key=KeyRing(settings.keys_dir).history_key,
            origin=settings.history_origin,
            now=now,
        )


@dataclass
class Room:
    """The people of a reading, and what the sealer and the vault do."""

    session: Session
    settings: Settings
    petition: int
    code: str

    def actor(self, username: str) -> Actor:
        row = self.session.execute(
            select(UserAccount, Agency.code)
            .join(Agency, Agency.id == UserAccount.agency_id)
            .where(UserAccount.username == username)
        ).one()
        person, code = row
        return Actor(Role(person.role), f"user:{person.id}", person.id, person.agency_id, code)

    def ask(self, username: str = "giu1", now: datetime = NOW, **otherwise: Any) -> int:
        told = {"reason": "verification", "explanation": WHY, "fields": ("name", "phone")}
        petition = otherwise.pop("petition", self.petition)
        wish = Wish(**(told | otherwise))
        return identity_requests.ask(petition, wish, self.actor(username), now)

    def decide(self, request: int, username: str = "giu2", now: datetime = NOW,
               *, approved: bool = True, said: str = "") -> None:  # fmt: skip
        actor = self.actor(username)
        identity_requests.decide(request, approved=approved, said=said, actor=actor, now=now)

    def announce(self, request: int, username: str = "giu1", now: datetime = NOW) -> int:
        return identity_readings.announce(request, "identity", self.actor(username), now)

    def seal(self, now: datetime = NOW) -> None:
        seal(self.settings, now)

    def read(self, opening: int, vault: Any, username: str = "giu1", now: datetime = NOW) -> Any:
        return identity_readings.read(opening, self.actor(username), vault, self.log, now)

    @property
    def log(self) -> NoteKey:
        return log_key(self.settings)

    def openings(self) -> list[IdentityOpening]:
        return list(self.session.scalars(select(IdentityOpening).order_by(IdentityOpening.id)))


@pytest.fixture
def room(session: Session, settings: Settings, denounced: dict[str, Any]) -> Room:
    return Room(session, settings, denounced["petition"], denounced["code"])


@pytest.fixture
def vault_folder(tmp_path: Path, settings: Settings) -> Path:
    """The locked key that belongs to the public half the petition was sealed to."""
    folder = tmp_path / "vault"
    raw = bytes.fromhex((settings.keys_dir / "custodian_private").read_text())
    lock(folder, X25519PrivateKey.from_private_bytes(raw), PASSPHRASE)
    (folder / "log_key").write_text(log_key(settings).as_text())
    return folder


@dataclass
class NearVault:
    """A vault in this process, on the day of the test."""

    custodian: Custodian
    now: datetime = NOW

    def open(self, papers: Papers, envelope: bytes) -> Opened | Carried:
        return Opened(self.custodian.open(papers, envelope, self.now))

    def unlocked_until(self) -> datetime | None:
        return self.custodian.unlocked_until(self.now)


@pytest.fixture
def vault(vault_folder: Path, settings: Settings) -> NearVault:
    custodian = Custodian(vault_folder, log_key(settings))
    custodian.unlock(PASSPHRASE, NOW)
    return NearVault(custodian)


Entries = Callable[[], list[str]]


@pytest.fixture
def entries(session: Session, denounced: dict[str, Any]) -> Entries:
    """Names of the petition's entries, in the order of its chain."""
    return lambda: entries_of(session, denounced["petition"])


def entries_of(session: Session, petition: int) -> list[str]:
    uid = session.get_one(Petition, petition).uid
    types = select(Entry.type).where(Entry.subject == uid).order_by(Entry.seq)
    return list(session.scalars(types))
