"""``/can-bo/van-ban-den``: what arrives is written into the register, and stays in it."""

from http import HTTPStatus

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, may
from feedback.blueprints.office import refusals, words
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.incoming_form import LONG, CancelForm, IncomingForm
from feedback.domain import clock
from feedback.domain.errors import DomainError, InvalidInputError
from feedback.domain.incoming import refusals as missing
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import incoming as queries
from feedback.services.books import incoming as services

RESTRICTED = "han-che"


@office.get("/van-ban-den")
@asks(Action.KEEP_INCOMING)
def incoming() -> ResponseReturnValue:
    restricted = request.args.get("so") == RESTRICTED
    typed = request.args.get("cu_hon", "")
    older = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None  # noqa: PLR2004 - digits of a bigint
    code = current_account().agency_code
    lines, onwards = queries.documents(db.session(), code, restricted=restricted, older_than=older)
    book = RESTRICTED if restricted else None
    return page(
        "incoming",
        lines=lines,
        restricted=restricted,
        older=url_for("office.incoming", cu_hon=onwards, so=book) if onwards else None,
    )


@office.get("/van-ban-den/moi")
@asks(Action.KEEP_INCOMING)
def enter_incoming() -> ResponseReturnValue:
    return _form_page(IncomingForm.fresh(clock.today()))


@office.post("/van-ban-den/moi")
@asks(Action.KEEP_INCOMING)
def entered_incoming() -> ResponseReturnValue:
    form = IncomingForm()
    if not _sound(form):
        return _form_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        entered = services.enter(form.document, current_actor(), clock.now())
    except InvalidInputError as refusal:
        form.refuse(refusal)
        return _form_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Đã ghi văn bản vào sổ.")
    return redirect(url_for("office.incoming_document", document_id=entered))


def _sound(form: IncomingForm) -> bool:
    """Everything to mend at once: shape first, then what the register refuses."""
    if not form.validate():
        return False
    refused = list(missing(form.document, clock.today()))
    for refusal in refused:
        form.refuse(refusal)
    return not refused


@office.get("/van-ban-den/<int:document_id>")
@asks(Action.KEEP_INCOMING)
def incoming_document(document_id: int) -> ResponseReturnValue:
    return _document_page(document_id, CancelForm())


@office.post("/van-ban-den/<int:document_id>")
@asks(Action.KEEP_INCOMING)
def cancel_incoming(document_id: int) -> ResponseReturnValue:
    form = CancelForm()
    if not form.validate():
        return _document_page(document_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        services.cancel(document_id, form.reason.data, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _document_page(document_id, form), status
    flash("Đã hủy số đến; số vẫn ở trong sổ với lý do.")
    return redirect(url_for("office.incoming_document", document_id=document_id))


def _form_page(form: IncomingForm) -> str:
    desk = may(Action.REGISTER)
    return page("incoming_entry", form=form, errors=bool(form.errors), letters=LONG, desk=desk)


def _document_page(document_id: int, form: CancelForm) -> str:
    line = queries.document(db.session(), current_account().agency_id, document_id)
    file = words.file_url(line.file_id, line.file_kind) if line.file_id and line.file_kind else None
    return page("incoming_document", line=line, file=file, form=form, errors=bool(form.errors))
