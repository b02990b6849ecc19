"""Citizens received, refused and invited; papers handed back, demanded, explained and corrected."""

from typing import Any

import pytest

from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.services.log.verification import snapshot, verify
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office, day_fields

STORY = "Đường liên thôn Đồng Mạ ngập sau mỗi trận mưa."
PLACE = {"kind": "report", "field": "transport", "agency": "xa tien yen"}


@pytest.fixture
def report(office: Office) -> int:
    """A report at the commune's desk on Monday 3 August 2026."""
    petition = office.lodge(at("2026-08-03"), kind=Kind.REPORT, story=STORY, against="")
    office.act("tiepnhan", "2026-08-03", petition, "classify", **PLACE)
    return petition


def drafted(office: Office, day: str, subject: int, action: str, **stated: Any) -> None:
    """An act of the head of the commune, drafted, approved and its letter rendered."""
    answer = office.act("canboxa", day, subject, action, **stated)
    assert answer.status_code == 302, texts(answer.text)
    office.approve("chutichxa", day)
    office.render(at(day, 11))


def letters_of(office: Office, subject: int) -> list[str]:
    sql = (
        "select coalesce(json_agg(name order by id), '[]') from letter"
        " where subject_id = :id and rendered_at is not null"
    )
    return list(office.one(sql, id=subject))


def letter(office: Office, name: str, column: str) -> Any:
    sql = f"select {column} from letter where name = :name order by id desc limit 1"  # noqa: S608 - columns named here
    return office.one(sql, name=name)


def is_open(office: Office, subject: int, rule: str) -> bool:
    sql = "select count(*) from deadline where subject_id = :id and rule = :rule and state = 'open'"
    return bool(office.one(sql, id=subject, rule=rule))


def test_whoever_is_refused_is_told_in_writing_before_the_paper_is_put_away(office, report):
    refused = office.act(
        "canboxa", "2026-08-04", report, "refuse_reception",
        **day_fields("reception_on", "2026-08-04"), refusal_ground="point_h",
        reason="đã được trả lời bằng văn bản, không có tình tiết mới",
    )  # fmt: skip
    assert refused.status_code == 302
    assert is_open(office, report, "TCD-REFUSAL-NOTICE")
    due = "select due_legal from deadline where subject_id = :id and rule = 'TCD-REFUSAL-NOTICE'"
    assert office.one(due, id=report).isoformat() == "2026-08-07"
    why = {"ground": "điểm b khoản 2 Điều 6", "reason": "Đã trả lời."}
    early = office.act("canboxa", "2026-08-04", report, "archive", **why)
    assert "Chưa thông báo từ chối tiếp công dân bằng văn bản" in texts(early.text)
    drafted(office, "2026-08-05", report, "notify_refusal")
    assert not is_open(office, report, "TCD-REFUSAL-NOTICE")
    context = office.context("reception_refusal")
    assert context["refusal_ground"] == "point_h"
    assert context["came_on"] == "2026-08-04"
    assert context["petitioner"]["name"] == "Nguyễn Văn Hòa"
    drafted(office, "2026-08-05", report, "archive", **why)
    assert office.one("select state from subject where id = :id", id=report) == "archived"


def test_what_the_head_hears_is_written_down_and_concluded(office, report):
    end = {"directions": "Kiểm tra tại chỗ.", "tasks": "1. Phòng Kinh tế kiểm tra.",
           **day_fields("resolve_by", "2026-08-14")}  # fmt: skip
    unheard = office.act("canboxa", "2026-08-04", report, "conclude_reception", **end)
    assert "Chưa ghi nhận buổi tiếp của người đứng đầu" in texts(unheard.text)
    office.act(
        "canboxa", "2026-08-04", report, "receive_citizen",
        **day_fields("reception_on", "2026-08-04"), received_by="head",
        reception_form="in_person", visitors="3", reception_content=STORY,
    )  # fmt: skip
    drafted(office, "2026-08-04", report, "conclude_reception", **end)
    context = office.context("reception_conclusion")
    assert (context["received_on"], context["resolve_by"]) == ("2026-08-04", "2026-08-14")
    assert context["tasks"] == ["1. Phòng Kinh tế kiểm tra."]
    stated = "select data from act where subject_id = :id and action = 'receive_citizen'"
    assert office.one(stated, id=report)["visitors"] == "3"


def test_an_invitation_to_the_camera_comes_five_working_days_before(office, report):
    session = {"session_time": "08 giờ 30", "session_centre": "Trụ sở tiếp công dân"}
    late = office.act(
        "canboxa", "2026-08-04", report, "invite_online",
        **day_fields("session_on", "2026-08-10"), **session,
    )  # fmt: skip
    assert late.status_code == 422
    assert "trước ngày tiếp công dân trực tuyến ít nhất" in texts(late.text)
    assert letters_of(office, report) == []


def test_an_invitation_in_time_is_sent(office, report):
    drafted(
        office, "2026-08-04", report, "invite_online", **day_fields("session_on", "2026-08-11"),
        session_time="08 giờ 30", session_centre="Trụ sở tiếp công dân",
    )  # fmt: skip
    assert letters_of(office, report) == ["online_reception_invitation"]


def test_what_was_transferred_wrongly_goes_back_and_may_be_transferred_once_more(office, report):
    where = {"agency": "so xay dung", "reason": "Đường tỉnh."}
    drafted(office, "2026-08-04", report, "transfer", **where)
    office.act("cbso", "2026-08-05", report, "transfer_back", reason="Đường do xã quản lý.")
    office.approve("giamdoc", "2026-08-05")
    office.render(at("2026-08-05", 11))
    held = "select code from agency where id = (select agency_id from subject where id = :id)"
    assert office.one(held, id=report) == "X06862"
    assert office.one("select transfers from petition where id = :id", id=report) == 0
    context = office.context("transfer_back")
    assert context["addressee"] == "Ủy ban nhân dân xã Tiên Yên"
    assert context["transfer_slip"].startswith("Phiếu chuyển đơn số 01/PC-UBND")
    drafted(office, "2026-08-06", report, "transfer", **where)
    assert office.one(held, id=report) == "SXD"
    with office.app.app_context(), snapshot(db.engine) as connection:
        assert verify(connection, checkpoints=None, public_key=None).findings == []


def invited(office: Office, report: int) -> None:
    drafted(
        office, "2026-08-04", report, "invite_online", **day_fields("session_on", "2026-08-11"),
        session_time="8 giờ", session_centre="Trụ sở",
    )  # fmt: skip


SLIP = {"stands": "“8 giờ”", "must_read": "“08 giờ 30”"}


def test_a_slip_is_set_right_by_a_letter_that_names_the_document(office, report):
    invited(office, report)
    drafted(office, "2026-08-06", report, "correct_document", corrects=" 01/gm-ubnd ", **SLIP)
    wrong = letter(office, "online_reception_invitation", "id")
    assert letter(office, "correction_letter", "corrects_id") == wrong
    context = office.context("correction_letter")
    assert context["corrects"] == "Giấy mời số 01/GM-UBND ngày 04/8/2026"
    assert context["recipients"] == ["Như trên", "Các điểm cầu thành phần"]
    assert letter(office, "correction_letter", "for_citizen") is True


def test_an_act_that_is_not_for_the_file_is_refused_in_words(office, report):
    for action in ("correct_document", "transfer_back", "notify_refusal"):
        with office.desk("canboxa", "2026-08-04") as visitor:
            answer = visitor.get(f"/can-bo/ho-so/{report}/{action}")
        assert answer.status_code in {403, 409, 422}
        assert "không áp dụng cho hồ sơ này" in texts(answer.text)


def test_only_a_document_of_the_file_is_corrected(office, report):
    invited(office, report)
    unknown = office.act(
        "canboxa", "2026-08-05", report, "correct_document", corrects="99/GM-UBND", **SLIP
    )
    assert unknown.status_code == 422
    assert "không có văn bản đã phát hành mang số, ký hiệu đó" in texts(unknown.text)
    assert letters_of(office, report) == ["online_reception_invitation"]


def test_a_correction_is_hidden_from_the_sender_like_what_it_corrects(office, report):
    drafted(
        office, "2026-08-04", report, "transfer", agency="so xay dung", reason="Đường tỉnh."
    )  # fmt: skip
    office.write("update letter set for_citizen = false where subject_id = :id", id=report)
    said = {"corrects": "01/PC-UBND", **SLIP}
    office.act("cbso", "2026-08-06", report, "correct_document", **said)
    office.approve("giamdoc", "2026-08-06")
    assert letter(office, "correction_letter", "for_citizen") is False


def test_only_a_level_below_is_told_to_settle(office):
    petition = office.lodge(at("2026-08-03"), kind=Kind.REPORT, story=STORY, against="")
    office.act("tiepnhan", "2026-08-03", petition, "classify",
               **(PLACE | {"agency": "uy ban nhan dan tinh"}),
               agency_reason="Liên quan nhiều nơi.")  # fmt: skip
    said = {"late_matter": "Đường ngập, xã nhận đơn ngày 02/6/2026.", "reason": "Chưa trả lời.",
            **day_fields("report_by", "2026-08-20")}  # fmt: skip
    itself = office.act(
        "cbtinh", "2026-08-04", petition, "demand_settlement", agency="uy ban nhan dan tinh", **said
    )
    assert itself.status_code == 422
    assert "cấp dưới trực tiếp" in texts(itself.text)
    office.act("cbtinh", "2026-08-05", petition, "demand_settlement", agency="xa tien yen", **said)
    office.approve("chutichtinh", "2026-08-05")
    context = office.context("settlement_demand")
    assert context["addressee"] == "Ủy ban nhân dân xã Tiên Yên"
    assert context["report_by"] == "2026-08-20"
