"""An act under way, as its particular effects see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.roles import Actor
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.workflows.rows import Act

#: What the history adds to the entry of the act.
Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Doing:
    """An act under way."""

    session: Session
    subject: Subject
    act: Act
    actor: Actor
    now: datetime


def petition_of(doing: Doing) -> Petition:
    if not isinstance(doing.subject, Petition):
        msg = f"{doing.act.action} is an act on petitions"
        raise TypeError(msg)
    return doing.subject


def case_of(doing: Doing) -> Case:
    if not isinstance(doing.subject, Case):
        msg = f"{doing.act.action} is an act on cases"
        raise TypeError(msg)
    return doing.subject


def agency_named(doing: Doing, name: str) -> Agency:
    """The agency stated with the act, if it exists on that day."""
    agency = doing.session.scalars(
        select(Agency).where(Agency.code == doing.act.data[name])
    ).one_or_none()
    if agency is None or not agency.in_force(doing.act.on):
        msg = "Chọn một cơ quan trong danh sách."
        raise InvalidInputError(name, msg)
    return agency
