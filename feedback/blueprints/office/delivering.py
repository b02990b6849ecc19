"""Handing documents out: what waits by channel, what came in, what does not arrive."""

from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, may
from feedback.blueprints.headers import download
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.delivery_forms import PostedForm
from feedback.blueprints.office.delivery_words import (
    ShownDelivery,
    document_words,
    recipient_words,
    shown,
)
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.words import file_url
from feedback.domain import clock
from feedback.domain.deliveries import DeliveryChannel, Result, file_name
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import deliveries as handed
from feedback.queries import sendable
from feedback.queries.deliveries import Line
from feedback.queries.undelivered import undelivered
from feedback.services.delivery import deliveries, delivery_attempts
from feedback.services.delivery.delivery_attempts import Statement
from feedback.services.documents.rendering import letter_bytes
from feedback.services.papers import delivery_papers
from feedback.workflows.glossary import letter_title

ZIP = "application/zip"
PDF = "application/pdf"


@office.get("/phat-hanh")
@asks(Action.SEE_DELIVERIES)
def handing_out() -> ResponseReturnValue:
    return _page(PostedForm(formdata=None))


@office.post("/phat-hanh/buu-dien")
@asks(Action.DELIVER)
def posted() -> ResponseReturnValue:
    """Several envelopes were given to the post office on one day."""
    form = PostedForm()
    if not form.validate():
        return _page(form), 422
    said = Statement(result=Result.SENT, on=form.day)
    try:
        count = delivery_attempts.record(form.delivery.data, said, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(form), status
    flash(f"Đã ghi nhận giao bưu điện {count} phong bì.")
    return redirect(url_for("office.handing_out"))


@office.get("/phat-hanh/buu-dien.zip")
@asks(Action.DELIVER)
def post_batch() -> ResponseReturnValue:
    """The list, the address sheets and the documents, in the same order."""
    packed = delivery_papers.post_batch(db.session(), current_actor(), clock.now())
    return download(packed, f"gui-buu-dien-{clock.today():%Y%m%d}.zip", ZIP)


@office.get("/phat-hanh/<int:delivery_id>/ky-nhan.pdf")
@asks(Action.DELIVER)
def hand_receipt(delivery_id: int) -> ResponseReturnValue:
    pdf = delivery_papers.hand_receipt(db.session(), delivery_id, current_actor(), clock.now())
    return download(pdf, f"ky-nhan-{delivery_id}.pdf", PDF)


@office.get("/phat-hanh/den/<int:delivery_id>.pdf")
@asks(Action.RECEIVE_DOCUMENT)
def incoming_letter(delivery_id: int) -> ResponseReturnValue:
    found = sendable.received(db.session(), current_actor(), delivery_id)
    return download(letter_bytes(found), file_name(found.uid.hex), PDF)


@office.post("/phat-hanh/den/<int:delivery_id>/nhan")
@asks(Action.ACKNOWLEDGE)
def acknowledge(delivery_id: int) -> ResponseReturnValue:
    if PressForm().validate():
        deliveries.acknowledge(delivery_id, current_actor(), clock.now())
        flash("Đã xác nhận nhận văn bản.")
    return redirect(url_for("office.handing_out"))


def _page(form: PostedForm) -> str:
    session, actor = db.session(), current_actor()
    waiting = handed.waiting(session, actor)
    by_post = _of(waiting, DeliveryChannel.POST)
    return page(
        "handing_out",
        undelivered=undelivered(session, actor),
        letter_title=letter_title,
        delivers=may(Action.DELIVER),
        opens_files=may(Action.OPEN_FILE),
        by_post=[one for one in by_post if one.line.whole],
        unaddressed=[one for one in by_post if not one.line.whole],
        by_hand=_of(waiting, DeliveryChannel.HAND),
        on_show=[one for one in _shown(handed.on_show(session, actor)) if one.line.attempts],
        incoming=_shown(handed.incoming(session, actor)),
        document_words=document_words,
        recipient_words=recipient_words,
        file_url=file_url,
        form=form,
        press=PressForm(formdata=None),
        chosen=frozenset(form.delivery.data or ()),
        errors=bool(form.errors),
    )


def _of(lines: Sequence[Line], channel: DeliveryChannel) -> list[ShownDelivery]:
    return _shown([line for line in lines if line.channel is channel])


def _shown(lines: Sequence[Line]) -> list[ShownDelivery]:
    return [shown(line, clock.today()) for line in lines]
