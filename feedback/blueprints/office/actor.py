"""Who is at the keyboard: the signed-in officer, read anew with every request.

The cookie holds a random token and nothing about the officer; sessions are rows that can be ended
(``feedback.services.sessions``).
"""

from typing import cast
from urllib.parse import urlsplit

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user, login_user, logout_user

from feedback.blueprints.neighbourhood import network
from feedback.blueprints.office.browser import browser_words
from feedback.domain import clock
from feedback.domain.roles import Actor, Role
from feedback.extensions import login, room
from feedback.services import admission, sessions
from feedback.services.accounts import Account
from feedback.settings import DatabaseRole

HOME = "/can-bo"
#: Rooms of those who supervise or administer; the desk is closed to them.
HOMES = {
    Role.CLERK: "/can-bo/ky",
    Role.INSPECTOR: "/thanh-tra",
    Role.DELEGATE: "/thanh-tra/muc-tieu",
    Role.ADMINISTRATOR: "/quan-tri/lich",
}


class Officer(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """An account as flask-login asks for it."""

    def __init__(self, account: Account, token: str) -> None:
        self.account = account
        self.token = token

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token

    @property
    def role(self) -> Role:
        return self.account.role


def current_account() -> Account:
    """The signed-in officer; only for views that demand a role."""
    return cast("Officer", current_user).account


def current_actor() -> Actor:
    """The signed-in officer as services and the history name them."""
    return current_account().actor


def current_token() -> str:
    """What this browser's session is known by."""
    return cast("Officer", current_user).token


def begin(account: Account) -> None:
    """Start a session that shares nothing with what the browser held before."""
    session.clear()
    browser = browser_words(request.user_agent.string)
    login_user(Officer(account, sessions.begin(account, browser, network(), clock.now())))
    admission.admit(account.id)


def end() -> None:
    sessions.end(current_token(), clock.now())
    logout_user()
    session.clear()


def load(token: str) -> Officer | None:
    """The officer of this request; None once the session is over or the account closed.

    On citizens' pages nobody is: their connection to the database reads no sessions.
    """
    if room() is DatabaseRole.PUBLIC:
        return None
    account = sessions.signed_in(token, clock.now())
    if account is None:
        return None
    admission.admit(account.id)
    return Officer(account, token)


def ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the door, and back to the page asked for once inside."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else HOME
    return redirect(url_for("office.sign_in", toi=wanted))


def way_back(wanted: str | None, role: Role) -> str:
    """The page of this site to return to; whatever leads elsewhere leads home."""
    parts = urlsplit(wanted or "")
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    asked = wanted if wanted and ours and "\\" not in wanted else HOME
    return HOMES.get(role, HOME) if asked == HOME else asked


def install() -> None:
    login.user_loader(load)
    login.unauthorized_handler(ask_to_sign_in)
    login.session_protection = None
