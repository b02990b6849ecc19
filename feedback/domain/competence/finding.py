"""Which agency is competent for a petition: whom it concerns, what the table says, who sits there.

Whom a petition concerns is stated by the officer, or read from what the sender wrote. What is only
read may be wrong and never bars more than the agency it names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from feedback.domain import routing
from feedback.domain.competence.answers import Answer, competent
from feedback.domain.competence.posts import LEADING, Post, against_of, matter_of, seat
from feedback.domain.petitions import Kind
from feedback.domain.routing import Desk


@dataclass(frozen=True, slots=True)
class Concerned:
    """Where the person complained of or denounced works, and as what."""

    desk: Desk
    post: Post
    #: said by the officer, not read from the sender's words
    stated: bool

    @property
    def leads(self) -> bool:
        return self.post in LEADING


@dataclass(frozen=True, slots=True)
class Found:
    """What the table answers about somebody, and the agency of the province that it means."""

    concerned: Concerned
    answer: Answer
    first: Desk | None
    superior: Desk | None


def read_concerned(kind: Kind, against: str, desks: Sequence[Desk]) -> Concerned | None:
    """The one agency the sender names; None for kinds that are against nobody, or for several."""
    if kind in {Kind.RECOMMENDATION, Kind.REPORT}:
        return None
    named = routing.named_in(against, desks)
    if len(named) != 1:
        return None
    post = Post.AGENCY if kind is Kind.DENUNCIATION else Post.HEAD
    return Concerned(named[0], post, stated=False)


def find(
    kind: Kind, concerned: Concerned, desks: Sequence[Desk], on: date, field: str = ""
) -> Found:
    """The answer of the table for a petition that concerns somebody."""
    desk = concerned.desk
    answer = competent(matter_of(kind), against_of(desk.level, concerned.post), on, field)
    row = answer.row
    return Found(
        concerned,
        answer,
        seat(row.first, desk, desks) if row else None,
        seat(row.superior, desk, desks) if row else None,
    )
