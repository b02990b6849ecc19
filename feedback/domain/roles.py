"""Who acts. A role is what the law calls a person in a procedure, not a rank."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    CITIZEN = "citizen"
    RECEPTION_OFFICER = "reception_officer"
    CASE_OFFICER = "case_officer"
    HEAD = "head"
    CLERK = "clerk"
    INSPECTOR = "inspector"
    DELEGATE = "delegate"
    CUSTODIAN = "custodian"
    PROTECTOR = "protector"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


ROLE_TITLES = {
    Role.CITIZEN: "Công dân",
    Role.RECEPTION_OFFICER: "Cán bộ tiếp nhận, xử lý đơn",
    Role.CASE_OFFICER: "Cán bộ thụ lý, xác minh",
    Role.HEAD: "Người đứng đầu",
    Role.CLERK: "Văn thư",
    Role.INSPECTOR: "Thanh tra viên",
    Role.DELEGATE: "Đại biểu Hội đồng nhân dân",
    Role.CUSTODIAN: "Người giữ bí mật danh tính",
    Role.PROTECTOR: "Cán bộ bảo vệ người tố cáo",
    Role.AUDITOR: "Kiểm toán hệ thống",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
    Role.SYSTEM: "Hệ thống",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who performs an act, as the history names them: a pseudonym, never a name."""

    role: Role
    pseudonym: str
    user_id: int | None = None
    agency_id: int | None = None
    agency_code: str | None = None


#: The citizen is known by the receipt code alone; the history says no more than that.
CITIZEN = Actor(Role.CITIZEN, "citizen")
SYSTEM = Actor(Role.SYSTEM, "system")
