"""What decisions on complaints against discipline say, by point, and when they name a court."""

from dataclasses import replace
from typing import Any

import pytest
from letter_specimens import ISSUED_AT, SPECIMENS

from feedback.domain.letters.catalogue import missing
from feedback.domain.letters.parts import Letter, LetterHead, Person
from feedback.letters.page import html_of

FIRST = SPECIMENS["discipline_settlement_decision"]
SECOND = SPECIMENS["second_discipline_settlement_decision"]


def changed(letter: Letter, **changes: Any) -> Letter:
    return replace(letter, **changes)


@pytest.mark.parametrize(
    ("point", "changes", "told"),
    [
        ("a", {"head": LetterHead(symbol="QĐ-UBND", number=1)}, "số và ngày ra quyết định"),
        ("b", {"complainant": Person(name="")}, "tên, địa chỉ người khiếu nại"),
        ("b", {"respondent": Person(name="A")}, "tên, địa chỉ người bị khiếu nại"),
        ("c", {"about": ("",)}, "nội dung khiếu nại"),
        ("d", {"verified": ()}, "kết quả xác minh nội dung khiếu nại"),
        ("đ", {"dialogue": ()}, "kết quả đối thoại"),
        ("e", {"legal_grounds": ()}, "căn cứ pháp luật để giải quyết khiếu nại"),
        ("g", {"finding": None}, "kết luận đúng, đúng một phần hoặc sai toàn bộ"),
        ("h", {"ruling": None}, "giữ nguyên, sửa đổi, bổ sung hoặc hủy bỏ quyết định kỷ luật"),
        ("k", {"second_authority": ""}, "quyền khiếu nại lần hai"),
        ("Điều 52", {"council": ()}, "đề nghị của Hội đồng kỷ luật"),
    ],
)
def test_a_first_decision_holds_every_point_of_article_54(point, changes, told):
    assert missing(changed(FIRST, **changes)) == (told,), point


@pytest.mark.parametrize(
    ("point", "changes", "told"),
    [
        ("a", {"head": LetterHead(symbol="QĐ-UBND", number=1)}, "số và ngày ra quyết định"),
        ("b", {"complainant": Person(name="")}, "tên, địa chỉ người khiếu nại"),
        ("b", {"respondent": Person(name="A")}, "tên, địa chỉ người bị khiếu nại"),
        ("c", {"about": ("",)}, "nội dung khiếu nại"),
        ("d", {"verified": ()}, "kết quả xác minh"),
        ("đ", {"dialogue": ()}, "kết quả đối thoại"),
        ("e", {"legal_grounds": ()}, "căn cứ pháp luật để giải quyết khiếu nại"),
        ("g", {"reasoning": ()}, "kết luận về từng vấn đề trong nội dung khiếu nại"),
        ("g", {"on_first": ()}, "kết luận về việc giải quyết lần đầu"),
    ],
)
def test_a_second_decision_holds_every_point_of_article_56(point, changes, told):
    assert missing(changed(SECOND, **changes)) == (told,), point


@pytest.mark.parametrize("letter", [FIRST, SECOND], ids=lambda letter: letter.name)
def test_only_a_dismissal_may_be_brought_to_court(letter):
    assert "khởi kiện" in html_of(letter, issued_at=ISSUED_AT)
    assert "khởi kiện" not in html_of(changed(letter, dismissal=False), issued_at=ISSUED_AT)


def test_compensation_has_an_article_where_there_is_any():
    paid = "Bồi thường tiền lương từ ngày 25 tháng 9 năm 2026"
    assert f"<b>Điều 2.</b> {paid}" in html_of(
        changed(FIRST, compensation=paid), issued_at=ISSUED_AT
    )


def test_a_second_decision_says_when_there_was_no_first():
    said = html_of(changed(SECOND, first_decision=""), issued_at=ISSUED_AT)
    assert "Khiếu nại lần đầu đã hết thời hạn mà chưa có quyết định giải quyết." in said


@pytest.mark.parametrize(
    ("second", "said"),
    [
        pytest.param(False, "giải quyết lần đầu của", id="the first time"),
        pytest.param(True, "giải quyết lần hai của", id="the second time"),
    ],
)
def test_the_notice_of_acceptance_says_which_instance_accepts(second, said):
    notice = changed(SPECIMENS["acceptance_notice"], second=second)
    assert said in " ".join(html_of(notice, issued_at=ISSUED_AT).split())
