"""A voters' recommendation from its entry to the Council's note, through the pages."""

from datetime import date

import pytest
from sqlalchemy import select

from feedback.domain.errors import InvalidInputError, NotAllowedError
from feedback.domain.roles import Role
from feedback.domain.voters import VotersRecommendation
from feedback.extensions import db
from feedback.models.agency import Agency
from feedback.models.petition import Petition
from feedback.services.lodging import voters
from feedback.services.log.verification import snapshot, verify
from feedback.vault.codes import new_code
from feedback.vault.keys import KeyRing
from tests.client import Visitor, texts
from tests.factories import at, make_person, read_province
from tests.integration.office.conftest import Office, day_fields

STORY = "Tuyến kênh nội đồng thôn Đồng Mạ sạt lở, ruộng không có nước vụ đông."


def recommended(**changes: object) -> VotersRecommendation:
    values: dict[str, object] = {
        "code": new_code(),
        "source": "council",
        "session": "Kỳ họp thứ 12",
        "met_on": date(2026, 7, 20),
        "voters_of": "xã Tiên Yên",
        "story": STORY,
        "commune_code": "06862",
    }
    return VotersRecommendation(**(values | changes))  # type: ignore[arg-type]


def enter(office: Office, who: str = "receptionist", **changes: object) -> int:
    keys = KeyRing(office.app.extensions["settings"].keys_dir)
    with office.app.app_context():
        actor = getattr(read_province(db.session()), who)
        return voters.enter(recommended(**changes), actor, keys, at("2026-08-03"))


TYPED = {
    "source": "council",
    "session": "Kỳ họp thứ 12",
    **day_fields("met_on", "2026-07-20"),
    "voters_of": "xã Tiên Yên",
    "story": STORY,
    "commune": "xã Tiên Yên",
    "field": "other",
}
PAGE = "/can-bo/kien-nghi-cu-tri"


@pytest.fixture
def handed(office: Office) -> int:
    """Entered at the desk of the province on 3 August 2026, handed to the commune the day after."""
    with office.desk("tiepnhan", "2026-08-03") as visitor:
        entered = visitor.answer(PAGE, TYPED)
    assert entered.status_code == 302
    case = office.one("select max(id) from legal_case")
    assert entered.location == f"/can-bo/vu-viec/{case}"
    answer = office.act("tiepnhan", "2026-08-04", case, "hand_to", agency="xa tien yen")
    assert answer.status_code == 302
    office.act("chutichxa", "2026-08-05", case, "assign", officer="xacminh")
    return case


def answer(office: Office, case: int, day: str, action: str, **said: str) -> None:
    office.act("xacminh", day, case, action, **said)
    approved = office.approve("chutichxa", day)
    assert approved.status_code == 302
    office.render(at(day, 11))


def state(office: Office, case: int) -> str:
    return office.one("select state from subject where id = :id", id=case)


def test_it_is_promised_answered_reported_and_closed_with_the_councils_note(office, handed):
    clock = "select due_legal from deadline where subject_id = :id and rule = 'KNCT-HDND-ANSWER'"
    assert office.one(clock, id=handed).isoformat() == "2026-10-02"
    promised = {"answer": "Đang lập dự toán.", **day_fields("promised_on", "2026-09-30")}
    answer(office, handed, "2026-08-20", "promise", **promised)
    assert state(office, handed) == "promised"
    due = "select due_on from obligation where subject_id = :id and done_at is null"
    assert office.one(due, id=handed).isoformat() == "2026-09-30", "the promise is the date of work"
    office.act("xacminh", "2026-08-21", handed, "report_to_council", report_number="30/BC-UBND")
    assert state(office, handed) == "promised", "a report of progress ends nothing"

    answer(office, handed, "2026-09-25", "answer", outcome="settled", answer="Đã kè xong.")
    assert office.one("select verdict from legal_case where id = :id", id=handed) == "settled"
    office.act("xacminh", "2026-09-26", handed, "report_to_council", report_number="41/BC-UBND")
    closed = office.act("xacminh", "2026-10-15", handed, "close", council_paper="12/HĐND-TT")
    assert closed.status_code == 302
    assert state(office, handed) == "closed"
    first = office.one("select name from letter order by id limit 1")
    assert office.context(first)["addressee"] == "Thường trực Hội đồng nhân dân tỉnh"


def test_a_promise_for_yesterday_is_refused_beside_the_field_and_nothing_is_lost(office, handed):
    said = {"answer": "Đang làm.", **day_fields("promised_on", "2026-08-19")}
    refused = office.act("xacminh", "2026-08-20", handed, "promise", **said)
    assert refused.status_code == 422
    assert "Ngày hứa giải quyết xong phải sau ngày trả lời" in texts(refused.text)
    assert "Đang làm." in refused.text


def test_a_broken_promise_stands_among_what_is_overdue(office, handed):
    said = {"answer": "Đang làm.", **day_fields("promised_on", "2026-08-31")}
    answer(office, handed, "2026-08-20", "promise", **said)
    with office.desk("xacminh", "2026-09-04") as visitor:
        assert "Quá hạn 4 ngày" in texts(visitor.get("/can-bo").text)
        file = texts(visitor.get(f"/can-bo/vu-viec/{handed}").text)
        assert "Quá hạn 4 ngày" in file, "the file says what the queue says"
        assert "Chưa có hạn" not in file


def test_the_assemblys_runs_its_own_clock_with_coordination(office):
    case = enter(office, source="national_assembly")
    office.act(
        "tiepnhan", "2026-08-04", case, "hand_to", agency="xa tien yen", partners="Sở Xây dựng"
    )
    rules = "select string_agg(rule, ' ' order by rule) from deadline where subject_id = :id"
    assert office.one(rules, id=case) == "KNCT-COORD-REQUEST KNCT-QH-ANSWER"
    office.act("canboxa", "2026-08-06", case, "request_coordination", partners="Sở Xây dựng")
    assert "KNCT-COORD-ANSWER" in office.one(rules, id=case)


def test_a_complaint_among_them_is_guided(office, handed):
    office.act("canboxa", "2026-08-06", handed, "guide", reason="Nội dung là khiếu nại đất đai.")
    office.approve("chutichxa", "2026-08-06")
    assert state(office, handed) == "guided"
    rules = "select count(*) from deadline where rule like 'KN1%' or rule like 'TCD%'"
    assert office.one(rules) == 0


def test_delegates_follow_outcome_promise_and_delay(app, office, handed):
    with app.app_context():
        session = db.session()
        council = session.scalars(select(Agency).where(Agency.code == "TTT")).one()
        make_person(session, "daibieu", "Nông Thị Hạnh", Role.DELEGATE, council)
        session.commit()
    Office(app)
    said = {"answer": "Đang làm.", **day_fields("promised_on", "2026-08-31")}
    answer(office, handed, "2026-08-20", "promise", **said)
    with office.desk("daibieu", "2026-09-04") as visitor:
        page = texts(visitor.get("/thanh-tra/kien-nghi-cu-tri").text)
    for words in (
        "Đang giải quyết",
        "31/08/2026",
        "Quá hạn",
        "cử tri xã Tiên Yên",
        "Kỳ họp thứ 12",
    ):
        assert words in page
    with office.desk("daibieu", "2026-08-24") as visitor:
        early = texts(visitor.get("/thanh-tra/kien-nghi-cu-tri").text)
    assert "0 kiến nghị đang quá hạn" in early


def test_officers_of_the_desk_see_no_delegates_room(office):
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        assert visitor.get("/thanh-tra/kien-nghi-cu-tri").status_code in {403, 404}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"source": "citizen"}, "Chọn nơi chuyển kiến nghị"),
        ({"session": " "}, "Bạn chưa điền: Kỳ họp"),
        ({"voters_of": ""}, "Bạn chưa điền: Cử tri của"),
        ({"story": ""}, "Bạn chưa điền: Nội dung kiến nghị"),
        ({"met_on": date(2026, 8, 4)}, "chưa đến"),
    ],
)
def test_what_is_not_complete_is_not_entered_by_halves(office, changes, says):
    with pytest.raises(InvalidInputError, match=says):
        enter(office, **changes)
    assert office.one("select count(*) from subject") == 0


def test_a_case_officer_enters_none(office):
    with pytest.raises(NotAllowedError):
        enter(office, who="second_officer")


def test_the_citizens_form_knows_no_such_kind(app):
    visitor = Visitor(app)
    assert "Kiến nghị cử tri" not in visitor.get("/gui-don").text
    assert visitor.answer("/gui-don", {"kind": "voter_petition"}).status_code == 422
    sent = visitor.post("/gui-don/cau-chuyen", {"kind": "voter_petition", "story": STORY})
    assert sent.status_code < 500
    with app.app_context():
        assert db.session.scalars(select(Petition.id)).all() == []


def test_history_and_tables_agree(app, office, handed):
    with app.app_context(), snapshot(db.engine) as connection:
        report = verify(connection, checkpoints=None, public_key=None)
    assert report.subjects == 2
    assert report.findings == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"source": ""}, "Chọn nơi chuyển kiến nghị."),
        ({"session": ""}, "Bạn chưa điền: Kỳ họp"),
        ({"voters_of": " "}, "Bạn chưa điền: Cử tri của"),
        ({"story": ""}, "Bạn chưa điền: Nội dung kiến nghị."),
        ({"met_on-day": "", "met_on-month": "", "met_on-year": ""}, "Nhập ngày tiếp xúc cử tri."),
        (day_fields("met_on", "2026-08-04"), "Ngày tiếp xúc cử tri chưa đến."),
        ({"met_on-day": "31", "met_on-month": "2"}, "Không có ngày này trong lịch"),
        ({"commune": "xã Không Có"}, "Không tìm thấy nơi này"),
    ],
)
def test_what_is_missing_is_said_beside_its_box_and_nothing_typed_is_lost(office, changes, says):
    with office.desk("tiepnhan", "2026-08-03") as visitor:
        refused = visitor.answer(PAGE, TYPED | {"wanted": "Xin sửa kênh."} | changes)
    assert refused.status_code == 422
    assert says in texts(refused.text)
    assert "Xin sửa kênh." in refused.text
    assert office.one("select count(*) from subject") == 0


def test_pressed_twice_it_is_entered_once(office):
    with office.desk("tiepnhan", "2026-08-03") as visitor:
        first = visitor.answer(PAGE, TYPED)
        visitor.page = None
        ticket = visitor.get(PAGE)
        assert ticket.status_code == 200
        hidden = visitor.hidden(PAGE)
        again = [visitor.post(PAGE, TYPED | hidden).location for _ in range(2)]
    assert first.location != again[0]
    assert again[0] == again[1]
    assert office.one("select count(*) from legal_case") == 2


def test_a_case_officer_has_no_page_to_enter_one(office):
    with office.desk("xacminh", "2026-08-03") as visitor:
        assert visitor.get(PAGE).status_code in {403, 404}
