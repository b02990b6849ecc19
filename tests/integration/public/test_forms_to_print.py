"""Forms to print: empty ones alike for everybody, the complaint with what was typed and no more."""

import re

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import text

from feedback.extensions import db
from feedback.services.papers.citizens_forms import FORMS
from tests.client import Visitor, texts

#: Anything that opens or names a file.
CODE = re.compile(r"QN-\d|VV-\d|Mã hồ sơ|Mã tra cứu|https?://")


def words_of(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        said = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(said.split())


def test_the_page_tells_when_each_form_is_used(visitor):
    page = visitor.get("/bieu-mau")
    assert page.status_code == 200
    said = texts(page.text)
    for words in (
        "Đơn khiếu nại",
        "Giấy ủy quyền khiếu nại",
        "Đơn rút tố cáo",
        "cử người đại diện",
    ):
        assert words.lower() in said.lower()
    for address in FORMS:
        assert f'href="/bieu-mau/{address}.pdf"' in page.text
    assert "<script" not in page.text.partition("<main")[2]


@pytest.mark.parametrize("page", ["/", "/huong-dan"])
def test_the_forms_are_found_from_the_front(visitor, page):
    assert 'href="/bieu-mau"' in visitor.get(page).text


@pytest.mark.parametrize("address", FORMS)
def test_an_empty_form_is_a_file_without_any_code_and_alike_for_everybody(app, address):
    first, second = (Visitor(app).get(f"/bieu-mau/{address}.pdf") for _ in range(2))
    assert first.headers["Content-Disposition"] == f"attachment; filename={address}.pdf"
    assert first.data == second.data
    said = words_of(first.data)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert CODE.search(said) is None
    with PdfDocument(first.data) as document:
        assert all(item.type != 3 for page in document for item in page.get_objects())


def test_an_unknown_form_is_not_there(visitor):
    assert visitor.get("/bieu-mau/don-ly-hon.pdf").status_code == 404


def test_a_complaint_is_downloaded_as_it_was_typed_and_nothing_is_kept(app, written):
    visitor = written("complaint", identity_number="022065001234")
    visitor.answer("/gui-don/ve-ai", {"against": "Quyết định số 845/QĐ-UBND của xã"})
    assert 'href="/gui-don/kiem-tra/don-de-ky.pdf"' in visitor.get("/gui-don/kiem-tra").text
    answer = visitor.get("/gui-don/kiem-tra/don-de-ky.pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    said = words_of(answer.data)
    for words in (
        "Nguyễn Văn Hòa",
        "thôn Đồng Mạ, xã Tiên Yên",
        "022065001234",
        "Quyết định số 845/QĐ-UBND của xã",
        "không đền bù",
        "Tôi yêu cầu: Đền bù cho đúng.",
        "NGƯỜI KHIẾU NẠI",
    ):
        assert words in said
    assert CODE.search(said) is None
    assert "0912 345 678" not in said, "the form does not ask for a telephone"
    with app.app_context():
        for table in ("petition", "letter", "stated_file"):
            assert db.session.scalar(text(f"select count(*) from {table}")) == 0  # noqa: S608 - three names above


@pytest.mark.parametrize("kind", ["denunciation", "report"])
def test_only_complaints_are_printed_to_be_signed(written, kind):
    visitor = written(kind)
    assert "don-de-ky" not in visitor.get("/gui-don/kiem-tra").text
    assert visitor.get("/gui-don/kiem-tra/don-de-ky.pdf").status_code == 404


def test_a_complaint_nobody_writes_is_not_there(visitor):
    assert visitor.get("/gui-don/kiem-tra/don-de-ky.pdf").status_code == 404
