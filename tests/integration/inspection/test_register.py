"""The register: every file, nobody's identity, filters that say when they cannot be read."""

import re

import pytest

from feedback.domain.petitions import Kind
from tests.integration.inspection.conftest import Room
from tests.worlds import stories

ROW = re.compile(r'<th scope="row"><a class="code" href="([^"]+)">([^<]+)</a>')


def numbers(page):
    return [number for _, number in ROW.findall(page.text)]


def fill(app):
    """A complaint with its case, a report, and information about a violation."""
    room = Room(app)
    case = room.accepted()
    room.lodge("2026-11-18", Kind.REPORT, story="Xe tải chở đất chạy qua trường lúc tan học.")
    room.lodge("2026-11-19", Kind.DENUNCIATION, story="Tôi là Trần Thị Kín, cán bộ xã nhận tiền.",
               name="Trần Thị Kín", wanted="", against="")  # fmt: skip
    return case


beginning, filled = stories(filled=fill)


def test_the_register_lists_petitions_and_cases_newest_first(room, filled):
    assert numbers(room.see("/thanh-tra")) == [
        "QNTC-2026-00001", "QN-2026-00002", "VV-2026-00001", "QN-2026-00001",
    ]  # fmt: skip


def test_of_a_protected_file_nothing_is_told_but_that_it_exists(room, filled):
    page = room.see("/thanh-tra").text
    assert "Nội dung được bảo vệ" in page
    assert "Kín" not in page
    assert "Nguyễn Văn Hòa" not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("loai=report", ["QN-2026-00002"], id="kind"),
        pytest.param("co_quan=X06862", ["VV-2026-00001", "QN-2026-00001"], id="agency"),
        pytest.param("buoc=complaint_first_time.accepted", ["VV-2026-00001"], id="state"),
        pytest.param("qua_han=1", ["VV-2026-00001"], id="overdue"),
        pytest.param("so=QN-2026-00002", ["QN-2026-00002"], id="whole number"),
        pytest.param("so=qn-2026-2", ["QN-2026-00002"], id="number as people write it"),
        pytest.param("so=VV-2026-1", ["VV-2026-00001"], id="number of a case"),
        pytest.param("so=2", ["QN-2026-00002"], id="number alone"),
        pytest.param("so=77", [], id="a number nobody has"),
        pytest.param("loai=complaint&co_quan=BTCD", [], id="two filters, nothing"),
    ],
)
def test_a_filter_finds_what_it_names(room, filled, asked, found):
    page = room.see(f"/thanh-tra?{asked}")
    assert page.status_code == 200
    assert numbers(page) == found


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        pytest.param("so=không số", "Không đọc được số “không số”", id="no number"),
        pytest.param("so=" + "9" * 40, "Không đọc được số", id="forty digits"),
        pytest.param("loai=appeal", "Chọn một loại đơn trong danh sách.", id="unknown kind"),
        pytest.param("co_quan=KHONG", "Chọn một cơ quan trong danh sách.", id="unknown agency"),
        pytest.param("buoc=intake.lost", "Chọn một bước trong danh sách.", id="unknown state"),
        pytest.param("buoc='; drop table subject", "Chọn một bước", id="a statement"),
    ],
)
def test_a_filter_that_cannot_be_read_is_said_and_kept(room, asked, sentence):
    page = room.see(f"/thanh-tra?{asked}")
    assert page.status_code == 422
    assert sentence in page.text
    if asked == "so=không số":
        assert 'value="không số"' in page.text


@pytest.mark.parametrize("place", ["cu_hon=x", "cu_hon=-1", "moi_hon=" + "9" * 30, "cu_hon=%00"])
def test_a_place_that_is_none_begins_at_the_newest(room, filled, place):
    page = room.see(f"/thanh-tra?{place}")
    assert page.status_code == 200
    assert numbers(page)[0] == "QNTC-2026-00001"


def test_pages_go_on_and_back_without_a_file_lost_or_told_twice(room):
    for _ in range(53):
        room.lodge("2026-11-18", Kind.REPORT)
    with room.looking("thanhtra") as visitor:
        first = visitor.get("/thanh-tra?loai=report")
        older = re.search(r'rel="next" href="([^"]+)"', first.text).group(1).replace("&amp;", "&")
        second = visitor.get(older)
        newer = re.search(r'rel="prev" href="([^"]+)"', second.text).group(1).replace("&amp;", "&")
        again = visitor.get(newer)
    assert len(numbers(first)) == 50
    assert numbers(first) + numbers(second) == [f"QN-2026-{n:05d}" for n in range(53, 0, -1)]
    assert numbers(again) == numbers(first)


@pytest.mark.parametrize("username", ["tiepnhan", "xacminh", "chutichxa", "daibieu"])
def test_nobody_but_inspectors_reads_the_register(room, username):
    assert room.see("/thanh-tra", username).status_code == 403


def test_who_is_not_signed_in_is_led_to_the_door(app):
    answer = app.test_client().get("/thanh-tra")
    assert answer.status_code == 302
    assert "/can-bo/dang-nhap" in answer.location


def test_the_register_costs_few_statements(room, filled, statements):
    with room.looking("thanhtra") as visitor:
        visitor.get("/thanh-tra")
        statements()
        visitor.get("/thanh-tra?qua_han=1")
        sent = statements()
    assert len(sent) <= 6, "\n\n".join(sent)


@pytest.mark.parametrize(
    ("username", "home"),
    [
        ("thanhtra", "/thanh-tra"),
        ("daibieu", "/thanh-tra/muc-tieu"),
        ("chutichxa", "/can-bo"),
    ],
)
def test_everybody_who_signs_in_stands_in_a_room_of_their_own(room, username, home):
    with room.looking(username) as visitor:
        assert visitor.page.location == home
        page = visitor.get(home)
    assert page.status_code == 200
    if home != "/can-bo":
        assert f'class="masthead__name" href="{home}"' in page.text
