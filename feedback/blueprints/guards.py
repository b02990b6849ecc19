"""Who may use a route: said beside the view, enforced in one place, denied when nothing is said.

A view names what is done there (``asks``); the table of the policy says who may do it, and to which
file where the address names one. A view without a word answers 404 to everybody, so forgetting it
is seen at the first look and never in a leak.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from feedback.domain.errors import NotAllowedError
from feedback.domain.policy.actions import ACTIONS, Action
from feedback.domain.policy.deciding import roles_for
from feedback.domain.roles import Role
from feedback.extensions import db, login
from feedback.services.rights import permission, relations

View = TypeVar("View", bound=Callable[..., Any])

NOT_YOURS = "Trang này không thuộc phần việc của bạn."
PROVE_AGAIN = "Trước việc này, bạn cần xác nhận lại mình là ai."


class WrongRoomError(NotAllowedError):
    """A page of another role; what a role may do on its own pages is asked by services."""


class ProveAgainError(NotAllowedError):
    """The person may, once they have proved anew who they are (ASVS 7.5.3)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Everyone, or people signed in who may do one of these actions."""

    actions: tuple[Action, ...] = ()
    everyone: bool = False
    #: the view looks for its file among those its reader may see, and tells of one that is gone
    looks_itself: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        return roles_for(*self.actions)

    @property
    def fresh(self) -> bool:
        """Whether it asks for a proof of the last minutes."""
        return any(ACTIONS[action].fresh for action in self.actions)

    def __str__(self) -> str:
        return "everyone" if self.everyone else ", ".join(sorted(self.roles))


def for_everyone(view: View) -> View:
    """Mark a view as public: no account, no name."""
    view.policy = Policy(everyone=True)  # type: ignore[attr-defined]  # read back by policy_of
    return view


def asks(*actions: Action, looks_itself: bool = False) -> Callable[[View], View]:
    """Mark a view as one where this is done, or any of these."""
    if not actions:
        raise ValueError("name at least one action; for_everyone is the word for all")

    def mark(view: View) -> View:
        view.policy = Policy(actions, looks_itself=looks_itself)  # type: ignore[attr-defined]  # read back by policy_of
        return view

    return mark


def while_setting_up(view: View) -> View:
    """Mark a view on which a better proof is set up by who has none that opens the rooms yet."""
    view.while_setting_up = True  # type: ignore[attr-defined]  # read back by _enforce
    return view


def require_fresh() -> None:
    """Raise unless the signed-in person proved lately who they are; the answer is a page."""
    if not current_user.is_fresh:
        raise ProveAgainError(PROVE_AGAIN)


def may(action: Action | str) -> bool:
    """Whether who is signed in has this right at all; pages show no way to what is refused."""
    return current_user.is_authenticated and current_user.role in roles_for(Action(action))


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """What an endpoint declares; None when it declares nothing and is therefore closed."""
    return getattr(app.view_functions.get(endpoint), "policy", None)


@login.user_loader  # type: ignore[untyped-decorator]  # flask-login ships no types
def nobody(_account_id: str) -> None:
    """Nobody is signed in where no officers' pages are; those bring a loader of their own."""


def install(app: Flask) -> None:
    """Ask every request for the policy of its view before anything else is done for it."""
    app.before_request(_enforce)
    app.add_template_global(may)


def _enforce() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    policy = policy_of(current_app, request.endpoint)
    if policy is None:
        current_app.logger.error("no policy declared")
        abort(404)
    if policy.everyone:
        return None
    if not current_user.is_authenticated:
        return login.unauthorized()  # type: ignore[no-any-return]  # flask-login ships no types
    if current_user.role not in policy.roles:
        raise WrongRoomError(NOT_YOURS)
    if away := _ask_for_proof(policy, current_app.view_functions[request.endpoint]):
        return away
    if not policy.looks_itself:
        _refuse_file(policy)
    return None


def _ask_for_proof(policy: Policy, view: Callable[..., Any]) -> ResponseReturnValue | None:
    """To where a better proof is set up, where one is demanded and there is none."""
    if not (current_user.is_enough or getattr(view, "while_setting_up", False)):
        return redirect(url_for("office.own_keys"))
    if policy.fresh:
        require_fresh()
    return None


def _refuse_file(policy: Policy) -> None:
    """A file that its reader may not know of is not there, before the view looks for it."""
    for place, number in (request.view_args or {}).items():
        if place in relations.PLACES:
            actor = current_user.account.actor
            permission.refuse_unknown(db.session(), actor, policy.actions, number, place)
