"""The form that states who an envelope goes to and where."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.delivery_forms import AddressForm
from feedback.blueprints.office.delivery_recording import back_to
from feedback.blueprints.office.delivery_words import document_words, recipient_words
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import deliveries as handed
from feedback.services.delivery import delivery_addressing
from feedback.services.delivery.delivery_addresses import Address, stated_before


@office.get("/phat-hanh/<int:delivery_id>/dia-chi")
@asks(Action.DELIVER)
def address_delivery(delivery_id: int) -> ResponseReturnValue:
    """What is known already is proposed."""
    row = delivery_addressing.addressable(db.session(), delivery_id, current_actor())
    known = stated_before(db.session(), row)
    return _page(delivery_id, AddressForm(data={"name": known.name, "address": known.address}))


@office.post("/phat-hanh/<int:delivery_id>/dia-chi")
@asks(Action.DELIVER)
def state_address(delivery_id: int) -> ResponseReturnValue:
    delivery_addressing.addressable(db.session(), delivery_id, current_actor())
    form = AddressForm()
    if not form.validate():
        return _page(delivery_id, form), 422
    stated = Address(form.name.data or "", form.address.data or "")
    try:
        delivery_addressing.state(delivery_id, stated, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(delivery_id, form), status
    flash("Đã ghi tên, địa chỉ nơi nhận.")
    return redirect(back_to(handed.one(db.session(), current_actor(), delivery_id)))


def _page(delivery_id: int, form: AddressForm) -> str:
    line = handed.one(db.session(), current_actor(), delivery_id)
    return page(
        "delivery_address",
        form=form,
        document=document_words(line),
        recipient=recipient_words(line.role, line.label),
        back=back_to(line),
        errors=bool(form.errors),
    )
