"""What was done to an account: shown to its owner, who alone knows whether it was them.

Rows are only added; the application may neither change nor delete them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from feedback.models.agency import UserAccount
from feedback.models.sign_in import AccountEvent

#: How many the owner is shown.
SHOWN = 20


class What(StrEnum):
    CREATED = "created"
    ROLE_CHANGED = "role_changed"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    REOPENED = "reopened"
    ACTIVATION_ISSUED = "activation_issued"
    ACTIVATED = "activated"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the word, not one
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    PASSKEY_COPIED = "passkey_copied"
    GENERATOR_SET = "generator_set"
    GENERATOR_REMOVED = "generator_removed"
    RECOVERY_USED = "recovery_used"
    WRONG_CODE = "wrong_code"
    SIGN_ON_LINKED = "sign_on_linked"
    SIGN_ON_UNLINKED = "sign_on_unlinked"


#: What was done about who may do what.
OF_ROLES = (
    What.CREATED,
    What.ROLE_CHANGED,
    What.CONFIRMED,
    What.CLOSED,
    What.REOPENED,
    What.ACTIVATION_ISSUED,
)
WORDS = {
    What.CREATED: "Tài khoản được lập",
    What.ROLE_CHANGED: "Vai trò hoặc cơ quan được đổi",
    What.CONFIRMED: "Quản trị viên thứ hai xác nhận, tài khoản được mở",
    What.CLOSED: "Tài khoản bị khóa",
    What.REOPENED: "Tài khoản được mở lại",
    What.ACTIVATION_ISSUED: "Mã kích hoạt được cấp",
    What.ACTIVATED: "Mã kích hoạt được dùng, mật khẩu mới được đặt",
    What.PASSWORD_CHANGED: "Mật khẩu được đổi",
    What.PASSKEY_ADDED: "Thêm khóa đăng nhập",
    What.PASSKEY_REMOVED: "Gỡ khóa đăng nhập",
    What.PASSKEY_COPIED: "Khóa đăng nhập có dấu hiệu bị sao chép, đã từ chối",
    What.GENERATOR_SET: "Cài ứng dụng tạo mã một lần",
    What.GENERATOR_REMOVED: "Gỡ ứng dụng tạo mã một lần",
    What.RECOVERY_USED: "Dùng một mã dự phòng",
    What.WRONG_CODE: "Có người nhập đúng mật khẩu nhưng sai mã một lần",
    What.SIGN_ON_LINKED: "Nối với tài khoản đăng nhập một lần của tỉnh",
    What.SIGN_ON_UNLINKED: "Bỏ nối với tài khoản đăng nhập một lần của tỉnh",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line for the owner."""

    at: datetime
    words: str
    detail: str
    #: who did it, where it was somebody else
    by: str | None


def record(
    session: Session, user_id: int, what: What, now: datetime, *, by: int | None, detail: str = ""
) -> None:
    """Write it down in the transaction that does it."""
    session.add(AccountEvent(user_id=user_id, what=what, detail=detail, by_id=by, at=now))


def told(session: Session, user_id: int) -> list[Told]:
    """The newest first."""
    actor = aliased(UserAccount)
    rows = session.execute(
        select(AccountEvent, actor.name)
        .outerjoin(actor, (actor.id == AccountEvent.by_id) & (actor.id != AccountEvent.user_id))
        .where(AccountEvent.user_id == user_id)
        .order_by(AccountEvent.id.desc())
        .limit(SHOWN)
    )
    return [Told(row.at, WORDS[What(row.what)], row.detail, by) for row, by in rows]
