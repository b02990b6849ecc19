"""Whose cosignatures make a checkpoint count: a policy file (c2sp.org/tlog-policy).

Each line is a log, a witness, a group of witnesses, or the one quorum. Names are octets that mean
nothing outside the file; they are compared, never folded.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from feedback.domain.history.cosignature import Cosignature, cosignatures
from feedback.domain.history.note import COSIGNATURE, ED25519, MalformedNoteError, NoteKey

NONE: Final = "none"
_ALLOWED: Final = frozenset("\t\n" + "".join(map(chr, range(0x20, 0x7F))))
#: What a witness reached over the network says at once, it says of the log as it is just then.
_ONLINE: Final = ("https://", "http://")


class MalformedPolicyError(ValueError):
    """A file that is no policy; the message names the line."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody whose cosignatures are known, and where to ask."""

    key: NoteKey
    url: str = ""

    @property
    def online(self) -> bool:
        """Whether it answers while it is asked; a witness of files answers whenever it can."""
        return self.url.startswith(_ONLINE)


@dataclass(slots=True)
class Policy:
    """The rule which checkpoints count."""

    logs: list[NoteKey] = field(default_factory=list)
    witnesses: dict[str, Witness] = field(default_factory=dict)
    groups: dict[str, tuple[int, Sequence[str]]] = field(default_factory=dict)
    quorum: str = ""

    def cosignatures(self, note: str) -> list[Cosignature]:
        """Those of the witnesses of this policy; errors as of a note."""
        return cosignatures(note, {name: one.key for name, one in self.witnesses.items()})

    def satisfied_by(self, witnesses: Collection[str]) -> bool:
        """Whether cosignatures of these make a checkpoint count."""
        return self.quorum == NONE or self._seen(self.quorum, witnesses)

    def _seen(self, name: str, witnesses: Collection[str]) -> bool:
        if name in self.witnesses:
            return name in witnesses
        least, members = self.groups[name]
        return sum(self._seen(member, witnesses) for member in members) >= least


#: Of a log that nobody else looks at: its own signature is all there is.
NO_WITNESSES: Final = Policy(quorum=NONE)


def read_policy(content: bytes, key: Callable[[str, bytes], NoteKey]) -> Policy:
    """Read a policy strictly; ``key`` makes what checks from a line and the use of the key."""
    text = content.decode("utf-8", "surrogateescape")
    if not all(sign in _ALLOWED or ord(sign) >= 0x80 for sign in text):  # noqa: PLR2004 - ASCII ends
        raise MalformedPolicyError("a control character")
    reader = _Reader(key)
    for number, line in enumerate(text.split("\n"), 1):
        words = line.replace("\t", " ").split(" ")
        try:
            reader.read([word for word in words if word])
        except (MalformedNoteError, ValueError) as error:
            raise MalformedPolicyError(f"line {number}: {error}") from error
    if not reader.policy.quorum:
        raise MalformedPolicyError("no quorum")
    return reader.policy


class _Reader:
    """Takes the lines one by one: a name must be known before it is used."""

    def __init__(self, key: Callable[[str, bytes], NoteKey]) -> None:
        self.policy = Policy()
        self._key = key
        self._members: set[str] = set()

    def read(self, words: Sequence[str]) -> None:
        match words:
            case []:
                return
            case [first, *_] if first.startswith("#"):
                return
            case ["log", line] | ["log", line, _]:
                self.policy.logs.append(self._new_key(line, ED25519, self.policy.logs))
            case ["witness", name, line, *url] if len(url) <= 1:
                known = [witness.key for witness in self.policy.witnesses.values()]
                self._new_name(name)
                made = self._new_key(line, COSIGNATURE, known)
                self.policy.witnesses[name] = Witness(made, *url)
            case ["group", name, least, *members] if members:
                self._group(name, least, members)
            case ["quorum", name] if not self.policy.quorum:
                if name != NONE:
                    self._known(name)
                self.policy.quorum = name
            case _:
                raise ValueError("no line of a policy")

    def _group(self, name: str, least: str, members: Sequence[str]) -> None:
        self._new_name(name)
        for member in members:
            self._known(member)
            if member in self._members:
                raise ValueError(f"{member} is a member twice")
            self._members.add(member)
        self.policy.groups[name] = (_least(least, len(members)), members)

    def _new_name(self, name: str) -> None:
        if name == NONE or name in self.policy.witnesses or name in self.policy.groups:
            raise ValueError(f"the name {name} is taken")

    def _known(self, name: str) -> None:
        if name not in self.policy.witnesses and name not in self.policy.groups:
            raise ValueError(f"{name} is not defined above")

    def _new_key(self, line: str, kind: bytes, known: Sequence[NoteKey]) -> NoteKey:
        key = self._key(line, kind)
        if any(key.public == other.public for other in known):
            raise ValueError("the same public key twice")
        return key


def _least(word: str, members: int) -> int:
    """How many of a group must have cosigned."""
    if word in {"all", "any"}:
        return members if word == "all" else 1
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= members):
        raise ValueError(f"no number of members: {word}")
    return int(word)
