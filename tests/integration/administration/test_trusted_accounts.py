"""No administrator alone makes a custodian, or another administrator, and enters as one."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from feedback.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.models.agency import UserAccount
from feedback.services.signing_in import account_administration as accounts
from feedback.services.signing_in import activation, trusted_accounts
from feedback.services.signing_in.account_administration import Wanted
from feedback.services.signing_in.trusted_accounts import TOO_FEW
from tests.client import Visitor
from tests.integration.administration.conftest import NOW, two_administrators
from tests.passwords import PASSWORD

NEW = "con mèo trèo cây cau hỏi thăm"


def wanted(role: Role, name: str = "nguoi.moi", agency: str = "UBT") -> Wanted:
    return Wanted(name, "Người Mới", "", role, agency)


def is_open(account_id: int) -> bool:
    return bool(db.session.scalar(select(UserAccount.active).where(UserAccount.id == account_id)))


@pytest.mark.parametrize(
    ("role", "agency"),
    [
        (Role.CUSTODIAN, "UBT"),
        (Role.PROTECTOR, "UBT"),
        (Role.ADMINISTRATOR, "UBT"),
        (Role.HEAD, "TTT"),
    ],
)
def test_made_alone_it_opens_nothing_and_the_code_is_worth_nothing_yet(
    administrators, role, agency
):
    made, code = accounts.create(wanted(role, agency=agency), administrators.first.user_id, NOW)
    assert not is_open(made)
    with pytest.raises(InvalidInputError, match="Mã kích hoạt"):
        activation.activate(code, NEW, NOW)
    with pytest.raises(NotAllowedError, match="một người thứ hai"):
        trusted_accounts.confirm(made, administrators.first, NOW)
    with pytest.raises(NotAllowedError, match="thứ hai"):
        accounts.reopen(made, administrators.first.user_id, NOW)
    trusted_accounts.confirm(made, administrators.second, NOW)
    assert activation.activate(code, NEW, NOW).role is role


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.HEAD, Role.INSPECTOR, Role.AUDITOR])
def test_other_roles_wait_for_nobody(administrators, role):
    made, _ = accounts.create(wanted(role), administrators.first.user_id, NOW)
    assert is_open(made)


def test_nobody_is_made_a_custodian_or_handed_a_custodians_code_by_one_alone(
    administrators, session
):
    person = session.scalars(select(UserAccount).filter_by(username="giumat")).one()
    account_id, agency = person.id, "TTT"
    accounts.issue_activation(account_id, administrators.first.user_id, NOW)
    assert not is_open(account_id)
    trusted_accounts.confirm(account_id, administrators.second, NOW)
    accounts.close(account_id, administrators.first.user_id, NOW)
    accounts.reopen(account_id, administrators.first.user_id, NOW)
    assert not is_open(account_id)
    trusted_accounts.confirm(account_id, administrators.second, NOW)
    officer = session.scalars(select(UserAccount.id).filter_by(username="canboxa")).one()
    accounts.change(
        officer, wanted(Role.CUSTODIAN, agency=agency), administrators.first.user_id, NOW
    )
    assert not is_open(officer)
    with pytest.raises(NotFoundError):
        trusted_accounts.confirm(
            administrators.second.user_id, administrators.second, NOW
        )  # nothing waits


def test_of_two_administrators_neither_removes_the_other(administrators):
    for way in (
        lambda: accounts.close(administrators.second.user_id, administrators.first.user_id, NOW),
        lambda: accounts.change(
            administrators.second.user_id,
            wanted(Role.CASE_OFFICER),
            administrators.first.user_id,
            NOW,
        ),
    ):
        with pytest.raises(NotAllowedError, match=TOO_FEW):
            way()
    assert is_open(administrators.second.user_id)


def test_the_first_administrator_makes_the_second_alone(administrators, session):
    """There is nobody else yet; from then on there are two."""
    session.execute(text("UPDATE user_account SET active = false WHERE username = 'quantri2'"))
    session.commit()
    made, _ = accounts.create(wanted(Role.ADMINISTRATOR), administrators.first.user_id, NOW)
    assert is_open(made)


def test_the_database_wants_two_as_well(administrators, session):
    accounts.create(wanted(Role.CUSTODIAN), administrators.first.user_id, NOW)
    forged = "UPDATE account_confirmation SET state = 'confirmed', decided_at = now(), decided_by_id = proposed_by_id"  # noqa: E501
    with pytest.raises(IntegrityError, match="two_others"):
        session.execute(text(forged))
    session.rollback()


def test_by_pages_the_second_confirms(app):
    with app.app_context():
        pair = two_administrators(db.session())
        made, _ = accounts.create(wanted(Role.CUSTODIAN), pair.first.user_id, NOW)
    page = f"/quan-tri/tai-khoan/{made}"
    seen = {}
    for name in ("quantri", "quantri2"):
        visitor = seen[name] = Visitor(app)
        visitor.answer("/can-bo/dang-nhap", {"username": name, "password": PASSWORD})
    assert "Bạn là người đề nghị" in seen["quantri"].get(page).text
    assert "Xác nhận, mở tài khoản" in seen["quantri2"].get(page).text
    assert seen["quantri2"].post(f"{page}/xac-nhan").status_code == 302
    with app.app_context():
        assert is_open(made)
