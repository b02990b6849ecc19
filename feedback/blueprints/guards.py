"""Who may use a route: said beside the view, enforced in one place, denied when nothing is said.

A view without a policy answers 404 to everybody, so forgetting one is seen at the first look and
never in a leak. Which case a person may open is a second question, asked by the services.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from feedback.domain.errors import NotAllowedError
from feedback.domain.roles import Role
from feedback.extensions import login

View = TypeVar("View", bound=Callable[..., Any])

NOT_YOURS = "Trang này không thuộc phần việc của bạn."
PROVE_AGAIN = "Trước việc này, bạn cần xác nhận lại mình là ai."


class WrongRoomError(NotAllowedError):
    """A page of another role; what a role may do on its own pages is asked by services."""


class ProveAgainError(NotAllowedError):
    """The person may, once they have proved anew who they are (ASVS 7.5.3)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Everyone, or people signed in with one of these roles."""

    roles: frozenset[Role] = frozenset()
    everyone: bool = False

    def __str__(self) -> str:
        return "everyone" if self.everyone else ", ".join(sorted(self.roles))


def for_everyone(view: View) -> View:
    """Mark a view as public: no account, no name."""
    view.policy = Policy(everyone=True)  # type: ignore[attr-defined]  # read back by policy_of
    return view


def allowed(*roles: Role) -> Callable[[View], View]:
    """Mark a view as one for people signed in with one of these roles."""
    if not roles:
        raise ValueError("name at least one role; for_everyone is the word for all")

    def mark(view: View) -> View:
        view.policy = Policy(frozenset(roles))  # type: ignore[attr-defined]  # read back by policy_of
        return view

    return mark


def fresh(view: View) -> View:
    """Mark a view that asks for a proof of the last minutes: identity, role, export, deletion."""
    view.fresh = True  # type: ignore[attr-defined]  # read back by _enforce
    return view


def while_setting_up(view: View) -> View:
    """Mark a view on which a better proof is set up by who has none that opens the rooms yet."""
    view.while_setting_up = True  # type: ignore[attr-defined]  # read back by _enforce
    return view


def require_fresh() -> None:
    """Raise unless the signed-in person proved lately who they are; the answer is a page."""
    if not current_user.is_fresh:
        raise ProveAgainError(PROVE_AGAIN)


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """What an endpoint declares; None when it declares nothing and is therefore closed."""
    return getattr(app.view_functions.get(endpoint), "policy", None)


@login.user_loader  # type: ignore[untyped-decorator]  # flask-login ships no types
def nobody(_account_id: str) -> None:
    """Nobody is signed in where no officers' pages are; those bring a loader of their own."""


def install(app: Flask) -> None:
    """Ask every request for the policy of its view before anything else is done for it."""
    app.before_request(_enforce)


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
    return _enforce_proof(current_app.view_functions[request.endpoint])


def _enforce_proof(view: Callable[..., Any]) -> ResponseReturnValue | None:
    if not (current_user.is_enough or getattr(view, "while_setting_up", False)):
        return redirect(url_for("office.own_keys"))
    if getattr(view, "fresh", False):
        require_fresh()
    return None
