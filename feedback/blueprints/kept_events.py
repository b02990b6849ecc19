"""After each request of officials' pages: what the auditor shall see is written down."""

import logging

from flask import Flask, Response, current_app, request
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from feedback.blueprints.guards import policy_of
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.extensions import db, room
from feedback.services import kept_events, log_lines, security_events
from feedback.services.kept_events import Where
from feedback.services.security_events import SecurityEvent, note
from feedback.settings.choices import DatabaseRole

log = logging.getLogger(__name__)

#: What leaves the house as a file of many people's matters.
EXPORTS = frozenset({Action.TAKE_DOSSIER, Action.TAKE_BOOK, Action.EXPORT_HISTORY})
OFFICIALS = frozenset(
    {
        DatabaseRole.OFFICE,
        DatabaseRole.INSPECTOR,
        DatabaseRole.ADMINISTRATION,
        DatabaseRole.DOOR,
    }
)


def install(app: Flask) -> None:
    app.after_request(_keep)


def _keep(response: Response) -> Response:
    """An answer is not withheld because this could not be written; the log has it all the same."""
    if room() not in OFFICIALS:
        return response
    if response.status_code == 200 and _exports():  # noqa: PLR2004 - the file itself
        note(SecurityEvent.EXPORTED, account=_account())
    if noted := security_events.noted():
        try:
            db.session.rollback()
            kept_events.keep(noted, Where(log_lines.route() or "", _account()), clock.now())
        except SQLAlchemyError as error:
            facts = {"why": type(error).__name__}
            log.error("security events not kept", extra={"facts": facts})  # noqa: TRY400 - no trace
    return response


def _exports() -> bool:
    policy = policy_of(current_app, request.endpoint) if request.endpoint else None
    return policy is not None and bool(EXPORTS & set(policy.actions))


def _account() -> str:
    if not current_user.is_authenticated:
        return ""
    return security_events.account(current_user.account.username)
