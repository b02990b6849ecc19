"""After each request of officials' pages: what the auditor shall see is written down.

A file that is not there for who asks is one event or another: closed to them for a conflict of
interest, or unknown. The page and the work are the same, or the difference would tell.
"""

from flask import Flask, Response, current_app, request
from flask_login import current_user

from feedback.blueprints.guards import policy_of
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.extensions import db, room
from feedback.services.rights import closed_files, relations
from feedback.services.upkeep import kept_events
from feedback.services.upkeep.kept_events import Where
from feedback.services.watch import log_lines, security_events
from feedback.services.watch.security_events import SecurityEvent, note
from feedback.settings.choices import DatabaseRole

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
    if room() not in OFFICIALS:
        return response
    if response.status_code == 200 and _exports():  # noqa: PLR2004 - the file itself
        note(SecurityEvent.EXPORTED, account=_account())
    if response.status_code == 404 and current_user.is_authenticated:  # noqa: PLR2004 - not there
        _note_what_is_not_there()
    if noted := security_events.noted():
        db.session.rollback()
        kept_events.keep(noted, Where(log_lines.route() or "", _account()), clock.now())
    return response


def _note_what_is_not_there() -> None:
    for place, number in (request.view_args or {}).items():
        if place in relations.PLACES:
            closed = closed_files.is_closed(place, number)
            event = SecurityEvent.CONFLICT_HIT if closed else SecurityEvent.FILE_UNKNOWN
            note(event, account=_account())


def _exports() -> bool:
    policy = policy_of(current_app, request.endpoint) if request.endpoint else None
    return policy is not None and bool(EXPORTS & set(policy.actions))


def _account() -> str:
    if not current_user.is_authenticated:
        return ""
    return security_events.account(current_user.account.username)
