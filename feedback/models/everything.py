"""Every table, imported once so that the metadata is whole (migrations and the application)."""

from feedback.models import (
    act,
    agency,
    case,
    days,
    deadline,
    entry,
    incoming,
    letter,
    obligation,
    outbox,
    petition,
    register,
    subject,
    target_period,
)

__all__ = [
    "act",
    "agency",
    "case",
    "days",
    "deadline",
    "entry",
    "incoming",
    "letter",
    "obligation",
    "outbox",
    "petition",
    "register",
    "subject",
    "target_period",
]
