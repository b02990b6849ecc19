"""Who leads the province's inspectorate: asked by the policy and by the rules of identities."""

from sqlalchemy import BigInteger, ColumnElement, String, bindparam, exists, or_

from feedback.domain.roles import Role
from feedback.models.agency import Agency, PostHolding

#: Under names of their own, whatever else the statement reads of these tables.
_agency = Agency.__table__.alias("inspectorate").c
_post = PostHolding.__table__.alias("leading").c
_USER, _AGENCY = (bindparam(name, type_=BigInteger) for name in ("user_id", "agency_id"))
_ROLE = bindparam("role", type_=String)


def leads() -> ColumnElement[bool]:
    """Whether who asks is the head of the inspectorate, or holds a leading post there today.

    Asked of ``user_id``, ``role`` and ``agency_id`` as they are given to the statement.
    """
    holds = exists(_post.id).where(
        _post.user_id == _USER, _post.agency_id == _AGENCY, _post.last_day.is_(None)
    )
    return exists(_agency.id).where(
        _agency.id == _AGENCY, _agency.level == "inspectorate", or_(_ROLE == Role.HEAD, holds)
    )
