"""What one case has to do with other rows, as SQL: asked alike to judge acts and to show files."""

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, or_

from feedback.models.case import Case
from feedback.models.petition import Petition

#: The identifier of a case: a column of the statement around it, or a value.
CaseId = SQLColumnExpression[Any] | int
_petition, _first = Petition.__table__, Petition.__table__.alias("of_the_case")


def is_joint(case_id: CaseId) -> ColumnElement[bool]:
    """Whether several people complain: one petition of many, or several petitions of one case.

    A petition may be joined to another before that one becomes a case.
    """
    other = _petition.alias("another")
    also = or_(other.c.case_id == _first.c.case_id, other.c.joined_to_id == _first.c.id)
    another = exists().where(other.c.id != _first.c.id, also)
    return exists().where(_first.c.case_id == case_id, or_(_first.c.people > 1, another))


def is_followed(case_id: CaseId) -> ColumnElement[bool]:
    """Whether a case for the second time was opened about the decision of this one."""
    return exists().where(Case.__table__.alias("again").c.follows_id == case_id)
