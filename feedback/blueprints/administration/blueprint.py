"""The administrators' room: everything under ``/quan-tri``. No content of any case is read here."""

from flask import Blueprint, render_template

from feedback.blueprints.office.actor import current_account
from feedback.domain.roles import ROLE_TITLES

administration = Blueprint("administration", __name__, url_prefix="/quan-tri")


def page(template: str, **context: object) -> str:
    """A page in the frame of the room."""
    account = current_account()
    return render_template(
        f"administration/{template}.html",
        desk_name="Quản trị hệ thống",
        home="/quan-tri/lich",
        agency_name=account.agency_name,
        account=account,
        role_title=account.title or ROLE_TITLES[account.role],
        nav_links=(
            ("/quan-tri/lich", "Lịch làm việc"),
            ("/quan-tri/tai-khoan", "Tài khoản"),
            ("/quan-tri/huy-danh-tinh", "Hủy danh tính"),
        ),
        **context,
    )
