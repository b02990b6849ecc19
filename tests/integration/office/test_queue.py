"""The queue: whose rows, in which order, how many; and classifying from the pane."""

import re

import pytest

from feedback.blueprints.office.pane import FIRST_UNIT_KEY
from feedback.domain.petitions import Kind
from feedback.queries import views
from feedback.workflows.registry import edition_in_force
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office

CLASSIFIED = {"kind": "report", "unit": "other", "agency": "Ủy ban nhân dân xã Tiên Yên"}


def titles(page: str) -> list[str]:
    return re.findall(r'class="queue__title"[^>]*>([^<]*)<', page)


def opened_by(page: str) -> list[str]:
    """The files of a list, by what opens them."""
    return re.findall(r'class="queue__title" href="[^"]*mo=(\d+)', page)


def count_of(page: str, name: str) -> str:
    return re.search(rf"<span>{name}</span><b>([^<]*)</b>", page)[1]


@pytest.fixture
def received(office: Office) -> list[int]:
    """Three petitions of three days, the newest first in the list."""
    return [
        office.lodge(at(f"2026-08-{day:02}"), kind=Kind.REPORT, story=f"Chuyện ngày {day}.")
        for day in (12, 10, 3)
    ]


def test_rows_stand_in_the_order_of_the_legal_deadline(office, received):
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        page = visitor.get("/can-bo").text
    assert titles(page) == ["Chuyện ngày 3", "Chuyện ngày 10", "Chuyện ngày 12"]
    assert "Quá hạn" not in texts(page).split("Người xử lý")[1]


def test_a_row_says_number_sender_kind_and_days_left(office, received):
    with office.desk("tiepnhan", "2026-08-12") as visitor:
        page = texts(visitor.get("/can-bo").text)
    assert "QN-2026-00003 · Ông Nguyễn V. H., xã Tiên Yên" in page
    assert "Chưa xếp" in page
    assert "Còn 3 ngày làm việc" in page


def test_views_count_what_they_hold(office, received):
    office.lodge(at("2026-08-05"), kind=Kind.DENUNCIATION, people=7)
    with office.desk("tiepnhan", "2026-08-18") as visitor:
        page = visitor.get("/can-bo").text
        counted = {
            name: count_of(page, name)
            for name in ("Việc của tôi", "Quá hạn", "Đến hạn hôm nay", "Chưa phân loại",
                         "Đông người", "Mật: thông tin tố cáo", "Tất cả đơn đang giữ")
        }  # fmt: skip
        assert counted == {
            "Việc của tôi": "4", "Quá hạn": "1", "Đến hạn hôm nay": "0", "Chưa phân loại": "4",
            "Đông người": "1", "Mật: thông tin tố cáo": "1", "Tất cả đơn đang giữ": "4",
        }  # fmt: skip
        for view in views.View:
            shown = titles(visitor.get(f"/can-bo?xem={view}").text)
            assert str(len(shown)) == count_of(page, views.TITLES[view])


def test_a_protected_sender_is_named_nowhere(office):
    office.lodge(at("2026-08-05"), kind=Kind.DENUNCIATION, name="Trịnh Thị Kín")
    with office.desk("tiepnhan", "2026-08-06") as visitor:
        page = visitor.get("/can-bo").text
        assert "Danh tính được bảo vệ" in texts(page)
        assert "Kín" not in page
        found = visitor.get("/can-bo/tim?q=Trịnh").text
        assert "Không có hồ sơ nào khớp" in found


def test_rows_of_another_agency_are_not_there(office, received):
    with office.desk("cbso", "2026-08-13") as visitor:
        assert titles(visitor.get("/can-bo?xem=tat-ca").text) == []


def test_the_page_costs_nine_statements_whatever_it_shows(office, received, statements):
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        visitor.get("/can-bo")
        statements()
        visitor.get("/can-bo")
        few = statements()
        for _ in range(5):
            office.lodge(at("2026-08-04"), kind=Kind.REPORT)
        statements()
        visitor.get("/can-bo")
        assert len(statements()) == len(few) <= 9


def test_pages_are_cut_by_key_and_lose_no_row(office):
    for day in range(3, 15):
        office.lodge(at(f"2026-08-{day:02}"), kind=Kind.REPORT, story=f"Chuyện ngày {day}.")
    office.write(BULK)
    seen, address = [], "/can-bo"
    with office.desk("tiepnhan", "2026-08-20") as visitor:
        while address:
            page = visitor.get(address).text
            seen += opened_by(page)
            older = re.search(r'rel="next" href="([^"]*)"', page)
            address = older[1].replace("&amp;", "&") if older else None
        newer = re.search(r'rel="prev" href="([^"]*)"', page)[1].replace("&amp;", "&")
        back = opened_by(visitor.get(newer).text)
    assert len(seen) == 132
    assert len(set(seen)) == 132
    assert back == seen[50:100]


#: A hundred and twenty rows more, without history: only the list is looked at.
BULK = """
with more as (
  insert into subject (uid, subject_kind, kind, procedure, edition, state, agency_id, field,
                       confidential, received_at, version)
  select gen_random_uuid(), 'petition', 'report', procedure, edition, state, agency_id, 'other',
         false, received_at, 1
  from subject, generate_series(1, 120) n where id = (select min(id) from subject)
  returning id),
papers as (
  insert into petition (id, book, year, number, code_hash, declared_kind, channel, forwarded_by,
                        signed, anonymous, people, transfers, search, entered_agency_id)
  select id, 'X', 2026, id, decode(md5(id::text), 'hex'), 'report', 'web', '',
         false, true, 1, 0, '',
                   (select entered_agency_id from petition limit 1) from more returning id)
insert into obligation (subject_id, task, role, agency_id, head_id, due_on, paused, product,
                        opened_at)
select papers.id, task, role, agency_id, head_id, date '2026-08-17' + (papers.id % 7)::int, false,
       product, opened_at
from papers, obligation
where obligation.subject_id = (select min(id) from subject)
"""


@pytest.mark.parametrize(
    "address",
    ["/can-bo?xem=khong-co", "/can-bo?sau=x", "/can-bo?sau=2026-13-40.9", "/can-bo?mo=abc",
     "/can-bo?truoc=2026-08-01." + "9" * 400, "/can-bo?mo=99999999999999999999999",
     "/can-bo?sau=2026-08-01.-5", "/can-bo/tim?q=%00", "/can-bo/tim?truoc=x&q=a"],
)  # fmt: skip
def test_addresses_that_mean_nothing_show_the_queue_all_the_same(office, received, address):
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        assert visitor.get(address).status_code == 200


# Classifying


def test_the_pane_shows_the_open_row_with_suggestions_and_reasons(office, received):
    office.write("update agency set commune_code = '06862' where code = 'X06862'")
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        page = visitor.get(f"/can-bo?mo={received[1]}").text
    assert '<h2 id="pane-title"><a href="/can-bo/don/' in page
    assert f"{FIRST_UNIT_KEY}: Nơi xảy ra: xã Tiên Yên." in texts(page)
    assert re.search(r'checked[^>]*value="X06862"|value="X06862"[^>]*checked', page)


def test_classifying_hands_the_petition_over_and_goes_on_with_the_next(office, received):
    oldest, middle = received[2], received[1]
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        visitor.get(f"/can-bo?mo={oldest}")
        answer = visitor.post(f"/can-bo/phan-loai/{oldest}", CLASSIFIED | {"field": "land"})
        assert answer.location == f"/can-bo?mo={middle}"
        page = texts(visitor.get(answer.location).text)
    assert "QN-2026-00003: Phản ánh, chuyển tới Ủy ban nhân dân xã Tiên Yên." in page
    with office.desk("canboxa", "2026-08-13", 10) as commune:
        assert titles(commune.get("/can-bo").text) == ["Chuyện ngày 3"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": ""}, "Chọn loại đơn."),
        ({"kind": "nonsense"}, "Chọn một câu trong danh sách."),
        ({"unit": "", "agency": ""}, "Chọn nơi nhận."),
        ({"unit": "UBT-NOT-SUGGESTED", "agency": ""}, "Chọn nơi nhận."),
        ({"agency": ""}, "Viết tên cơ quan cần tìm vào ô bên dưới."),
        ({"agency": "Sở Ngoại giao"}, "Không có cơ quan nào tên như vậy."),
        ({"agency": "tinh"}, "cơ quan gần giống"),
        ({"agency": "<b>\x00'"}, "Không có cơ quan nào tên như vậy."),
        ({"field": "moon"}, "Chọn một câu trong danh sách."),
    ],
    ids=["no kind", "unknown kind", "no receiver", "a receiver not offered", "nothing to look for",
         "no such agency", "several", "markup", "unknown field"],
)  # fmt: skip
def test_a_wrong_choice_is_said_beside_it_and_nothing_is_written(office, received, fields, said):
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        visitor.get(f"/can-bo?mo={received[0]}")
        answer = visitor.post(
            f"/can-bo/phan-loai/{received[0]}", CLASSIFIED | {"field": "land"} | fields
        )
    assert answer.status_code == 422
    assert said in texts(answer.text)
    assert answer.text.count('class="error-summary"') == 1
    state = "select state from subject where id = :id"
    assert office.one(state, id=received[0]) == "received"


def test_an_agency_is_found_without_marks_and_by_a_part_of_its_name(office, received):
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        visitor.get(f"/can-bo?mo={received[0]}")
        fields = CLASSIFIED | {"field": "land", "agency": "tien yen"}
        assert visitor.post(f"/can-bo/phan-loai/{received[0]}", fields).status_code == 302


def test_who_is_denounced_does_not_receive(office):
    petition = office.lodge(
        at("2026-08-05"), kind=Kind.DENUNCIATION, against="ông B., Chủ tịch UBND xã Tiên Yên"
    )
    with office.desk("tiepnhan", "2026-08-06") as visitor:
        visitor.get("/can-bo")
        fields = CLASSIFIED | {"kind": "denunciation", "field": "conduct"}
        answer = visitor.post(f"/can-bo/phan-loai/{petition}", fields)
    assert answer.status_code == 422
    assert "Đơn nêu sai phạm của chính Ủy ban nhân dân xã Tiên Yên" in texts(answer.text)


def test_of_two_officers_the_second_is_told_and_nothing_is_written_twice(office, received):
    petition = received[0]
    office.write("update user_account set role = 'reception_officer' where username = 'truongban'")
    with (
        office.desk("tiepnhan", "2026-08-13") as one,
        office.desk("truongban", "2026-08-13") as two,
    ):
        one.get(f"/can-bo?mo={petition}")
        two.get(f"/can-bo?mo={petition}")
        fields = CLASSIFIED | {"field": "land"}
        assert one.post(f"/can-bo/phan-loai/{petition}", fields).status_code == 302
        answer = two.post(f"/can-bo/phan-loai/{petition}", fields)
        assert answer.location == "/can-bo"
        assert "không còn chờ phân loại" in texts(two.get("/can-bo").text)
    assert office.one("select count(*) from act where action = 'classify'") == 1


def test_a_page_opened_before_a_change_is_refused_with_what_was_chosen(office, received):
    petition = received[0]
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        visitor.get(f"/can-bo?mo={petition}")
        stale = visitor.page
        visitor.answer(f"/can-bo/ho-so/{petition}/ask_citizen", {"question": "Ở thôn nào?"})
        visitor.page = stale
        answer = visitor.post(
            f"/can-bo/phan-loai/{petition}", CLASSIFIED | {"kind": "report", "field": "water"}
        )
        assert answer.status_code == 409
        assert "đã được người khác cập nhật" in texts(answer.text)
        assert re.search(r'selected value="water"', answer.text)
        again = visitor.post(
            f"/can-bo/phan-loai/{petition}", CLASSIFIED | {"kind": "report", "field": "water"}
        )
        assert again.status_code == 302


def test_a_head_reads_the_queue_and_classifies_nothing(office, received):
    with office.desk("truongban", "2026-08-13") as visitor:
        page = visitor.get("/can-bo?xem=tat-ca").text
        assert "Phân loại và chuyển" not in page
        token = re.search(r'name="csrf_token" value="([^"]*)"', page)[1]
        fields = CLASSIFIED | {"csrf_token": token}
        answer = visitor.post(f"/can-bo/phan-loai/{received[0]}", fields)
    assert answer.status_code == 403


def test_several_are_classified_at_once_and_one_refused_does_not_hold_the_others(office, received):
    accused = office.lodge(
        at("2026-08-05"), kind=Kind.DENUNCIATION, against="Chủ tịch UBND xã Tiên Yên"
    )
    chosen = [*received, accused]
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        query = "&".join(f"petition={each}" for each in chosen)
        page = visitor.get(f"/can-bo/hang-loat?{query}").text
        assert "Phân loại 4 đơn cùng lúc" in texts(page)
        answer = visitor.post(
            "/can-bo/hang-loat",
            {"petition": chosen, "kind": "denunciation", "agency": "xã tiên yên", "field": "land"},
        )
        assert answer.location == "/can-bo"
        said = texts(visitor.get("/can-bo").text)
    assert "Đã phân loại 3 trên 4 đơn." in said
    assert "QNTC-2026-00001: Đơn nêu sai phạm" in said


def test_nothing_chosen_leads_back_with_a_sentence(office, received):
    with office.desk("tiepnhan", "2026-08-13") as visitor:
        assert visitor.get("/can-bo/hang-loat").location == "/can-bo"
        assert "Chưa chọn đơn nào" in texts(visitor.get("/can-bo").text)


def test_the_view_of_what_is_to_be_classified_knows_the_words_of_the_law():
    """Rows are found by the task that intake's table gives a petition just received."""
    day = at("2026-08-03").date()
    assert edition_in_force("intake", day).initial.task == views.TO_CLASSIFY
