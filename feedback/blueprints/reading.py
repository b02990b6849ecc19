"""How a request that only read ends: by COMMIT, because the driver forgets its plans at ROLLBACK.

Planning the statements of a page anew costs more than running them. Nothing is written here: what
services change they commit themselves.
"""

from flask import Flask, Response, request
from sqlalchemy.orm import Session

from feedback.extensions import db

#: Posts that read: a code, a file or an answer may stand in no address, and an original is opened
#: by a press of its own. That a letter was opened is written down where anything may be.
READING_POSTS = frozenset(
    {
        "inspection.verify_history",
        "office.attachment_original",
        "office.registered_pdf",
        "public.letter",
        "public.proof",
        "public.prove_file",
        "public.receipt_pdf",
        "public.track",
        "public.triage",
        "public.verify_file",
        "public.verify_number",
        "reports.csp",
    }
)


def install(app: Flask) -> None:
    app.after_request(_keep_plans)


def _keep_plans(response: Response) -> Response:
    session = db.session
    reads = request.method == "GET" or request.endpoint in READING_POSTS
    if reads and session.registry.has() and not _changed(session()):
        session.commit()
    return response


def _changed(session: Session) -> bool:
    return bool(session.new or session.dirty or session.deleted)
