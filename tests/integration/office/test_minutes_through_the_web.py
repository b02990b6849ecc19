"""Minutes printed, signed by hand and kept; receipts for papers that come later."""

import pytest
from pypdfium2 import PdfDocument
from werkzeug.test import TestResponse

from tests.client import texts
from tests.factories import at
from tests.integration.office.complaints import assigned_complaint
from tests.integration.office.conftest import Office, day_fields
from tests.integration.office.test_denunciation_through_the_web import TO_COMMUNE, accept, lodge
from tests.papers import upload

MET = {
    **day_fields("session_on", "2026-08-10"),
    "session_began": "08 giờ 30",
    "place": "Trụ sở Ủy ban nhân dân xã",
    "office_side": "Bà Vũ Thị Hạnh, Tổ trưởng",
    "session_content": "Trình bày nguồn gốc thửa đất.",
    "copies": "2",
}
TAKEN = {"received_time": "09 giờ 05", "place": "Trụ sở", "papers_taken": "Ảnh chụp"}


@pytest.fixture
def accepted(office: Office) -> int:
    """A complaint under verification; the id of its case."""
    return assigned_complaint(office)


@pytest.fixture
def denunciation(office: Office) -> int:
    """A denunciation brought on paper and accepted; the id of its case."""
    petition = lodge(office)
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_COMMUNE)
    return accept(office, petition, "2026-08-06", "canboxa", "chutichxa")


def printed(office: Office, username: str, day: str, name: str) -> str:
    """What the newest document of that name says, as an officer downloads it."""
    office.render(at(day))
    letter = office.one("select max(id) from letter where name = :name", name=name)
    with office.desk(username, day, 11) as visitor:
        pdf = visitor.get(f"/can-bo/van-ban/{letter}.pdf")
    assert pdf.status_code == 200
    with PdfDocument(pdf.data) as document:
        return " ".join(
            " ".join(page.get_textpage().get_text_bounded() for page in document).split()
        )


def keep(office: Office, day: str, case: int) -> TestResponse:
    on = day_fields("minutes_on", "2026-08-10")
    return office.act("xacminh", day, case, "keep_minutes", signed_minutes=upload(), **on)


def test_a_session_is_written_down_printed_signed_and_kept(office, accepted):
    early = keep(office, "2026-08-10", accepted)
    assert "Chưa có biên bản để ký" in texts(early.text)
    written = office.act(
        "xacminh", "2026-08-10", accepted, "record_session",
        session_with="complainant", other_side="Ông Nguyễn Văn Hòa\nBà Lưu Thị Mận", **MET,
    )  # fmt: skip
    assert written.status_code == 302
    row = "select number is null and year is null and own and not for_citizen from letter"
    assert office.one(f"{row} where name = 'working_minutes'") is True
    said = printed(office, "xacminh", "2026-08-10", "working_minutes")
    for words in ("08 giờ 30, ngày 10 tháng 8 năm 2026", "Ông Nguyễn Văn Hòa", "NGƯỜI KHIẾU NẠI"):
        assert words in said
    assert "Số:" not in said
    kept = keep(office, "2026-08-11", accepted)
    assert kept.status_code == 302
    with office.desk("xacminh", "2026-08-11", 11) as visitor:
        page = texts(visitor.get(f"/can-bo/vu-viec/{accepted}").text)
    assert "Lưu biên bản đã ký" in page
    assert "ban-da-ky.pdf" in page


def test_a_complaint_gets_a_receipt_for_what_is_handed_over_later(office, accepted):
    said = TAKEN | {"papers_taken": "Sổ mục kê; 3; bản chính"}
    taken = office.act("xacminh", "2026-08-10", accepted, "take_in_papers", giver="Ông Hòa", **said)
    assert taken.status_code == 302
    paper = printed(office, "xacminh", "2026-08-10", "evidence_receipt")
    day = "09 giờ 05, ngày 10 tháng 8 năm 2026"
    for words in (day, "Đã nhận của Ông Hòa", "Sổ mục kê 3 bản chính"):
        assert words in paper


def test_the_desk_gives_a_receipt_on_the_form_of_reception(office):
    petition = office.lodge(at("2026-08-03"))
    taken = office.act("tiepnhan", "2026-08-04", petition, "take_in_papers", **TAKEN)
    assert taken.status_code == 302
    paper = printed(office, "tiepnhan", "2026-08-04", "papers_receipt")
    assert "02/TCD" in paper
    assert "Đã nhận của" in paper


def test_minutes_with_the_denouncer_carry_no_name_and_their_scan_stays_out(office, denunciation):
    named = office.act(
        "xacminh", "2026-08-10", denunciation, "record_session",
        denunciation_session_with="denouncer", other_side="Lò Thị Kín", **MET,
    )  # fmt: skip
    assert named.status_code == 422
    assert "ghi tay trên bản lưu mật" in texts(named.text)
    office.act(
        "xacminh", "2026-08-10", denunciation, "record_session",
        denunciation_session_with="denouncer", **MET,
    )  # fmt: skip
    said = printed(office, "xacminh", "2026-08-10", "denunciation_minutes")
    assert "Danh tính được giữ bí mật" in said
    kept = keep(office, "2026-08-11", denunciation)
    assert kept.status_code == 422
    assert "không đưa lên hệ thống" in texts(kept.text)


def test_withdrawing_in_person_is_written_down_with_lines_for_who_withdraws(office, denunciation):
    said = {
        "withdrawal_form": "minutes",
        "withdrawn_part": "whole",
        "must_go_on": "none",
        "kept_at": "Két của Văn phòng",
        "reason": "Tự nguyện.",
    }
    refused = office.act("xacminh", "2026-08-10", denunciation, "record_withdrawal", **said)
    assert "phải lập biên bản ghi nhận việc rút tố cáo trước" in texts(refused.text)
    begun = {key: MET[key] for key in ("session_began", "place", "copies")}
    office.act(
        "xacminh", "2026-08-10", denunciation, "take_down_withdrawal",
        withdrawn_part="whole", **begun,
    )  # fmt: skip
    paper = printed(office, "xacminh", "2026-08-10", "denunciation_withdrawal_minutes")
    assert "Họ và tên: Địa chỉ: Cách thức liên hệ:" in paper
    done = office.act("xacminh", "2026-08-10", denunciation, "record_withdrawal", **said)
    assert done.status_code == 302
