"""What forbids that a complainant is forgotten: the table, day by day."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.domain.erasure import GROUNDS, HOLDS, Ground, Standing, holds, lost_words
from feedback.domain.identity import Identity
from feedback.domain.petitions import Kind

SETTLED = Standing(Kind.COMPLAINT, date(2026, 3, 2), is_case=True, kept_until=date(2041, 3, 2))
GUIDED = Standing(Kind.RECOMMENDATION, date(2026, 3, 2), is_case=False, kept_until=date(2031, 3, 2))
OPENED = replace(SETTLED, closed_on=None, kept_until=None)
OVER = Ground.RETENTION_OVER
OPEN, CLOCK, SECOND, AGAIN, COURT, ARCHIVE, ASKED_FOR, HELD = (hold.sentence for hold in HOLDS)


@pytest.mark.parametrize(
    ("standing", "ground", "day", "forbidden"),
    [
        pytest.param(SETTLED, OVER, "2041-03-03", [], id="a case after fifteen years"),
        pytest.param(SETTLED, OVER, "2041-03-02", [ARCHIVE], id="on the last day it is kept"),
        pytest.param(GUIDED, OVER, "2031-03-03", [], id="a petition alone after five"),
        pytest.param(GUIDED, OVER, "2031-03-02", [ARCHIVE], id="not a day sooner"),
        pytest.param(GUIDED, Ground.ASKED, "2027-01-04", [ARCHIVE],
                     id="asked by the sender: the archive goes before"),
        pytest.param(GUIDED, Ground.ORDERED, "2026-03-03", [], id="ordered: the archive gives way"),
        pytest.param(SETTLED, Ground.ORDERED, "2026-04-16", [AGAIN, COURT],
                     id="they may still complain again"),
        pytest.param(SETTLED, Ground.ORDERED, "2026-04-17", [COURT], id="and go to the court"),
        pytest.param(SETTLED, Ground.ORDERED, "2027-03-02", [COURT], id="on its last day too"),
        pytest.param(SETTLED, Ground.ORDERED, "2027-03-03", [], id="and no longer"),
        pytest.param(OPENED, Ground.ORDERED, "2050-01-01", [OPEN],
                     id="an open file, whatever was ordered"),
        pytest.param(replace(OPENED, kind=Kind.RECOMMENDATION), OVER, "2050-01-01", [OPEN, ARCHIVE],
                     id="kept while it is open"),
        pytest.param(replace(SETTLED, kept_until=None), OVER, "2090-01-01", [ARCHIVE],
                     id="kept for ever"),
        pytest.param(replace(GUIDED, clock_runs=True), OVER, "2050-01-01", [CLOCK],
                     id="a clock runs"),
        pytest.param(replace(SETTLED, followed=True), OVER, "2050-01-01", [SECOND],
                     id="the second time is not settled"),
        pytest.param(replace(GUIDED, asked_for=True), OVER, "2050-01-01", [ASKED_FOR],
                     id="somebody asked to read the name"),
        pytest.param(replace(SETTLED, held="Tòa án yêu cầu."), Ground.ORDERED, "2050-01-01", [HELD],
                     id="somebody holds it"),
    ],
)  # fmt: skip
def test_what_forbids_it(standing, ground, day, forbidden):
    found = holds(standing, ground, date.fromisoformat(day))
    assert [hold.sentence for hold in found] == forbidden


def test_what_nobody_has_read_says_so():
    for reason in GROUNDS.values():
        assert not reason.verified
        assert "chưa đối chiếu" in str(reason.basis)


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        (Identity(erased="asked"), "Danh tính đã hủy theo Điều 14 Luật Bảo vệ dữ liệu cá nhân"),
        (Identity(erased="a ground of another release"), "Danh tính đã hủy"),
        (Identity(unreadable=True), "Danh tính không đọc được"),
    ],
)
def test_in_the_place_of_a_name_stands_why_there_is_none(identity, words):
    assert lost_words(identity).startswith(words)
