"""``/can-bo/ho-so/<id>/loi-ich``: "Tôi có lợi ích liên quan", said before one works on a file."""

from http import HTTPStatus

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from feedback.blueprints.guards import asks
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.widgets import HouseForm, options
from feedback.domain import clock
from feedback.domain.conflicts import GROUND_TITLES, Ground
from feedback.domain.errors import InvalidInputError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.models.subject import Subject
from feedback.queries.agencies import colleagues
from feedback.queries.conflicts import declared
from feedback.services.ground import admission
from feedback.services.rights import conflicts
from feedback.services.subject.numbers import subject_number

DONE = "Đã ghi nhận. Hồ sơ này từ nay không hiện ra với người có lợi ích liên quan."
MYSELF = ("", "Chính tôi")


class InterestForm(HouseForm):
    officer = SelectField("Ai có lợi ích liên quan", choices=options([MYSELF]), default="")
    ground = RadioField(
        "Quan hệ với người bị khiếu nại, bị tố cáo hoặc với việc này",
        [InputRequired("Chọn quan hệ.")],
        choices=options([(ground.value, title) for ground, title in GROUND_TITLES.items()]),
    )


@office.get("/ho-so/<int:subject_id>/loi-ich")
@asks(Action.DECLARE_INTEREST)
def interest(subject_id: int) -> ResponseReturnValue:
    return _page(_subject(subject_id), _form())


@office.post("/ho-so/<int:subject_id>/loi-ich")
@asks(Action.DECLARE_INTEREST)
def declare_interest(subject_id: int) -> ResponseReturnValue:
    """Afterwards the file is not there for them: back to the queue."""
    subject, form = _subject(subject_id), _form()
    if not form.validate_on_submit():
        return _page(subject, form), HTTPStatus.UNPROCESSABLE_ENTITY
    ground, of = Ground(form.ground.data), form.officer.data or ""
    try:
        conflicts.declare(current_actor(), subject_id, ground, clock.now(), of)
    except InvalidInputError as refusal:
        form.officer.errors = [str(refusal)]
        return _page(subject, form), HTTPStatus.UNPROCESSABLE_ENTITY
    admission.look_again()
    flash(DONE)
    return redirect(url_for("office.desk"), HTTPStatus.SEE_OTHER)


def _form() -> InterestForm:
    form, actor = InterestForm(), current_actor()
    if actor.role is Role.HEAD:
        others = colleagues(db.session(), actor.agency_id or 0)
        form.officer.choices = options([MYSELF, *others])
    return form


def _subject(subject_id: int) -> Subject:
    found = db.session().get(Subject, subject_id)
    if found is None or found.agency_id != current_actor().agency_id:
        raise NotFoundError("Không tìm thấy hồ sơ.")
    return found


def _page(subject: Subject, form: InterestForm) -> str:
    return page(
        "interest",
        number=subject_number(subject),
        back=url_for(f"office.{subject.subject_kind}", subject_id=subject.id),
        here=url_for("office.declare_interest", subject_id=subject.id),
        names_others=current_actor().role is Role.HEAD,
        declared=[name for _, name in declared(db.session(), subject.id)],
        lifting=url_for("office.lifting", subject_id=subject.id),
        form=form,
        errors=bool(form.errors),
    )
