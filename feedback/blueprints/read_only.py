"""While the database is behind what was signed of it, pages are there to be read.

Entries are refused at the commit anyway (``feedback.services.ground.transaction``). Here whoever
sends a form is told before anything of it is taken: drafts, accounts and files write no entry.
"""

from flask import Flask, request

from feedback.blueprints.reading import READING_POSTS
from feedback.extensions import db, room
from feedback.services.log.log_standing import refuse_other
from feedback.settings.choices import DatabaseRole

READING = frozenset({"GET", "HEAD", "OPTIONS"})
#: Whoever reads must come in and go out. What people prove themselves with stays as it is: WAL that
#: is found later would bring back the password and take away the key.
COMING_AND_GOING = frozenset(
    {
        "office.ask_key",
        "office.ask_key_again",
        "office.end_other_sessions",
        "office.end_session",
        "office.second_step",
        "office.sign_in",
        "office.sign_in_by_key",
        "office.sign_out",
        "office.step_up",
        "office.step_up_by_key",
    }
)


def install(app: Flask) -> None:
    app.before_request(refuse_changes)


def refuse_changes() -> None:
    """A post is a change unless it is named: a new one is refused until somebody decided."""
    if request.method not in READING and request.endpoint not in READING_POSTS | COMING_AND_GOING:
        refuse_while_behind()


def refuse_while_behind() -> None:
    """The door may not look into the log; the public may, so it is asked as the public."""
    if room() is not DatabaseRole.DOOR:
        refuse_other(db.session())
        return
    with db.engines[DatabaseRole.PUBLIC].connect() as connection:
        refuse_other(connection)
