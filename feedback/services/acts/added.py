"""What a denouncer says from the page of the receipt: sealed like the petition it belongs to.

Officers' acts stay in clear: the conditions of the law are asked of what they state, and most of it
goes into documents.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.roles import Role
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.subject import identities
from feedback.vault.words import added
from feedback.workflows.rows import Act


def sealed(session: Session, subject: Subject, act: Act, now: datetime) -> bytes | None:
    """What an act states, where a denouncer states it; None for all others."""
    if act.role is not Role.CITIZEN or not subject.confidential or not act.data:
        return None
    petition = _leading(session, subject)
    text = json.dumps(dict(act.data), ensure_ascii=False)
    key = identities.key_of(petition)
    return current_texts().seal_text(text, added(act.action, now), key, petition.uid)


def _leading(session: Session, subject: Subject) -> Petition:
    """The petition itself, or the one its case was opened for, whose sender alone acts on it."""
    if isinstance(subject, Petition):
        return subject
    leading = Petition.case_id == subject.id, Petition.joined_to_id.is_(None)
    return session.scalars(select(Petition).where(*leading)).one()


def stated(petition: Petition, act: PerformedAct) -> Mapping[str, str]:
    """What an act of this petition or of its case states, sealed or not."""
    if act.sealed is None:
        return act.data
    stored, field = identities.as_stored(petition, act.sealed), added(act.action, act.recorded_at)
    return current_texts().said(stored, field)
