"""One file as the law looks at it, from the rows an officer's page has read anyway."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import RowMapping

from feedback.domain.clock import civil_day
from feedback.domain.lodging import Channel
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind, documents
from feedback.domain.service_of_documents import Sent
from feedback.domain.service_of_documents import facts_of as facts_of_deliveries
from feedback.extensions import current_settings
from feedback.models.letter import Stage
from feedback.queries.file_parts import Clock, Done, Letter, Paper


def facts_of(
    head: RowMapping,
    paper: Paper,
    acts: Sequence[Done],
    letters: Sequence[Letter],
    clocks: Sequence[Clock],
    deliveries: Sequence[Sent],
) -> Facts:
    """What the law's conditions may ask, from the rows already read.

    A test compares it with ``feedback.services.subject.subjects.facts_of``, by which acts are
    judged.
    """
    is_petition = head["subject_kind"] == SubjectKind.PETITION
    dates: dict[str, date | None] = {}
    for clock in clocks:
        known = dates.get(clock.rule)
        dates[clock.rule] = max(known, clock.due) if known and clock.due else clock.due or known
    return Facts(
        subject=SubjectKind(head["subject_kind"]),
        kind=Kind(head["kind"]),
        state=head["state"],
        received_on=civil_day(head["received_at"]),
        accepted_on=head["accepted_on"],
        paused_for=head["paused_for"],
        signed=is_petition and paper.signed,
        anonymous=is_petition and paper.anonymous,
        online=is_petition and paper.channel == Channel.WEB,
        transfers=paper.transfers if is_petition else 0,
        urgency=head["urgency"],
        second=paper.earlier_case_id is not None,
        joint=head["joint"],
        crowd=head["crowd"],
        redacted=head["kind"] == Kind.DENUNCIATION and head["made_at"] is not None,
        followed=head["followed"],
        level="" if is_petition else head["agency_level"],
        acts={a.action: DoneAct(a.on, a.data) for a in acts if a.subject_id == head["id"]},
        **documents(
            (one.name, one.stage is Stage.ISSUED)
            for one in letters
            if one.stage is not Stage.VOIDED
        ),
        closing_dates=dates,
        running=frozenset(clock.rule for clock in clocks if clock.state == "open"),
        **facts_of_deliveries(deliveries, current_settings().portal_service),
    )
