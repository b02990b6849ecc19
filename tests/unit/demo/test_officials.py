import re
import unicodedata
from collections import Counter

import pytest

from feedback.demo.agencies import Level, agencies, agency_with_code
from feedback.demo.names import every_name
from feedback.demo.people import demo_accounts, officers
from feedback.demo.petitions import corpus
from feedback.domain.communes import COMMUNES
from feedback.domain.roles import Role

#: Holders of high office of the province in recent years: no invented person may bear their name.
PUBLIC_FIGURES = {
    "Bùi Thúy Phượng",
    "Bùi Văn Khắng",
    "Cao Tường Huy",
    "Đặng Ngọc Bích",
    "Đặng Xuân Phương",
    "Hoàng Bá Nam",
    "Lê Văn Ánh",
    "Mai Vũ Tuấn",
    "Nghiêm Xuân Cường",
    "Ngô Hoàng Ngân",
    "Nguyễn Đức Long",
    "Nguyễn Đức Thành",
    "Nguyễn Hồng Dương",
    "Nguyễn Mạnh Tuấn",
    "Nguyễn Thị Hạnh",
    "Nguyễn Thị Thu Hà",
    "Nguyễn Văn Đọc",
    "Nguyễn Văn Thắng",
    "Nguyễn Xuân Ký",
    "Phạm Đức Ấn",
    "Phạm Minh Chính",
    "Quản Minh Cường",
    "Trần Văn Lâm",
    "Trịnh Thị Minh Thanh",
    "Vi Ngọc Bích",
    "Vũ Đại Thắng",
    "Vũ Quyết Tiến",
    "Vũ Văn Diện",
}


def test_there_is_a_committee_for_each_of_the_54_communes():
    committees = [agency for agency in agencies() if agency.level is Level.COMMUNE]
    assert {agency.commune_code for agency in committees} == {unit.code for unit in COMMUNES}


def test_codes_are_unique_and_superiors_come_first():
    seen: set[str] = set()
    for agency in agencies():
        assert agency.code not in seen
        assert agency.superior is None or agency.superior in seen
        seen.add(agency.code)


def test_only_the_province_and_the_council_have_nobody_above():
    assert {a.code for a in agencies() if a.superior is None} == {"ubnd-tinh", "hdnd-tinh"}


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.code)
def test_a_letterhead_is_in_capitals_and_composed(agency):
    lines = (*agency.superior_lines, *agency.issuing_lines, agency.head_title)
    assert all(line == line.upper() for line in lines)
    assert all(unicodedata.is_normalized("NFC", line) for line in lines)
    assert agency.issuing_lines


def test_a_commune_has_its_own_two_lines_and_no_superior_line():
    agency = agency_with_code("ubnd-06862")
    assert agency.superior_lines == ()
    assert agency.issuing_lines == ("ỦY BAN NHÂN DÂN", "XÃ TIÊN YÊN")
    assert agency.place == "Tiên Yên"


def test_every_agency_that_decides_has_a_head():
    heads = {officer.agency for officer in officers() if officer.role is Role.HEAD}
    deciding = {a.code for a in agencies() if a.level not in {Level.COUNCIL, Level.INSPECTORATE}}
    assert deciding <= heads


def test_board_province_and_inspectorate_are_staffed():
    staff = Counter((officer.agency, officer.role) for officer in officers())
    assert staff["ban-tiep-cong-dan", Role.RECEPTION_OFFICER] == 3
    assert staff["ban-tiep-cong-dan", Role.HEAD] == 1
    assert staff["ubnd-tinh", Role.HEAD] == 2
    assert staff["thanh-tra-tinh", Role.INSPECTOR] == 3
    assert staff["hdnd-tinh", Role.DELEGATE] == 1


def test_twelve_agencies_have_a_head_and_two_case_officers():
    case_officers = Counter(o.agency for o in officers() if o.role is Role.CASE_OFFICER)
    assert sum(count == 2 for count in case_officers.values()) == 12


def test_usernames_are_short_ascii_and_unique():
    usernames = [officer.username for officer in officers()]
    assert len(set(usernames)) == len(usernames)
    assert all(re.fullmatch(r"[a-z0-9.-]{4,20}", username) for username in usernames)


def test_the_accounts_shown_are_one_for_each_role_and_two_who_keep_identities():
    accounts = demo_accounts("mat-khau-thu")
    assert {account.password for account in accounts} == {"mat-khau-thu"}
    expected = set(Role) - {Role.CITIZEN, Role.SYSTEM}
    wanted = dict.fromkeys(expected, 1) | {Role.CUSTODIAN: 2}
    assert Counter(account.role for account in accounts) == wanted


def test_no_invented_person_bears_the_name_of_a_public_figure():
    people = {petition.person.name for petition in corpus() if petition.person}
    speakers = {name for p in corpus() if p.group for name in p.group.representatives}
    invented = people | speakers | {officer.name for officer in officers()} | every_name()
    assert not invented & PUBLIC_FIGURES
