"""Following a petition by its code. The code travels in the body of a post, never in an address."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from flask import render_template
from flask.typing import ResponseReturnValue
from wtforms import Field

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.headers import download
from feedback.blueprints.public import readings, words
from feedback.blueprints.public.blueprint import public
from feedback.blueprints.public.forms import (
    CodeForm,
    InformationForm,
    PressForm,
    WithdrawForm,
    WithdrawPartForm,
)
from feedback.blueprints.public.opening import opened_by
from feedback.blueprints.public.presenting import shown
from feedback.blueprints.public.proving import pinned, promises, proof_wanting, witnesses
from feedback.domain import clock
from feedback.domain.deliveries import file_name
from feedback.domain.errors import DomainError, NotFoundError
from feedback.extensions import db
from feedback.models.petition import Petition
from feedback.queries.tracking import letter_of, tracked
from feedback.services.delivery import deliveries
from feedback.services.documents.rendering import letter_bytes
from feedback.services.lodging import citizens
from feedback.services.log import log_proof
from feedback.services.log.log_proof import LogContradictedError, NotSealedError
from feedback.services.log.log_standing import NotTheSealedLogError
from feedback.services.subject.numbers import subject_number
from feedback.services.time.calendars import calendar


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

    def holding(self, refused: "InformationForm | WithdrawForm | WithdrawPartForm") -> "Forms":
        """The same page with the refused form in its place."""
        match refused:
            case InformationForm():
                self.information = refused
            case WithdrawForm():
                self.withdraw = refused
            case _:
                self.part = refused
        return self


@public.route("/tra-cuu", methods=["GET", "POST"])
@for_everyone
def track() -> ResponseReturnValue:
    """Any code that opens nothing gets one and the same answer, whatever is wrong with it."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            return _page(opened_by(form.code.data), Forms.blank(form.code.data))
        except NotFoundError as refusal:
            form.code.errors = [str(refusal)]
    page = render_template("public/track.html", form=form, errors=form.errors)
    return page, 422 if form.errors else 200


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
        readings=readings.readings(session, seen.petition),
        proof_wanting="" if seen.sealed else proof_wanting(seen.logged_at, clock.now()),
        errors=status != 200,  # noqa: PLR2004 - HTTP's "OK"
    )
    return page, status


@public.post("/tra-cuu/bo-sung")
@for_everyone
def add_information() -> ResponseReturnValue:
    form = InformationForm()
    return _said(
        form, form.information, citizens.add_information, "Đã ghi nhận phần bổ sung của bạn."
    )


@public.post("/tra-cuu/rut-don")
@for_everyone
def withdraw() -> ResponseReturnValue:
    form = WithdrawForm()
    return _said(form, form.reason, citizens.withdraw, "Đã ghi nhận việc bạn rút đơn.")


@public.post("/tra-cuu/rut-mot-phan")
@for_everyone
def withdraw_part() -> ResponseReturnValue:
    form = WithdrawPartForm()
    done = "Đã ghi nhận phần khiếu nại bạn rút."
    return _said(form, form.withdrawn_content, citizens.withdraw_part, done)


def _said(
    form: InformationForm | WithdrawForm | WithdrawPartForm,
    words_of: Field,
    act: Callable[[int, str, datetime], None],
    done: str,
) -> ResponseReturnValue:
    """Do what the sender says in one box; refused, it stands beside the box with what was typed."""
    petition_id = opened_by(form.code.data)
    forms = Forms.blank(form.code.data)
    if form.validate_on_submit():
        try:
            act(petition_id, words_of.data, clock.now())
        except DomainError as refusal:
            words_of.errors = [str(refusal)]
    if form.errors:
        return _page(petition_id, forms.holding(form), status=422)
    return _page(petition_id, forms, done=done)


@public.post("/tra-cuu/van-ban")
@for_everyone
def letter() -> ResponseReturnValue:
    """A document of the file, to whoever brings the code: as a download, never as a page.

    Over a database that is behind it is handed out, and that it was opened is not written down:
    the next time counts.
    """
    form = PressForm()
    petition_id = opened_by(form.code.data)
    if not form.validate_on_submit():
        stale = form.csrf_token.errors[0]
        return _page(petition_id, Forms.blank(form.code.data), problem=stale, status=422)
    found = letter_of(tracked(db.session(), petition_id, clock.today()), form.document.data or "")
    if found is None:
        raise NotFoundError("Chưa có văn bản này.")
    pdf = letter_bytes(found)
    with suppress(NotTheSealedLogError):
        deliveries.note_opened(found.id, petition_id, clock.now())
    return download(pdf, file_name(found.uid.hex), "application/pdf")


@public.post("/tra-cuu/bang-chung")
@for_everyone
def proof() -> ResponseReturnValue:
    """The receipt file: that the lodging is in the log, or our word that it will be.

    It names nobody and opens nothing.
    """
    form = PressForm()
    petition_id = opened_by(form.code.data)
    if not form.validate_on_submit():
        stale = form.csrf_token.errors[0]
        return _page(petition_id, Forms.blank(form.code.data), problem=stale, status=422)
    number = subject_number(db.session.get_one(Petition, petition_id))
    try:
        content = log_proof.proof_of(db.session(), petition_id, pinned(), witnesses())
    except NotSealedError:
        content = log_proof.promise_of(db.session(), petition_id, promises())
        return download(content, f"loi-hua-{number}.txt", "text/plain")
    except LogContradictedError as refusal:
        blank = Forms.blank(form.code.data)
        return _page(petition_id, blank, problem=str(refusal), status=HTTPStatus.CONFLICT)
    return download(content, f"bien-nhan-{number}.tlog-proof", "text/plain")
