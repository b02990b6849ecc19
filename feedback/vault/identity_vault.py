"""How the application asks for an identity: three ways to keep the vault, one question.

The vault is a process beside it, or lies on a machine of an independent network to which bundles
are carried (Luật Bảo vệ bí mật nhà nước 117/2025/QH15, Điều 5). A token or a card is no third way
to ask, but another way to lock the vault's key (``feedback.vault.locked_key``).
"""

import base64
import json
import socket
import struct
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from feedback.domain.errors import DomainError
from feedback.domain.identity_proofs import Papers, Refusal, VaultRefusedError

#: The largest paper a citizen may send, in an envelope, as base64, with proofs beside it.
LARGEST = 160_000_000
_LENGTH = struct.Struct(">I")


class VaultAwayError(DomainError):
    """Nobody answers where the vault should be."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Plaintext, for one answer to one person."""

    plain: bytes


@dataclass(frozen=True, slots=True)
class Carried:
    """A bundle was laid out, to be read on another machine; nothing of it comes back readable."""

    name: str


class IdentityVault(Protocol):
    """Where identities are opened."""

    def open(self, papers: Papers, envelope: bytes) -> Opened | Carried:
        """``VaultRefusedError`` with the vault's reason, ``VaultAwayError``."""

    def unlocked_until(self) -> datetime | None:
        """Until when it can open; None while it is locked, or not ours to ask."""


class VaultProcess:
    """The vault as a process of its own, behind a socket of its machine."""

    def __init__(self, address: Path, patience: float = 20.0) -> None:
        self._address, self._patience = address, patience

    def open(self, papers: Papers, envelope: bytes) -> Opened | Carried:
        answer = self._ask({"do": "open", **written(papers), "envelope": _spelt(envelope)})
        return Opened(base64.b64decode(answer["plain"]))

    def unlocked_until(self) -> datetime | None:
        until = self._ask({"do": "state"})["until"]
        return None if until is None else datetime.fromisoformat(until)

    def count(self) -> int:
        return int(self._ask({"do": "state"})["count"])

    def unlock(self, secret: str) -> datetime:
        """For the command a keeper runs beside the vault; no page ever asks for the secret."""
        return datetime.fromisoformat(self._ask({"do": "unlock", "secret": secret})["until"])

    def lock(self) -> None:
        self._ask({"do": "lock"})

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(self._patience)
                connection.connect(str(self._address))
                send(connection, question)
                answer = receive(connection)
        except (OSError, ValueError) as error:
            raise VaultAwayError("Két danh tính không trả lời. Hãy báo quản trị viên.") from error
        if "refused" in answer:
            raise VaultRefusedError(Refusal(answer["refused"]))
        return answer


def written(papers: Papers) -> dict[str, Any]:
    """Papers as JSON carries them; proofs are text already."""
    return {
        "petition": papers.petition.hex,
        "what": papers.what,
        "requested": papers.requested.decode(),
        "approved": papers.approved.decode() if papers.approved is not None else None,
        "opened": papers.opened.decode(),
    }


def papers_in(told: dict[str, Any]) -> Papers:
    """Papers read back; ``KeyError``, ``ValueError`` or ``AttributeError`` where they are none."""
    approved = told["approved"]
    return Papers(
        UUID(told["petition"]),
        str(told["what"]),
        told["requested"].encode(),
        approved.encode() if approved is not None else None,
        told["opened"].encode(),
    )


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    """One message: its length in four bytes, then JSON."""
    content = json.dumps(message).encode()
    connection.sendall(_LENGTH.pack(len(content)) + content)


def receive(connection: socket.socket) -> dict[str, Any]:
    """One message; ``ValueError`` for what is none, or too long."""
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size))
    if length > LARGEST:
        raise ValueError("a message longer than any envelope")
    message = json.loads(_exactly(connection, length))
    if not isinstance(message, dict):
        raise ValueError("no object")  # noqa: TRY004 - one error for whatever is no message
    return message


def _exactly(connection: socket.socket, length: int) -> bytes:
    content = bytearray()
    while len(content) < length:
        piece = connection.recv(min(length - len(content), 1 << 20))
        if not piece:
            raise ValueError("the other side left in the middle of a message")
        content += piece
    return bytes(content)


def _spelt(content: bytes) -> str:
    return base64.b64encode(content).decode()
