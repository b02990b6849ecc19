"""Register books as PDF: real tables across A4, heads on every page, limits, hostile text."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pdfplumber
import pikepdf
import pytest
from nd30_rules import PROFILES, validation

from feedback.domain.letters.books import COLUMNS, VOLUME, Book, Form, row, volume, volumes_of
from feedback.domain.letters.catalogue import from_json, to_json
from feedback.letters.render import render
from feedback.letters.volumes import printed_volume
from tests.documents.specimen_offices import COMMUNE

PRINTED_AT = datetime(2027, 1, 1, 2, 0, tzinfo=UTC)
LONG = (
    "Quyết định số 845/QĐ-UBND ngày 20/8/2026 của Chủ tịch Ủy ban nhân dân xã Tiên Yên phê duyệt "
    "phương án bồi thường đối với 62,5 m² đất"
)


def filled(form: Form, count: int) -> tuple:
    """Rows with something in every cell, long where the column is wide."""
    wide = [column.width > 35 for column in COLUMNS[form]]
    return tuple(
        row(str(n), *(LONG if w else "12/10/2026" for w in wide[1:])) for n in range(count)
    )


def a_book(form: Form, rows: tuple) -> Book:
    return Book(
        form=form,
        title="Sổ đăng ký văn bản đi: quyết định",
        issuer=COMMUNE,
        printed_on=date(2027, 1, 1),
        rows=rows,
        cover=("Năm: 2026", "Từ ngày 01 tháng 01 năm 2026 đến ngày 31 tháng 12 năm 2026"),
        ending=("In ngày 01 tháng 01 năm 2027: 30 mục.", f"SHA-256: {'0f' * 32}"),
    )


@pytest.fixture(scope="module")
def printed():
    return {form: render(a_book(form, filled(form, 30)), issued_at=PRINTED_AT) for form in Form}


@pytest.mark.parametrize("profile", PROFILES, ids=["PDF/A-3a", "PDF/UA-1"])
@pytest.mark.parametrize("form", Form)
def test_an_independent_validator_agrees_on_every_book(printed, form, profile):
    report = validation.validate_pdf_bytes(printed[form], profile=profile)
    assert [str(one) for one in report.failures] == []


@pytest.mark.parametrize("form", Form)
def test_a_book_lies_across_a4_and_its_heads_come_again(printed, form):
    with pdfplumber.open(io.BytesIO(printed[form])) as pdf:
        assert {(round(p.width), round(p.height)) for p in pdf.pages} == {(842, 595)}
        tables = [page for page in pdf.pages if page.find_tables()]
        assert len(tables) > 1
        for page in tables:
            heads = page.extract_table()[0]
            assert ["".join(head.split()) for head in heads] == [
                column.title.replace(" ", "") for column in COLUMNS[form]
            ]


def test_the_register_of_receptions_has_the_thirteen_columns_of_its_form(printed):
    assert [column.title for column in COLUMNS[Form.RECEPTION]] == [
        "STT",
        "Ngày tiếp",
        "Họ tên, địa chỉ",
        "CCCD/CMND/Hộ chiếu",
        "Nội dung đơn",
        "Loại đơn (KN/TC/KN/PA)",
        "Số người cùng nội dung",
        "Cơ quan đã giải quyết",
        "Thuộc thẩm quyền (x)",
        "Hướng dẫn công dân đến cơ quan có thẩm quyền",
        "Cơ quan, đơn vị thụ lý",
        "Theo dõi kết quả giải quyết",
        "Ghi chú",
    ]
    with pdfplumber.open(io.BytesIO(printed[Form.RECEPTION])) as pdf:
        assert "Mẫu số 03/TCD, Nghị định số 154/2026/NĐ-CP" in pdf.pages[0].extract_text()


@pytest.mark.parametrize("form", Form)
def test_the_columns_fill_the_page_and_no_more(form):
    assert sum(column.width for column in COLUMNS[form]) == 267


def test_the_closing_stands_at_the_end_and_the_rows_are_attached(printed):
    pdf = pikepdf.open(io.BytesIO(printed[Form.OUTGOING]))
    data = json.loads(pdf.attachments["so.json"].get_file().read_bytes())
    assert len(data["rows"]) == 30
    with pdfplumber.open(io.BytesIO(printed[Form.OUTGOING])) as pages:
        assert "0f" * 32 in pages.pages[-1].extract_text()


def test_equal_books_give_equal_bytes(printed):
    again = render(a_book(Form.INCOMING, filled(Form.INCOMING, 30)), issued_at=PRINTED_AT)
    assert again == printed[Form.INCOMING]


def test_a_book_comes_back_from_json_as_it_was():
    book = a_book(Form.PETITIONS, filled(Form.PETITIONS, 3))
    assert from_json("book", json.loads(json.dumps(to_json(book)))) == book


@pytest.mark.parametrize(
    ("rows", "volumes"), [(0, 1), (1, 1), (VOLUME, 1), (VOLUME + 1, 2), (5000, 20)]
)
def test_a_long_book_is_bound_in_volumes_and_loses_no_row(rows, volumes):
    book = a_book(Form.OUTGOING, tuple(row(str(number)) for number in range(rows)))
    assert volumes_of(rows) == volumes
    bound = [volume(book, place) for place in range(1, volumes + 1)]
    assert tuple(one for part in bound for one in part.rows) == book.rows
    assert [part.ending != () for part in bound] == [False] * (volumes - 1) + [True]
    assert {(part.volume, part.volumes) for part in bound} == {
        (place, volumes) for place in range(1, volumes + 1)
    }


def test_a_full_volume_of_long_rows_is_printed_within_the_limits():
    book = a_book(Form.RECEPTION, filled(Form.RECEPTION, 5000))
    assert printed_volume(book, 20, PRINTED_AT).startswith(b"%PDF")


HOSTILE = '<script>alert(1)</script> {{ 7*7 }} <img src="file:///etc/passwd"> \u202e\x00'


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((), id="an empty book"),
        pytest.param((row(*["chữ " * 250] * 10),), id="a row longer than a page"),
        pytest.param((row(*["W" * 200] * 10),), id="words without end"),
        pytest.param((row(*[HOSTILE] * 10),), id="hostile text"),
        pytest.param((row(*["Nguyễn Văn Hòa"] * 10),), id="decomposed letters"),
    ],
)
def test_whatever_the_rows_hold_the_book_is_sound(rows):
    pdf = render(a_book(Form.OUTGOING, rows), issued_at=PRINTED_AT)
    for profile in PROFILES:
        report = validation.validate_pdf_bytes(pdf, profile=profile)
        assert [str(one) for one in report.failures] == []
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        shown = "".join(page.extract_text() for page in pages.pages)
    assert "49" not in shown
    assert "root:" not in shown


def test_a_clock_explained_at_length_is_one_row_of_the_sheet():
    lines = "\n".join(f"Dòng {number}: {LONG}" for number in range(12))
    sheet = replace(
        a_book(Form.DEADLINES, (row("1", "Thời hạn giải quyết", "05/8/2026", lines, "x", "y"),)),
        title="Phiếu theo dõi thời hạn",
    )
    with pdfplumber.open(io.BytesIO(render(sheet, issued_at=PRINTED_AT))) as pdf:
        assert "PHIẾU THEO DÕI THỜI HẠN" in pdf.pages[0].extract_text()
        assert "Dòng 11" in pdf.pages[-1].extract_text()


@pytest.mark.parametrize(("form", "place"), [(Form.PETITIONS, 0), (Form.RECEPTION, 12)])
def test_the_number_of_a_petition_stays_on_one_line(form, place):
    filling = ["x"] * len(COLUMNS[form])
    filling[place] = "QNTC-2026-00001"
    pdf = render(a_book(form, (row(*filling),)), issued_at=PRINTED_AT)
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        assert pages.pages[1].extract_table()[2][place] == "QNTC-2026-00001"
