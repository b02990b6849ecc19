"""Questions that passkeys answer, as JSON for the page's script; the cookie keeps their tokens.

One browser has one open question of each purpose: a newer one makes the older worthless.
"""

from collections.abc import Callable

from flask import Response, current_app, session

from feedback.domain import clock
from feedback.services.signing_in import ceremonies
from feedback.services.signing_in.ceremonies import Begun, Purpose


def begin(purpose: Purpose, user_id: int | None) -> Begun:
    """A new question; this browser will be known as the one it was put to."""
    begun = ceremonies.begin(purpose, user_id, clock.now())
    session[_name(purpose)] = begun.token
    return begun


def question(purpose: Purpose, user_id: int | None, phrase: Callable[[Begun], str]) -> Response:
    """A new question, phrased as JSON."""
    return current_app.response_class(phrase(begin(purpose, user_id)), mimetype="application/json")


def token_of(purpose: Purpose) -> str:
    """What this browser's open question is known by; it is looked up once."""
    return str(session.pop(_name(purpose), ""))


def kept_token(purpose: Purpose) -> str:
    """The same, while it may still be asked for."""
    return str(session.get(_name(purpose), ""))


def _name(purpose: Purpose) -> str:
    return f"ceremony {purpose}"
