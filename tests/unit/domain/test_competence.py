"""Who is competent, in words: each row of the study of the law, before and since 1 July 2025."""

from datetime import date

import pytest

from feedback.domain.competence.answers import TABLE, UNKNOWN, check, competent
from feedback.domain.competence.bodies import Against, Body
from feedback.domain.competence.posts import LEADING, Post, against_of, seat
from feedback.domain.competence.rows import Mark, Matter
from feedback.domain.errors import MalformedTableError
from feedback.domain.routing import Desk

BEFORE, SINCE, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 20)
A, C, D, P = Against, Matter.COMPLAINT, Matter.DISCIPLINE_COMPLAINT, Matter.DENUNCIATION

#: kind, against, day, first, superior, an article it rests on, how sure
ROWS = [
    (C, A.COMMUNE_CHAIR, BEFORE, Body.COMMUNE_CHAIR, Body.DISTRICT_CHAIR, "khoản 2 Điều 18", "S"),
    (C, A.COMMUNE_CHAIR, SINCE, Body.COMMUNE_CHAIR, Body.PROVINCE_CHAIR, "khoản 1 Điều 7", "I"),
    (C, A.COMMUNE_STAFF, NOW, Body.COMMUNE_CHAIR, Body.PROVINCE_CHAIR, "Điều 17", "I"),
    (C, A.UNIT_HEAD, NOW, Body.UNIT_HEAD, Body.DEPARTMENT_DIRECTOR, "khoản 2 Điều 20", "S"),
    (C, A.DEPARTMENT_DIRECTOR, NOW, Body.DEPARTMENT_DIRECTOR, Body.PROVINCE_CHAIR,
     "khoản 2 Điều 21", "S"),
    (C, A.PROVINCE_CHAIR, NOW, Body.PROVINCE_CHAIR, Body.MINISTER_OF_FIELD, "khoản 3 Điều 7", "S"),
    (C, A.DISTRICT_CHAIR, BEFORE, Body.DISTRICT_CHAIR, Body.PROVINCE_CHAIR, "Điều 18", "S"),
    (C, A.DISTRICT_CHAIR, SINCE, Body.RECEIVING_UNIT, None, "Nghị định 141/2025/NĐ-CP", "M"),
    (C, A.DISTRICT_UNIT, BEFORE, Body.DISTRICT_UNIT_HEAD, Body.DISTRICT_CHAIR, "Điều 17", "S"),
    (D, A.DISCIPLINE_DECISION, NOW, Body.ISSUING_HEAD, Body.DIRECT_SUPERIOR, "Điều 51", "S"),
    (D, A.PROVINCE_CHAIR, NOW, Body.PROVINCE_CHAIR, Body.MINISTER_OF_HOME_AFFAIRS,
     "khoản 3 Điều 51", "S"),
    (P, A.COMMUNE_STAFF, NOW, Body.COMMUNE_CHAIR, None, "khoản 1 Điều 13", "S"),
    (P, A.COMMUNE_CHAIR, BEFORE, Body.DISTRICT_CHAIR, Body.PROVINCE_CHAIR, "khoản 2 Điều 13", "S"),
    (P, A.COMMUNE_CHAIR, SINCE, Body.PROVINCE_CHAIR, Body.PRIME_MINISTER, "khoản 1 Điều 12", "I"),
    (P, A.COMMUNE_DEPUTY, NOW, Body.PROVINCE_CHAIR, Body.PRIME_MINISTER, "khoản 1 Điều 12", "I"),
    (P, A.COMMUNE_COMMITTEE, NOW, Body.PROVINCE_CHAIR, Body.PRIME_MINISTER, "khoản 6", "I"),
    (P, A.DEPARTMENT_DIRECTOR, NOW, Body.PROVINCE_CHAIR, None, "khoản 4 Điều 13", "S"),
    (P, A.DEPARTMENT_DEPUTY, NOW, Body.PROVINCE_CHAIR, None, "khoản 4 Điều 13", "S"),
    (P, A.PROVINCE_CHAIR, NOW, Body.PRIME_MINISTER, None, "khoản 8 Điều 13", "S"),
    (P, A.DISTRICT_CHAIR, BEFORE, Body.PROVINCE_CHAIR, Body.PRIME_MINISTER, "khoản 4", "S"),
    (P, A.DISTRICT_CHAIR, NOW, Body.RECEIVING_UNIT, None, "Nghị định 141/2025/NĐ-CP", "M"),
    (P, A.MOVED_EQUAL, NOW, Body.ABOVE_FORMER_AGENCY, None, "điểm a khoản 3 Điều 12", "S"),
    (P, A.MOVED_HIGHER, NOW, Body.HEAD_OF_PRESENT_AGENCY, None, "điểm b khoản 3 Điều 12", "S"),
    (P, A.LEFT_SERVICE, NOW, Body.HEAD_OF_FORMER_AGENCY, None, "điểm d khoản 3 Điều 12", "S"),
    (P, A.MERGED_AGENCY, NOW, Body.HEAD_OF_MERGED_AGENCY, None, "khoản 4 Điều 12", "S"),
    (P, A.DISSOLVED_AGENCY, NOW, Body.HEAD_ABOVE_DISSOLVED_AGENCY, None, "khoản 5 Điều 12", "S"),
    (P, A.PRIVATE_PARTY, NOW, Body.AGENCY_OF_FIELD, None, "khoản 3 Điều 41", "S"),
    (Matter.REPORT, None, NOW, Body.AGENCY_OF_MATTER, None, "khoản 2 Điều 26", "S"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "against", "on", "first", "superior", "article", "sure"),
    ROWS,
    ids=[f"{kind} {against} {on}" for kind, against, on, *_ in ROWS],
)
def test_the_law_names_who_decides(kind, against, on, first, superior, article, sure):
    answer = competent(kind, against, on)
    assert (answer.first, answer.superior, answer.sure) == (first, superior, sure)
    assert article in answer.basis


def test_what_the_table_does_not_know_is_said_and_never_guessed():
    for kind, against, on in (
        (P, A.COMMUNE_CHAIR, date(2018, 12, 31)),
        (D, A.UNIT_STAFF, NOW),
        (P, A.DISCIPLINE_DECISION, NOW),
    ):
        answer = competent(kind, against, on)
        assert (answer.first, answer.superior, answer.sure) == (None, None, None)
        assert answer.note == UNKNOWN


def test_the_minister_of_a_field_is_named_and_the_name_is_marked_as_unchecked():
    answer = competent(C, A.PROVINCE_CHAIR, NOW, "land")
    assert answer.superior == "Bộ trưởng Bộ Nông nghiệp và Môi trường"
    assert "chưa đối chiếu" in answer.note


def test_what_is_not_read_in_the_law_says_why():
    assert [row.against for row in TABLE if row.sure is not Mark.SOURCE and not row.note] == []


def test_no_body_above_since_the_reform_is_a_district():
    district = {Body.DISTRICT_CHAIR, Body.DISTRICT_UNIT_HEAD}
    after = [row for row in TABLE if row.in_force(SINCE)]
    assert not district & {body for row in after for body in (row.first, row.superior)}


def test_two_rows_for_the_same_question_on_the_same_day_are_refused():
    with pytest.raises(MalformedTableError, match="two rows"):
        check([TABLE[0], TABLE[0]])


PROVINCE = Desk("ubt", "Ủy ban nhân dân tỉnh Quảng Ninh", "province")
COMMUNE = Desk("x", "Ủy ban nhân dân xã Tiên Yên", "commune", "06862", (), "ubt")
DEPARTMENT = Desk("sxd", "Sở Xây dựng", "department", None, (), "ubt")
POLICE = Desk("ca", "Công an tỉnh", "sector", None, (), "ubt")
DESKS = (PROVINCE, COMMUNE, DEPARTMENT, POLICE)


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.level)
@pytest.mark.parametrize("post", sorted(LEADING))
def test_no_seat_of_a_denunciation_of_whoever_leads_is_their_own_agency(desk, post):
    answer = competent(P, against_of(desk.level, post), NOW)
    found = seat(answer.row.first, desk, DESKS) if answer.row else None
    assert found is not desk


def test_a_commune_clerk_is_judged_by_the_chair_of_the_commune():
    answer = competent(P, against_of("commune", Post.OTHER), NOW)
    assert seat(answer.row.first, COMMUNE, DESKS) is COMMUNE


def test_of_agencies_led_from_the_centre_the_table_says_nothing():
    assert against_of("sector", Post.HEAD) is None
