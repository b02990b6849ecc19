"""Documents and files stated with acts, handed out as files to keep and never as pages of ours."""

from flask import redirect
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.headers import download
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office
from feedback.blueprints.office.forms import PressForm
from feedback.domain import clock
from feedback.domain.deliveries import file_name
from feedback.domain.errors import NotFoundError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import papers
from feedback.services.documents.rendering import ask_again, letter_bytes
from feedback.services.files import sealed_files, stated_files


@office.get("/van-ban/<int:letter_id>.pdf")
@asks(Action.READ_DOCUMENT)
def letter(letter_id: int) -> ResponseReturnValue:
    found = papers.letter(db.session(), current_actor(), letter_id)
    return download(letter_bytes(found), file_name(found.uid.hex), "application/pdf")


@office.post("/van-ban/<int:letter_id>/lap-lai")
@asks(Action.REMAKE_DOCUMENT)
def render_again(letter_id: int) -> ResponseReturnValue:
    file_id, kind = papers.file_of(db.session(), current_actor(), letter_id)
    if PressForm().validate():
        ask_again(letter_id, clock.now())
    return redirect(words.file_url(file_id, kind))


@office.get("/ho-so/<int:subject_id>/tep/<sha256>")
@asks(Action.READ_EVIDENCE)
def stated_file(subject_id: int, sha256: str) -> ResponseReturnValue:
    found = papers.stated_file(db.session(), current_actor(), subject_id, sha256)
    content = sealed_files.content(stated_files.sealed(db.session(), found))
    return download(whole(content), found.name, "application/octet-stream")


def whole(content: bytes | None) -> bytes:
    """The bytes, if they are those whose hash the history holds."""
    if content is None:
        msg = "Tệp không còn nguyên vẹn; hãy báo quản trị viên."
        raise NotFoundError(msg)
    return content
