"""Who leads the province's inspectorate: asked by the policy and by the rules of identities."""

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, or_

from feedback.domain.roles import Role
from feedback.models.agency import Agency, PostHolding

_agency, _post = Agency.__table__.c, PostHolding.__table__.c


def leads(
    user_id: SQLColumnExpression[Any],
    role: SQLColumnExpression[Any],
    agency_id: SQLColumnExpression[Any],
) -> ColumnElement[bool]:
    """Whether this is the head of the inspectorate, or holds a leading post there today."""
    holds = exists(_post.id).where(
        _post.user_id == user_id, _post.agency_id == _agency.id, _post.last_day.is_(None)
    )
    return exists(_agency.id).where(
        and_(_agency.id == agency_id, _agency.level == "inspectorate"),
        or_(role == Role.HEAD, holds),
    )
