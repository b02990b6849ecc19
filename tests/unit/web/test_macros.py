"""What components print: words for people, text never as markup, nothing where there is nothing."""

import pytest
from html5lib import HTMLParser

EVIL = '<script>alert("x")</script>'


@pytest.mark.parametrize(
    ("name", "call"),
    [
        pytest.param("tag", "tag(evil)", id="tag"),
        pytest.param("button", "button(evil, value=evil, name=evil)", id="button"),
        pytest.param("button_link", "button_link(evil, evil)", id="button link"),
        pytest.param("back_link", "back_link(evil, text=evil)", id="back link"),
        pytest.param(
            "due_chip",
            "due_chip('soon', evil, 50, [{'day': evil, 'words': evil, 'basis': evil}])",
            id="due chip",
        ),
        pytest.param(
            "timeline",
            "timeline([{'title': evil, 'when': evil, 'by': evil, 'note': evil, 'basis': evil}])",
            id="timeline",
        ),
        pytest.param(
            "check_answers",
            "check_answers([{'question': evil, 'answer': evil, 'href': evil}])",
            id="answers",
        ),
        pytest.param(
            "document_list",
            "document_list([{'name': evil, 'href': evil, 'note': evil}])",
            id="documents",
        ),
        pytest.param("proof_badge", "proof_badge('sound', evil, note=evil, href=evil)", id="proof"),
        pytest.param(
            "figure_cell",
            "figure_cell(evil, evil, evil, evil, evil, evil, evil, False)",
            id="figure",
        ),
        pytest.param(
            "views_list", "views_list([{'name': evil, 'href': evil, 'count': 1}])", id="views"
        ),
        pytest.param(
            "queue_table",
            "queue_table([{'id': evil, 'code': evil, 'href': evil, 'title': evil,"
            " 'sender': evil, 'kind': evil, 'unit': evil, 'state': 'none', 'words': evil,"
            " 'percent': none}], evil)",
            id="queue",
        ),
        pytest.param("confirmation_panel", "confirmation_panel(evil, evil)", id="panel"),
        pytest.param("kbd_hint", "kbd_hint([evil, evil], evil)", id="keys"),
    ],
)
def test_what_people_wrote_is_shown_as_text(macro, name, call):
    printed = macro(name, call, evil=EVIL)
    assert "<script" not in printed
    assert "&lt;script" in printed


def test_a_chip_without_arithmetic_is_not_something_to_open(macro):
    plain = macro("due_chip", "due_chip('overdue', 'Quá hạn 3 ngày', 140)")
    assert "<details" not in plain
    assert "bar-100" in plain
    assert "Quá hạn 3 ngày" in plain


@pytest.mark.parametrize("state", ["on_time", "soon", "today", "overdue", "paused", "none"])
def test_each_state_of_the_clock_has_a_shape(macro, state):
    printed = macro("due_chip", f"due_chip('{state}', 'x')")
    assert '<svg class="icon"' in printed
    assert "aria-hidden" in printed


def test_a_figure_that_cannot_be_computed_says_so_and_links_nowhere(macro):
    printed = macro("figure_cell", "figure_cell('Giảm', missing='Chưa đủ số liệu', href='/x')")
    assert "Chưa đủ số liệu" in printed
    assert "<a " not in printed


def test_an_unverified_name_is_marked(macro):
    printed = macro("figure_cell", "figure_cell('Giảm', '1', verified=False)")
    assert "Tên gọi chưa kiểm chứng" in printed


def test_a_list_of_one_page_has_no_pager(macro):
    assert macro("pager", "pager()") == ""


def test_an_answer_left_empty_says_so_and_an_unchangeable_one_has_no_link(macro):
    rows = [{"question": "Điện thoại", "answer": "", "href": None}]
    printed = macro("check_answers", "check_answers(rows)", rows=rows)
    assert "Chưa có" in printed
    assert "Sửa" not in printed


def test_the_code_on_the_receipt_is_read_in_groups(macro):
    assert "7K4M 2QXW" in macro("confirmation_panel", "confirmation_panel('Đã nhận', '7K4M2QXW')")


@pytest.mark.parametrize(
    "path", ["", "cau-hoi", "bieu-mau", "bien-nhan", "ho-so", "can-bo", "muc-tieu"]
)
def test_every_page_is_well_formed_with_one_heading_and_no_id_twice(browser, path):
    parser = HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(browser.get(f"/kieu-mau/{path}").data)
    assert parser.errors == []
    assert len(page.findall(".//h1")) == 1
    assert len(page.findall(".//main")) == 1
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    named = " ".join(
        element.get(name, "")
        for element in page.iter()
        for name in ("aria-describedby", "aria-labelledby", "for")
    )
    assert set(named.split()) <= set(ids)
