"""The officers' room: everything under ``/can-bo``, and the frame of its pages."""

from flask import Blueprint, render_template

from feedback.blueprints.guards import may
from feedback.blueprints.office.actor import HOME, HOMES, current_account
from feedback.domain.policy.actions import Action
from feedback.domain.roles import ROLE_TITLES, Role
from feedback.extensions import db, room
from feedback.queries import signing, views
from feedback.queries.views import Attention
from feedback.services.signing_in.accounts import Account
from feedback.settings.choices import DatabaseRole

#: Where those work whose room this is not: they come for their own sessions, or for an archive.
ELSEWHERE = {
    Role.INSPECTOR: ("/thanh-tra", "Sổ theo dõi"),
    Role.DELEGATE: ("/thanh-tra/muc-tieu", "Mục tiêu"),
    Role.ADMINISTRATOR: ("/quan-tri/lich", "Lịch làm việc"),
    Role.AUDITOR: ("/thanh-tra/kiem-toan", "Kiểm toán"),
}

REDACTION = "/can-bo/luoc-danh"
IDENTITIES = "/can-bo/danh-tinh"
PROTECTIONS = "/can-bo/bao-ve"
REGISTRATION = "/can-bo/nhan-don"
SIGNING = "/can-bo/ky"
DELIVERY = "/can-bo/phat-hanh"
TRAY = "/can-bo/khay-nghi-rac"
NOTHING = Attention(proposals=0, notices=0, suspects=0)

office = Blueprint("office", __name__, url_prefix="/can-bo")


def page(template: str, *, waiting: Attention | None = None, **context: object) -> str:
    """A page in the frame of the room; what waits is counted unless the view has done so."""
    account = current_account()
    waiting = waiting or _waiting(account)
    return render_template(
        f"office/{template}.html",
        desk_name="Bàn làm việc",
        home=HOMES.get(account.role, HOME),
        agency_name=account.agency_name,
        account=account,
        role_title=account.title or ROLE_TITLES[account.role],
        nav_links=_links(account, waiting),
        **context,
    )


def _waiting(account: Account) -> Attention:
    """What waits; the door, and a proof asked for elsewhere, see no files and count nothing."""
    at_desk = room() is DatabaseRole.OFFICE
    return views.attention(db.session(), account.actor) if at_desk else NOTHING


def _to_sign(account: Account) -> int:
    at_desk = room() is DatabaseRole.OFFICE
    return signing.count(db.session(), account.actor) if at_desk else 0


def _links(account: Account, waiting: Attention) -> tuple[tuple[str, str], ...]:
    if account.role in ELSEWHERE:
        return (ELSEWHERE[account.role],)
    if account.role is Role.CUSTODIAN:
        return ((IDENTITIES, "Danh tính"), (REDACTION, "Bản lược danh"))
    if account.role is Role.PROTECTOR:
        return ((PROTECTIONS, "Bảo vệ"), (IDENTITIES, "Danh tính"))
    deciding = _counted("Chờ quyết", waiting.proposals)
    reminded = _counted("Nhắc việc", waiting.notices)
    books = (("/can-bo/van-ban-den", "Văn bản đến"), ("/can-bo/so", "Sổ đăng ký"))
    if account.role is Role.CLERK:
        to_seal = _counted("Chờ đóng dấu", _to_sign(account))
        return ((SIGNING, to_seal), (DELIVERY, "Phát hành"), *books)
    return (
        ("/can-bo", "Hàng đợi"),
        *([(REGISTRATION, "Nhận đơn")] if may(Action.REGISTER) else []),
        *([(TRAY, _counted("Khay nghi rác", waiting.suspects))] if waiting.suspects else []),
        *([("/can-bo/cho-quyet", deciding)] if may(Action.DECIDE) else []),
        *([(SIGNING, _counted("Chờ ký", _to_sign(account)))] if may(Action.SIGN) else []),
        (DELIVERY, "Phát hành"),
        ("/can-bo/nhac-viec", reminded),
        *(books[1:] if may(Action.PRINT_BOOK) else ()),
        *([("/thanh-tra/muc-tieu", "Mục tiêu")] if may(Action.SEE_STATISTICS) else []),
    )


def _counted(title: str, count: int) -> str:
    return f"{title} ({count})" if count else title
