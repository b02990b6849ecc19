"""Lodging: whole or not at all, and once however often it is sent."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from feedback.domain.lodging import Lodging
from feedback.domain.petitions import Kind
from feedback.domain.suspicion import Sending
from feedback.models.deadline import Deadline
from feedback.models.entry import Entry
from feedback.models.obligation import Obligation
from feedback.models.petition import Party, Petition
from feedback.models.subject import Subject
from feedback.services.lodging import submission
from feedback.vault.keys import KeyRing
from tests.factories import a_lodging, at

MORNING = at("2026-08-03")


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_petition_is_numbered_clocked_owed_and_recorded(session: Session, keys: KeyRing) -> None:
    petition_id = submission.submit(a_lodging(), keys, at("2026-08-03"))
    session.rollback()  # what was acknowledged is committed
    petition = session.get_one(Petition, petition_id)
    rules = set(
        session.scalars(select(Deadline.limit_id).where(Deadline.subject_id == petition_id))
    )
    assert (petition.book, petition.year, petition.number) == ("QN", 2026, 1)
    assert rules == {"TCD-RESULT-NOTICE@2014", "KN1-ACCEPT@2026", "XLD-HARD-STOP-45D@2026"}
    assert session.scalars(select(Obligation.task)).one() == "Phân loại đơn, xác định thẩm quyền"
    assert session.scalars(select(Entry.type)).one() == "submitted"


def test_sending_again_finds_the_first(session: Session, keys: KeyRing) -> None:
    lodging = a_lodging()
    first = submission.submit(lodging, keys, at("2026-08-03"))
    assert submission.submit(lodging, keys, at("2026-08-04")) == first
    assert count(session, Petition) == 1


def test_ten_hands_sending_at_once_lodge_one_petition(house: Flask, keys: KeyRing) -> None:
    lodging = a_lodging()

    def send(_: int) -> int:
        with house.app_context():
            return submission.submit(lodging, keys, at("2026-08-03"))

    with ThreadPoolExecutor(10) as hands:
        assert len(set(hands.map(send, range(10)))) == 1


def test_forty_people_who_press_twice_or_thrice_lodge_forty_petitions(
    house: Flask, keys: KeyRing
) -> None:
    """A sample of figure R2; a thousand over HTTP are ``python -m tests.tools.double_posts``."""
    sending = Sending("203.0.113.0/24", MORNING)
    lodgings = [a_lodging(Kind.REPORT, story=f"Cống số {n} bị tắc.") for n in range(40)]
    presses = [each for place, each in enumerate(lodgings) for _ in range(2 + place % 2)]

    def press(lodging: Lodging) -> tuple[str, int]:
        with house.app_context():
            return lodging.code, submission.submit(lodging, keys, MORNING, sending=sending)

    with ThreadPoolExecutor(12) as crowd:
        said = set(crowd.map(press, presses))
    assert len(said) == len({petition for _, petition in said}) == 40


def test_numbers_have_no_gap_when_lodgings_fail_between(session: Session, keys: KeyRing) -> None:
    submission.submit(a_lodging(), keys, at("2026-08-03"))
    with pytest.raises(Exception, match="commune"):
        submission.submit(a_lodging(commune_code="99999"), keys, at("2026-08-03"))
    session.rollback()
    submission.submit(a_lodging(), keys, at("2026-08-03"))
    assert session.scalars(select(Petition.number).order_by(Petition.number)).all() == [1, 2]
    assert count(session, Subject) == 2


def test_a_denouncers_identity_is_nowhere_in_the_database(session: Session, keys: KeyRing) -> None:
    names = {"name": "Zuyệt Mật Danh", "phone": "0100 987 123", "email": "zmd@example.invalid"}
    submission.submit(a_lodging(Kind.DENUNCIATION, **names), keys, at("2026-08-03"))
    tables = session.scalars(
        text("select tablename from pg_tables where schemaname = 'public'")
    ).all()
    everything = "\n".join(
        str(row)
        for table in tables
        for row in session.execute(text(f'select t::text from "{table}" t'))  # noqa: S608 - own names
    )
    assert not [value for value in names.values() if value in everything]
    party = session.scalars(select(Party)).one()
    assert party.sealed
    assert party.person is None


def test_information_on_violations_has_a_book_of_its_own(session: Session, keys: KeyRing) -> None:
    submission.submit(a_lodging(), keys, at("2026-08-03"))
    submission.submit(a_lodging(Kind.DENUNCIATION), keys, at("2026-08-03"))
    rows = session.execute(select(Petition.book, Petition.number).order_by(Petition.id)).all()
    assert [tuple(row) for row in rows] == [("QN", 1), ("QNTC", 1)]


def test_a_new_year_counts_from_one_again(session: Session, keys: KeyRing) -> None:
    submission.submit(a_lodging(), keys, at("2026-12-31", hour=23))
    submission.submit(a_lodging(), keys, at("2027-01-01", hour=0))
    rows = session.execute(select(Petition.year, Petition.number).order_by(Petition.id)).all()
    assert [tuple(row) for row in rows] == [(2026, 1), (2027, 1)]
