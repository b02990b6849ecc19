"""``/quan-tri/tai-khoan``: who has an account, with which role; nobody's password is set here."""

from http import HTTPStatus
from typing import TypeVar

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.administration.account_forms import AccountForm, NewAccountForm
from feedback.blueprints.administration.blueprint import administration, page
from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.widgets import options
from feedback.domain import clock
from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.domain.roles import ROLE_TITLES, Role
from feedback.extensions import db
from feedback.models.agency import Agency, UserAccount
from feedback.queries.register import agencies
from feedback.services.signing_in import account_administration as services
from feedback.services.signing_in import account_events, trusted_accounts
from feedback.services.signing_in.account_administration import Wanted
from feedback.services.signing_in.activation import GOOD_FOR

Form = TypeVar("Form", bound=AccountForm)


@administration.get("/tai-khoan")
@asks(Action.SEE_ACCOUNTS)
def accounts() -> ResponseReturnValue:
    return page("accounts", people=services.everybody(db.session()), role_titles=ROLE_TITLES)


@administration.route("/tai-khoan/lap", methods=["GET", "POST"])
@asks(Action.MANAGE_ACCOUNTS)
def create_account() -> ResponseReturnValue:
    form = _with_choices(NewAccountForm())
    if not form.is_submitted():
        return page("new_account", form=form)
    if not form.validate():
        return page("new_account", form=form, errors=True), HTTPStatus.UNPROCESSABLE_ENTITY
    wanted = _wanted(form, form.username.data)
    try:
        _, code = services.create(wanted, current_account().id, clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return page("new_account", form=form, errors=True), status
    return page("activation", username=wanted.username, code=code, days=GOOD_FOR.days)


@administration.get("/tai-khoan/<int:number>")
@asks(Action.SEE_ACCOUNTS)
def account(number: int) -> ResponseReturnValue:
    person = _person(number)
    agency = db.session().get_one(Agency, person.agency_id)
    return _page(person, _with_choices(AccountForm(obj=person, agency=agency.code)))


@administration.post("/tai-khoan/<int:number>")
@asks(Action.MANAGE_ACCOUNTS)
def change_account(number: int) -> ResponseReturnValue:
    person, form = _person(number), _with_choices(AccountForm())
    if not form.validate():
        return _page(person, form), HTTPStatus.UNPROCESSABLE_ENTITY
    wanted = _wanted(form, person.username)
    try:
        services.change(number, wanted, current_account().id, clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(person, form), status
    flash("Đã ghi. Vai trò mới có hiệu lực ngay.")
    return redirect(url_for("administration.account", number=number))


@administration.post("/tai-khoan/<int:number>/khoa")
@asks(Action.MANAGE_ACCOUNTS)
def close_account(number: int) -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        services.close(number, current_account().id, clock.now())
        flash("Đã khóa tài khoản. Mọi phiên của người này đã kết thúc.")
    return redirect(url_for("administration.account", number=number))


@administration.post("/tai-khoan/<int:number>/mo")
@asks(Action.MANAGE_ACCOUNTS)
def reopen_account(number: int) -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        services.reopen(number, current_account().id, clock.now())
        flash("Đã mở lại tài khoản.")
    return redirect(url_for("administration.account", number=number))


@administration.post("/tai-khoan/<int:number>/xac-nhan")
@asks(Action.MANAGE_ACCOUNTS)
def confirm_account(number: int) -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        trusted_accounts.confirm(number, current_actor(), clock.now())
        flash("Đã xác nhận. Tài khoản được mở.")
    return redirect(url_for("administration.account", number=number))


@administration.post("/tai-khoan/<int:number>/kich-hoat")
@asks(Action.MANAGE_ACCOUNTS)
def issue_activation(number: int) -> ResponseReturnValue:
    if not PressForm().validate_on_submit():
        return redirect(url_for("administration.account", number=number))
    code = services.issue_activation(number, current_account().id, clock.now())
    return page("activation", username=_person(number).username, code=code, days=GOOD_FOR.days)


def _person(number: int) -> UserAccount:
    person = db.session().get(UserAccount, number)
    if person is None:
        raise NotFoundError("Không có tài khoản này.")
    return person


def _with_choices(form: Form) -> Form:
    form.role.choices = options((role, ROLE_TITLES[role]) for role in services.ASSIGNABLE)
    form.agency.choices = options([("", "Chọn cơ quan"), *agencies(db.session())])
    return form


def _wanted(form: AccountForm, username: str) -> Wanted:
    return Wanted(
        username=username,
        name=form.name.data,
        title=form.title.data or "",
        role=Role(form.role.data),
        agency_code=form.agency.data,
    )


def _page(person: UserAccount, form: AccountForm) -> str:
    return page(
        "account",
        person=person,
        form=form,
        own=person.id == current_account().id,
        me=current_account().id,
        waits=trusted_accounts.waiting(db.session(), person.id),
        events=account_events.told(db.session(), person.id),
        errors=bool(form.errors),
    )
