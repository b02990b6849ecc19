"""Numbers of documents: from 01 every year, no gap, no double, whoever approves when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from feedback.domain.clock import midnight
from feedback.domain.errors import InvalidInputError, NotAllowedError, NotLawfulError
from feedback.domain.registers import Series, check_symbol
from feedback.extensions import db
from feedback.jobs.timetable import timetable
from feedback.models.entry import Entry
from feedback.models.letter import IssuedLetter
from feedback.models.register import RegisterClosing
from feedback.services.acts import casework
from feedback.services.books import closing, registers, symbols
from feedback.services.books.symbols import NewSymbol
from feedback.services.drafting import proposals
from feedback.services.ground.transaction import transaction
from feedback.services.letters.contexts import context_of
from feedback.services.lodging.submission import submit
from feedback.services.log.verification import snapshot, verify
from tests.factories import a_lodging, at

GUIDED = {"agency": "SXD", "reason": "thuộc thẩm quyền của Giám đốc Sở Xây dựng"}
NEW_YEAR = midnight(date(2027, 1, 1))


def waiting(keys, province, count: int) -> list[int]:
    """Complaints at the commune, each with a guidance slip proposed to its head."""
    found = []
    for _ in range(count):
        petition = submit(a_lodging(), keys, at("2026-12-28"))
        classified = {"kind": "complaint", "field": "land", "agency": "X06862"}
        casework.apply(petition, "classify", province.receptionist, at("2026-12-29"), classified)
        found.append(
            proposals.propose(petition, "guide", province.commune_officer, at("2026-12-30"), GUIDED)
        )
    return found


def slips(session) -> list[IssuedLetter]:
    session.expire_all()
    return list(session.scalars(select(IssuedLetter).order_by(IssuedLetter.id)))


def in_parallel(house: Flask, work, arguments) -> None:
    """Each call in a context of its own, sixteen at a time."""

    def one(argument):
        with house.app_context():
            try:
                return work(argument)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, arguments))


def test_two_hundred_approvals_around_midnight_of_new_year(house, session, keys, province):
    """By the clock of Vietnam: in UTC all of them fall on 31 December."""
    pressed = {
        proposal: NEW_YEAR + timedelta(milliseconds=25 * (place - 100))
        for place, proposal in enumerate(waiting(keys, province, 200))
    }
    session.commit()

    def approve(proposal: int) -> None:
        proposals.approve(proposal, province.commune_head, pressed[proposal])

    in_parallel(house, approve, pressed)
    letters = slips(session)
    numbers = {year: sorted(x.number for x in letters if x.year == year) for year in (2026, 2027)}
    assert numbers == {2026: list(range(1, 101)), 2027: list(range(1, 101))}
    assert {(x.year, x.issued_on.year) for x in letters} == {(2026, 2026), (2027, 2027)}
    printed = {context_of(x)["head"]["number"] for x in letters if x.year == 2027}
    assert printed == set(range(1, 101))
    with snapshot(db.engine) as connection:
        report = verify(connection, checkpoints=None, public_key=None)
    assert report.findings == []


def test_a_refused_approval_leaves_no_gap(session, keys, province):
    first, second, third = waiting(keys, province, 3)
    proposals.approve(first, province.commune_head, at("2026-12-30"))
    assert registers.next_number(session, slips(session)[0].book, 2026) == 2
    session.rollback()
    for proposal in (second, third):
        proposals.approve(proposal, province.commune_head, at("2026-12-31"))
    assert [letter.number for letter in slips(session)] == [1, 2, 3]


SERIES = Series("X06862", "UBND", "PHD")


def fixed(symbol: str, day: str, **changes) -> NewSymbol:
    told = {
        "type_code": "PHD",
        "restricted": False,
        "symbol": symbol,
        "first_day": date.fromisoformat(day),
        "decision": "Quyết định số 12/QĐ-UBND",
    }
    return NewSymbol(**(told | changes))


@pytest.mark.parametrize(
    ("series", "symbol", "book"),
    [
        pytest.param(Series("X1", "UBND", "QĐ"), "QĐ-UBND", "X1/QĐ-UBND", id="decision"),
        pytest.param(Series("SXD", "SXD"), "SXD", "SXD/SXD", id="công văn has no type"),
        pytest.param(
            Series("X1", "UBND", "TB", restricted=True), "TB-UBND-BV", "X1/TB-UBND-BV",
            id="restricted is a series apart",
        ),
    ],
)  # fmt: skip
def test_a_series_has_a_symbol_before_anybody_sets_one(series, symbol, book):
    assert (series.default_symbol, series.book) == (symbol, book)


@pytest.mark.parametrize(
    "symbol",
    ["", "QĐ UBND", "QĐ/UBND", "QĐ-", "-CT", "QĐ-2026", "Q" * 31, "QĐ-UBND-M", "QĐ-UBND-MẬT"],
)
def test_what_is_no_symbol_or_marks_a_secret_is_refused(symbol):
    with pytest.raises(InvalidInputError):
        check_symbol(symbol)


def test_a_new_symbol_holds_from_its_day_and_goes_on_with_the_numbers(session, keys, province):
    today, tomorrow = waiting(keys, province, 2)
    symbols.fix(fixed("PHD-CT", "2026-12-31"), province.commune_head, at("2026-12-30", 7))
    proposals.approve(today, province.commune_head, at("2026-12-30"))
    proposals.approve(tomorrow, province.commune_head, at("2026-12-31"))
    assert [(x.number, x.symbol, context_of(x)["head"]["symbol"]) for x in slips(session)] == [
        (1, "PHD-UBND", "PHD-UBND"),
        (2, "PHD-CT", "PHD-CT"),
    ]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        pytest.param(fixed("PHD-CT", "2026-12-29"), "không áp dụng ngược", id="yesterday"),
        pytest.param(fixed("PHD-CT", "2026-12-30"), "không áp dụng ngược", id="a day with numbers"),
        pytest.param(fixed("QĐ-UBND", "2027-01-01"), "đã thuộc sổ khác", id="of another series"),
        pytest.param(fixed("XX", "2027-01-01", type_code="XX"), "loại văn bản", id="no such type"),
        pytest.param(fixed("PHD-CT", "2027-01-01", decision=""), "văn bản quy định", id="no paper"),
    ],
)
def test_a_symbol_that_would_mislead_is_refused(session, keys, province, new, said):
    (proposal,) = waiting(keys, province, 1)
    proposals.approve(proposal, province.commune_head, at("2026-12-30"))
    with pytest.raises(InvalidInputError, match=said):
        symbols.fix(new, province.commune_head, at("2026-12-30", 10))
    assert symbols.symbol_on(
        session, province.commune_head.agency_id, SERIES, date(2027, 6, 1)
    ) == ("PHD-UBND")


def test_the_database_refuses_a_symbol_that_holds_backwards(session, province):
    with pytest.raises(DBAPIError, match="not_backwards"):
        session.execute(
            text(
                "INSERT INTO register_symbol (uid, agency_id, type_code, restricted, symbol,"
                " first_day, decision, entered_by_id, entered_at) VALUES (gen_random_uuid(), :a,"
                " 'PHD', false, 'X', '2026-12-31', 'x', :u, '2026-12-31T17:00:00Z')"
            ),
            {"a": province.commune_head.agency_id, "u": province.commune_head.user_id},
        )


def test_only_who_keeps_the_books_fixes_a_symbol(province):
    with pytest.raises(NotAllowedError):
        symbols.fix(fixed("PHD-CT", "2027-01-01"), province.second_officer, at("2026-12-30"))


def test_a_document_that_bears_a_mark_of_secrecy_gets_no_number(session, keys, province):
    petition = submit(a_lodging(), keys, at("2026-12-28"))
    classified = {"kind": "complaint", "field": "land", "agency": "X06862"}
    casework.apply(petition, "classify", province.receptionist, at("2026-12-29"), classified)
    stated = GUIDED | {"reason": "văn bản ĐỘ MẬT kèm theo"}
    with pytest.raises(NotLawfulError, match="độ mật"):
        proposals.propose(petition, "guide", province.commune_officer, at("2026-12-30"), stated)
    assert slips(session) == []


@pytest.fixture
def closed(session, keys, province) -> list[RegisterClosing]:
    """Three slips of 2026 and one of 2027; then the year is closed."""
    for proposal in waiting(keys, province, 3):
        proposals.approve(proposal, province.commune_head, at("2026-12-31"))
    return closing.close(2026, at("2027-01-01"))


def test_a_year_closes_with_the_count_and_the_hash_of_each_book(session, closed):
    assert {(one.book, one.last) for one in closed} == {("QN", 3), ("X06862/PHD-UBND", 3)}
    leaves = session.scalars(
        select(Entry.leaf).where(Entry.book == "QN", Entry.year == 2026).order_by(Entry.number)
    )
    expected = sha256(b"".join(leaves)).hexdigest()
    assert next(one.sha256 for one in closed if one.book == "QN") == expected
    told = session.scalars(select(Entry.body).where(Entry.type == "register_closed")).all()
    assert len(told) == 2
    assert any(expected.encode() in body for body in told)


@pytest.mark.parametrize("book", ["QN", "X06862/PHD-UBND", "a book that gave no number"])
def test_no_number_of_a_closed_year_is_given(session, closed, book):
    with pytest.raises(NotLawfulError, match="đã khóa"), transaction() as late:
        registers.next_number(late, book, 2026)
    with transaction() as fresh:
        assert registers.next_number(fresh, book, 2027) == 1


def test_the_database_alone_refuses_it_too(session, closed):
    with pytest.raises(DBAPIError, match="are closed"):
        session.execute(text("UPDATE register_counter SET last = last + 1 WHERE year = 2026"))


def test_closing_waits_for_a_number_under_way(house, session, keys, province):
    (proposal,) = waiting(keys, province, 1)
    proposals.approve(proposal, province.commune_head, at("2026-12-31"))
    with db.engine.connect() as under_way:
        take = "INSERT INTO register_counter VALUES ('slow', 2026, 1)"
        under_way.execute(text(take))
        session.execute(text("SET lock_timeout = '300ms'"))
        with pytest.raises(DBAPIError, match="lock timeout"):
            closing.close(2026, at("2027-01-01"))
        session.execute(text("RESET lock_timeout"))
    assert len(closing.close(2026, at("2027-01-01"))) == 2


def test_a_year_that_is_not_over_is_not_closed(session, keys, province):
    waiting(keys, province, 1)
    with pytest.raises(NotLawfulError, match="chưa hết"):
        closing.close(2026, NEW_YEAR - timedelta(seconds=1))
    assert closing.close_past(NEW_YEAR - timedelta(seconds=1)) == []
    assert [one.book for one in closing.close_past(NEW_YEAR)] == ["QN"]
    assert closing.close_past(NEW_YEAR) == []


def test_a_book_with_a_missing_entry_is_not_closed(session, keys, province):
    waiting(keys, province, 1)
    session.execute(text("UPDATE register_counter SET last = 2 WHERE book = 'QN'"))
    session.commit()
    with pytest.raises(closing.BrokenRegisterError, match="lịch sử chỉ có 1"):
        closing.close(2026, NEW_YEAR)


def test_the_timetable_closes_within_the_hour(settings):
    (job,) = [one for one in timetable(settings) if one.name == "close-registers"]
    assert (job.job, job.every) == ("feedback.jobs.registers.close_years", 3600)
