"""Answers carried back from a vault on a network of its own: believed when the history knows them.

A signature tells who wrote an answer, not that it belongs here: one of another installation, or a
copy of one that was read, has a good signature too. So its leaf must be that of an announced
reading, and stand in one file alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from feedback.domain.identity_proofs import OPENED
from feedback.models.entry import Entry
from feedback.vault import bundles
from feedback.vault.bundles import Answer, BadBundleError


@dataclass(frozen=True, slots=True)
class CarriedBack:
    """A file that came back: the answer, or in a sentence why it is none."""

    name: str
    answer: Answer | None
    refusal: str = ""


def read(session: Session, folder: Path, key: Ed25519PublicKey) -> Iterator[CarriedBack]:
    """What lies there, the oldest first; nothing where nothing was ever carried."""
    known: set[str] = set()
    for path in bundles.waiting(folder) if folder.is_dir() else ():
        try:
            answer = bundles.answer_in(path, key)
            _refuse(session, path.name, answer, known)
        except BadBundleError as error:
            yield CarriedBack(path.name, None, str(error))
            continue
        known.add(answer.leaf)
        yield CarriedBack(path.name, answer)


def _refuse(session: Session, name: str, answer: Answer, known: set[str]) -> None:
    if answer.leaf in known:
        raise BadBundleError(f"{name}: lần mở này đã có câu trả lời ở tệp khác.")
    if not _announced(session, answer.leaf):
        raise BadBundleError(f"{name}: lịch sử ở đây không có lần mở này.")


def _announced(session: Session, leaf: str) -> bool:
    try:
        hashed = bytes.fromhex(leaf)
    except ValueError:
        return False
    known = exists().where(Entry.leaf == hashed, Entry.type == OPENED)
    return bool(session.scalar(select(known)))
