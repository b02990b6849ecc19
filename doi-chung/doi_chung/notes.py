"""Checkpoints (V1), what witnesses signed below them, and whose word counts.

c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature and tlog-policy, with Ed25519. The caller
pins keys with their names: none comes with the data.
"""

import json
import re
from base64 import b64decode
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from doi_chung.entry import ForgedError

SIGNATURE = r"— ([^+\s]+) ([A-Za-z0-9+/]+=*)\n"
SIGNATURES = re.compile(f"(?:{SIGNATURE}){{1,16}}")
HEAD = re.compile(r"[^\n]+\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n([^\n]+\n)*")
IN_A_LINE = re.compile(r'"note": ?("(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*")')
LOG, WITNESS = b"\x01", b"\x04"
Seen = tuple[str, int]


class Key(NamedTuple):
    name: str
    mark: bytes
    kind: bytes
    public: Ed25519PublicKey

    def signed(self, text: str, signatures: str) -> list[int]:
        """Its signatures of a text, each as the seconds since 1970 that it tells, or as 0."""
        times = []
        for name, encoded in re.findall(SIGNATURE, signatures):
            mark, signature, said = (raw := b64decode(encoded))[:4], raw[4:], text
            if (name, mark) == (self.name, self.mark):
                times.append(0)
                if self.kind == WITNESS:
                    times[-1], signature = int.from_bytes(signature[:8]), signature[8:]
                    said = f"cosignature/v1\ntime {times[-1]}\n{text}"
                try:
                    self.public.verify(signature, said.encode())
                except InvalidSignature as error:
                    raise ForgedError("chữ ký giả hoặc nội dung đã bị sửa") from error
        return times


def read_key(line: str, kind: bytes = LOG) -> Key:
    """The line ``name+mark+base64`` as it was published."""
    name, mark, rest = [*line.strip().split("+", 2), "", ""][:3]
    expected = sha256(name.encode() + b"\n" + (raw := b64decode(rest, validate=True))).digest()[:4]
    if not name or raw[:1] != kind or expected.hex() != mark:
        raise ValueError("khóa công khai không khớp với tên, mã hoặc việc của nó")
    return Key(name, expected, kind, Ed25519PublicKey.from_public_bytes(raw[1:]))


def read_notes(path: Path) -> list[str]:
    """The note of a file, or those of a file of JSON lines."""
    text = path.read_bytes().decode("utf-8", "replace")
    return [json.loads(note) for note in IN_A_LINE.findall(text)] or [text]


def open_note(note: str, key: Key | None) -> tuple[str, str]:
    """The text the key signed under its name, and all signatures; strangers' are ignored here."""
    text, _, signatures = note.rpartition("\n\n")
    signed = SIGNATURES.fullmatch(signatures) and key and key.signed(f"{text}\n", signatures)
    if not signed or key is None:
        raise ValueError("không phải ghi chú mang chữ ký của khóa được cho")
    if text.partition("\n")[0] != key.name:
        raise ForgedError("ghi chú của nhật ký khác")
    return f"{text}\n", signatures


class Policy(NamedTuple):
    witnesses: dict[str, Key]
    #: those who answer while they are asked: they say that nothing more was there at that moment
    online: set[str]
    #: how many of whom; also ``none``, which is nobody, and ``quorum``
    groups: dict[str, tuple[int, list[str]]]

    def satisfied(self, names: Collection[str], group: str = "quorum") -> bool:
        least, members = self.groups.get(group, (1, []))
        return group in names or least <= sum(self.satisfied(names, one) for one in members)


NOBODY = Policy({}, set(), {"none": (0, []), "quorum": (1, ["none"])})


def read_policy(text: str) -> Policy:
    """Strictly: nobody is named, trusted or counted twice; ``ValueError`` names a line."""
    policy, counted = Policy({}, set(), {"none": (0, [])}), list[str]()
    for line in text.split("\n"):
        known = {*policy.witnesses, *policy.groups}
        match [word for word in re.split("[ \t]", line) if word]:
            case ["witness", name, key, *url] if name not in known and not url[1:]:
                policy.witnesses[name] = read_key(key, WITNESS)
                policy.online.update(name for at in url if at.startswith(("https:", "http:")))
            case ["group", name, least, *among] if name not in known and known >= {*among}:
                count = {"all": len(among), "any": 1}.get(least) or int(least)
                policy.groups[name], counted = (count, among), [*counted, *among]
                if not 1 <= count <= len(among) or len(counted) > len({*counted}):
                    raise ValueError(line)
            case ["quorum", name] if "quorum" not in known and name in known:
                policy.groups["quorum"] = 1, [name]
            case [first, *_] if first != "log" and first[0] != "#":
                raise ValueError(line)
    keys = {key.public.public_bytes_raw() for key in policy.witnesses.values()}
    if "quorum" not in policy.groups or len(keys) < len(policy.witnesses):
        raise ValueError("chính sách nhân chứng thiếu quorum, hoặc có một khóa hai lần")
    return policy


def open_head(note: str, key: Key | None, policy: Policy) -> tuple[int, bytes, list[Seen]]:
    """Size and root that the key signed for its log, and who of the policy saw them when."""
    text, signatures = open_note(note, key)
    if not (head := HEAD.fullmatch(text)):
        raise ValueError("không phải điểm kiểm tra")
    keys = policy.witnesses.items()
    seen = [(name, time) for name, key in keys for time in key.signed(text, signatures)]
    return int(head[1]), b64decode(head[2]), seen
