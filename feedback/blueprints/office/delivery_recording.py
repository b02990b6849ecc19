"""Forms of one delivery: what came of an attempt; another channel, another recipient."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, may
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.delivery_forms import (
    AttemptForm,
    RecipientForm,
    attempt_form,
    recipient_form,
)
from feedback.blueprints.office.delivery_words import document_words, recipient_words, shown
from feedback.blueprints.office.words import file_url
from feedback.domain import clock
from feedback.domain.deliveries import (
    CHANNEL_TITLES,
    RECIPIENT_TITLES,
    RESULT_TITLES,
    DeliveryChannel,
    RecipientRole,
    Result,
)
from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import deliveries as handed
from feedback.queries import sendable
from feedback.queries.deliveries import Line
from feedback.queries.sendable import Document
from feedback.services.delivery import delivery_attempts, delivery_choices
from feedback.services.delivery.delivery_attempts import Statement
from feedback.services.delivery.delivery_choices import Choice


@office.get("/phat-hanh/<int:delivery_id>")
@asks(Action.DELIVER)
def delivery(delivery_id: int) -> ResponseReturnValue:
    line = handed.one(db.session(), current_actor(), delivery_id)
    return _attempt_page(line, attempt_form(line.channel, clock.today()))


@office.post("/phat-hanh/<int:delivery_id>")
@asks(Action.DELIVER)
def record_delivery(delivery_id: int) -> ResponseReturnValue:
    line = handed.one(db.session(), current_actor(), delivery_id)
    form = attempt_form(line.channel, clock.today())
    if not form.validate():
        return _attempt_page(line, form), 422
    said = Statement(
        result=Result(form.result.data),
        on=form.day,
        note=form.note.data or "",
        proof=form.proof.kept,
    )
    try:
        delivery_attempts.record([delivery_id], said, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _attempt_page(line, form), status
    flash(f"Đã ghi nhận: {RESULT_TITLES[said.result].lower()}.")
    return redirect(back_to(line))


@office.get("/phat-hanh/van-ban/<int:letter_id>/them")
@asks(Action.DELIVER)
def add_delivery(letter_id: int) -> ResponseReturnValue:
    document = sendable.document(db.session(), current_actor(), letter_id)
    recipient = request.args.get("noi", "")
    return _choice_page(document, recipient, recipient_form(_role(document, recipient), recipient))


@office.post("/phat-hanh/van-ban/<int:letter_id>/them")
@asks(Action.DELIVER)
def choose_delivery(letter_id: int) -> ResponseReturnValue:
    document = sendable.document(db.session(), current_actor(), letter_id)
    recipient = request.form.get("recipient", "").strip()
    form = recipient_form(_role(document, recipient))
    if not form.validate():
        return _choice_page(document, recipient, form), 422
    choice = Choice(
        channel=DeliveryChannel(form.channel.data),
        recipient=recipient,
        label=form.label.data or "",
        address=form.address.data or "",
    )
    try:
        delivery_choices.add(letter_id, choice, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _choice_page(document, recipient, form), status
    flash(f"Đã thêm cách gửi: {CHANNEL_TITLES[choice.channel].lower()}.")
    return redirect(back_to(document))


def _role(document: Document, recipient: str) -> RecipientRole:
    """Of a recipient that is known, of the public, or of a body named anew."""
    if recipient == RecipientRole.PUBLIC:
        return RecipientRole.PUBLIC
    if not recipient:
        return RecipientRole.OTHER
    if recipient not in document.recipients:
        raise NotFoundError("Văn bản không có nơi nhận này.")
    return document.recipients[recipient][0]


def back_to(of: Line | Document) -> str:
    """The panel of the file; the list for a clerk, who opens no files."""
    if not may(Action.OPEN_FILE):
        return url_for("office.handing_out")
    return f"{file_url(of.subject_id, of.subject_kind)}#phat-hanh"


def _attempt_page(line: Line, form: AttemptForm) -> str:
    return page(
        "delivery_attempt",
        form=form,
        line=line,
        shown=shown(line, clock.today()),
        document=document_words(line),
        recipient=recipient_words(line.role, line.label),
        back=back_to(line),
        errors=bool(form.errors),
    )


def _choice_page(document: Document, recipient: str, form: RecipientForm) -> str:
    role, label = document.recipients.get(recipient, (_role(document, recipient), ""))
    return page(
        "delivery_choice",
        form=form,
        document=document_words(document),
        recipient=label or RECIPIENT_TITLES[role],
        named=bool(recipient),
        public=role is RecipientRole.PUBLIC,
        back=back_to(document),
        errors=bool(form.errors),
    )
