"""The receipt file of a citizen: a proof whose extra data is the very entry of their lodging.

Two lines: the bytes of the entry as they were hashed; then, where the entry commits to what was
sent and the salt was not destroyed, that salt in hex. With their own words and the salt the sender
can show what they sent (docs/history.md). No name, no contact and no receipt code is in it: an
entry holds none (``feedback.domain.history.entries``).
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from feedback.domain.history.checkpoint import Checkpoint
from feedback.domain.history.cosignature import Cosignature
from feedback.domain.history.entries import MalformedEntryError, ParsedEntry, parse
from feedback.domain.history.merkle import leaf_hash
from feedback.domain.history.note import (
    ForgedNoteError,
    MalformedNoteError,
    NoteKey,
    UntrustedNoteError,
)
from feedback.domain.history.policy import NO_WITNESSES, Policy
from feedback.domain.history.tlog_proof import (
    AnotherFileError,
    MalformedProofError,
    NotIncludedError,
    TlogProof,
    read_proof,
    verified,
)

_SALT = re.compile(rb"[0-9a-f]{64}")
_REFUSALS = (
    MalformedProofError,
    MalformedEntryError,
    MalformedNoteError,
    UntrustedNoteError,
    NotIncludedError,
)


class Verdict(StrEnum):
    """What a file proves, from best to worst."""

    PROVEN = "proven"
    #: proven by the file, and denied by the log as it is now: evidence against us
    CONTRADICTED = "contradicted"
    NOT_INCLUDED = "not_included"
    FORGED = "forged"
    FOREIGN = "foreign"
    MALFORMED = "malformed"
    ANOTHER_FILE = "another_file"


#: What is no receipt at all and says nothing, true or false.
UNREADABLE = frozenset({Verdict.MALFORMED, Verdict.ANOTHER_FILE})

VERDICT_WORDS = {
    Verdict.PROVEN: "Mục này có trong nhật ký",
    Verdict.CONTRADICTED: "Tệp đúng, nhưng nhật ký hiện nay không còn khớp với tệp",
    Verdict.NOT_INCLUDED: "Tệp không chứng minh được: nội dung đã bị sửa",
    Verdict.FORGED: "Chữ ký trong tệp không đúng",
    Verdict.FOREIGN: "Không có chữ ký của nhật ký này",
    Verdict.MALFORMED: "Tệp bị cắt cụt hoặc đã bị sửa, không đọc được. Tải lại rồi chọn tệp mới.",
    Verdict.ANOTHER_FILE: "Đây không phải tệp bằng chứng. Chọn tệp có đuôi .tlog-proof.",
}
#: Said of a proof whose head no witness has seen, or too few.
NOT_WITNESSED = "Chưa đối chứng: chưa đủ nhân chứng độc lập xác nhận lần niêm phong này."
MEANINGS = {
    Verdict.PROVEN: "Chữ ký của nhật ký đúng, và mục trong tệp không sai một chữ.",
    Verdict.CONTRADICTED: (
        "Hãy giữ kỹ tệp này và báo Thanh tra tỉnh: nhật ký đã bị thay đổi sau khi ký."
    ),
    Verdict.NOT_INCLUDED: "Chữ ký đúng, nhưng mục trong tệp không dẫn tới nhật ký đã ký.",
    Verdict.FORGED: "Tệp ghi tên nhật ký này, nhưng không do khóa của nhật ký ký.",
    Verdict.FOREIGN: (
        "Tệp do nơi khác ký, hoặc ký bằng khóa khác. Trang này không nói được gì về tệp."
    ),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found; entry and head only where they were proven."""

    verdict: Verdict
    index: int = 0
    leaf: bytes = b""
    entry: ParsedEntry | None = None
    head: Checkpoint | None = None
    #: what witnesses of the policy said of the head
    cosignatures: Sequence[Cosignature] = ()
    #: whether they are enough for the policy; without witnesses in it nobody is asked
    witnessed: bool = False
    #: why, for whoever looks closer
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        told: dict[str, Any] = {"verdict": self.verdict.value, "reason": self.reason}
        if self.entry is None or self.head is None:
            return told
        entry, head = self.entry, self.head
        return told | {
            "index": self.index,
            "leaf": self.leaf.hex(),
            "type": entry.type,
            "at": entry.at,
            "register": entry.register and asdict(entry.register),
            "checkpoint": {"origin": head.origin, "size": head.size, "root": head.root.hex()},
            "cosignatures": {one.witness: one.at.isoformat() for one in self.cosignatures},
            "witnessed": self.witnessed,
        }

    def as_text(self) -> str:
        """For people at a terminal."""
        said = [VERDICT_WORDS[self.verdict]]
        if self.entry is not None and self.head is not None:
            head = self.head
            said += [
                f"mục {self.index}, {self.entry.type}, ghi lúc {self.entry.at}",
                f"mã băm {self.leaf.hex()}",
                f"trong nhật ký {head.origin}, {head.size} mục, gốc {head.root.hex()}",
                "giờ niêm phong không ghi trong tệp: hỏi nơi giữ checkpoint có gốc này",
                *(
                    f"nhân chứng {one.witness} đã thấy lúc {one.at:%d/%m/%Y %H:%M:%S} (giờ quốc tế)"
                    for one in self.cosignatures
                ),
                *([] if self.witnessed else [NOT_WITNESSED]),
            ]
        return "\n".join([*said, *([f"({self.reason})"] if self.reason else [])])


def evidence(
    index: int, body: bytes, salt: bytes | None, path: list[bytes], note: str
) -> TlogProof:
    """The receipt file of an entry."""
    lines = [body] if salt is None else [body, salt.hex().encode()]
    return TlogProof(index, tuple(path), note, b"".join(line + b"\n" for line in lines))


def check(content: bytes, key: NoteKey, policy: Policy = NO_WITNESSES) -> Checked:
    """What the bytes prove under the key and the policy that the caller pinned; never an error."""
    try:
        proof = read_proof(content)
        body = body_of(proof.extra)
        entry, leaf = parse(body), leaf_hash(body)
        head = verified(proof, leaf, key)
        found = policy.cosignatures(proof.checkpoint)
    except _REFUSALS as error:
        return Checked(_verdict(error), reason=str(error))
    witnessed = bool(policy.witnesses) and policy.satisfied_by([one.witness for one in found])
    return Checked(Verdict.PROVEN, proof.index, leaf, entry, head, found, witnessed)


def body_of(extra: bytes) -> bytes:
    """The bytes of the entry; extra data of another shape is refused."""
    body, *rest = extra.split(b"\n")
    match rest:
        case [b""]:
            return body
        case [salt, b""] if _SALT.fullmatch(salt):
            return body
    raise MalformedProofError("the extra data is not an entry and its salt")


def _verdict(error: Exception) -> Verdict:
    match error:
        case AnotherFileError():
            return Verdict.ANOTHER_FILE
        case ForgedNoteError():
            return Verdict.FORGED
        case UntrustedNoteError():
            return Verdict.FOREIGN
        case NotIncludedError():
            return Verdict.NOT_INCLUDED
        case _:
            return Verdict.MALFORMED
