"""Following a petition by its code. The code travels in the body of a post, never in an address."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.headers import download
from feedback.blueprints.public import words
from feedback.blueprints.public.blueprint import public
from feedback.blueprints.public.forms import (
    CodeForm,
    InformationForm,
    PressForm,
    WithdrawForm,
    WithdrawPartForm,
)
from feedback.blueprints.public.presenting import shown
from feedback.blueprints.public.sending import keys
from feedback.domain import clock
from feedback.domain.errors import DomainError, NotFoundError
from feedback.extensions import db
from feedback.queries.tracking import letter_of, tracked
from feedback.services import citizens
from feedback.services.calendars import calendar
from feedback.services.rendering import letter_bytes


@dataclass(slots=True)
class Forms:
    """The forms on the page of one petition; the refused one keeps what was typed."""

    information: InformationForm
    withdraw: WithdrawForm
    part: WithdrawPartForm
    press: PressForm

    @classmethod
    def blank(cls, code: str) -> "Forms":
        kinds = (InformationForm, WithdrawForm, WithdrawPartForm, PressForm)
        return cls(*(kind(formdata=None, data={"code": code}) for kind in kinds))


@public.route("/tra-cuu", methods=["GET", "POST"])
@for_everyone
def track() -> ResponseReturnValue:
    """Any code that opens nothing gets one and the same answer, whatever is wrong with it."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            return _page(_petition(form.code.data), Forms.blank(form.code.data))
        except NotFoundError as refusal:
            form.code.errors = [str(refusal)]
    page = render_template("public/track.html", form=form, errors=form.errors)
    return page, 422 if form.errors else 200


def _petition(code: str | None) -> int:
    return citizens.petition_of_code(db.session(), code or "", keys())


def _page(
    petition_id: int, forms: Forms, *, done: str = "", problem: str = "", status: int = 200
) -> ResponseReturnValue:
    session, today = db.session(), clock.today()
    seen = tracked(session, petition_id, today)
    page = render_template(
        "public/tracked.html",
        petition=shown(seen, calendar(session), today),
        forms=forms,
        done=done,
        problem=problem,
        withdrawal=words.withdrawal(seen.petition.declared_kind, joint=seen.joint),
        withdrawing_part=words.PART,
        errors=status != 200,  # noqa: PLR2004 - HTTP's "OK"
    )
    return page, status


@public.post("/tra-cuu/bo-sung")
@for_everyone
def add_information() -> ResponseReturnValue:
    form = InformationForm()
    petition_id = _petition(form.code.data)
    forms = Forms.blank(form.code.data)
    if form.validate_on_submit():
        try:
            citizens.add_information(petition_id, form.information.data, clock.now())
        except DomainError as refusal:
            form.information.errors = [str(refusal)]
    if form.errors:
        forms.information = form
        return _page(petition_id, forms, status=422)
    return _page(petition_id, forms, done="Đã ghi nhận phần bổ sung của bạn.")


@public.post("/tra-cuu/rut-don")
@for_everyone
def withdraw() -> ResponseReturnValue:
    form = WithdrawForm()
    petition_id = _petition(form.code.data)
    forms = Forms.blank(form.code.data)
    if form.validate_on_submit():
        try:
            citizens.withdraw(petition_id, form.reason.data, clock.now())
        except DomainError as refusal:
            form.reason.errors = [str(refusal)]
    if form.errors:
        forms.withdraw = form
        return _page(petition_id, forms, status=422)
    return _page(petition_id, forms, done="Đã ghi nhận việc bạn rút đơn.")


@public.post("/tra-cuu/rut-mot-phan")
@for_everyone
def withdraw_part() -> ResponseReturnValue:
    form = WithdrawPartForm()
    petition_id = _petition(form.code.data)
    forms = Forms.blank(form.code.data)
    if form.validate_on_submit():
        try:
            citizens.withdraw_part(petition_id, form.withdrawn_content.data, clock.now())
        except DomainError as refusal:
            form.withdrawn_content.errors = [str(refusal)]
    if form.errors:
        forms.part = form
        return _page(petition_id, forms, status=422)
    return _page(petition_id, forms, done="Đã ghi nhận phần khiếu nại bạn rút.")


@public.post("/tra-cuu/van-ban")
@for_everyone
def letter() -> ResponseReturnValue:
    """A document of the file, to whoever brings the code: as a download, never as a page."""
    form = PressForm()
    petition_id = _petition(form.code.data)
    if not form.validate_on_submit():
        stale = form.csrf_token.errors[0]
        return _page(petition_id, Forms.blank(form.code.data), problem=stale, status=422)
    found = letter_of(tracked(db.session(), petition_id, clock.today()), form.document.data or "")
    if found is None:
        raise NotFoundError("Chưa có văn bản này.")
    name = f"{found.name}-{found.issued_on:%Y%m%d}.pdf"
    return download(letter_bytes(found), name, "application/pdf")
