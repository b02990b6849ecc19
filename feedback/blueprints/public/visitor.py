"""Whose draft this is: a key in a cookie, and nothing else that tells one visitor from another.

The cookie lasts as long as the draft, but for information about a violation only as long as the
browser is open, so that nothing is found on the device afterwards.
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import (
    Response,
    after_this_request,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from feedback.blueprints.public.course import PAGES
from feedback.domain import clock
from feedback.domain.petitions import Kind
from feedback.services.lodging import drafts
from feedback.services.lodging.drafts import Answers
from feedback.settings.frozen import Settings

Rest = ParamSpec("Rest")
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Visit:
    """A draft with the key that opens it."""

    key: bytes
    answers: Answers


View = Callable[Concatenate[Visit, Rest], ResponseReturnValue]


def settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def _secure() -> bool:
    return settings().base_url.startswith("https://")


def cookie_name() -> str:
    return "__Host-draft" if _secure() else "draft"


def key_of_request() -> bytes | None:
    """The key the browser sent, if it looks like one."""
    try:
        key = base64.urlsafe_b64decode(request.cookies.get(cookie_name(), "").encode())
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def visit() -> Visit | None:
    """The draft of this browser, if it has one."""
    key = key_of_request()
    answers = drafts.read(key, clock.now()) if key else None
    return Visit(key, answers) if key and answers else None


def begin(kind: Kind) -> Visit:
    """A new draft, its key given to the browser with the answer to this request."""
    key, answers = drafts.begin(kind, clock.now())
    keep_key(key, kind)
    return Visit(key, answers)


def keep_key(key: bytes, kind: Kind) -> None:
    """Set the cookie on the answer; how long it stays depends on the kind."""
    lasting = None if kind is Kind.DENUNCIATION else drafts.KEPT_FOR

    @after_this_request
    def give(response: Response) -> Response:
        response.set_cookie(
            cookie_name(),
            base64.urlsafe_b64encode(key).decode(),
            max_age=lasting,
            path="/",
            secure=_secure(),
            httponly=True,
            samesite="Lax",
        )
        return response


def drop_key() -> None:
    """Take the cookie back with the answer to this request."""

    @after_this_request
    def take(response: Response) -> Response:
        response.delete_cookie(
            cookie_name(), path="/", secure=_secure(), httponly=True, samesite="Lax"
        )
        return response


def while_writing(view: View[Rest]) -> Callable[Rest, ResponseReturnValue]:
    """Give the view the draft. What was sent leads to its receipt; what is lost begins anew.

    Text posted after the draft has gone (cookies erased, thirty days over) starts another draft
    of the kind the form names, so that nobody types twice.
    """

    @wraps(view)
    def with_draft(*args: Rest.args, **kwargs: Rest.kwargs) -> ResponseReturnValue:
        found = visit()
        if found is None and request.method == "GET":
            return render_template("public/no_draft.html"), 404
        if found is None:
            found = begin(_kind_posted())
        if found.answers.sent:
            return redirect(url_for("public.receipt"), 303)
        return view(found, *args, **kwargs)

    return with_draft


def _kind_posted() -> Kind:
    posted = request.form.get("kind", "")
    return Kind(posted) if posted in set(PAGES) else Kind.REPORT
