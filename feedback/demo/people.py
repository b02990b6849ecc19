"""Who works in the demonstration: invented officers, one role each.

The board, the inspectorate, six communes and five departments have people of their own; every
other agency gets an invented head and one case officer, always the same.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from feedback.demo.agencies import Agency, Level, agencies, agency_with_code
from feedback.demo.names import UPLAND, invent_name
from feedback.domain.communes import commune_with_code
from feedback.domain.roles import ROLE_TITLES, Role

#: The accounts shown on start: one for each role; identities are read by two.
SHOWN = (
    "tiepdan1",
    "cv1.mongduong",
    "ct.mongduong",
    "vt.mongduong",
    "thanhtra1",
    "giudanhtinh1",
    "giudanhtinh2",
    "baove1",
    "daibieu",
    "quantri",
    "kiemtoan",
)
#: Of the invented heads about four in ten are women.
_WOMEN_SHARE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """One account of somebody in an agency."""

    username: str
    name: str
    role: Role
    agency: str
    #: Chức vụ, as it stands under a signature in sentence case.
    title: str

    @property
    def email(self) -> str:
        """An address that no mail outside the demonstration can reach."""
        return f"{self.username}@quangninh.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """What a visitor needs to sign in as one role."""

    username: str
    password: str
    name: str
    role: Role
    role_title: str
    title: str
    agency_name: str


@cache
def officers() -> tuple[Officer, ...]:
    """Everybody, those with a story of their own first."""
    text = (files("feedback.demo") / "data" / "people.toml").read_text(encoding="utf-8")
    named = tuple(
        Officer(**{**row, "role": Role(row["role"])}) for row in tomllib.loads(text)["officer"]
    )
    staffed = {officer.agency for officer in named if officer.role is not Role.PROTECTOR}
    others = [agency for agency in agencies() if agency.code not in staffed]
    invented = tuple(officer for agency in others for officer in _invented(agency))
    with_clerk = {officer.agency for officer in named if officer.role is Role.CLERK}
    clerks = tuple(_clerk(each) for each in agencies() if each.code not in with_clerk)
    return named + invented + clerks


def demo_accounts(password: str) -> tuple[DemoAccount, ...]:
    """One account per role, all with the same password, for the line printed on start."""
    by_name = {officer.username: officer for officer in officers()}
    return tuple(_shown(by_name[username], password) for username in SHOWN)


def _shown(officer: Officer, password: str) -> DemoAccount:
    return DemoAccount(
        username=officer.username,
        password=password,
        name=officer.name,
        role=officer.role,
        role_title=ROLE_TITLES[officer.role],
        title=officer.title,
        agency_name=agency_with_code(officer.agency).name,
    )


def _invented(agency: Agency) -> Iterator[Officer]:
    """A head and a case officer; the agency's code is the seed, so they never change."""
    rng = Random(agency.code)  # noqa: S311 - repeatable on purpose, no secret
    upland = agency.commune_code in UPLAND
    for prefix, role, title in (
        ("head", Role.HEAD, _head_title(agency)),
        ("cv1", Role.CASE_OFFICER, "Chuyên viên Văn phòng"),
    ):
        female = rng.random() < _WOMEN_SHARE
        yield Officer(
            username=f"{prefix}.{agency.code.removeprefix('ubnd-')}",
            name=invent_name(rng, female=female, upland=upland),
            role=role,
            agency=agency.code,
            title=title,
        )


def _clerk(agency: Agency) -> Officer:
    """Every agency has somebody who keeps its seal and its registers."""
    rng = Random(f"{agency.code} clerk")  # noqa: S311 - repeatable on purpose, no secret
    return Officer(
        username=f"vt.{agency.code.removeprefix('ubnd-')}",
        name=invent_name(rng, female=rng.random() < _WOMEN_SHARE, upland=False),
        role=Role.CLERK,
        agency=agency.code,
        title="Văn thư",
    )


def _head_title(agency: Agency) -> str:
    if agency.level is Level.COMMUNE and agency.commune_code:
        return f"Chủ tịch Ủy ban nhân dân {commune_with_code(agency.commune_code).kind.word}"
    return f"{agency.head_title.capitalize()} {agency.name}"
