"""Notices of an officer: read once, kept for ever."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from feedback.domain.roles import Actor
from feedback.models.outbox import Notice
from feedback.services.ground.transaction import transaction


def mark_read(actor: Actor, notices: Sequence[int], now: datetime) -> int:
    """Note that the officer saw these notices of theirs; returns how many were new."""
    with transaction() as session:
        read = session.scalars(
            update(Notice)
            .where(Notice.id.in_(notices), Notice.user_id == actor.user_id)
            .where(Notice.read_at.is_(None))
            .values(read_at=now)
            .returning(Notice.id)
        ).all()
    return len(read)
