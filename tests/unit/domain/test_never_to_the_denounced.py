"""Whatever is denounced, wherever: no suggestion and no seat is the agency of who leads it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.competence.finding import Concerned, find
from feedback.domain.competence.posts import LEADING, Post
from feedback.domain.petitions import Kind
from feedback.domain.routing import FIELD_WORDS, Desk, Matter, suggest

FIELDS = [field for field, _ in FIELD_WORDS]
PROVINCE = Desk("ubt", "Ủy ban nhân dân tỉnh Quảng Ninh", "province", None, tuple(FIELDS))
COMMUNES = tuple(
    Desk(f"x{code}", f"Ủy ban nhân dân xã {name}", "commune", code, ("land", "waste"), "ubt")
    for code, name in (("06862", "Tiên Yên"), ("06874", "Điền Xá"), ("06886", "Hải Lạng"))
)
DEPARTMENTS = tuple(
    Desk(f"s{number}", f"Sở số {number}", "department", None, tuple(fields), "ubt")
    for number, fields in enumerate((FIELDS[:4], FIELDS[3:8], FIELDS[6:]), 1)
)
DESKS = (PROVINCE, *COMMUNES, *DEPARTMENTS)
desk_of_somebody = st.sampled_from(DESKS)
leading = st.sampled_from(sorted(LEADING))
days = st.dates(date(2012, 1, 1), date(2030, 12, 31))


@given(
    desk=desk_of_somebody,
    field=st.sampled_from([*FIELDS, "other"]),
    place=st.sampled_from([None, "06862", "06874", "06886"]),
    text=st.sampled_from(["", "thu hồi đất", "bãi rác", "Chủ tịch xã Tiên Yên nhận tiền"]),
)
def test_no_suggestion_is_the_agency_of_a_denounced_head_or_deputy(desk, field, place, text):
    matter = Matter(
        Kind.DENUNCIATION, field, place, text=text, denounced=desk.code, denounced_leads=True
    )
    assert desk.code not in [each.code for each in suggest(matter, DESKS)]


@given(desk=desk_of_somebody, post=leading, day=days)
def test_no_seat_of_the_table_is_the_agency_of_who_leads_it(desk, post, day):
    found = find(Kind.DENUNCIATION, Concerned(desk, post, stated=True), DESKS, day)
    assert desk not in {found.first, found.superior}


@given(desk=st.sampled_from(COMMUNES + DEPARTMENTS))
def test_of_a_clerk_the_own_agency_is_suggested_first(desk):
    matter = Matter(Kind.DENUNCIATION, "other", denounced=desk.code, denounced_leads=False)
    assert suggest(matter, DESKS)[0].code == desk.code


@given(desk=st.sampled_from(COMMUNES + DEPARTMENTS), day=st.dates(date(2025, 7, 1)))
def test_a_clerk_is_judged_in_the_own_agency(desk, day):
    found = find(Kind.DENUNCIATION, Concerned(desk, Post.OTHER, stated=True), DESKS, day)
    assert found.first is desk
