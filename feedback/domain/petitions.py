"""The frozen facts that the law's conditions are asked about.

A *petition* (đơn) is the paper and runs the intake procedure; a *case* (vụ việc) is the matter and
runs the procedure of its kind. Both are seen by the workflow core as ``Facts``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    COMPLAINT = "complaint"
    DISCIPLINE_COMPLAINT = "complaint_discipline"
    DENUNCIATION = "denunciation"
    RECOMMENDATION = "recommendation"
    REPORT = "report"
    RULE_FEEDBACK = "admin_regulation_feedback"
    VOTER_RECOMMENDATION = "voter_petition"


KIND_TITLES = {
    Kind.COMPLAINT: "Khiếu nại",
    Kind.DISCIPLINE_COMPLAINT: "Khiếu nại quyết định kỷ luật",
    Kind.DENUNCIATION: "Tố cáo",
    Kind.RECOMMENDATION: "Kiến nghị",
    Kind.REPORT: "Phản ánh",
    Kind.RULE_FEEDBACK: "Phản ánh, kiến nghị về quy định hành chính",
    Kind.VOTER_RECOMMENDATION: "Kiến nghị cử tri",
}

#: Luật Khiếu nại 02/2011/QH13 Điều 2 khoản 1: against decisions and acts of the administration, and
#: against decisions of discipline, which have a chapter of their own (Điều 47 to 58).
COMPLAINTS = frozenset({Kind.COMPLAINT, Kind.DISCIPLINE_COMPLAINT})

#: What a web form can be: a denunciation is lodged in writing or in person only
#: (Luật Tố cáo 25/2018/QH14, Điều 22), so online text is information with that content.
LODGED_ONLINE_TITLES = {**KIND_TITLES, Kind.DENUNCIATION: "Thông tin có nội dung tố cáo"}


class SubjectKind(StrEnum):
    PETITION = "petition"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class DoneAct:
    """An act already performed: its day and what was stated with it."""

    on: date
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """A petition or a case at rest, as conditions see it.

    ``acts`` holds the latest act of each name. ``letters`` names the documents that are issued
    (signed, sealed, in force), every one of that name. ``closing_dates`` gives, by rule, the legal
    date of clocks that run or have run.
    """

    subject: SubjectKind
    kind: Kind
    state: str
    received_on: date
    accepted_on: date | None = None
    #: the ground under which the clocks stand still; empty while they run
    paused_for: str = ""
    signed: bool = False
    anonymous: bool = False
    transfers: int = 0
    #: how urgent a report of a thing at a place is; empty for anything else
    urgency: str = ""
    #: a complaint against a decision on a complaint (khiếu nại lần hai)
    second: bool = False
    acts: Mapping[str, DoneAct] = field(default_factory=dict)
    letters: frozenset[str] = frozenset()
    #: documents of which at least one is approved and not issued yet
    unissued: frozenset[str] = frozenset()
    #: documents with a recipient named by themselves whom nobody tried to reach yet
    unattempted: frozenset[str] = frozenset()
    #: the day the complainants are proven to have received the decision
    served_on: date | None = None
    closing_dates: Mapping[str, date | None] = field(default_factory=dict)
    #: rules whose clocks run now
    running: frozenset[str] = frozenset()
    #: came through the web, where a denunciation cannot be lodged
    online: bool = True
    #: several people complain in this case: in one petition, or in several
    joint: bool = False
    #: a petition of the case comes from five people or more
    crowd: bool = False
    #: the decision was complained about again, and that complaint accepted
    followed: bool = False
    #: there is a copy of the denunciation without who denounces (bản lược danh)
    redacted: bool = False
    #: of the agency that settles the case: ``commune``, ``department``, ``province``
    level: str = ""

    @property
    def paused(self) -> bool:
        return bool(self.paused_for)

    def done(self, action: str) -> bool:
        return action in self.acts

    def stated(self, action: str, name: str) -> str:
        """What was stated with an act; empty when the act was not performed or said nothing."""
        return self.acts[action].data.get(name, "") if action in self.acts else ""


def documents(letters: Iterable[tuple[str, bool]]) -> dict[str, Any]:
    """``letters`` and ``unissued`` of ``Facts`` from names and whether each is issued."""
    told = list(letters)
    unissued = frozenset(name for name, issued in told if not issued)
    return {
        "letters": frozenset(name for name, _ in told) - unissued,
        "unissued": unissued,
    }
