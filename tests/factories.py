"""A small province for tests: agencies, people, petitions, all invented.

Everything goes through the real services; only reference rows are inserted here.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import midnight
from feedback.domain.lodging import Lodging
from feedback.domain.petitions import Kind
from feedback.domain.roles import Actor, Role
from feedback.models.agency import Agency, UserAccount
from feedback.vault.codes import new_code

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def at(day: str, hour: int = 8) -> datetime:
    """An instant in the morning of a day in Vietnam, e.g. ``at("2026-08-03")``."""
    return midnight(date.fromisoformat(day)) + timedelta(hours=hour)


@dataclass(frozen=True, slots=True)
class Province:
    """The people of the small province, ready to act."""

    receptionist: Actor
    board_head: Actor
    commune_officer: Actor
    second_officer: Actor
    commune_head: Actor
    department_officer: Actor
    department_head: Actor
    province_officer: Actor
    province_head: Actor
    board_clerk: Actor
    commune_clerk: Actor
    department_clerk: Actor
    province_clerk: Actor
    inspector: Actor
    custodian: Actor


def make_agency(
    session: Session,
    code: str,
    name: str,
    level: str,
    superior: Agency | None = None,
    symbol: str = "UBND",
) -> Agency:
    agency = Agency(
        code=code,
        name=name,
        level=level,
        superior_id=superior.id if superior else None,
        superior_lines=[],
        issuing_lines=[name.upper()],
        place="Quảng Ninh",
        symbol=symbol,
        head_title="CHỦ TỊCH" if symbol == "UBND" else "TRƯỞNG BAN",
        fields=[],
        in_force_from=date(2025, 7, 1),
    )
    session.add(agency)
    session.flush()
    return agency


def make_person(session: Session, username: str, name: str, role: Role, agency: Agency) -> None:
    person = UserAccount(
        username=username,
        name=name,
        title="Chủ tịch" if role is Role.HEAD else "Chuyên viên",
        role=role,
        agency_id=agency.id,
        email=f"{username}@example.invalid",
        created_at=BEGINNING,
    )
    session.add(person)


#: attribute of Province, account name, name, role, agency
PEOPLE = (
    ("receptionist", "tiepnhan", "Hoàng Lan Anh", Role.RECEPTION_OFFICER, "BTCD"),
    ("board_head", "truongban", "Lê Văn Thụ", Role.HEAD, "BTCD"),
    ("commune_officer", "canboxa", "Phạm Thị Mận", Role.RECEPTION_OFFICER, "X06862"),
    ("second_officer", "xacminh", "Đặng Văn Sáu", Role.CASE_OFFICER, "X06862"),
    ("commune_head", "chutichxa", "Trần Quang Minh", Role.HEAD, "X06862"),
    ("department_officer", "cbso", "Vũ Thị Hường", Role.CASE_OFFICER, "SXD"),
    ("department_head", "giamdoc", "Ngô Bá Khoa", Role.HEAD, "SXD"),
    ("province_officer", "cbtinh", "Tô Thị Lụa", Role.CASE_OFFICER, "UBT"),
    ("province_head", "chutichtinh", "Bùi Hữu Nghĩa", Role.HEAD, "UBT"),
    ("board_clerk", "vanthuban", "Mạc Thị Sim", Role.CLERK, "BTCD"),
    ("commune_clerk", "vanthuxa", "Trương Thị Gái", Role.CLERK, "X06862"),
    ("department_clerk", "vanthuso", "Phùng Văn Đạt", Role.CLERK, "SXD"),
    ("province_clerk", "vanthutinh", "Chu Thị Nhài", Role.CLERK, "UBT"),
    ("inspector", "thanhtra", "Lý A Sàng", Role.INSPECTOR, "TTT"),
    ("custodian", "giumat", "Quách Thị Hiền", Role.CUSTODIAN, "TTT"),
)


def make_province(session: Session) -> None:
    """Five agencies and fifteen people: enough for every journey."""
    top = make_agency(session, "UBT", "Ủy ban nhân dân tỉnh Quảng Ninh", "province")
    agencies = {
        "UBT": top,
        "BTCD": make_agency(session, "BTCD", "Ban Tiếp công dân tỉnh", "board", top, "BTCD"),
        "X06862": make_agency(session, "X06862", "Ủy ban nhân dân xã Tiên Yên", "commune", top),
        "SXD": make_agency(session, "SXD", "Sở Xây dựng", "department", top, "SXD"),
        "TTT": make_agency(session, "TTT", "Thanh tra tỉnh", "inspectorate", top, "TTT"),
    }
    for _, username, name, role, agency in PEOPLE:
        make_person(session, username, name, role, agencies[agency])


def read_province(session: Session) -> Province:
    """The small province as actors, read from the database."""
    rows = session.execute(
        select(UserAccount, Agency.code).join(Agency, Agency.id == UserAccount.agency_id)
    )
    actors = {
        person.username: Actor(
            Role(person.role), f"user:{person.id}", person.id, person.agency_id, code
        )
        for person, code in rows
    }
    return Province(**{attribute: actors[username] for attribute, username, *_ in PEOPLE})


def a_lodging(kind: Kind = Kind.COMPLAINT, **changes: object) -> Lodging:
    """A petition of the given kind, with any field replaced."""
    values: dict[str, object] = {
        "code": new_code(),
        "kind": kind,
        "story": "Ủy ban nhân dân xã thu hồi 62,5 m² đất của gia đình tôi mà không bồi thường.",
        "wanted": "Đề nghị bồi thường về đất đối với 62,5 m².",
        "against": "Quyết định số 845/QĐ-UBND ngày 20/8/2026",
        "commune_code": "06862",
        "field": "land",
        "form_of_address": "ông",
        "name": "Nguyễn Văn Hòa",
        "address": "thôn Đồng Mạ, xã Tiên Yên",
        "phone": "0912 345 678",
        "email": "hoa@example.invalid",
    }
    return Lodging(**(values | changes))  # type: ignore[arg-type]  # a table of a lodging's fields
