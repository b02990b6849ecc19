"""Forgetting what nobody will come back for."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from feedback.models.petition import Draft
from feedback.services.transaction import transaction

#: A form left for longer is begun anew; its answers were readable by the citizen's cookie only.
DRAFTS_KEPT = timedelta(days=30)


def forget_old_drafts(now: datetime) -> int:
    """Delete drafts untouched for too long; how many there were."""
    with transaction() as session:
        old = delete(Draft).where(Draft.updated_at < now - DRAFTS_KEPT).returning(Draft.key_hash)
        return len(session.scalars(old).all())
