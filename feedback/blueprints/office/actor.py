"""Who is at the keyboard: the signed-in officer, read anew with every request.

The cookie holds the account's number and three times; what the officer may do is never in it. A
session ends after half an hour without a request, after twelve hours in any case, and with a new
password.
"""

from typing import cast
from urllib.parse import urlsplit

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user, login_user, logout_user

from feedback.domain import clock
from feedback.domain.roles import Actor, Role
from feedback.extensions import db, login
from feedback.services import accounts
from feedback.services.accounts import Account

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 3600
#: The cookie is not written anew with each of many quick requests.
NOTED_EVERY = 60
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

    def __init__(self, account: Account) -> None:
        self.account = account
        self.id = account.id

    @property
    def role(self) -> Role:
        return self.account.role


def current_account() -> Account:
    """The signed-in officer; only for views that demand a role."""
    return cast("Officer", current_user).account


def current_actor() -> Actor:
    """The signed-in officer as services and the history name them."""
    return current_account().actor


def begin(account: Account) -> None:
    """Start a session that shares nothing with what the browser held before."""
    session.clear()
    login_user(Officer(account))
    seconds = int(clock.now().timestamp())
    session.update({"since": seconds, "seen": seconds, "stamp": account.stamp})


def end() -> None:
    logout_user()
    session.clear()


def load(account_id: str) -> Officer | None:
    """The officer of this request; None once the session is over or the account closed."""
    if not _is_running():
        return None
    account = accounts.account(db.session(), int(account_id))
    if account is None or session.get("stamp") != account.stamp:
        return None
    return Officer(account)


def _is_running() -> bool:
    now = int(clock.now().timestamp())
    since, seen = session.get("since", 0), session.get("seen", 0)
    if now - since > LONGEST_SECONDS or now - seen > IDLE_SECONDS:
        return False
    if now - seen > NOTED_EVERY:
        session["seen"] = now
    return True


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
