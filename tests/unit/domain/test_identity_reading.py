"""Who may read who denounced: tables of refusals, and the edges of every period."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.errors import DomainError, InvalidInputError
from feedback.domain.identity_reading import (
    APPROVAL_LASTS,
    EMERGENCY_LASTS,
    HOUR,
    LONGEST_REASON,
    PER_HOUR,
    REVIEW_WITHIN,
    SHOWN_FOR,
    UNKNOWN,
    Course,
    Matter,
    Person,
    Standing,
    Wish,
    refuse_asking,
    refuse_deciding,
    refuse_opening,
    too_many,
)
from feedback.domain.identity_reasons import DANGER, REASONS, offered
from feedback.domain.roles import Role

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
INSPECTORATE, COMMUNE, DEPARTMENT = 5, 3, 4
KEEPER = Person(1, Role.CUSTODIAN, INSPECTORATE, "Lê Thị Giữ", "giu@a.vn")
SECOND = Person(2, Role.CUSTODIAN, INSPECTORATE, "Trần Văn Khóa", "khoa@a.vn")
RESOLVER = Person(3, Role.HEAD, COMMUNE, "Trần Quang Minh", "minh@a.vn")
CHIEF = Person(4, Role.INSPECTOR, INSPECTORATE, "Lý A Sàng", "sang@a.vn", leads_inspectorate=True)
INSPECTOR = Person(5, Role.INSPECTOR, INSPECTORATE, "Vi Thị Sao", "sao@a.vn")
MATTER = Matter(sealed=True, holder_id=COMMUNE)
WISH = Wish("verification", "Cần gặp người tố cáo để làm rõ hai biên nhận.", ("name", "phone"))


def test_a_keeper_and_the_head_who_resolves_may_ask():
    refuse_asking(KEEPER, MATTER, WISH, NOW)
    refuse_asking(RESOLVER, MATTER, WISH, NOW)


@pytest.mark.parametrize(
    ("asker", "matter", "wish", "said"),
    [
        (replace(RESOLVER, agency_id=DEPARTMENT), MATTER, WISH, UNKNOWN),
        (replace(RESOLVER, role=Role.CASE_OFFICER), MATTER, WISH, UNKNOWN),
        (INSPECTOR, MATTER, WISH, UNKNOWN),
        (replace(KEEPER, role=Role.ADMINISTRATOR), MATTER, WISH, UNKNOWN),
        (RESOLVER, replace(MATTER, barred=frozenset({COMMUNE})), WISH, UNKNOWN),
        (KEEPER, replace(MATTER, barred=frozenset({INSPECTORATE})), WISH, UNKNOWN),
        (KEEPER, replace(MATTER, sealed=False), WISH, "không có gì niêm phong"),
        (KEEPER, MATTER, replace(WISH, reason="curiosity"), "Chọn lý do"),
        (RESOLVER, MATTER, replace(WISH, reason=DANGER), "xem khẩn cấp"),
        (KEEPER, MATTER, replace(WISH, fields=()), "Chọn những mục"),
        (KEEPER, MATTER, replace(WISH, fields=("name", "password")), "Chọn những mục"),
        (KEEPER, MATTER, replace(WISH, explanation="Cần xem."), "ít nhất 30"),
        (KEEPER, MATTER, replace(WISH, explanation="x" * (LONGEST_REASON + 1)), "tối đa"),
    ],
)
def test_whoever_may_not_ask_is_told_why(asker, matter, wish, said):
    with pytest.raises(DomainError, match=said):
        refuse_asking(asker, matter, wish, NOW)


def test_what_was_typed_wrong_is_told_at_its_field():
    with pytest.raises(InvalidInputError) as refused:
        refuse_asking(KEEPER, MATTER, replace(WISH, explanation="Cần."), NOW)
    assert refused.value.field == "explanation"


@pytest.mark.parametrize(("asker", "second"), [(KEEPER, SECOND), (RESOLVER, KEEPER),
                                               (KEEPER, CHIEF)])  # fmt: skip
def test_another_keeper_or_who_leads_the_inspectorate_decides(asker, second):
    refuse_deciding(second, asker, MATTER)


@pytest.mark.parametrize(
    ("second", "matter", "said"),
    [
        pytest.param(KEEPER, MATTER, "người thứ hai", id="oneself"),
        pytest.param(replace(SECOND, email=KEEPER.email), MATTER, "người thứ hai",
                     id="one mailbox under two accounts"),
        pytest.param(replace(SECOND, name="LÊ THỊ  GIỮ"), MATTER, "người thứ hai",
                     id="one name under two accounts of an agency"),
        pytest.param(INSPECTOR, MATTER, "lãnh đạo Thanh tra", id="an inspector who leads nobody"),
        pytest.param(RESOLVER, MATTER, "lãnh đạo Thanh tra", id="the head who resolves"),
        pytest.param(SECOND, replace(MATTER, denounced=frozenset({INSPECTORATE})), "bị tố cáo",
                     id="a colleague of the denounced"),
        pytest.param(CHIEF, replace(MATTER, barred=frozenset({INSPECTORATE})), "bị tố cáo",
                     id="where the denounced leads"),
    ],
)  # fmt: skip
def test_whoever_may_not_decide_is_told_why(second, matter, said):
    with pytest.raises(DomainError, match=said):
        refuse_deciding(second, KEEPER, matter)


def test_one_name_at_two_agencies_is_two_people():
    assert not KEEPER.is_same_as(replace(KEEPER, user_id=9, agency_id=COMMUNE, email=""))


ASKED = Course(NOW - timedelta(days=3))
APPROVED = replace(ASKED, approved=True, decided_at=NOW - APPROVAL_LASTS)
READ = replace(APPROVED, first_read_at=NOW - SHOWN_FOR)
DANGEROUS = Course(NOW - EMERGENCY_LASTS, emergency=True)
TICK = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("course", "standing"),
    [
        (ASKED, Standing.WAITING),
        (replace(APPROVED, approved=False), Standing.REFUSED),
        (APPROVED, Standing.APPROVED),
        (replace(APPROVED, decided_at=NOW - APPROVAL_LASTS - TICK), Standing.LAPSED),
        (READ, Standing.SHOWING),
        (replace(READ, first_read_at=NOW - SHOWN_FOR - TICK), Standing.OVER),
        (DANGEROUS, Standing.APPROVED),
        (replace(DANGEROUS, asked_at=NOW - EMERGENCY_LASTS - TICK), Standing.LAPSED),
    ],
)
def test_where_a_request_stands_at_the_edge_of_each_period(course, standing):
    assert course.standing(NOW) is standing


@pytest.mark.parametrize(
    ("person", "course", "said"),
    [
        (SECOND, APPROVED, "Chỉ người đã yêu cầu"),
        (KEEPER, ASKED, "chưa được người thứ hai"),
        (KEEPER, replace(APPROVED, approved=False), "bị từ chối"),
        (KEEPER, replace(APPROVED, decided_at=NOW - APPROVAL_LASTS - TICK), "hết hạn"),
        (KEEPER, replace(READ, first_read_at=NOW - SHOWN_FOR - TICK), "hết 15 phút"),
    ],
)
def test_whoever_may_not_read_now_is_told_why(person, course, said):
    with pytest.raises(DomainError, match=said):
        refuse_opening(person, KEEPER, course, NOW)


def test_who_asked_reads_while_it_lasts():
    for course in (APPROVED, READ, DANGEROUS):
        refuse_opening(KEEPER, KEEPER, course, NOW)


@given(st.lists(st.integers(0, 7200), max_size=12))
def test_of_an_hour_the_sixth_is_one_too_many(seconds):
    before = [NOW - timedelta(seconds=each) for each in seconds]
    within = [each for each in seconds if each < HOUR.total_seconds()]
    assert too_many(before, NOW) == (len(within) >= PER_HOUR)


@given(st.timedeltas(timedelta(0), timedelta(days=3)), st.booleans(), st.booleans())
def test_an_emergency_that_was_read_is_reviewed_within_a_day(ago, read, reviewed):
    course = Course(
        NOW - ago,
        emergency=True,
        first_read_at=NOW - ago if read else None,
        reviewed_at=NOW if reviewed else None,
    )
    assert course.review_is_late(NOW) == (read and not reviewed and ago > REVIEW_WITHIN)


def test_every_reason_is_told_once_and_the_danger_is_among_them():
    codes = [reason.code for reason in REASONS]
    assert len(codes) == len(set(codes))
    assert DANGER in codes
    assert all(reason.cited for reason in REASONS if reason.code != "other")
    assert offered(NOW.date()) == REASONS
