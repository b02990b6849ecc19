"""Who is at the keyboard: the signed-in officer, read anew with every request.

The cookie holds a random token and nothing about the officer; sessions are rows that can be ended
(``feedback.services.signing_in.sessions``).
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
from feedback.domain.sign_in import Demand, Method, is_enough, is_fresh
from feedback.extensions import current_settings, login, room
from feedback.services.ground import admission
from feedback.services.signing_in import accounts, hardware_keys, sessions
from feedback.services.signing_in.accounts import Account
from feedback.services.signing_in.sessions import SignedIn
from feedback.services.watch.security_events import SecurityEvent, note
from feedback.settings.choices import DatabaseRole, SecondFactor

HOME = "/can-bo"
#: Rooms of those who supervise or administer; the desk is closed to them.
HOMES = {
    Role.CLERK: "/can-bo/ky",
    Role.INSPECTOR: "/thanh-tra",
    Role.DELEGATE: "/thanh-tra/muc-tieu",
    Role.CUSTODIAN: "/can-bo/danh-tinh",
    Role.PROTECTOR: "/can-bo/bao-ve",
    Role.ADMINISTRATOR: "/quan-tri/lich",
    Role.AUDITOR: "/thanh-tra/kiem-toan",
}


class Officer(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """An account as flask-login asks for it."""

    def __init__(self, signed_in: SignedIn, token: str) -> None:
        self.account = signed_in.account
        self.method = signed_in.method
        self.proved_at = signed_in.proved_at
        self.token = token

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token

    @property
    def role(self) -> Role:
        return self.account.role

    @property
    def is_fresh(self) -> bool:
        """Whether the last proof is young enough for what asks for one."""
        return is_fresh(self.proved_at, clock.now())

    @property
    def is_enough(self) -> bool:
        """Whether this proof opens more than the pages on which a better one is set up."""
        return is_enough(self.role, self.method, demanded=demanded())


def current_account() -> Account:
    """The signed-in officer; only for views that demand a role."""
    return cast("Officer", current_user).account


def current_actor() -> Actor:
    """The signed-in officer as services and the history name them."""
    return current_account().actor


def current_token() -> str:
    """What this browser's session is known by."""
    return cast("Officer", current_user).token


def demanded() -> Demand:
    if hardware_keys.are_demanded():
        return Demand.HARDWARE
    required = current_settings().second_factor is SecondFactor.REQUIRED
    return Demand.SECOND_FACTOR if required else Demand.NOTHING


def begin(account: Account, method: Method) -> None:
    """Start a session that shares nothing with what the browser held before."""
    session.clear()
    now, browser = clock.now(), browser_words(request.user_agent.string)
    token = sessions.begin(account, method, browser, network(), now)
    login_user(Officer(SignedIn(account, method, now), token))
    admission.admit(account.id)
    note(
        SecurityEvent.SIGN_IN_SUCCEEDED,
        **accounts.pseudonyms(account.username, network(), now),
        method=method,
    )


def renew(account: Account, method: Method) -> None:
    """The officer has proved anew who they are: the session goes on under another token."""
    _go_on_as(SignedIn(account, method, clock.now()))


def carry_over(account: Account) -> None:
    """The officer has changed their password: this session alone goes on, as proved as it was."""
    officer = cast("Officer", current_user)
    _go_on_as(SignedIn(account, officer.method, officer.proved_at))


def _go_on_as(signed_in: SignedIn) -> None:
    token = sessions.renew(
        current_token(), signed_in.account, signed_in.method, signed_in.proved_at
    )
    login_user(Officer(signed_in, token))


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
    found = sessions.signed_in(token, clock.now())
    if found is None:
        return None
    admission.admit(found.account.id)
    return Officer(found, token)


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
