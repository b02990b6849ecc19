"""``/can-bo/luoc-danh``: the custodian's list, the copy without who denounces, its pages as a file.

``/can-bo/nguyen-van``: the words themselves, shown only as the answer to a reason given.
"""

from http import HTTPStatus

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from feedback.blueprints.guards import asks
from feedback.blueprints.headers import download
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.papers import whole
from feedback.blueprints.office.redaction_forms import LETTERS, ReadingForm, RedactionForm
from feedback.domain import clock
from feedback.domain.errors import InvalidInputError, NotFoundError
from feedback.domain.petitions import SubjectKind
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Role
from feedback.extensions import current_settings, db
from feedback.models.petition import Petition
from feedback.queries import redactions
from feedback.services.files import kept_files
from feedback.services.identity import original_reading, redaction
from feedback.services.subject.numbers import petition_number


@office.get("/luoc-danh")
@asks(Action.REDACT)
def redactions_waiting() -> str:
    rows = [
        {"row": one, "code": petition_number(one.book, one.year, one.number)}
        for one in redactions.waiting(db.session())
    ]
    return page("redactions", rows=rows)


@office.route("/luoc-danh/<int:petition_id>", methods=["GET", "POST"])
@asks(Action.REDACT)
def redact(petition_id: int) -> ResponseReturnValue:
    petition, form = redactions.denunciation(db.session(), petition_id), RedactionForm()
    if request.method == "GET" or not form.validate_on_submit():
        return _redaction_page(petition, form)
    try:
        _made(petition_id, form)
    except InvalidInputError as refusal:
        form.refuse(refusal)
        return _redaction_page(petition, form)
    flash("Đã lưu bản lược danh.")
    return redirect(url_for("office.redact", petition_id=petition_id), 303)


def _made(petition_id: int, form: RedactionForm) -> None:
    if form.papers:
        papers = [(file.filename or "", _content(file)) for file in form.papers]
        redaction.mask(petition_id, papers, current_actor(), clock.now())
    else:
        text = form.redacted_text.data or ""
        redaction.retype(petition_id, text, current_actor(), clock.now())


def _content(file: FileStorage) -> bytes:
    return file.stream.read(current_settings().max_file_bytes + 1)


def _redaction_page(petition: Petition, form: RedactionForm) -> ResponseReturnValue:
    shown = page(
        "redaction",
        form=form,
        errors=bool(form.errors),
        id=petition.id,
        code=petition_number(petition.book, petition.year, petition.number),
        copy=redactions.shown_copy(db.session(), petition.id),
        letters=LETTERS,
        most=redaction.MOST_PAGES,
    )
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@office.get("/luoc-danh/<int:petition_id>.pdf")
@asks(Action.READ_REDACTED)
def redacted_pages(petition_id: int) -> ResponseReturnValue:
    copy = redactions.readable(db.session(), current_actor(), petition_id)
    if not copy.pages:
        raise NotFoundError("Bản lược danh này được chép lại bằng chữ, xem trên trang hồ sơ.")
    content = whole(kept_files.content(db.session(), petition_id, copy.sha256))
    return download(content, f"ban-luoc-danh-{petition_id}.pdf", "application/pdf")


@office.route("/nguyen-van/<int:petition_id>", methods=["GET", "POST"])
@asks(Action.READ_WORDS)
def original(petition_id: int) -> ResponseReturnValue:
    """Asked why; the reading is in the history before the page is made."""
    account, form = current_account(), ReadingForm()
    petition = redactions.denunciation(db.session(), petition_id)
    told = None
    if form.validate_on_submit():
        now = clock.now()
        original_reading.read(petition_id, form.chosen, account.actor, now)
        told = redactions.words(db.session(), petition_id)
    else:
        original_reading.refuse_others(db.session(), petition, account.actor)
    shown = page(
        "original",
        form=form,
        errors=bool(form.errors),
        told=told,
        id=petition_id,
        code=petition_number(petition.book, petition.year, petition.number),
        back=_back(petition),
    )
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _back(petition: Petition) -> str:
    if current_account().role is Role.CUSTODIAN:
        return url_for("office.redact", petition_id=petition.id)
    if petition.case_id is not None:
        return words.file_url(petition.case_id, SubjectKind.CASE)
    return words.file_url(petition.id, SubjectKind.PETITION)
