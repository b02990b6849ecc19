"""Folder exchange: bundles carried to a vault on an independent network, answers carried back.

State secrets may not lie on a networked machine but in an "independent LAN" (Luật Bảo vệ bí mật nhà
nước 117/2025/QH15, Điều 5 khoản 2; whether names of denouncers are such the province has to say).
A bundle holds what a vault demands, papers and envelope, and travels one way in its folder; an
answer travels in another and holds no name: that it was read, and what the keeper wrote of it.
Either is signed by its side and checked by the other, whose public key was brought by hand.
"""

import base64
import json
import os
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from feedback.domain.identity_proofs import Papers
from feedback.vault.identity_vault import Carried, Opened, papers_in, written

OUT, IN = "out", "in"
BUNDLE, ANSWER = "feedback identity bundle v1", "feedback identity answer v1"
#: Names of our own making; a carrier may hold anything else beside them.
_NAME = re.compile(r"(?:yeu-cau|tra-loi)-[0-9a-f]{16}\.json")
LONGEST_WORDS = 2000


class BadBundleError(Exception):
    """No bundle, or not signed by whom it should be; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What goes out: what the vault demands, and what it shall open."""

    papers: Papers
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back: nothing that tells who it was."""

    #: of the entry that announced the reading
    leaf: str
    #: the vault's own count after it
    count: int
    at: datetime
    #: what the keeper wrote
    words: str


class Outbox:
    """The application's side: it lays bundles out and never sees what they opened."""

    def __init__(self, folder: Path, key: Ed25519PrivateKey) -> None:
        self._folder, self._key = folder, key

    def open(self, papers: Papers, envelope: bytes) -> Opened | Carried:
        told = {**written(papers), "envelope": base64.b64encode(envelope).decode()}
        name = f"yeu-cau-{secrets.token_hex(8)}.json"
        write(self._folder / name, BUNDLE, told, self._key)
        return Carried(name)

    def unlocked_until(self) -> datetime | None:
        return None


def bundle_in(path: Path, key: Ed25519PublicKey) -> Bundle:
    told = read(path, BUNDLE, key)
    try:
        return Bundle(papers_in(told), base64.b64decode(told["envelope"], validate=True))
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise BadBundleError(f"{path.name}: thiếu phần phải có.") from error


def put_answer(folder: Path, asked: str, answer: Answer, key: Ed25519PrivateKey) -> Path:
    """Lay an answer out under the name of what was asked."""
    told = {
        "leaf": answer.leaf,
        "count": answer.count,
        "at": answer.at.isoformat(),
        "words": answer.words[:LONGEST_WORDS],
    }
    path = folder / asked.replace("yeu-cau-", "tra-loi-")
    write(path, ANSWER, told, key)
    return path


def answer_in(path: Path, key: Ed25519PublicKey) -> Answer:
    told = read(path, ANSWER, key)
    try:
        at = datetime.fromisoformat(told["at"])
        return Answer(str(told["leaf"]), int(told["count"]), at, str(told["words"]))
    except (KeyError, ValueError, TypeError) as error:
        raise BadBundleError(f"{path.name}: thiếu phần phải có.") from error


def waiting(folder: Path) -> list[Path]:
    """What lies in a folder under names of our making, the oldest first."""
    found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file()]
    return sorted(found, key=lambda path: (path.stat().st_mtime, path.name))


def write(path: Path, kind: str, told: dict[str, Any], key: Ed25519PrivateKey) -> None:
    """Body and signature over its very bytes; whole on the disk, or not there."""
    body = json.dumps({"kind": kind, **told}, ensure_ascii=False)
    signed = {"body": body, "signature": key.sign(body.encode()).hex()}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(signed, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def read(path: Path, kind: str, key: Ed25519PublicKey) -> dict[str, Any]:
    """The body, once its signature stands; a bundle is no answer and an answer no bundle."""
    try:
        signed = json.loads(path.read_text(encoding="utf-8"))
        body: str = signed["body"]
        key.verify(bytes.fromhex(signed["signature"]), body.encode())
        told = json.loads(body)
    except InvalidSignature as error:
        raise BadBundleError(f"{path.name}: chữ ký không đúng.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadBundleError(f"{path.name}: không đọc được.") from error
    if not isinstance(told, dict) or told.get("kind") != kind:
        raise BadBundleError(f"{path.name}: không phải loại tệp này.")
    return told
