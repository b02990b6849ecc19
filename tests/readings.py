"""A log in memory with the steps of one reading, and the proofs a vault is shown of them."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from feedback.domain.history import evidence
from feedback.domain.history.chain import Link, Placed, place_all
from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.domain.history.entries import Draft
from feedback.domain.history.merkle import root_of
from feedback.domain.history.note import NoteKey
from feedback.domain.history.proof import inclusion
from feedback.domain.identity_proofs import APPROVED, IDENTITY, OPENED, REQUESTED, Papers
from feedback.services.log.log_key import signer
from feedback.vault.envelope import Place, close

ORIGIN = "feedback.quangninh/history"
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
RECORD = {
    "form_of_address": "bà",
    "name": "Nguyễn Thị Kín",
    "address": "thôn Đồng Mạ, xã Tiên Yên",
    "phone": "0912 345 678",
    "email": "",
    "identity_number": "022180001234",
}
CUSTODIAN = X25519PrivateKey.generate()


@dataclass
class Log:
    """What the sealer signed: entries in their order, one head over all of them."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    origin: str = ORIGIN
    placed: list[Placed] = field(default_factory=list)
    _links: dict[UUID, Link] = field(default_factory=dict)

    @property
    def pinned(self) -> NoteKey:
        return signer(self.key, self.origin).key

    def write(
        self, petition: UUID, type_: str, data: Mapping[str, Any], actor: str, at: datetime
    ) -> Placed:
        draft = Draft(petition, "petition", type_, at, actor, "TTT", data)
        earliest = self.placed[-1].at if self.placed else datetime.min.replace(tzinfo=UTC)
        placed = place_all(
            [draft], first_index=len(self.placed), links=self._links, earliest=earliest,
            new_salt=secrets.token_bytes,
        )  # fmt: skip
        self.placed += placed
        return self.placed[-1]

    def proof(self, placed: Placed) -> bytes:
        leaves = [each.leaf for each in self.placed]
        head = Checkpoint(self.origin, len(leaves), root_of(leaves))
        note = sign_checkpoint(head, signer(self.key, self.origin))
        path = inclusion(leaves, placed.index)
        return evidence.evidence(placed.index, placed.body, None, path, note).as_text().encode()


@dataclass
class Reading:
    """Everything about one reading that a test may want otherwise."""

    petition: UUID = field(default_factory=uuid4)
    request: str = "a" * 32
    reader: str = "user:1"
    approver: str = "user:2"
    approver_role: str = "custodian"
    reader_role: str = "custodian"
    fields: tuple[str, ...] = ("name", "phone")
    emergency: bool = False
    asked_at: datetime = NOW - timedelta(hours=2)
    approved_at: datetime = NOW - timedelta(hours=1)
    opened_at: datetime = NOW
    what: str = IDENTITY

    def papers(self, log: Log, **otherwise: Any) -> Papers:
        """Its steps written into the log, and the proofs of them."""
        asked = log.write(
            self.petition,
            REQUESTED,
            {
                "request": self.request,
                "reason": "danger" if self.emergency else "verification",
                "fields": list(self.fields),
                "emergency": self.emergency,
                "role": self.reader_role,
            },
            self.reader,
            self.asked_at,
        )
        agreed = None if self.emergency else self.approve(log)
        opened = self.open(log)
        shown = {
            "petition": self.petition,
            "what": self.what,
            "requested": log.proof(asked),
            "approved": agreed and log.proof(agreed),
            "opened": log.proof(opened),
        }
        return Papers(**(shown | otherwise))

    def approve(self, log: Log) -> Placed:
        data = {"request": self.request, "role": self.approver_role}
        return log.write(self.petition, APPROVED, data, self.approver, self.approved_at)

    def open(self, log: Log, **otherwise: Any) -> Placed:
        data = {"request": self.request, "what": self.what} | otherwise
        return log.write(self.petition, OPENED, data, self.reader, self.opened_at)

    @property
    def envelope(self) -> bytes:
        return envelope_of(self.petition, self.what)


def envelope_of(petition: UUID, what: str = IDENTITY) -> bytes:
    """What the application closed for the custodian."""
    content = json.dumps(RECORD, ensure_ascii=False).encode() if what == IDENTITY else b"%PDF-1.7"
    return close(content, [CUSTODIAN.public_key()], Place(petition, what))
