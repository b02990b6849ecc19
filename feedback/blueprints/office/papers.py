"""Documents and attachments, handed out as files to keep and never as pages of ours."""

from hashlib import sha256

from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import allowed
from feedback.blueprints.headers import download
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import OFFICIALS, office
from feedback.domain.errors import NotFoundError
from feedback.domain.roles import Role
from feedback.extensions import current_settings, db
from feedback.queries import papers
from feedback.services.rendering import letter_bytes
from feedback.vault.store import FileStore
from feedback.workflows.glossary import letter_title


@office.get("/van-ban/<int:letter_id>.pdf")
@allowed(*OFFICIALS, Role.CLERK)
def letter(letter_id: int) -> ResponseReturnValue:
    found = papers.letter(db.session(), current_actor(), letter_id)
    code = f" {found.number}-{found.symbol}" if found.number else ""
    return download(letter_bytes(found), f"{letter_title(found.name)}{code}.pdf", "application/pdf")


@office.get("/dinh-kem/<int:attachment_id>")
@allowed(*OFFICIALS)
def attachment(attachment_id: int) -> ResponseReturnValue:
    found = papers.attachment(db.session(), current_actor(), attachment_id)
    return download(_bytes(found.sha256), found.name, "application/octet-stream")


@office.get("/ho-so/<int:subject_id>/tep/<sha256>")
@allowed(*OFFICIALS)
def stated_file(subject_id: int, sha256: str) -> ResponseReturnValue:
    found = papers.stated_file(db.session(), current_actor(), subject_id, sha256)
    return download(_bytes(found.sha256), found.name, "application/octet-stream")


def _bytes(digest: str) -> bytes:
    """The bytes as they came, checked against the hash the history holds."""
    try:
        content = FileStore(current_settings().files_dir).read(digest)
    except FileNotFoundError:
        content = b""
    if sha256(content).hexdigest() != digest:
        msg = "Tệp không còn nguyên vẹn; hãy báo quản trị viên."
        raise NotFoundError(msg)
    return content
