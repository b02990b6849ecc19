from datetime import UTC, date, datetime

import pytest

from feedback.domain.letters.parts import LetterHead, PaperKind, Person
from feedback.domain.letters.wording import (
    code_words,
    day_words,
    number_words,
    numbered,
    sentence,
    time_words,
)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param(date(2026, 2, 5), "ngày 05 tháng 02 năm 2026", id="zero before day and month"),
        pytest.param(date(2026, 9, 18), "ngày 18 tháng 9 năm 2026", id="no zero before month 9"),
        pytest.param(date(2026, 10, 3), "ngày 03 tháng 10 năm 2026", id="month of two digits"),
        pytest.param(date(2026, 1, 10), "ngày 10 tháng 01 năm 2026", id="zero before month 1"),
        pytest.param(date(2026, 3, 1), "ngày 01 tháng 3 năm 2026", id="no zero before month 3"),
    ],
)
def test_days_are_written_as_the_decree_wants(day, words):
    assert day_words(day) == words


@pytest.mark.parametrize(("number", "words"), [(1, "01"), (9, "09"), (10, "10"), (10_000, "10000")])
def test_numbers_below_ten_take_a_zero(number, words):
    assert number_words(number) == words


def test_an_instant_is_told_by_the_clock_of_vietnam_to_the_second():
    instant = datetime(2026, 9, 13, 17, 5, 9, tzinfo=UTC)
    assert time_words(instant) == "00 giờ 05 phút 09 giây, ngày 14 tháng 9 năm 2026"


def test_a_draft_has_neither_number_nor_day():
    head = LetterHead(symbol="QĐ-UBND")
    assert (head.code, head.day) == ("…/QĐ-UBND", "ngày … tháng … năm …")
    assert not head.complete


@pytest.mark.parametrize(
    ("person", "line"),
    [
        pytest.param(Person(name="A"), "", id="no paper"),
        pytest.param(Person(name="A", paper_number="1"), "", id="a number of no kind"),
        pytest.param(
            Person(name="A", paper_kind=PaperKind.PASSPORT, paper_number="B123"),
            "Số hộ chiếu: B123",
            id="number alone",
        ),
        pytest.param(
            Person(
                name="A",
                paper_kind=PaperKind.CITIZEN_CARD,
                paper_number="022",
                paper_issued_on=date(2025, 4, 12),
                paper_issued_by="Bộ Công an",
            ),
            "Số căn cước: 022, ngày cấp 12/4/2025, nơi cấp: Bộ Công an",
            id="everything",
        ),
    ],
)
def test_only_the_identity_paper_that_applies_is_printed(person, line):
    assert person.paper_line == line


def test_a_sentence_starts_large_and_keeps_the_rest():
    assert sentence("ông Nguyễn Văn Hòa") == "Ông Nguyễn Văn Hòa"
    assert sentence("") == ""


@pytest.mark.parametrize(
    ("number", "code", "named"),
    [
        (7, "07/TB-UBND", " số 07/TB-UBND"),
        (12, "12/TB-UBND", " số 12/TB-UBND"),
        (None, "…/TB-UBND", ""),
    ],
)
def test_a_document_is_named_everywhere_by_the_number_printed_on_it(number, code, named):
    assert code_words(number, "TB-UBND") == code
    assert numbered(number, "TB-UBND") == named
