"""Checkpoints that a verification may build on, and what witnesses said of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from feedback.domain.history.checkpoint import Checkpoint, open_checkpoint
from feedback.domain.history.note import (
    ForgedNoteError,
    MalformedNoteError,
    NoteKey,
    UntrustedNoteError,
)
from feedback.domain.history.policy import Policy
from feedback.domain.history.report import Finding, Report, Rule
from feedback.domain.history.witness_times import Seen


@dataclass(slots=True)
class KnownHeads:
    """Heads our key signed, and when a witness of the policy saw one."""

    heads: list[Checkpoint] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    #: the greatest head that has all the cosignatures the policy asks for
    witnessed: int = 0


def trusted_heads(
    report: Report, notes: Sequence[str], key: NoteKey | None, policy: Policy
) -> KnownHeads:
    """Open every note; a forged one is a finding, a stranger's only a doubt.

    The same head may come in several notes, each with the word of another witness.
    """
    known, words = KnownHeads(), defaultdict[Checkpoint, set[str]](set)
    for number, note in enumerate(notes, 1):
        if key is None:
            report.doubts.append(
                "có điểm kiểm tra nhưng không được cho khóa công khai để kiểm chữ ký"
            )
            break
        try:
            head = open_checkpoint(note, key)
            found = policy.cosignatures(note)
        except ForgedNoteError:
            sentence = f"điểm kiểm tra thứ {number} mang chữ ký giả hoặc đã bị sửa"
            report.add(Finding(Rule.SIGNATURE, sentence))
        except (UntrustedNoteError, MalformedNoteError):
            report.doubts.append(f"điểm kiểm tra thứ {number} không phải do khóa này ký")
        else:
            known.heads.append(head)
            words[head] |= {one.witness for one in found}
            known.seen += [
                Seen(head.size, one.at, at_once=policy.witnesses[one.witness].online)
                for one in found
            ]
    enough = [head.size for head, said in words.items() if policy.satisfied_by(said)]
    known.witnessed = max(enough, default=0) if policy.witnesses else 0
    return known
