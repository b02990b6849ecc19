"""What one person proposes and another decides: the second look at it, and its end."""

from datetime import datetime
from typing import Protocol

from feedback.domain.errors import NotAllowedError, NotLawfulError
from feedback.domain.roles import Actor


class Proposed(Protocol):
    """A row that waits for a second person."""

    state: str
    proposed_by_id: int
    decided_by_id: int | None
    decided_at: datetime | None


def refuse_decided_or_own(proposal: Proposed, waiting: str, user_id: int) -> None:
    """Raise unless it still waits and somebody else proposed it; the row is locked."""
    if proposal.state != waiting:
        raise NotLawfulError("Đề nghị này đã được quyết định.")
    if proposal.proposed_by_id == user_id:
        raise NotAllowedError("Người đề nghị không tự quyết: cần một người thứ hai.")


def decide(proposal: Proposed, state: str, actor: Actor, now: datetime) -> None:
    proposal.state, proposal.decided_by_id, proposal.decided_at = state, actor.user_id, now
