"""``/can-bo/nhan-don``: what came over the counter, by post or from elsewhere is written down here.

The receipt code is stored nowhere, so the page that shows it is the answer to the post itself.
Whatever the same form sends again gets the same answer and writes nothing.
"""

from http import HTTPStatus

from flask import request
from flask.typing import ResponseReturnValue

from feedback.blueprints.commune_box import COMMUNE_NAMES
from feedback.blueprints.guards import asks, may
from feedback.blueprints.headers import download
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.file_field import ACCEPT
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.registration_form import (
    STORY_LETTERS,
    RegistrationForm,
    code_of,
    ticket_of,
)
from feedback.domain import clock
from feedback.domain.errors import InvalidInputError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.domain.registering import long_ago
from feedback.extensions import csrf, current_settings, db
from feedback.services.lodging import registration
from feedback.services.papers import receipt_paper, receipts
from feedback.vault.keys import KeyRing


def keys() -> KeyRing:
    return KeyRing(current_settings().keys_dir)


@office.get("/nhan-don")
@asks(Action.REGISTER)
def register() -> ResponseReturnValue:
    return _form_page(RegistrationForm.fresh(request.args, clock.today()))


@office.post("/nhan-don")
@asks(Action.REGISTER)
def write_down() -> ResponseReturnValue:
    form = RegistrationForm()
    known = registration.written_down(db.session(), form.code, keys())
    if known is not None:
        return _receipt_page(known, form.code, again=True)
    if not form.validate():
        return _form_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    days_ago = _asks_about_the_day(form)
    if days_ago:
        return _form_page(form, days_ago=days_ago)
    try:
        petition = registration.register(form.lodging, current_actor(), keys(), clock.now())
    except InvalidInputError as refusal:
        form.refuse([refusal])
        return _form_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _receipt_page(petition, form.code, again=False)


#: The form asks for the token itself, and keeps what was typed when it is stale.
csrf.exempt(write_down)  # nosemgrep: form-without-token - it has its own


def _asks_about_the_day(form: RegistrationForm) -> int:
    """How far a day lies back that was not asked about yet; the second press goes through."""
    days_ago, day = long_ago(form.received_on.data, clock.today()), str(form.received_on.data)
    if not days_ago or form.asked_about.data == day:
        return 0
    form.asked_about.data = day
    return days_ago


def _form_page(form: RegistrationForm, *, days_ago: int = 0) -> str:
    return page(
        "registration",
        form=form,
        errors=bool(form.errors),
        days_ago=days_ago,
        communes=COMMUNE_NAMES,
        letters=STORY_LETTERS,
        accept=ACCEPT,
        megabytes=current_settings().max_file_bytes // 1_000_000,
        most=current_settings().max_files,
        enters_voters=may(Action.ENTER_VOTERS),
    )


def _receipt_page(petition_id: int, code: str, *, again: bool) -> str:
    facts = receipts.receipt_of(db.session(), petition_id)
    return page(
        "registered",
        id=petition_id,
        facts=facts,
        code=code,
        again=again,
        ticket=ticket_of(code),
        qr=receipt_paper.qr_svg(receipt_paper.tracking_url(current_settings().base_url, code)),
        next={"cach": facts.channel, "ngay": facts.received_on.isoformat()},
    )


@office.post("/nhan-don/bien-nhan")
@asks(Action.REGISTER)
def registered_pdf() -> ResponseReturnValue:
    """The receipt on paper, for whoever has just been given its code."""
    form, code = PressForm(), code_of(request.form.get("ticket"))
    petition = registration.written_down(db.session(), code, keys()) if code else None
    if not form.validate() or code is None or petition is None:
        msg = "Không lập được giấy biên nhận từ trang này. Mở lại trang rồi bấm lần nữa."
        raise NotFoundError(msg)
    facts = receipts.receipt_of(db.session(), petition)
    content = receipt_paper.receipt_pdf(
        db.session(), petition, facts, code, current_settings().base_url
    )
    return download(content, f"bien-nhan-{facts.number}.pdf", "application/pdf")
