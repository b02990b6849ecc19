"""What decisions on complaints against discipline say, and when they name a court."""

from dataclasses import replace
from typing import Any

import pytest
from letter_specimens import ISSUED_AT, SPECIMENS

from feedback.domain.letters.parts import Letter
from feedback.letters.page import html_of

FIRST = SPECIMENS["discipline_settlement_decision"]
SECOND = SPECIMENS["second_discipline_settlement_decision"]


def changed(letter: Letter, **changes: Any) -> Letter:
    return replace(letter, **changes)


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
