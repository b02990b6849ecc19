"""Refusing by the policy: what services ask before they act, whoever asked before them.

A file that may not be known of is as if it were not there; of one that is known the reason is told.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from feedback.domain.errors import NotAllowedError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.domain.policy.deciding import decide, decide_among
from feedback.domain.policy.relations import Relation
from feedback.domain.policy.standing import Standing
from feedback.domain.roles import Actor
from feedback.services.rights import relations

NO_FILE = "Không tìm thấy hồ sơ."
NO_ACCOUNT = "Việc này cần tài khoản của một cơ quan."


def may(
    session: Session, actor: Actor, action: Action, number: int, place: str = "subject_id"
) -> bool:
    """Whether the actor may do this to the file of that place."""
    return _any(actor, (action,), relations.standing(session, actor, number, place))


def refuse_unknown(
    session: Session, actor: Actor, actions: tuple[Action, ...], number: int, place: str
) -> None:
    """NotFoundError unless one of the actions is allowed: nobody learns that the file exists."""
    if not _any(actor, actions, relations.standing(session, actor, number, place)):
        raise NotFoundError(NO_FILE)


def _any(actor: Actor, actions: tuple[Action, ...], stands: Standing | None) -> bool:
    return stands is not None and any(
        decide_among(actor.role, action, stands.relations, stands.facts).allowed
        for action in actions
    )


def refuse(
    session: Session, actor: Actor, action: Action, number: int, place: str = "subject_id"
) -> None:
    """NotAllowedError with the reason; NotFoundError for who may not know of the file."""
    stands = relations.standing(session, actor, number, place)
    if stands is None or Relation.CONFLICTED in stands.relations:
        raise NotFoundError(NO_FILE)
    verdict = decide_among(actor.role, action, stands.relations, stands.facts)
    if not verdict.allowed:
        raise NotAllowedError(verdict.reason)


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody with an account at an agency."""

    user_id: int
    agency_id: int
    agency_code: str


def refuse_role(actor: Actor, action: Action) -> None:
    """The same of an action that concerns no file."""
    verdict = decide(actor.role, action, Relation.NO_FILE)
    if not verdict.allowed:
        raise NotAllowedError(verdict.reason)


def officer(actor: Actor, action: Action) -> Officer:
    """Who acts for an agency, of an action that concerns no file."""
    refuse_role(actor, action)
    if actor.user_id is None or actor.agency_id is None or actor.agency_code is None:
        raise NotAllowedError(NO_ACCOUNT)
    return Officer(actor.user_id, actor.agency_id, actor.agency_code)
