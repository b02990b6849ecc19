"""``/can-bo/go-xung-dot``: a conflict declared wrongly: one asks, and another lifts it."""

from http import HTTPStatus

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.agency_field import tidy_text
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.widgets import HouseForm, options
from feedback.domain import clock
from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.models.subject import Subject
from feedback.queries import conflicts as queries
from feedback.services.rights import conflict_lifting as services
from feedback.services.subject.numbers import subject_number

LONGEST = 1000
VERDICTS = (("lift", "Gỡ: người này lại thấy hồ sơ"), ("refuse", "Không gỡ"))
ASKED = "Đã ghi đề nghị. Một người thứ hai sẽ quyết định."
LIFTED = "Đã gỡ. Hồ sơ hiện ra với người này từ lần mở trang tới."
KEPT = "Đã ghi: không gỡ."


class AskForm(HouseForm):
    who = RadioField("Người được khai báo nhầm", [InputRequired("Chọn một người.")])
    reason = TextAreaField("Vì sao khai báo là sai", [Length(max=LONGEST)], [tidy_text])


class AnswerForm(HouseForm):
    verdict = RadioField(
        "Quyết định", [InputRequired("Chọn gỡ hoặc không gỡ.")], choices=options(VERDICTS)
    )
    note = TextAreaField("Lý do, nếu không gỡ", [Length(max=LONGEST)], [tidy_text])


@office.get("/ho-so/<int:subject_id>/loi-ich/go")
@asks(Action.ASK_LIFTING)
def lifting(subject_id: int) -> ResponseReturnValue:
    return _asking(_subject(subject_id), _form(subject_id))


@office.post("/ho-so/<int:subject_id>/loi-ich/go")
@asks(Action.ASK_LIFTING)
def ask_lifting(subject_id: int) -> ResponseReturnValue:
    subject, form = _subject(subject_id), _form(subject_id)
    if not form.validate():
        return _asking(subject, form), HTTPStatus.UNPROCESSABLE_ENTITY
    who, reason = int(form.who.data), form.reason.data or ""
    try:
        services.propose(subject_id, who, reason, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _asking(subject, form), status
    flash(ASKED)
    return redirect(_file(subject))


@office.get("/go-xung-dot")
@asks(Action.DECIDE_LIFTING)
def liftings() -> ResponseReturnValue:
    rows = queries.waiting(db.session(), current_actor())
    return page("liftings", rows=rows, number_of=subject_number)


@office.get("/go-xung-dot/<int:lifting_id>")
@asks(Action.DECIDE_LIFTING)
def asked_lifting(lifting_id: int) -> ResponseReturnValue:
    return _answering(lifting_id, AnswerForm())


@office.post("/go-xung-dot/<int:lifting_id>")
@asks(Action.DECIDE_LIFTING)
def decide_lifting(lifting_id: int) -> ResponseReturnValue:
    form = AnswerForm()
    if not form.validate():
        return _answering(lifting_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    lifts = form.verdict.data == "lift"
    try:
        if lifts:
            services.lift(lifting_id, current_actor(), clock.now())
        else:
            services.refuse(lifting_id, form.note.data or "", current_actor(), clock.now())
    except NotFoundError:
        raise
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _answering(lifting_id, form), status
    flash(LIFTED if lifts else KEPT)
    return redirect(url_for("office.liftings"))


def _form(subject_id: int) -> AskForm:
    form = AskForm()
    people = queries.declared(db.session(), subject_id)
    form.who.choices = options((str(user_id), name) for user_id, name in people)
    return form


def _subject(subject_id: int) -> Subject:
    found = db.session().get(Subject, subject_id)
    if found is None:
        raise NotFoundError("Không tìm thấy hồ sơ.")
    return found


def _file(subject: Subject) -> str:
    return url_for(f"office.{subject.subject_kind}", subject_id=subject.id)


def _asking(subject: Subject, form: AskForm) -> str:
    return page(
        "lifting_asking",
        number=subject_number(subject),
        back=_file(subject),
        here=url_for("office.ask_lifting", subject_id=subject.id),
        form=form,
        errors=bool(form.errors),
    )


def _answering(lifting_id: int, form: AnswerForm) -> str:
    row = queries.one(db.session(), lifting_id)
    if row is None:
        raise NotFoundError(services.UNKNOWN)
    return page(
        "lifting",
        row=row,
        number=subject_number(row.subject),
        own=row.lifting.proposed_by_id == current_account().id,
        form=form,
        errors=bool(form.errors),
    )
