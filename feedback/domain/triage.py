"""Which kind of petition a story is, from three answers in everyday words.

Luật Khiếu nại Điều 2 khoản 1: an act or decision that touches one's own rights. Luật Tố cáo Điều 2
khoản 1: a violation of the law by somebody, whoever is harmed. What is neither is a proposal or a
report. A wrong choice does no harm: officers classify again.
"""

from dataclasses import dataclass
from enum import StrEnum

from feedback.domain.petitions import Kind


class Reply(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The kinds that fit, likeliest first. Two with ``separate``: two matters, two petitions."""

    kinds: tuple[Kind, ...]
    separate: bool = False


def suggest(act: Reply, own: Reply, violation: Reply) -> Suggestion:
    """``act``: an agency's, to be changed; ``own``: one's own rights; ``violation``: one named."""
    complains = act is Reply.YES and own is Reply.YES
    if complains and violation is Reply.YES:
        return Suggestion((Kind.COMPLAINT, Kind.DENUNCIATION), separate=True)
    if complains:
        return Suggestion((Kind.COMPLAINT,))
    if violation is Reply.YES:
        return Suggestion((Kind.DENUNCIATION,))
    if act is Reply.YES and own is Reply.UNSURE:
        return Suggestion((Kind.COMPLAINT, Kind.RECOMMENDATION))
    return Suggestion((Kind.REPORT, Kind.RECOMMENDATION))
