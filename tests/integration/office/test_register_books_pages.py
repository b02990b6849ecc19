"""The books of an agency: which there are, what stands in them, what never does."""

import io
from datetime import date

import pdfplumber
import pytest
from flask import Flask
from sqlalchemy import select

from feedback.commands.books import books as command
from feedback.domain.lodging import Channel
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.agency import Agency
from feedback.queries import books, printed
from feedback.queries.document_books import Span
from feedback.services.books import closing
from feedback.services.lodging import registration
from feedback.vault.keys import KeyRing
from tests.client import texts
from tests.factories import a_lodging, at, read_province
from tests.integration.office.conftest import Office
from tests.worlds import stories

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
DENOUNCER = {"name": "Bàng Thị Tuyết", "address": "số 7 tổ 4, khu Vườn Đào", "phone": "0912000111"}


def written(office: Office, day: str = "2026-08-03", **changes) -> int:
    """A petition the commune's officer writes down."""
    keys = KeyRing(office.app.extensions["settings"].keys_dir)
    lodging = a_lodging(**({"channel": Channel.COUNTER, "signed": True} | changes))
    with office.app.app_context():
        officer = read_province(db.session()).commune_officer
        return registration.register(lodging, officer, keys, at(day))


def denunciation(office: Office, **changes) -> int:
    told = {"kind": Kind.DENUNCIATION, "story": "Cán bộ địa chính nhận tiền.", "against": ""}
    return written(office, **(told | DENOUNCER | changes))


def book(office: Office, name: str, code: str = "X06862", span: Span = YEAR):
    with office.app.app_context():
        session = db.session()
        agency = session.scalars(select(Agency).where(Agency.code == code)).one()
        register = books.register_named(session, agency, name, span.year)
        return printed.book(session, agency, register, span, date(2026, 12, 1))


def cells(office: Office, name: str, code: str = "X06862", span: Span = YEAR) -> list[list[str]]:
    return [[" | ".join(cell) for cell in one] for one in book(office, name, code, span).rows]


def guide(app: Flask) -> int:
    """A complaint handed to the commune, which its head guides elsewhere on 5 August."""
    office = Office(app)
    petition = office.lodge(at("2026-08-03"))
    classified = {"kind": "complaint", "field": "land", "agency": "xa tien yen"}
    office.act("tiepnhan", "2026-08-04", petition, "classify", **classified)
    stated = {"agency": "so xay dung", "reason": "thuộc thẩm quyền của Giám đốc Sở Xây dựng"}
    office.act("canboxa", "2026-08-05", petition, "guide", **stated)
    assert office.approve("chutichxa", "2026-08-05").status_code == 302
    return petition


beginning, guided = stories(guided=guide)


def test_the_book_of_documents_sent_says_what_went_where(office, guided):
    ((code, day, about, signer, _, kept, *_, notes),) = cells(office, "X06862/PHD-UBND")
    assert (code, day, signer, kept) == ("01/PHD-UBND", "05/8/2026", "Trần Quang Minh", "VT, hồ sơ")
    assert about.startswith("Phiếu hướng dẫn | ")
    assert notes == "Chưa phát hành"


def test_a_cancelled_number_stays_with_its_reason(office, guided):
    office.write(
        "UPDATE letter SET voided_at = '2026-08-06T01:00:00Z', void_reason = 'Ký số không thành'"
    )
    (row,) = cells(office, "X06862/PHD-UBND")
    assert row[0] == "01/PHD-UBND"
    assert row[-1] == "Số đã hủy ngày 06/8/2026: Ký số không thành"


def test_a_document_on_a_file_found_protected_says_nothing_of_it(office, guided):
    assert "Hòa" in str(office.context(""))
    office.write("UPDATE subject SET confidential = true WHERE id = :id", id=guided)
    office.write(
        "UPDATE letter SET voided_at = '2026-08-06T01:00:00Z', void_reason = 'Bà Hòa đổi ý'"
    )
    (row,) = cells(office, "X06862/PHD-UBND")
    assert row[2] == "Phiếu hướng dẫn | (nội dung được bảo vệ)"
    assert row[4] == "được bảo vệ"
    assert row[-1] == "Số đã hủy ngày 06/8/2026: lý do được bảo vệ"
    assert "Hòa" not in str(row)


def test_who_came_in_person_stands_in_the_register_of_receptions(office):
    written(office, channel=Channel.SPOKEN, identity_number="022065001234", people=3)
    written(office, channel=Channel.POST, name="Người gửi bưu điện")
    office.lodge(at("2026-08-03"))
    (row,) = cells(office, "TCD")
    assert row[:7] == [
        "1",
        "03/8/2026",
        "Nguyễn Văn Hòa | thôn Đồng Mạ, xã Tiên Yên",
        "022065001234",
        "Ủy ban nhân dân xã thu hồi 62,5 m² đất của gia đình tôi mà không bồi thường",
        "KN",
        "3",
    ]
    assert row[-1] == "Số đơn QN-2026-00001"


@pytest.mark.parametrize("name", ["TCD", "QNTC"])
def test_of_a_denouncer_a_book_says_only_that_they_are_protected(office, name):
    denunciation(office)
    (row,) = cells(office, name)
    assert row[2 if name == "TCD" else 3] == "được bảo vệ"
    assert not [word for word in DENOUNCER.values() if word in str(row)]
    assert "Tuyết" not in str(row)


def test_who_denounced_under_another_kind_is_protected_as_soon_as_that_is_known(office):
    paper = "022065001234"
    petition = written(office, story="Tôi là Nguyễn Văn Hòa, tố cáo cán bộ.", identity_number=paper)
    assert paper in str(cells(office, "TCD"))
    assert "Nguyễn Văn Hòa" in str(cells(office, "QN"))
    found = {"kind": "denunciation", "field": "conduct", "agency": "xa tien yen"}
    office.act("canboxa", "2026-08-04", petition, "classify", **found)
    assert office.one("SELECT confidential FROM subject")
    for name in ("QN", "TCD"):
        shown = str(cells(office, name))
        assert "được bảo vệ" in shown
        assert "Nguyễn Văn Hòa" not in shown
        assert "Đồng Mạ" not in shown
        assert paper not in shown


def test_an_agency_reads_its_own_part_wherever_a_petition_goes(office, guided):
    """Lodged through the web it stands in the book of the province's desk."""
    written(office)
    assert [row[0] for row in cells(office, "QN", "BTCD")] == ["QN-2026-00001"]
    assert cells(office, "QN", "BTCD")[0][7] == "Ủy ban nhân dân xã Tiên Yên"
    assert [row[0] for row in cells(office, "QN")] == ["QN-2026-00002"]
    assert cells(office, "QN", "SXD") == []


@pytest.mark.parametrize(
    ("first", "last", "numbers"),
    [
        pytest.param("2026-08-04", "2026-12-31", ["QN-2026-00002"], id="from a day on"),
        pytest.param("2026-01-01", "2026-08-03", ["QN-2026-00001"], id="until a day"),
        pytest.param("2026-08-05", "2026-08-06", [], id="between"),
    ],
)
def test_a_book_of_some_days_holds_what_came_then(office, first, last, numbers):
    written(office, "2026-08-03")
    written(office, "2026-08-04")
    span = Span(date.fromisoformat(first), date.fromisoformat(last))
    assert [row[0] for row in cells(office, "QN", span=span)] == numbers


def test_the_closing_of_the_year_is_printed_in_the_book(office):
    written(office)
    assert "chưa khóa" in str(book(office, "QN").ending)
    with office.app.app_context():
        closed = closing.close(2026, at("2027-01-01"))
        (sha256,) = [one.sha256 for one in closed if one.book == "QN"]
    ending = " ".join(book(office, "QN").ending)
    assert "đã cấp 1 số, từ số 01 đến số 01" in ending
    assert sha256 in ending


def test_the_pages_lead_from_the_year_to_the_printed_volume(office, guided):
    with office.desk("canboxa", "2026-12-01") as visitor:
        shown = texts(visitor.get("/can-bo/so").text)
        assert "Sổ đăng ký văn bản đi: phiếu hướng dẫn X06862/PHD-UBND 1 số đang mở" in shown
        assert "hạn chế)" not in shown
        asked = {"so": "X06862/PHD-UBND", "nam": "2026", "quyen": "1"}
        assert "Quyển 01" in visitor.get("/can-bo/so/quyen", query_string=asked).text
        answer = visitor.get("/can-bo/so/in", query_string=asked)
    assert answer.mimetype == "application/pdf"
    with pdfplumber.open(io.BytesIO(answer.data)) as pdf:
        assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI: PHIẾU HƯỚNG DẪN" in pdf.pages[0].extract_text()
        assert "01/PHD-UBND" in pdf.pages[1].extract_text()


def test_restricted_series_have_a_page_of_their_own(office):
    with office.desk("canboxa", "2026-12-01") as visitor:
        assert "X06862/TB-UBND-BV" not in visitor.get("/can-bo/so").text
        assert "X06862/TB-UBND-BV" in visitor.get("/can-bo/so/han-che").text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        pytest.param({"nam": "năm nay"}, 422, id="no year"),
        pytest.param({"tu": "32/01/2026"}, 422, id="no day"),
        pytest.param({"tu": "01/01/2025"}, 422, id="a day of another year"),
        pytest.param({"tu": "05/05/2026", "den": "04/05/2026"}, 422, id="ends before it begins"),
        pytest.param({"tu": "05/05/2026", "den": "05/05/2026"}, 200, id="one day"),
    ],
)
def test_a_span_that_cannot_be_read_is_said_beside_its_field(office, asked, status):
    with office.desk("canboxa", "2026-12-01") as visitor:
        answer = visitor.get("/can-bo/so", query_string=asked)
    assert answer.status_code == status
    assert ("Lỗi: " in answer.text) == (status == 422)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"so": "SXD/QĐ-SXD"}, id="the book of another agency"),
        pytest.param({"so": "no book"}, id="no book at all"),
        pytest.param({"so": "QN", "quyen": "2"}, id="no such volume"),
        pytest.param({"so": "QN", "quyen": "hai"}, id="no number"),
        pytest.param({"so": "QN", "nam": "x"}, id="no year"),
    ],
)
def test_what_an_agency_has_not_is_not_found(office, asked):
    with office.desk("canboxa", "2026-12-01") as visitor:
        assert visitor.get("/can-bo/so/in", query_string=asked).status_code == 404


def test_only_who_keeps_the_books_opens_them(office):
    with office.desk("xacminh", "2026-12-01") as visitor:
        for path in ("so", "so/han-che", "so/quyen", "so/in", "so/ky-hieu"):
            assert visitor.get(f"/can-bo/{path}").status_code == 403


def test_a_symbol_is_fixed_on_its_page(office):
    page = "/can-bo/so/ky-hieu"
    typed = {
        "series": "QĐ",
        "symbol": "QĐ-CT",
        "first_day-day": "1",
        "first_day-month": "1",
        "first_day-year": "2027",
        "decision": "Quyết định số 12/QĐ-UBND",
    }
    with office.desk("chutichxa", "2026-12-01") as visitor:
        refused = visitor.answer(page, typed | {"symbol": "QĐ/CT"})
        assert refused.status_code == 422
        assert "Quyết định số 12/QĐ-UBND" in refused.text
        assert visitor.answer(page, typed).status_code == 302
        assert "QĐ-CT chưa áp dụng 01/01/2027" in texts(visitor.get(page).text)


def test_the_deadline_sheet_of_a_case_shows_the_arithmetic(office):
    petition = written(office)
    classified = {"kind": "complaint", "field": "land", "agency": "xa tien yen"}
    office.act("canboxa", "2026-08-04", petition, "classify", **classified)
    office.act("canboxa", "2026-08-05", petition, "propose_acceptance", reason="Đủ điều kiện.")
    office.act("canboxa", "2026-08-05", petition, "accept")
    assert office.approve("chutichxa", "2026-08-06").status_code == 302
    with office.desk("xacminh", "2026-08-10") as visitor:
        asked = {"vu_viec": "VV-2026-00001"}
        answer = visitor.get("/can-bo/so/thoi-han", query_string=asked)
        assert visitor.get("/can-bo/so/thoi-han?vu_viec=VV-2026-9").status_code == 404
    with office.desk("cbso", "2026-08-10") as visitor:
        assert visitor.get("/can-bo/so/thoi-han", query_string=asked).status_code == 404
    with pdfplumber.open(io.BytesIO(answer.data)) as pdf:
        shown = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert "PHIẾU THEO DÕI THỜI HẠN" in shown
    assert "là ngày 0, không tính" in shown


def test_the_commands_print_and_close(office, guided, tmp_path):
    runner = office.app.test_cli_runner()
    listed = runner.invoke(command, ["list", "X06862", "--year", "2026"]).output
    assert "X06862/PHD-UBND: Sổ đăng ký văn bản đi: phiếu hướng dẫn, 1 số" in listed
    into = tmp_path / "printed"
    into.mkdir()
    done = runner.invoke(
        command, ["print", "X06862", "X06862/PHD-UBND", "--year", "2026", "--into", str(into)]
    )
    assert done.exit_code == 0, done.output
    assert [path.read_bytes()[:4] for path in into.iterdir()] == [b"%PDF"]
    assert runner.invoke(command, ["print", "X06862", "SXD/SXD", "--into", "x"]).exit_code == 1
    early = runner.invoke(command, ["close", "2099"])
    assert early.exit_code == 1
    assert "chưa hết" in early.output
