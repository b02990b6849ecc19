"""Written down by an officer: whose it is, which law, from which day; once, and sealed."""

# ruff: noqa: E501 - tables

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import InvalidInputError, NotAllowedError
from feedback.domain.lodging import Channel
from feedback.domain.petitions import Kind
from feedback.domain.text import fold
from feedback.models.deadline import Deadline
from feedback.models.entry import Entry
from feedback.models.petition import Petition
from feedback.services.lodging.registration import register
from feedback.vault.envelope import open_envelope
from feedback.vault.keys import KeyRing
from feedback.vault.originals import identity_place
from tests.factories import Province, a_lodging, at

OVER_THE_COUNTER = {"channel": Channel.COUNTER, "signed": True}


def count(session: Session) -> int:
    return session.scalar(text("select count(*) from petition")) or 0


def everything(session: Session) -> str:
    """Every row of every table, as text."""
    tables = session.scalars(
        text("select tablename from pg_tables where schemaname = 'public'")
    ).all()
    return "\n".join(
        str(row)
        for table in tables
        for row in session.execute(text(f'select t::text from "{table}" t'))  # noqa: S608 - own names
    )


def test_it_stays_with_the_officer_who_wrote_it_down(
    session: Session, keys: KeyRing, province: Province
) -> None:
    officer = province.commune_officer
    found = register(a_lodging(**OVER_THE_COUNTER), officer, keys, at("2026-08-03"))
    petition = session.get_one(Petition, found)
    assert (petition.agency_id, petition.channel, petition.signed) == (
        officer.agency_id, "counter", True,
    )  # fmt: skip
    entry = session.scalars(select(Entry)).one()
    told = json.loads(entry.body)
    assert (told["actor"], told["data"]["channel"]) == (officer.pseudonym, "counter")


@pytest.mark.parametrize(
    ("received", "edition", "rules"),
    [
        ("2026-06-30", "TT05-2021", {"TCD-RESULT-NOTICE@2014": "2026-07-14", "KN1-ACCEPT@2012": "2026-07-10"}),
        ("2026-07-01", "TT05-2026", {"TCD-RESULT-NOTICE@2014": "2026-07-15", "KN1-ACCEPT@2026": "2026-07-10", "XLD-HARD-STOP-45D@2026": "2026-08-15"}),
    ],
    ids=["last day of the old text", "first day of the new"],
)  # fmt: skip
def test_the_law_and_the_clocks_are_those_of_the_day_of_receipt(
    session, keys, province, received, edition, rules
):
    lodging = a_lodging(**OVER_THE_COUNTER, received_on=civil_day(at(received)))
    found = register(lodging, province.commune_officer, keys, at("2026-07-03"))
    assert session.get_one(Petition, found).edition == edition
    rows = session.scalars(select(Deadline).where(Deadline.subject_id == found))
    assert {row.limit_id: row.due_raw.isoformat() for row in rows} == rules


def test_the_same_form_sent_twice_is_one_petition(session, keys, province) -> None:
    lodging = a_lodging(**OVER_THE_COUNTER)
    first = register(lodging, province.commune_officer, keys, at("2026-08-03"))
    changed = replace(lodging, story="")
    assert register(changed, province.second_officer, keys, at("2026-08-05")) == first
    assert count(session) == 1


def test_ten_presses_at_once_write_one_petition(house: Flask, keys, province) -> None:
    lodging = a_lodging(**OVER_THE_COUNTER)

    def press(_: int) -> int:
        with house.app_context():
            return register(lodging, province.commune_officer, keys, at("2026-08-03"))

    with ThreadPoolExecutor(10) as hands:
        assert len(set(hands.map(press, range(10)))) == 1


@pytest.mark.parametrize("who", ["commune_head", "board_head", "inspector"])
def test_only_a_desk_writes_petitions_down(session, keys, province, who) -> None:
    with pytest.raises(NotAllowedError):
        register(a_lodging(**OVER_THE_COUNTER), getattr(province, who), keys, at("2026-08-03"))
    assert count(session) == 0


def test_a_day_before_our_law_is_refused_with_its_first_day(session, keys, province) -> None:
    lodging = a_lodging(**OVER_THE_COUNTER, received_on=civil_day(at("2021-11-14")))
    with pytest.raises(InvalidInputError, match="từ ngày 15/11/2021") as refused:
        register(lodging, province.commune_officer, keys, at("2026-08-03"))
    assert refused.value.field == "received_on"
    assert count(session) == 0


def test_the_first_day_of_our_law_is_taken(session, keys, province) -> None:
    lodging = a_lodging(**OVER_THE_COUNTER, received_on=civil_day(at("2021-11-15")))
    register(lodging, province.commune_officer, keys, at("2026-08-03"))
    assert count(session) == 1


def test_a_denouncer_is_nowhere_in_the_database_nor_in_the_log(
    session, keys, province, caplog
) -> None:
    caplog.set_level(logging.DEBUG)
    identity = {
        "name": "Zuyệt Mật Danh",
        "address": "số 97, ngõ Vô Hình, xã Tiên Yên",
        "phone": "0100987123",
        "email": "zmd@example.invalid",
        "identity_number": "099000111222",
    }
    lodging = a_lodging(
        Kind.DENUNCIATION, **OVER_THE_COUNTER, **identity, by_post=True,
        story="Ông K. thu phí sai quy định của nhiều hộ.", against="Ông K.",
    )  # fmt: skip
    found = register(lodging, province.commune_officer, keys, at("2026-08-03"))
    stored = everything(session) + caplog.text
    assert [value for value in identity.values() if value in stored] == []
    assert [word for word in ("zuyet", "ngo vo hinh", "zmd") if word in fold(stored)] == []
    petition = session.get_one(Petition, found)
    assert (petition.book, petition.anonymous) == ("QNTC", False)
    sealed = petition.parties[0].sealed
    custodian = bytes.fromhex((keys.folder / "custodian_private").read_text())
    private = X25519PrivateKey.from_private_bytes(custodian)
    opened = json.loads(open_envelope(sealed, private, identity_place(petition.uid)))
    assert opened == {**identity, "form_of_address": "ông", "by_post": True}


def test_a_denouncer_named_in_the_story_is_refused_and_nothing_is_written(
    session, keys, province
) -> None:
    lodging = a_lodging(
        Kind.DENUNCIATION, **OVER_THE_COUNTER, story="Tôi là Nguyễn Văn Hòa, tố cáo ông K."
    )
    with pytest.raises(InvalidInputError) as refused:
        register(lodging, province.commune_officer, keys, at("2026-08-03"))
    assert refused.value.field == "story"
    assert count(session) == 0
    assert "Nguyễn Văn Hòa" not in everything(session)
