"""The page of a file: what it shows to whom, what it costs, what it says may be done."""

import re
from html import unescape

import pytest

from feedback.domain.petitions import Kind, SubjectKind
from feedback.domain.roles import Actor, Role
from feedback.domain.vneid import Confirmed
from feedback.extensions import db
from feedback.models.subject import Subject
from feedback.queries.file import file
from feedback.services.subject.subjects import facts_of
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office
from tests.integration.office.test_complaint_through_the_web import accepted, beginning
from tests.papers import on_its_way

__all__ = ["accepted", "beginning"]

CLASSIFIED = {"kind": "complaint", "field": "land", "agency": "xã Tiên Yên"}


@pytest.fixture
def petition(office: Office) -> int:
    return office.lodge(at("2026-08-03"))


@pytest.mark.parametrize("where", ["don", "vu-viec", "ho-so"])
def test_a_file_of_another_agency_is_as_if_it_were_not(office, petition, where):
    rest = "/classify" if where == "ho-so" else ""
    with office.desk("canboxa", "2026-08-04") as visitor:
        foreign = visitor.get(f"/can-bo/{where}/{petition}{rest}")
        missing = visitor.get(f"/can-bo/{where}/999999{rest}")
    assert foreign.status_code == missing.status_code == 404
    assert texts(foreign.text) == texts(missing.text)


def test_a_number_beyond_all_rows_is_no_failure(office):
    """The database cannot read it as a number of its own; that is no error of ours."""
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        assert visitor.get(f"/can-bo/don/{2**80}").status_code == 400


def test_a_petition_is_no_case(office, petition):
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        assert visitor.get(f"/can-bo/vu-viec/{petition}").status_code == 404


def test_the_paper_the_sender_and_the_five_clear_things_are_shown(office, petition):
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        page = texts(visitor.get(f"/can-bo/don/{petition}").text)
    for words in ("62,5 m² đất", "Ông Nguyễn Văn Hòa", "0912 345 678", "Lê Văn Thụ",
                  "Phân loại đơn, xác định thẩm quyền", "Còn 6 ngày làm việc",
                  "Trả lời / thông báo kết quả xử lý", "Đã gửi và tiếp nhận đơn"):  # fmt: skip
        assert words in page


def test_what_vneid_confirmed_stands_beside_the_sender_and_never_with_who_denounces(office):
    fact = Confirmed(at("2026-08-03", 9).isoformat(), ("name", "phone"), compared=False)
    petition = office.lodge(at("2026-08-03"), confirmed=fact)
    denounced = office.lodge(at("2026-08-03"), kind=Kind.DENUNCIATION, confirmed=fact)
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        page = texts(visitor.get(f"/can-bo/don/{petition}").text)
        other = visitor.get(f"/can-bo/don/{denounced}").text
    assert "Đã xác nhận họ và tên, số điện thoại lúc 09:00 ngày 03/08/2026." in page
    assert "Tên trường của VNeID chưa đối chiếu." in page
    assert "VNeID" not in other


def test_information_of_a_violation_shows_no_sender(office):
    petition = office.lodge(at("2026-08-03"), kind=Kind.DENUNCIATION, name="Trịnh Thị Kín")
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        page = visitor.get(f"/can-bo/don/{petition}").text
    assert "Thông tin có nội dung tố cáo" in texts(page)
    assert "Danh tính được bảo vệ" in texts(page)
    assert "Kín" not in page
    assert "0912" not in page


def test_the_page_costs_eighteen_statements_whatever_the_file_holds(office, accepted, statements):
    """One of them asks how its reader stands to the file, before anything of it is read."""
    with office.desk("canboxa", "2026-08-10") as visitor:
        visitor.get(f"/can-bo/vu-viec/{accepted}")
        statements()
        visitor.get(f"/can-bo/vu-viec/{accepted}")
        few = len(statements())
        for _ in range(3):
            visitor.get(f"/can-bo/vu-viec/{accepted}")
        assert len(statements()) == 3 * few
    assert few <= 18


def test_lawful_acts_are_buttons_and_the_others_say_what_they_wait_for(office, petition):
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        visitor.answer(f"/can-bo/ho-so/{petition}/classify", CLASSIFIED)
    with office.desk("canboxa", "2026-08-05") as visitor:
        page = visitor.get(f"/can-bo/don/{petition}").text
    offered = set(re.findall(rf'href="/can-bo/ho-so/{petition}/(\w+)"', page))
    assert offered == {"classify", "ask_citizen", "record_signature", "join", "decline", "guide",
                       "guide_to_split", "return_to_sender", "archive", "withdraw",
                       "receive_citizen", "invite_online", "refuse_reception", "answer_delayed",
                       "demand_settlement", "take_in_papers"}  # fmt: skip
    said = texts(page)
    assert "Trình lãnh đạo: Hướng dẫn" in said
    assert (
        "Đề xuất thụ lý Đơn khiếu nại chưa có chữ ký hoặc điểm chỉ (điểm a khoản 2 Điều 6" in said
    )


def test_an_open_draft_holds_back_further_ones_and_shows_itself(office, petition):
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        visitor.answer(f"/can-bo/ho-so/{petition}/classify", CLASSIFIED)
    office.act("canboxa", "2026-08-05", petition, "archive", ground="khoản 2", reason="Trùng.")
    with office.desk("canboxa", "2026-08-05", 11) as visitor:
        page = texts(visitor.get(f"/can-bo/don/{petition}").text)
    assert "Đang chờ lãnh đạo quyết định Lưu đơn: Phạm Thị Mận trình ngày 05/08/2026." in page
    assert "Đang có một đề xuất chờ lãnh đạo quyết định" in page


@pytest.mark.parametrize("joint", [False, True], ids=["one person", "several petitions"])
def test_facts_read_for_the_page_are_those_by_which_acts_are_judged(office, accepted, joint):
    if joint:
        other = office.lodge(at("2026-08-04"))
        office.write("update petition set joined_to_id = (select min(id) from petition)"
                     " where id = :id", id=other)  # fmt: skip
    head = office.one("select id from user_account where username = 'chutichxa'")
    agency = office.one("select agency_id from user_account where username = 'chutichxa'")
    actor = Actor(Role.HEAD, "user", head, agency, "X06862")
    office.render(at("2026-08-06"))
    with office.app.app_context():
        subjects = db.session.query(Subject).where(Subject.agency_id == agency).all()
        assert accepted in [subject.id for subject in subjects]
        for subject in subjects:
            read = file(db.session(), actor, subject.id, SubjectKind(subject.subject_kind))
            judged = facts_of(db.session(), subject)
            assert read.facts == judged
            assert judged.joint is (joint and subject.id == accepted)


def test_a_closed_file_is_named_by_a_number_and_handed_out_to_nobody(office):
    with office.app.app_context():
        kept = on_its_way(b"but tich", "đơn của bà Mận.pdf")
    petition = office.lodge(at("2026-08-03"), kind=Kind.DENUNCIATION, files=(kept,))
    number = office.one("select id from attachment")
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        page = visitor.get(f"/can-bo/don/{petition}").text
        assert "Tệp 1" in page
        assert "bà Mận" not in page
        assert "/can-bo/dinh-kem/" not in page
        assert visitor.get(f"/can-bo/dinh-kem/{number}").status_code == 404


def test_what_stands_in_a_petition_is_text_and_nothing_else(office):
    nasty = '<script>alert(1)</script>{{ 7*7 }}" onload="x' + "😀" * 50 + "\n<h1>x"
    petition = office.lodge(at("2026-08-03"), story=nasty, against=nasty, place=nasty, name=nasty)
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        for address in (f"/can-bo/don/{petition}", "/can-bo"):
            page = visitor.get(address).text
            assert "<script>alert" not in page
            assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page


def test_a_citizens_page_is_not_reached_from_here(office, petition):
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        answer = visitor.get(f"/can-bo/ho-so/{petition}/add_information")
    assert answer.status_code == 409
    assert "là việc của người gửi đơn" in texts(answer.text)


def test_search_finds_by_number_and_by_words_without_marks(office, petition):
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        for needle in (
            "QN-2026-00001",
            "qn 2026 1",
            "1",
            "thu hồi",
            "THU HOI DAT",
            "nguyen van hoa",
        ):
            page = visitor.get("/can-bo/tim", query_string={"q": needle}).text
            assert f'href="/can-bo/don/{petition}"' in page, needle
        for needle in ("QN-2025-00001", "VV-2026-00001", "khongcotunay", "0912"):
            page = visitor.get("/can-bo/tim", query_string={"q": needle}).text
            assert f'href="/can-bo/don/{petition}"' not in page, needle
    with office.desk("cbso", "2026-08-04") as stranger:
        page = stranger.get("/can-bo/tim?q=thu+hoi").text
        assert "Không có hồ sơ nào khớp" in page


@pytest.mark.parametrize("walked", [0, 1, 50])
def test_common_words_are_found_however_far_the_newest_are_walked(
    office, petition, monkeypatch, walked
):
    """A word that is common in the province may stand in old files of this agency only."""
    monkeypatch.setattr("feedback.queries.search.WALKING", -1)
    monkeypatch.setattr("feedback.queries.search.WALKED", walked)
    office.lodge(at("2026-08-03"), story="Chuyện khác.", wanted="")
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        page = visitor.get("/can-bo/tim?q=boi+thuong").text
    assert f'href="/can-bo/don/{petition}"' in page


@pytest.mark.parametrize(("walking", "most"), [(10, 7), (-1, 8)], ids=["rare", "common"])
def test_a_search_costs_few_statements_and_one_more_where_a_walk_ends(
    office, petition, statements, monkeypatch, walking, most
):
    monkeypatch.setattr("feedback.queries.search.WALKING", walking)
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        visitor.get("/can-bo/tim?q=boi+thuong")  # what each process reads once is read now
        statements()
        for needle in ("boi+thuong", "khongcotunay"):
            visitor.get(f"/can-bo/tim?q={needle}")
            assert len(statements()) == most


def test_a_walk_that_fills_the_page_goes_on_where_it_ended(office, monkeypatch):
    monkeypatch.setattr("feedback.queries.search.WALKING", -1)
    lodged = [office.lodge(at("2026-08-03")) for _ in range(60)]
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        first = visitor.get("/can-bo/tim?q=boi+thuong").text
        older = unescape(re.search(r'rel="next" href="([^"]*)"', first)[1])
        second = visitor.get(older).text
    found = re.findall(r'href="/can-bo/don/(\d+)"', first + second)
    assert [int(each) for each in found] == lodged[::-1]


def test_notices_are_listed_and_marked_as_read(office, petition):
    office.write(
        "insert into notice (user_id, subject_id, level, text, created_at) "
        "select id, :petition, 2, 'Quá hạn: QN-2026-00001', now() from user_account "
        "where username in ('tiepnhan', 'truongban')",
        petition=petition,
    )
    with office.desk("tiepnhan", "2026-08-20") as visitor:
        page = visitor.get("/can-bo/nhac-viec").text
        assert "Nhắc việc (1)" in texts(page)
        assert f'href="/can-bo/don/{petition}"' in page
        ids = re.findall(r'name="notice" value="(\d+)"', page)
        every = [office.one("select min(id) from notice"), office.one("select max(id) from notice")]
        visitor.post("/can-bo/nhac-viec", {"notice": every})
        assert "Không có nhắc việc mới" in texts(visitor.get("/can-bo/nhac-viec").text)
    assert len(ids) == 1
    assert office.one("select count(*) from notice where read_at is null") == 1


def test_a_day_that_is_waited_for_is_never_overdue(office, accepted):
    office.write("update deadline set waits = true where subject_id = :id", id=accepted)
    no_duty = "update obligation set due_on = '9999-12-31' where subject_id = :id"
    office.write(no_duty, id=accepted)
    with office.desk("canboxa", "2026-12-20") as visitor:
        page = texts(visitor.get("/can-bo?xem=tat-ca").text)
        late = visitor.get("/can-bo?xem=qua-han").text
    assert "Đã qua ngày" in page
    assert f"mo={accepted}" not in late
