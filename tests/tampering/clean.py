"""A whole history in memory: log, tables, checkpoints, cosignatures, secrets, the vault's count.

Made at random, always the same for a seed. What is sound here must be called sound; operators then
do to it what somebody with every right on the database could do.
"""

import json
from base64 import b64encode
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nhan_chung.note import Head, cosigner

from feedback.domain.history.chain import Placed, place_all
from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.domain.history.entries import Draft, stamp
from feedback.domain.history.merkle import root_of
from feedback.services.log.log_key import signer
from tests.generated_logs import START, Office, flat

ORIGIN = "tiengnoi.example/nhat-ky"
SIGNER = signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), ORIGIN)
WITNESS = cosigner("thanh-tra.example/w", Ed25519PrivateKey.from_private_bytes(b"w" * 32))
POLICY = f"witness thanh-tra {WITNESS.line} https://thanh-tra.example/\nquorum thanh-tra\n"


@dataclass
class History:
    """Everything a verifier is given, as lists that can be tampered with."""

    random: Random
    drafts: list[Draft]
    rows: dict[str, dict]
    counters: dict[str, int]
    #: sizes that were sealed, each with the time at which the witness last saw it as the newest
    seen: dict[int, object]
    entries: list[list] = field(default_factory=list)
    size: int = 0
    notes: list[str] = field(default_factory=list)
    secrets: list[list] = field(default_factory=list)
    openings: list[str] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def copy(self):
        return replace(self, **{name: deepcopy(getattr(self, name)) for name in LISTS})


LISTS = ("rows", "counters", "entries", "notes", "secrets", "openings", "gone", "drafts", "seen")


def clean(seed: int) -> History:
    """A sound history of some twenty entries, sealed and witnessed at a few sizes."""
    random = Random(seed)  # noqa: S311 - the same histories every time
    office = Office(random, random.randrange(3, 7))
    drafts = _slowly(random, _with_secrets(random, office.drafts(random.randrange(14, 26))))
    size = len(drafts)
    sealed = sorted({size, *random.sample(range(4, size), 3)})
    history = History(random, drafts, office.rows, office.counters, {})
    for head in sealed:
        last = drafts[head - 1].at
        behind = drafts[head].at if head < size else last + timedelta(minutes=9)
        history.seen[head] = last + (behind - last) * 0.9
    return write(history)


def _with_secrets(random, drafts):
    """Some entries commit to something; now and then an identity is read, and one is erased."""
    for draft in drafts:
        if random.random() < 0.25:
            yield replace(draft, confidential=random.randbytes(20))
        else:
            yield draft
        if random.random() < 0.12:
            yield replace(draft, type="identity_opened", data={}, register=None)
        elif random.random() < 0.05:
            yield replace(draft, type="identity_erased", data={}, register=None)


def _slowly(random, drafts):
    """Between two entries pass up to five minutes."""
    at, slow = START, []
    for draft in drafts:
        at += timedelta(milliseconds=random.randrange(1_000, 300_000))
        slow.append(replace(draft, at=at))
    return slow


def write(history: History) -> History:
    """Place, hash, seal and witness what the drafts say: every rule inside then holds."""
    placed = placed_of(history.drafts)
    history.entries = [record(one) for one in placed]
    history.size = len(placed)
    history.secrets = [
        [one.index, one.salt.hex(), b64encode(one.draft.confidential).decode()]
        for one in placed
        if one.salt
    ]
    history.openings = _counted(placed)
    history.notes = [sealed(history.entries, size, at) for size, at in history.seen.items()]
    erased = {one.draft.subject for one in placed if one.draft.type == "identity_erased"}
    history.gone = [one.index for one in placed if one.salt and one.draft.subject in erased]
    return history


def placed_of(drafts) -> list[Placed]:
    salt = iter(range(1, 1_000_000))
    return list(
        place_all(
            drafts, first_index=0, links={}, earliest=START,
            new_salt=lambda size: next(salt).to_bytes(size),
        )
    )  # fmt: skip


def record(one: Placed) -> list:
    """An entry as the export tells it."""
    register = one.draft.register
    number = [register.book, register.year, register.number] if register else [None] * 3
    columns = [one.draft.subject.hex, one.seq, one.draft.kind, one.draft.type, stamp(one.at)]
    return ["entry", one.index, *columns, *number, one.leaf.hex(), one.body.decode()]


def sealed(entries, size, at, root=None) -> str:
    """A head signed by the log, and cosigned at that time."""
    root = root or root_of(bytes.fromhex(entry[-2]) for entry in entries[:size])
    note = sign_checkpoint(Checkpoint(ORIGIN, size, root), SIGNER)
    text = note.rpartition("\n\n")[0] + "\n"
    return note + WITNESS.cosign(Head(ORIGIN, size, root, text), int(at.timestamp()))


def _counted(placed) -> list[str]:
    """The vault's own count of what it opened: one announcement was never read."""
    leaves = [one.leaf.hex() for one in placed if one.draft.type == "identity_opened"]
    return count_of(leaves[: max(len(leaves) - 1, 1)])


def count_of(leaves) -> list[str]:
    lines, before = [], "0" * 64
    for number, leaf in enumerate(leaves, 1):
        lines.append(json.dumps({"leaf": leaf, "n": number, "prev": before}))
        before = sha256(lines[-1].encode()).hexdigest()
    return lines


def _sent(entry, gone):
    """Bytes in hexadecimal digits, and whether the salt is still there."""
    return [*entry[:-1], entry[-1].encode().hex(), entry[1] not in gone]


def export(history: History) -> list[str]:
    """The lines of ``flask history export --all``."""
    records = [
        ["log", 2],
        *(_sent(entry, history.gone) for entry in history.entries),
        ["size", history.size],
        *(["counter", book, 2026, last] for book, last in history.counters.items()),
        *(["row", uid, flat(row)] for uid, row in history.rows.items()),
    ]
    return [json.dumps(one) for one in [*records, ["end", len(records)]]]
