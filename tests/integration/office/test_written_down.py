"""``/can-bo/nhan-don``: a paper is written down, refused beside its field, and never lost."""

# ruff: noqa: E501 - tables

import re
from functools import partial
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from feedback.blueprints.office.registration_form import ticket_of
from feedback.extensions import db
from feedback.letters.sandbox import render_limited
from feedback.models.petition import Petition
from feedback.services.papers import receipt_paper
from feedback.services.subject import words
from feedback.vault.codes import new_code
from tests.client import Visitor, texts
from tests.documents.nd30_sheet import sheet_of
from tests.factories import at
from tests.integration.office.conftest import Office, day_fields
from tests.papers import PDF, SCAN, upload

PAGE = "/can-bo/nhan-don"
DAY = "2026-08-20"
PAPER = {
    "channel": "counter",
    **day_fields("received_on", DAY),
    "kind": "complaint",
    "form_of_address": "ông",
    "name": "Chíu A Sáng",
    "address": "thôn Thủy Cơ, xã Tiên Yên",
    "phone": "0912 345 678",
    "people": "1",
    "story": "Xã thu hồi đất của tôi mà không bồi thường.",
    "wanted": "Đề nghị bồi thường.",
    "against": "Quyết định số 845/QĐ-UBND",
    "commune": "Tiên Yên",
    "field": "land",
    "signed": "yes",
}
SECRET = {**PAPER, "kind": "denunciation", "name": "Zuyệt Mật Danh", "story": "Ông K. thu phí sai."}
ALL_TABLES = "select count(*) from petition"


def write_down(office: Office, who: str = "canboxa", day: str = DAY, **fields: object):
    with office.desk(who, day) as visitor:
        return visitor.answer(PAGE, PAPER | fields)


def assert_refused(office, answer, said, field) -> None:
    """Status 422, the sentence in the summary and beside the field; nothing written."""
    assert answer.status_code == 422
    assert "<title>Lỗi: " in answer.text
    summary, _, form = answer.text.partition("data-commit")
    assert said in texts("<body" + summary)
    assert said in texts("<body " + form)
    assert f'id="{field}-error"' in form
    assert office.one(ALL_TABLES) == 0


def assert_kept(answer, fields) -> None:
    """Everything that was typed or chosen stands in the page again."""
    page = unescape(answer.text)
    lost = []
    for name, value in fields.items():
        shown = f'value="{value}"' in page or f">\r\n{value}</textarea>" in page
        if value and not shown:
            lost.append(name)
    assert lost == []


def test_a_paper_is_numbered_and_its_code_shown_once(office):
    answer = write_down(office)
    said = texts(answer.text)
    assert answer.status_code == 200
    assert "Đã ghi vào sổ: QN-2026-00001" in said
    assert "Ủy ban nhân dân xã Tiên Yên (nộp trực tiếp)" in said
    assert "Chậm nhất ngày 28/08/2026" in said
    assert 'alt="Mã QR' in answer.text
    row = office.one(
        "select p.channel || ' ' || p.signed || ' ' || s.commune_code || ' ' || s.field"
        " from petition p join subject s using (id)"
    )
    assert row == "counter true 06862 land"


REFUSED = [
    # what is posted otherwise, the field, what is said
    pytest.param({"channel": ""}, "channel", "Chọn", id="no channel"),
    pytest.param({"channel": "web"}, "channel", "Chọn", id="channel of citizens"),
    pytest.param({"channel": "<b>"}, "channel", "Chọn", id="no such channel"),
    pytest.param({"channel": "forwarded"}, "forwarded_by", "Ghi tên cơ quan, tổ chức đã chuyển", id="forwarded by nobody"),
    pytest.param({"forwarded_by": "Báo Quảng Ninh"}, "forwarded_by", "Chỉ ghi nơi chuyển khi", id="forwarder without forwarding"),
    pytest.param({"channel": "forwarded", "forwarded_by": "x" * 301}, "forwarded_by", "tối đa 300", id="long forwarder"),
    pytest.param({"received_on-day": "", "received_on-month": "", "received_on-year": ""}, "received_on", "Nhập ngày nhận đơn.", id="no day"),
    pytest.param({"received_on-day": "31", "received_on-month": "6"}, "received_on", "Không có ngày này", id="31 June"),
    pytest.param({"received_on-month": ""}, "received_on", "còn thiếu tháng", id="half a day"),
    pytest.param({"received_on-day": "21"}, "received_on", "Ngày nhận chưa đến", id="tomorrow"),
    pytest.param({"received_on-year": "26"}, "received_on", "bằng 4 số", id="two digits"),
    pytest.param(day_fields("received_on", "2021-11-14"), "received_on", "từ ngày 15/11/2021", id="before our law"),
    pytest.param({"kind": ""}, "kind", "Chọn", id="no kind"),
    pytest.param({"kind": "gift"}, "kind", "Chọn", id="no such kind"),
    pytest.param({"name": ""}, "name", "Đơn khiếu nại cần họ và tên", id="complaint without name"),
    pytest.param({"name": "ạ" * 201}, "name", "tối đa 200", id="long name"),
    pytest.param({"address": " "}, "address", "Đơn khiếu nại cần địa chỉ", id="complaint without address"),
    pytest.param({"sender_unknown": "y"}, "sender_unknown", "bỏ dấu ở ô", id="known and unknown"),
    pytest.param({"identity_number": "12345"}, "identity_number", "12 số", id="half an identity number"),
    pytest.param({"phone": "12"}, "phone", "10 số", id="half a telephone number"),
    pytest.param({"email": "hoa"}, "email", "chữ @", id="half an address"),
    pytest.param({"people": "0"}, "people", "từ 1 đến", id="nobody"),
    pytest.param({"people": "hai"}, "people", "Nhập một số", id="a number in letters"),
    pytest.param({"story": " \n "}, "story", "Ghi nội dung đơn", id="blank story"),
    pytest.param({"story": "x" * 20_001}, "story", "tối đa 20000", id="long story"),
    pytest.param(day_fields("known_on", "2026-08-21"), "known_on", "sau ngày nhận đơn", id="known later"),
    pytest.param({"commune": "Atlantis"}, "commune", "54 xã, phường", id="no such commune"),
    pytest.param({"commune": "Móng Cái"}, "choice", "Chọn một nơi", id="several communes"),
    pytest.param({"field": "magic"}, "field", "Chọn", id="no such field"),
    pytest.param({"signed": ""}, "signed", "Chọn", id="signed or not"),
    pytest.param({"kind": "denunciation", "name": ""}, "name", "Luật Tố cáo, Điều 23 khoản 1", id="denunciation without name"),
    pytest.param({"kind": "denunciation", "address": ""}, "address", "Luật Tố cáo, Điều 23 khoản 1", id="denunciation without address"),
    pytest.param({"kind": "denunciation", "phone": ""}, "phone", "Ghi cách liên hệ", id="denouncer out of reach"),
    pytest.param({"kind": "denunciation", "story": "Tôi, Chíu A Sáng, tố cáo ông K."}, "story", "họ tên của người tố cáo", id="denouncer in the story"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "said"), REFUSED)
def test_what_is_wrong_is_said_beside_its_box_and_nothing_is_lost(office, changes, field, said):
    answer = write_down(office, **changes)
    assert_refused(office, answer, said, field)
    choices = {"channel", "kind", "signed", "field", "form_of_address", "sender_unknown"}
    assert_kept(answer, {k: v.strip() for k, v in (PAPER | changes).items() if k not in choices})
    for name in {"channel", "kind", "signed"} - set(changes):
        assert re.search(f'checked id="{name}-', answer.text)


def test_everything_wrong_is_said_at_once(office):
    answer = write_down(office, name="", phone="12", story="", signed="")
    for field in ("name", "phone", "story", "signed"):
        assert f'id="{field}-error"' in answer.text
    assert "Có 4 chỗ cần sửa" in texts(answer.text)


def test_the_same_form_posted_again_shows_the_same_and_says_so(office):
    with office.desk("canboxa", DAY) as visitor:
        visitor.get(PAGE)
        ticket = visitor.hidden(PAGE)
        first = visitor.post(PAGE, PAPER | ticket)
        again = visitor.post(PAGE, {**PAPER, **ticket, "story": "Đã sửa khác."})
    assert "QN-2026-00001" in first.text
    assert "QN-2026-00001" in again.text
    assert "Đơn này đã ghi sổ từ trước" in again.text
    assert "Đơn này đã ghi sổ từ trước" not in first.text
    assert office.one(ALL_TABLES) == 1
    with office.app.app_context():
        assert words.read(db.session.scalars(select(Petition)).one()).story == PAPER["story"]


def test_a_code_of_ones_own_opens_nothing(office):
    """Only codes that a form of ours gave out are taken."""
    theirs = new_code()
    office.lodge(at(DAY), code=theirs)
    with office.desk("canboxa", DAY) as visitor:
        answer = visitor.answer(PAGE, PAPER | {"ticket": theirs})
    assert answer.status_code == 200
    assert theirs[:4] + "-" not in texts(answer.text)
    assert "QN-2026-00002" in answer.text


def test_a_stale_page_keeps_what_was_typed(office):
    with office.desk("canboxa", DAY) as visitor:
        visitor.get(PAGE)
        answer = visitor.post(PAGE, PAPER | {"csrf_token": "old"})
        assert answer.status_code == 422
        assert "Trang đã mở quá lâu" in answer.text
        assert_kept(answer, {"name": PAPER["name"], "story": PAPER["story"]})
        assert visitor.post(PAGE, PAPER).status_code == 200
    assert office.one(ALL_TABLES) == 1


@pytest.mark.parametrize("who", ["chutichxa", "thanhtra"])
def test_only_a_desk_gets_the_page(office, who):
    with office.desk(who, DAY) as visitor:
        assert visitor.get(PAGE).status_code == 403
        assert visitor.post(PAGE, PAPER).status_code == 403
        assert visitor.post(f"{PAGE}/bien-nhan", {}).status_code in {400, 403}


def test_whoever_is_not_signed_in_is_led_to_the_door(app):
    visitor = Visitor(app)
    assert visitor.get(PAGE).headers["Location"].startswith("/can-bo/dang-nhap")


def test_the_menu_leads_here_for_desks_only(office):
    with office.desk("xacminh", DAY) as visitor:
        assert f'href="{PAGE}"' in visitor.get("/can-bo").text
    with office.desk("chutichxa", DAY) as visitor:
        assert f'href="{PAGE}"' not in visitor.get("/can-bo").text


# The day of receipt


def test_a_day_far_back_is_asked_about_once(office):
    with office.desk("canboxa", DAY) as visitor:
        fields = PAPER | day_fields("received_on", "2025-08-20")
        asked = visitor.answer(PAGE, fields)
        assert "Ngày nhận cách đây 365 ngày" in texts(asked.text)
        assert office.one(ALL_TABLES) == 0
        other = visitor.post(PAGE, PAPER | day_fields("received_on", "2025-08-21"))
        assert "Ngày nhận cách đây 364 ngày" in texts(other.text)
        done = visitor.post(PAGE, PAPER | day_fields("received_on", "2025-08-21"))
    assert "Ngày nhận 21/08/2025, ghi sổ ngày 20/08/2026" in texts(done.text)


def test_the_next_form_keeps_channel_and_day(office):
    with office.desk("canboxa", DAY) as visitor:
        answer = visitor.answer(
            PAGE, PAPER | {"channel": "post"} | day_fields("received_on", "2026-08-18")
        )
        assert 'href="/can-bo/nhan-don?cach=post&amp;ngay=2026-08-18"' in answer.text
        page = visitor.get(f"{PAGE}?cach=post&ngay=2026-08-18").text
    assert 'name="received_on-day" type="text" inputmode="numeric" value="18"' in page
    assert 'checked id="channel-1"' in page
    assert PAPER["name"] not in page


@pytest.mark.parametrize(
    "asked", ["?cach=web&ngay=x", "?cach=%00&ngay=9999-99-99", "?ngay=" + "1" * 500]
)
def test_an_address_that_cannot_be_read_opens_a_plain_form(office, asked):
    with office.desk("canboxa", DAY) as visitor:
        page = visitor.get(PAGE + asked)
    assert page.status_code == 200
    assert 'checked id="channel-0"' in page.text


# Scans


def test_several_scans_come_along_and_are_handed_out(office):
    other = (BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 40), "anh.png")
    answer = write_down(office, files=[upload(), other])
    assert SCAN.name in answer.text
    assert "anh.png" in answer.text
    assert office.one("select count(*) from attachment") == 2
    with office.desk("canboxa", DAY) as visitor:
        number = office.one("select id from attachment where name = :n", n=SCAN.name)
        assert "đang lập bản an toàn" in visitor.get(f"/can-bo/dinh-kem/{number}").text


def test_a_form_that_comes_back_keeps_every_scan_that_could_be_taken(office):
    with office.desk("canboxa", DAY) as visitor:
        refused = visitor.answer(
            PAGE, PAPER | {"name": "", "files": [upload(), (BytesIO(b"MZ"), "xau.exe")]}
        )
        assert refused.status_code == 422
        assert SCAN.name in refused.text
        assert "Chưa nhận được loại tệp “xau.exe”" in texts(refused.text)
        again = visitor.post(PAGE, PAPER)
    assert again.status_code == 200
    assert office.one("select name from attachment") == SCAN.name


def test_a_kept_scan_can_be_left_out(office):
    with office.desk("canboxa", DAY) as visitor:
        visitor.answer(PAGE, PAPER | {"name": "", "files": [upload()]})
        visitor.post(PAGE, PAPER | {"files-drop": SCAN.sha256})
    assert office.one("select count(*) from attachment") == 0


def test_too_many_scans_are_refused_beside_the_box(office):
    most = office.app.extensions["settings"].max_files
    scans = [(BytesIO(PDF + str(n).encode()), f"{n}.pdf") for n in range(most + 1)]
    assert_refused(office, write_down(office, files=scans), f"Chỉ nhận được {most} tệp", "files")


# Denunciations


def kept_files(office: Office) -> list[bytes]:
    """Every file of the installation, those of forms under way too."""
    folder: Path = office.app.extensions["settings"].data_dir
    found = [folder / name for name in ("files", "waiting")]
    return [path.read_bytes() for root in found for path in root.rglob("*") if path.is_file()]


BUT_TICH = PDF + "bút tích".encode()


def test_a_scan_of_a_denunciation_is_sealed(office):
    answer = write_down(office, **(SECRET | {"files": [(BytesIO(BUT_TICH), "đơn của bà Z.pdf")]}))
    assert answer.status_code == 200
    assert "bà Z" not in answer.text
    assert "Tệp 1" in answer.text
    assert office.one("select name || ' ' || size from attachment") == "Tệp 1 65536"
    assert [kept for kept in kept_files(office) if BUT_TICH in kept] == []
    assert len(kept_files(office)) == 1


def test_a_scan_lies_locked_until_the_form_is_sent_whatever_its_kind(office):
    with office.desk("canboxa", DAY) as visitor:
        visitor.answer(PAGE, PAPER | {"name": "", "files": [(BytesIO(BUT_TICH), "don.pdf")]})
        assert len(kept_files(office)) == 1
        assert BUT_TICH not in kept_files(office)[0]
        assert visitor.post(PAGE, SECRET).status_code == 200
    assert office.one("select name from attachment") == "Tệp 1"
    assert [kept for kept in kept_files(office) if BUT_TICH in kept] == []


def test_a_denouncer_is_sealed_and_shown_nowhere_again(office):
    answer = write_down(office, **SECRET)
    page = texts(answer.text)
    assert "Đã ghi vào sổ: QNTC-2026-00001" in page
    assert "Loại Tố cáo" in page
    assert office.one("select person from party") is None
    petition = office.one("select id from petition")
    with office.desk("canboxa", DAY) as visitor:
        file = visitor.get(f"/can-bo/don/{petition}").text
        queue = visitor.get("/can-bo").text
        found = visitor.get("/can-bo/tim?q=zuyet").text
    for shown in (answer.text, file, queue, found):
        assert SECRET["name"] not in shown
        assert SECRET["phone"] not in shown
    assert "đã niêm phong" in file


def test_without_a_name_it_is_information_said_on_purpose(office):
    nobody = {"name": "", "address": "", "phone": "", "sender_unknown": "y"}
    page = texts(write_down(office, **(SECRET | nobody)).text)
    assert "Thông tin có nội dung tố cáo" in page
    assert office.one("select anonymous from petition")


# Where it is read later


def test_the_file_and_the_register_show_how_and_when_it_came(office):
    write_down(
        office, channel="forwarded", forwarded_by="Báo Quảng Ninh",
        **day_fields("received_on", "2026-08-18"),
    )  # fmt: skip
    petition = office.one("select id from petition")
    with office.desk("canboxa", DAY) as visitor:
        file = texts(visitor.get(f"/can-bo/don/{petition}").text)
    assert "Cách nhận Cơ quan, tổ chức khác chuyển đến: Báo Quảng Ninh" in file
    assert "Ngày nhận 18/08/2026, ghi sổ ngày 20/08/2026" in file
    assert "Loại khi ghi sổ Khiếu nại" in file
    with office.desk("thanhtra", DAY) as inspector:
        register = texts(inspector.get("/thanh-tra").text)
        history = texts(inspector.get(f"/thanh-tra/ho-so/{petition}").text)
    how = "Cơ quan, tổ chức khác chuyển đến: Báo Quảng Ninh"
    assert f"18/08/2026 ghi sổ 20/08/2026 {how}" in register
    assert f"Cách nhận {how} Ngày nhận 18/08/2026, ghi sổ ngày 20/08/2026" in history
    assert "Chuỗi sự kiện nguyên vẹn" in history
    assert "Ngày nhận: 18/08/2026" in history


def test_the_register_does_not_say_who_sent_on_a_protected_file(office):
    write_down(office, **(SECRET | {"channel": "forwarded", "forwarded_by": "Hội Phụ nữ xã"}))
    petition = office.one("select id from petition")
    with office.desk("thanhtra", DAY) as inspector:
        assert "Hội Phụ nữ xã" not in inspector.get("/thanh-tra").text
        assert "Hội Phụ nữ xã" not in inspector.get(f"/thanh-tra/ho-so/{petition}").text


def test_what_came_through_the_web_reads_as_before(office):
    petition = office.lodge(at(DAY))
    with office.desk("tiepnhan", DAY) as visitor:
        file = texts(visitor.get(f"/can-bo/don/{petition}").text)
    assert "Cách nhận Gửi qua mạng Ngày nhận 08:00 ngày 20/08/2026" in file
    assert "Người gửi chọn Khiếu nại" in file


# The receipt


def receipt(office, **fields) -> str:
    with office.desk("canboxa", DAY) as visitor:
        visitor.answer(PAGE, PAPER | fields)
        answer = visitor.post(f"{PAGE}/bien-nhan")
    assert answer.mimetype == "application/pdf", answer.text
    return " ".join(sheet_of(answer.data).text.split())


def test_the_receipt_names_the_agency_and_both_who_sign(office):
    said = receipt(office)
    assert "tại: Ủy ban nhân dân xã Tiên Yên (nộp trực tiếp)" in said
    assert "Tôi là Phạm Thị Mận, chức vụ: Chuyên viên, Ủy ban nhân dân xã Tiên Yên" in said
    assert "Đã nhận của ông Chíu A Sáng" in said
    assert "lập thành 02 bản" in said
    assert "NGƯỜI CUNG CẤP" in said
    assert "Mẫu số 02/TCD" in said


def test_the_receipt_of_an_earlier_day_tells_no_hour(office):
    said = receipt(office, channel="post", **day_fields("received_on", "2026-08-18"))
    assert "Vào ngày 18 tháng 8 năm 2026, tại:" in said
    assert "giờ" not in said.split("tại:", 1)[0]
    assert "NGƯỜI CUNG CẤP" not in said


def test_the_receipt_of_a_denunciation_names_nobody(office):
    said = receipt(office, **SECRET)
    assert "người gửi có danh tính được giữ bí mật" in said
    assert "Zuyệt" not in said
    assert "NGƯỜI CUNG CẤP" not in said


def test_a_receipt_that_takes_too_long_is_asked_for_again(office, monkeypatch):
    monkeypatch.setattr(receipt_paper, "render_limited", partial(render_limited, seconds=0.001))
    with office.desk("canboxa", DAY) as visitor:
        visitor.answer(PAGE, PAPER)
        answer = visitor.post(f"{PAGE}/bien-nhan")
    assert answer.status_code == 503
    assert "Chưa lập được bản in" in answer.text
    assert "Những gì đã ghi nhận vẫn còn nguyên." in answer.text


def test_no_receipt_without_the_word_for_its_code(office):
    with office.desk("canboxa", DAY) as visitor:
        visitor.answer(PAGE, PAPER)
        page = visitor.page
        for ticket in ("", "abc.def"):
            visitor.page = page
            assert visitor.post(f"{PAGE}/bien-nhan", {"ticket": ticket}).status_code == 404
        with office.app.test_request_context():
            unknown = ticket_of(new_code())
        visitor.page = page
        assert visitor.post(f"{PAGE}/bien-nhan", {"ticket": unknown}).status_code == 404
