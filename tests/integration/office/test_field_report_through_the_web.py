"""A field report from its lodging to its closed file, through the pages, by the hour."""

import pytest

from feedback.domain.petitions import Kind, SubjectKind
from feedback.extensions import db
from feedback.queries import file as files
from feedback.queries.explained import clocks_of, running
from feedback.queries.timeline import stored
from feedback.services.ladder import escalation
from feedback.vault.codes import new_code
from tests.client import Visitor, texts
from tests.factories import at, read_province
from tests.integration.office.conftest import Office
from tests.papers import upload

STORY = "Nắp cống trước cổng trường vỡ, trẻ em đi qua rất nguy hiểm."
RESULT = {"result": "Đã thay nắp cống mới, thu dọn vật liệu."}


@pytest.fixture
def report(office: Office) -> int:
    """An urgent report lodged and classified on Monday 3 August 2026; the id of its petition."""
    return classified(office, "immediate")


def classified(office: Office, urgency: str, **changes: str) -> int:
    petition = office.lodge(at("2026-08-03"), kind=Kind.REPORT, story=STORY, against="", **changes)
    answer = office.act(
        "tiepnhan", "2026-08-03", petition, "classify",
        kind="report", field="transport", agency="xa tien yen", urgency=urgency,
    )  # fmt: skip
    assert answer.status_code == 302
    return petition


def accepted(office: Office, petition: int) -> int:
    """The unit has the report at ten past ten."""
    office.act("canboxa", "2026-08-03", petition, "propose_acceptance", reason="Đúng địa bàn.")
    office.act("canboxa", "2026-08-03", petition, "accept")
    office.approve("chutichxa", "2026-08-03")
    return office.case_of(petition)


def clock_of(office: Office, case: int, rule: str, column: str) -> object:
    sql = f"select {column} from deadline where subject_id = :id and rule = :rule"  # noqa: S608 - columns named here
    return office.one(sql, id=case, rule=rule)


def test_an_urgent_report_is_mended_answered_published_and_closed(office, report):
    case = accepted(office, report)
    assert office.one("select procedure from subject where id = :id", id=case) == "field_report"
    started, due = (clock_of(office, case, "PAHT-ACK", c) for c in ("started_at", "due_at"))
    assert (due - started).total_seconds() == 2 * 3600
    with office.desk("canboxa", "2026-08-03", 11) as visitor:
        page = texts(visitor.get(f"/can-bo/vu-viec/{case}").text)
        queue = texts(visitor.get("/can-bo").text)
    assert "Hạn 12:00 hôm nay" in page
    assert "Hạn 12:00 hôm nay" in queue
    assert "mốc nội bộ" in page

    assert office.act("xacminh", "2026-08-03", case, "acknowledge").status_code == 302
    office.act("chutichxa", "2026-08-03", case, "dispatch", officer="xacminh")
    assert clock_of(office, case, "PAHT-URGENT", "due_legal").isoformat() == "2026-08-04"
    unfinished = office.act("xacminh", "2026-08-04", case, "report_result", result="Đã thay.")
    assert unfinished.status_code == 422
    assert "Bạn chưa chọn tệp: Ảnh sau khi xử lý" in texts(unfinished.text)
    assert "Đã thay." in unfinished.text, "nothing typed is lost"
    assert (
        office.act(
            "xacminh", "2026-08-04", case, "report_result", **RESULT, photo=upload()
        ).status_code
        == 302
    )
    office.act("xacminh", "2026-08-04", case, "reply", answer="Đã thay nắp cống mới.")
    office.approve("chutichxa", "2026-08-04")
    office.render(at("2026-08-04", 11))
    assert office.act("xacminh", "2026-08-05", case, "send", delivery="portal").status_code == 302
    office.act("xacminh", "2026-08-05", case, "publish", published_at="Trang của xã")
    assert office.act("xacminh", "2026-08-05", case, "close").status_code == 302
    assert office.one("select state from subject where id = :id", id=case) == "closed"
    running = "select count(*) from deadline where subject_id = :id and state = 'open'"
    assert office.one(running, id=case) == 0


def test_who_reported_is_hidden_from_the_unit_that_mends(office, report):
    with office.desk("canboxa", "2026-08-03") as visitor:
        of_petition = visitor.get(f"/can-bo/don/{report}").text
    case = accepted(office, report)
    with office.desk("xacminh", "2026-08-03", 11) as visitor:
        pages = [
            of_petition,
            visitor.get(f"/can-bo/vu-viec/{case}").text,
            visitor.get(f"/can-bo/don/{report}").text,
            visitor.get("/can-bo").text,
            visitor.get("/can-bo/tim?q=nap+cong").text,
            visitor.get("/can-bo/tim?q=nguyen+van+hoa").text,
        ]
    for page in pages:
        for secret in ("Nguyễn Văn Hòa", "Nguyễn V. H.", "0912 345 678", "thôn Đồng Mạ"):
            assert secret not in page
    assert "Người phản ánh hiện trường được giữ kín với đơn vị xử lý" in texts(pages[1])
    assert STORY[:20] in pages[4], "the report itself is found by what it says"
    assert STORY[:20] not in pages[5], "and not by a name"


def test_the_file_of_the_handling_unit_is_read_without_its_sender(app, office, report):
    case = accepted(office, report)
    with app.app_context():
        actor = read_province(db.session()).commune_officer
        file = files.file(db.session(), actor, case, SubjectKind.CASE)
    assert (file.contact, file.urgency) == (None, "immediate")


def test_the_letter_to_the_sender_names_nobody(office, report):
    case = accepted(office, report)
    office.act("xacminh", "2026-08-03", case, "acknowledge")
    office.act("chutichxa", "2026-08-03", case, "dispatch", officer="xacminh")
    office.act("xacminh", "2026-08-04", case, "report_result", **RESULT, photo=upload())
    office.act("xacminh", "2026-08-04", case, "reply", answer="Đã thay nắp cống mới.")
    office.approve("chutichxa", "2026-08-04")
    context = str(office.context("reply"))
    assert "Nguyễn Văn Hòa" not in context
    assert "danh tính được bảo vệ" in context


def test_an_unacknowledged_report_is_overdue_after_two_hours_to_the_minute(app, office, report):
    case = accepted(office, report)
    ends = clock_of(office, case, "PAHT-ACK", "due_at")
    assert clock_of(office, case, "PAHT-ACK", "next_level_at") == ends
    with app.app_context():
        assert escalation.escalate_overdue(at("2026-08-03", 11), trusted=True).escalations == 0
        assert escalation.escalate_overdue(at("2026-08-03", 13), trusted=True).escalations == 1
    assert office.one("select due_at from escalation") == ends
    with office.desk("xacminh", "2026-08-03", 13) as visitor:
        assert "Quá hạn từ 12:00 ngày 03/08/2026" in texts(
            visitor.get(f"/can-bo/vu-viec/{case}").text
        )


@pytest.mark.parametrize("urgency", ["immediate", "normal", "several"])
def test_the_history_leads_to_the_same_dates_and_minutes(app, office, urgency):
    petition = classified(office, urgency)
    case = accepted(office, petition)
    office.act("xacminh", "2026-08-03", case, "acknowledge")
    partners = {"partners": "Sở Xây dựng"} if urgency == "several" else {}
    office.act("chutichxa", "2026-08-03", case, "dispatch", officer="xacminh", **partners)
    with app.app_context():
        uid = office.one("select uid from subject where id = :id", id=case)
        found = running(clocks_of(stored(db.session(), uid)))
    rule = "PAHT-URGENT" if urgency == "immediate" else "PAHT-NORMAL"
    again = next(each for each in found.values() if each.limit.rule == rule)
    assert again.computed.legal == clock_of(office, case, rule, "due_legal")
    expected = {"immediate": "2026-08-04", "normal": "2026-08-10", "several": "2026-08-17"}
    assert again.computed.legal.isoformat() == expected[urgency]


def test_the_sender_follows_by_the_hour(app, office):
    code = new_code()
    case = accepted(office, classified(office, "immediate", code=code))
    with office.desk("xacminh", "2026-08-03", 11):
        visitor = Visitor(app)
        page = texts(visitor.answer("/tra-cuu", {"code": code}).text)
    assert case
    assert "Chậm nhất lúc 12:00 ngày 03/08/2026" in page
    assert "mốc của tỉnh, luật không định giờ" in page
