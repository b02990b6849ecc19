"""What citizens sent along: the safe copy to work with, the original behind a warning."""

from flask import url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, may
from feedback.blueprints.headers import download
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.papers import whole
from feedback.domain.copies import SCAN_TITLES, STATE_TITLES, CopyState
from feedback.domain.erasure import lost_file
from feedback.domain.errors import NotFoundError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import papers
from feedback.queries.file_parts import Attached, File
from feedback.queries.papers import Sent
from feedback.services.files import sent_files
from feedback.services.identity import sealed_parts
from feedback.services.watch.security_events import SecurityEvent, account, note


def listed_files(file: File) -> list[dict[str, object]]:
    """The files of a petition for its page: of a copy that is not there, how far it is."""
    return [_closed(one) if one.closed else _open(one) for one in file.attachments]


def _closed(one: Attached) -> dict[str, object]:
    """Of a denouncer: officers get the redacted copy only."""
    return {"name": one.name, "href": None, "size": one.size, "note": words.CLOSED, "more": None}


def _open(one: Attached) -> dict[str, object]:
    on_its_way = one.copy if one.copy is not CopyState.RELEASED else None
    return {
        "name": one.name,
        "href": url_for("office.attachment", attachment_id=one.id),
        "size": one.size,
        "note": STATE_TITLES[on_its_way] if on_its_way else None,
        "more": _original(one) if may(Action.READ_UNSAFE) else None,
    }


def _original(one: Attached) -> dict[str, str]:
    return {"href": url_for("office.attachment_original", attachment_id=one.id), "words": "Bản gốc"}


@office.get("/dinh-kem/<int:attachment_id>")
@asks(Action.READ_ATTACHMENT)
def attachment(attachment_id: int) -> ResponseReturnValue:
    """The safe copy as a download; where there is none, a page that says why."""
    sent = papers.sent(db.session(), current_actor(), attachment_id)
    if sent.copy_sha256 is None:
        return _told(attachment_id, sent)
    return _handed_out(sent, sent.copy_sha256)


@office.route("/dinh-kem/<int:attachment_id>/ban-goc", methods=["GET", "POST"])
@asks(Action.READ_UNSAFE)
def attachment_original(attachment_id: int) -> ResponseReturnValue:
    """The bytes as they came, to who has read what may be in them."""
    sent = papers.sent(db.session(), current_actor(), attachment_id)
    if not PressForm().validate_on_submit():
        return _told(attachment_id, sent, warned=True)
    note(SecurityEvent.ORIGINAL_OPENED, account=account(current_account().username))
    return _handed_out(sent, sent.sha256)


def _handed_out(sent: Sent, digest: str) -> ResponseReturnValue:
    session = db.session()
    if ground := sealed_parts.erased(session, sent.petition_id):
        raise NotFoundError(f"{lost_file(ground)}.")
    content = sent_files.content(session, sent.petition_id, digest)
    return download(whole(content), sent.name, "application/octet-stream")


def _told(attachment_id: int, sent: Sent, *, warned: bool = False) -> str:
    return page(
        "attached",
        attachment_id=attachment_id,
        sent=sent,
        state=STATE_TITLES.get(sent.state) if sent.state else None,
        scan=SCAN_TITLES.get(sent.scan) if sent.scan else None,
        warned=warned,
        may_original=may(Action.READ_UNSAFE),
        back=words.file_url(sent.petition_id, sent.kind),
        form=PressForm(formdata=None),
    )
