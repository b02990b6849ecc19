"""``/can-bo/bao-ve``: the body that protects denouncers sees what it was asked, and answers."""

from datetime import date
from http import HTTPStatus

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.agency_field import tidy_text
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.widgets import HouseForm, options
from feedback.domain import clock
from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import protection_calls as queries
from feedback.queries.protection_calls import Call
from feedback.services.acts import protection_calls as services
from feedback.services.acts.protection_calls import ACCEPTED, DECLINED
from feedback.services.subject.numbers import petition_number
from feedback.workflows.inputs.protection import NO_NAMES, PROTECTED

LONGEST = 1000
VERDICTS = ((ACCEPTED, "Nhận bảo vệ"), (DECLINED, "Không nhận, vì không thuộc thẩm quyền"))
STANDING = {"": "Chờ trả lời", ACCEPTED: "Đã nhận bảo vệ", DECLINED: "Không nhận"}


class AnswerForm(HouseForm):
    verdict = RadioField(
        "Trả lời", [InputRequired("Chọn nhận hoặc không nhận.")], choices=options(VERDICTS)
    )
    note = TextAreaField("Biện pháp, hoặc lý do không nhận", [Length(max=LONGEST)], [tidy_text])


@office.get("/bao-ve")
@asks(Action.SEE_PROTECTIONS)
def protections() -> ResponseReturnValue:
    rows = queries.of_agency(db.session(), current_actor())
    return page("protections", rows=rows, number_of=_number, standing=STANDING)


@office.get("/bao-ve/<int:call_id>")
@asks(Action.ANSWER_PROTECTION)
def protection(call_id: int) -> ResponseReturnValue:
    return _page(call_id, AnswerForm())


@office.post("/bao-ve/<int:call_id>")
@asks(Action.ANSWER_PROTECTION)
def answer_protection(call_id: int) -> ResponseReturnValue:
    form = AnswerForm()
    if not form.validate():
        return _page(call_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        services.answer(
            call_id, form.verdict.data, form.note.data or "", current_actor(), clock.now()
        )
    except NotFoundError:
        raise
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(call_id, form), status
    flash("Đã trả lời cơ quan đề nghị.")
    return redirect(url_for("office.protection", call_id=call_id))


def _number(asked: Call) -> str:
    return petition_number(asked.book, asked.year, asked.number)


def _page(call_id: int, form: AnswerForm) -> str:
    asked = queries.one(db.session(), current_actor(), call_id)
    if asked is None:
        raise NotFoundError(services.UNKNOWN)
    begins = asked.told.get("protection_begins")
    chosen = str(asked.told.get("protected", "")).split(",")
    return page(
        "protection",
        asked=asked,
        number=_number(asked),
        whom=[words for choice, words in PROTECTED if choice in chosen],
        begins=date.fromisoformat(begins) if begins else None,
        standing=STANDING,
        no_names=NO_NAMES,
        declined=asked.answer == DECLINED,
        form=form,
        errors=bool(form.errors),
    )
