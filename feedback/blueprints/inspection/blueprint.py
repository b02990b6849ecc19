"""The inspectors' room: everything under ``/thanh-tra``; it only reads."""

from flask import Blueprint, render_template

from feedback.blueprints.guards import may
from feedback.blueprints.office.actor import HOMES, current_account
from feedback.domain.policy.actions import Action
from feedback.domain.roles import ROLE_TITLES
from feedback.services.subject.numbers import CASES, petition_number

inspection = Blueprint("inspection", __name__, url_prefix="/thanh-tra")


def page(template: str, **context: object) -> str:
    """A page in the frame of the room, with the links of the person's role."""
    account = current_account()
    return render_template(
        f"inspection/{template}.html",
        desk_name="Thanh tra, giám sát",
        home=HOMES.get(account.role, "/thanh-tra/muc-tieu"),
        agency_name=account.agency_name,
        account=account,
        role_title=account.title or ROLE_TITLES[account.role],
        nav_links=_links(),
        **context,
    )


def _links() -> tuple[tuple[str, str], ...]:
    return (
        *([("/can-bo", "Hàng đợi")] if may(Action.LIST_QUEUE) else []),
        *([("/thanh-tra", "Sổ theo dõi")] if may(Action.SUPERVISE) else []),
        *([("/thanh-tra/danh-tinh", "Danh tính")] if may(Action.SEE_READINGS) else []),
        *([("/thanh-tra/kiem-toan", "Kiểm toán")] if may(Action.AUDIT) else []),
        *([("/thanh-tra/su-kien", "Sự kiện")] if may(Action.AUDIT) else []),
        *([("/thanh-tra/nhat-ky", "Nhật ký")] if may(Action.AUDIT) else []),
        *([("/thanh-tra/muc-tieu", "Mục tiêu")] if may(Action.SEE_STATISTICS) else []),
        *([("/thanh-tra/kien-nghi-cu-tri", "Kiến nghị cử tri")] if may(Action.SEE_VOTERS) else []),
        *([("/thanh-tra/quy-trinh", "Quy trình")] if may(Action.SEE_PROCEDURES) else []),
        *([("/can-bo/giu-danh-tinh", "Giữ danh tính")] if may(Action.HOLD) else []),
        *([("/can-bo/go-xung-dot", "Gỡ xung đột")] if may(Action.DECIDE_LIFTING) else []),
    )


def number_words(book: str, year: int, number: int) -> str:
    """``QN-2026-00012``; a case stands in a book of its own."""
    return petition_number(book or CASES, year, number)
