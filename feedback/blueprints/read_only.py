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


def install(app: Flask) -> None:
    app.before_request(_refuse_changes)


def _refuse_changes() -> None:
    """Officers still sign in and out, and receipt codes are still asked for."""
    reads = request.method in READING or request.endpoint in READING_POSTS
    if not reads and room() is not DatabaseRole.DOOR:
        refuse_other(db.session())
