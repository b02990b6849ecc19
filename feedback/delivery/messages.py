"""What the house tells people, before a channel puts it into words.

A message says that something waits and where, never what is in it: notices lie on desks and mails
pass through strangers' servers. A confidential file is not even named by its number.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelReached:
    """A deadline climbed the ladder; for the one who answers for it."""

    level: str
    #: the day it truly was reached
    on: date
    #: register number; empty for a confidential file
    number: str
    #: what the law limits
    limit: str
    due_on: date


@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """A document for the citizen can be read on the tracking page; not even which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRead:
    """Somebody opened who denounced; for those who supervise. Neither of whom nor by whom."""

    #: as a clock in Vietnam showed it
    at: datetime


#: What goes by mail.
Mailed = LevelReached | DocumentIssued | IdentityRead


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """A document lost its number before it was issued; for the officer who drafted it."""

    #: register number; empty for a confidential file
    number: str
    title: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDelivered:
    """A document did not reach a recipient; for the officer who drafted it."""

    #: register number; empty for a confidential file
    number: str
    title: str
    reason: str
    next_step: str
