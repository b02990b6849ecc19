"""Lodging as the first act of a file: who did it, which clocks it opens, what the history says."""

import json
from collections.abc import Sequence
from datetime import datetime

from feedback.domain.clock import civil_day
from feedback.domain.history.entries import Draft, RegisterNumber
from feedback.domain.lodging import Channel, Lodging
from feedback.domain.petitions import Facts, SubjectKind
from feedback.domain.roles import Actor
from feedback.models.act import PerformedAct
from feedback.models.petition import Petition
from feedback.services.files.arriving import Arrived
from feedback.workflows.core import Edition, Opening
from feedback.workflows.events import EVENTS
from feedback.workflows.rows import Act

ACTION = "submit"


def performed(petition: Petition, officer: Actor, now: datetime) -> PerformedAct:
    return PerformedAct(
        subject_id=petition.id,
        action=ACTION,
        happened_on=civil_day(petition.received_at),
        recorded_at=now,
        actor_role=officer.role,
        user_id=officer.user_id,
        data={},
    )


def openings(edition: Edition, petition: Petition, officer: Actor) -> tuple[Opening, ...]:
    day = civil_day(petition.received_at)
    online = petition.channel == Channel.WEB
    facts = Facts(
        SubjectKind.PETITION, petition.kind, petition.state, received_on=day, online=online
    )
    act = Act(ACTION, officer.role, day)
    return edition.openings(facts, act)


def entry(
    petition: Petition,
    lodging: Lodging,
    files: Sequence[Arrived],
    officer: Actor,
    desk: str,
    opened: list[dict[str, object]],
    now: datetime,
) -> Draft:
    """What the history says of it; what was sent it only commits to."""
    known_by = [file.known_by for file in files]
    data = {
        "act": ACTION,
        "from": None,
        "to": petition.state,
        "on": civil_day(petition.received_at).isoformat(),
        "procedure": petition.procedure,
        "edition": petition.edition,
        "agency": desk,
        "kind": petition.kind,
        "files": known_by,
        "opened": opened,
        **({"channel": channel} if (channel := lodging.channel) is not Channel.WEB else {}),
    }
    return Draft(
        subject=petition.uid,
        kind=petition.subject_kind,
        type=EVENTS[ACTION],
        at=now,
        actor=officer.pseudonym,
        unit=desk,
        data=data,
        register=RegisterNumber(petition.book, petition.year, petition.number),
        confidential=content_bytes(lodging, known_by),
    )


def content_bytes(lodging: Lodging, files: Sequence[str]) -> bytes:
    """What was sent, as the bytes that the entry commits to under a salt.

    Files stand in it by their hash; a denouncer's by its commitment, for the salt lies in the
    database, and whoever has it could try out papers.
    """
    content = {
        "story": lodging.story,
        "wanted": lodging.wanted,
        "against": lodging.against,
        "files": list(files),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
