"""What petitions say, as queries select it: one column for ``vault.words.Texts``."""

from typing import Any

from sqlalchemy import FromClause, ScalarSelect, SQLColumnExpression, case, func, select

from feedback.domain.petitions import SubjectKind
from feedback.models.identity import stored
from feedback.models.petition import Petition

_paper = Petition.__table__.alias("of_words")


def stored_words(petition_id: SQLColumnExpression[Any]) -> ScalarSelect[Any]:
    return stored(_paper, "content", "id").where(_paper.c.id == petition_id).scalar_subquery()


def stored_title(petition_id: SQLColumnExpression[Any]) -> ScalarSelect[Any]:
    return stored(_paper, "title", "id").where(_paper.c.id == petition_id).scalar_subquery()


def title_of(subject: FromClause) -> ScalarSelect[Any]:
    """The title of each row of subjects: its own, or that of the first petition of a case."""
    first = Petition.__table__.alias("first_of_case")
    of_case = select(func.min(first.c.id)).where(first.c.case_id == subject.c.id)
    own = case(
        (subject.c.subject_kind == SubjectKind.PETITION, subject.c.id),
        else_=of_case.correlate(subject).scalar_subquery(),
    )
    return stored_title(own)
