"""One petition as the law looks at it, from what the tracking page has read anyway.

So the page offers its reader no act that would be refused.
"""

from collections.abc import Sequence
from typing import Any

from feedback.domain.clock import civil_day
from feedback.domain.lodging import Channel
from feedback.domain.petitions import DoneAct, Facts, SubjectKind, documents
from feedback.models.act import PerformedAct
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject


def facts_of(
    petition: Petition,
    current: Subject,
    acts: Sequence[PerformedAct],
    deadlines: Sequence[Deadline],
    letters: Sequence[IssuedLetter],
    held: Any,  # noqa: ANN401 - a row of the statement above
) -> Facts:
    own = [act for act in acts if act.subject_id == current.id]
    return Facts(
        subject=current.subject_kind,
        kind=current.kind,
        state=current.state,
        received_on=civil_day(current.received_at),
        accepted_on=current.accepted_on if isinstance(current, Case) else None,
        paused_for=current.paused_for,
        signed=petition.signed and current.subject_kind is SubjectKind.PETITION,
        anonymous=petition.anonymous,
        online=petition.channel == Channel.WEB and current.subject_kind is SubjectKind.PETITION,
        transfers=petition.transfers,
        urgency=current.urgency,
        second=petition.earlier_case_id is not None,
        joint=held.joint,
        crowd=current.crowd,
        followed=held.followed,
        level=held.level if isinstance(current, Case) else "",
        acts={act.action: DoneAct(act.happened_on, act.data) for act in own},
        **documents((one.name, one.issued_at is not None) for one in letters if not one.voided_at),
        closing_dates={one.rule: one.due_legal for one in deadlines},
        running=frozenset(one.rule for one in deadlines if one.state == "open"),
    )
