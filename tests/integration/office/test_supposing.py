"""What if: dates under a supposition, refusals beside what was typed, and nothing written."""

import pytest

from feedback.extensions import db
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from tests.client import texts
from tests.factories import at, read_province
from tests.integration.office.conftest import Office, day_fields
from tests.worlds import stories


def accept(app):
    """A complaint accepted on 3 August 2026: due on 3 September."""
    office = Office(app)
    petition = office.lodge(at("2026-07-28"))
    said = {"kind": "complaint", "field": "land", "agency": "X06862"}
    with office.app.app_context():
        people = read_province(db.session())
        officer = people.commune_officer
        casework.apply(petition, "classify", people.receptionist, at("2026-07-28"), said)
        paper, reason = {"signature_form": "paper"}, {"reason": "Đủ điều kiện."}
        casework.apply(petition, "record_signature", officer, at("2026-07-29"), paper)
        casework.apply(petition, "propose_acceptance", officer, at("2026-07-29"), reason)
        drafted = proposals.propose(petition, "accept", officer, at("2026-08-03"), {})
        proposals.approve(drafted, people.commune_head, at("2026-08-03", 10))
    return office.case_of(petition)


beginning, accepted = stories(accepted=accept)


def ask(office, case, **fields):
    with office.desk("canboxa", "2026-08-04") as visitor:
        return visitor.get(f"/can-bo/ho-so/{case}/gia-dinh", query_string=fields)


def test_the_file_offers_the_question_in_its_clock_panel(office, accepted):
    with office.desk("canboxa", "2026-08-04") as visitor:
        page = visitor.get(f"/can-bo/vu-viec/{accepted}").text
    assert f'action="/can-bo/ho-so/{accepted}/gia-dinh"' in page
    assert "Nếu gia hạn, tạm dừng hoặc đổi ngày nghỉ?" in page


def test_a_pause_and_a_worked_holiday_move_the_date_in_the_answer_only(office, accepted):
    fields = {
        **day_fields("since", "2026-08-10"),
        **day_fields("until", "2026-08-20"),
        **day_fields("worked", "2026-09-02"),
    }
    answer = ask(office, accepted, **fields)
    said = texts(answer.text)
    assert answer.status_code == 200
    assert "Hạn hiện nay: 03/09/2026. Theo giả định: 14/09/2026." in said
    assert "Không tính 10 ngày từ 10/08/2026 đến 19/08/2026" in said
    assert "văn bản giả định" in said
    with office.desk("canboxa", "2026-08-04") as visitor:
        assert "03/09/2026" in texts(visitor.get(f"/can-bo/vu-viec/{accepted}").text)


def test_national_day_worked_ends_the_period_on_it(office, accepted):
    said = texts(ask(office, accepted, **day_fields("worked", "2026-09-02")).text)
    assert "Theo giả định: 02/09/2026." in said


def test_what_the_law_does_not_know_is_said_with_its_article_and_the_date_stays(office, accepted):
    said = texts(ask(office, accepted, extra="30").text)
    assert "Luật không cho gia hạn thời hạn KN1-RESOLVE@2012 (Điều 28 Luật 02/2011/QH13)." in said
    assert "Hạn vẫn là 03/09/2026." in said


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        pytest.param({"extra": "nhiều"}, "Nhập một số, ví dụ 12.", id="no number"),
        pytest.param({"extra": "-3"}, "Nhập một số từ 1 đến 365.", id="negative"),
        pytest.param({"extra": "9" * 400}, "Nhập một số", id="endless"),
        pytest.param(day_fields("since", "2026-02-31"), "Không có ngày này", id="no such day"),
        pytest.param(day_fields("until", "2026-08-20"), "ngày bắt đầu tạm dừng", id="no begin"),
        pytest.param(
            day_fields("since", "2026-08-20") | day_fields("until", "2026-08-10"),
            "không được trước ngày tạm dừng",
            id="ends before it begins",
        ),
        pytest.param(
            day_fields("since", "2026-08-10") | day_fields("until", "2030-01-01"),
            "Lịch ngày làm việc chưa có dữ liệu",
            id="beyond the calendar",
        ),
    ],
)
def test_wrong_input_is_refused_beside_what_was_typed(office, accepted, fields, sentence):
    answer = ask(office, accepted, **fields)
    assert answer.status_code == 422
    assert sentence in texts(answer.text)
    for value in fields.values():
        assert f'value="{value}"' in answer.text


def test_asking_writes_nothing(office, accepted, statements):
    with office.desk("canboxa", "2026-08-04") as visitor:
        visitor.get("/can-bo")
        statements()
        visitor.get(
            f"/can-bo/ho-so/{accepted}/gia-dinh",
            query_string={"extra": "30", **day_fields("since", "2026-08-10")},
        )
    sent = statements()
    assert sent
    assert [sql for sql in sent if not sql.lstrip().upper().startswith("SELECT")] == []


def test_a_file_of_another_agency_is_not_there(office, accepted):
    with office.desk("cbso", "2026-08-04") as visitor:
        assert visitor.get(f"/can-bo/ho-so/{accepted}/gia-dinh").status_code == 404
