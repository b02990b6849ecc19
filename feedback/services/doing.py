"""An act under way, as its particular effects see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from feedback.domain.roles import Actor
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
