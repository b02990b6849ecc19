"""Who complains lies nowhere in clear, is found all the same, and cannot be swapped unseen."""

import pytest
from sqlalchemy import select

from feedback.domain.petitions import Kind, SubjectKind
from feedback.models.identity import BlindMark
from feedback.models.petition import Party, Petition
from feedback.queries import queue
from feedback.queries.file import file
from feedback.queries.search import search
from feedback.queries.views import View
from feedback.services.acts import casework
from feedback.services.lodging.submission import submit
from feedback.services.subject import identities
from feedback.services.subject.identities import plain_of, sender_of
from feedback.vault.keys import KeyRing
from tests.canaries import database, found, single_words
from tests.factories import a_lodging, at
from tests.integration.security.conftest import change
from tests.worlds import stories

WHO = {
    "name": "Zuyệtz Khuẩnq Vỹ",
    "address": "ngõ Xoắnquỷ 74",
    "identity_number": "094381726055",
    "phone": "0976318254",
    "email": "zkv.quynh@xoan.invalid",
}
STORY = {"story": "Ông phó trạm Quẩyxơ nhận phong bì."}


def two(app) -> tuple[int, int]:
    """Two complaints of two people at one desk."""
    keys = KeyRing(app.extensions["settings"].keys_dir)
    with app.app_context():
        mine = submit(a_lodging(**WHO, **STORY), keys, at("2026-08-03"))
        other = submit(a_lodging(name="Lý Thị Kẽm", identity_number=""), keys, at("2026-08-03"))
    return mine, other


beginning, lodged = stories(lodged=two)


def names(session, province) -> list[str]:
    session.expire_all()
    page = queue.page(session, province.receptionist, View.ALL, at("2026-08-04").date())
    return [row.sender.identity.name for row in page.rows]


def test_a_dump_holds_nothing_of_a_complainant(lodged, settings):
    told = single_words(WHO) | STORY | {"a word": "Quẩyxơ"}
    assert found(told, database(settings.database_owner_url)) == []
    number = {"number": "QN"}
    assert found(number, database(settings.database_owner_url)), "the search does see"


def test_officers_read_who_complained(session, province, lodged):
    contact = file(session, province.receptionist, lodged[0], SubjectKind.PETITION).contact
    assert contact.stated == WHO | {"form_of_address": "ông"}
    party = session.scalars(select(Party).where(Party.petition_id == lodged[0])).one()
    assert plain_of(party) == contact == sender_of(session, lodged[0])


@pytest.mark.parametrize(
    ("needles", "whose"),
    [
        (("Zuyệtz", "zuyetz vy", "ngo xoanquy", "vy quayxo", "Khuẩnq phong bì"), [0]),
        (("zuyetz kem", "zuyết kẽm", "094381726056", "zkv", "khong co"), []),
    ],
    ids=["by words stored nowhere", "not by words of two people"],
)
def test_officers_find_who_complained(session, province, lodged, needles, whose):
    for needle in needles:
        rows, _ = search(session, province.receptionist, needle)
        assert [row.id for row in rows] == [lodged[one] for one in whose], needle


def test_a_name_of_last_year_is_found_this_year(session, province, keys, lodged):
    old = submit(a_lodging(name="Zuyệtz Minh"), keys, at("2025-08-03"))
    rows, _ = search(session, province.receptionist, "zuyetz")
    assert [row.id for row in rows] == [old, lodged[0]]


def test_a_mark_is_made_of_each_number_and_none_of_a_denouncer(session, keys, lodged):
    secret = submit(a_lodging(Kind.DENUNCIATION, **WHO), keys, at("2026-08-04"))
    marks = {
        (row.petition_id, row.field): row.mark for row in session.scalars(select(BlindMark)).all()
    }
    mine, other = lodged
    assert set(marks) == {(mine, "identity_number"), (mine, "phone"), (other, "phone")}
    assert session.scalars(select(Party.person).where(Party.petition_id == secret)).one() is None


def test_officers_are_told_of_others_with_the_same_numbers_and_never_of_a_denouncer(
    session, province, keys, lodged
):
    again = submit(a_lodging(**WHO | {"phone": ""}), keys, at("2026-08-05"))
    submit(a_lodging(Kind.DENUNCIATION, **WHO), keys, at("2026-08-05"))
    elsewhere = submit(a_lodging(**WHO), keys, at("2025-08-05"))

    def alike(petition: int) -> tuple[str, ...]:
        session.expire_all()
        return file(session, province.receptionist, petition, SubjectKind.PETITION).alike

    assert alike(lodged[0]) == ("QN-2026-00003",)
    assert alike(again) == ("QN-2026-00001",)
    assert alike(elsewhere) == (), "another year has other marks"
    classify = {"kind": "denunciation", "field": "conduct", "agency": "BTCD"}
    casework.apply(again, "classify", province.receptionist, at("2026-08-06"), classify)
    assert alike(lodged[0]) == alike(again) == ()


SWAPS = {
    "two people": (
        "update party set person = (select person from party as other"
        " where other.petition_id <> party.petition_id)"
    ),
    "with their keys": (
        "update party set person = (select person from party as other"
        " where other.petition_id <> party.petition_id);"
        "alter table data_key drop constraint uq_data_key_petition_id;"
        "update data_key set petition_id = (select petition_id from data_key as other"
        " where other.id <> data_key.id)"
    ),
    "another column": "update party set person = (select wrapped from data_key limit 1)",
    "cut off": "update party set person = substr(person, 1, 20)",
    "a key gone": "delete from data_key",
}


def test_what_was_moved_is_read_by_nobody_and_breaks_no_page(session, province, owner, lodged):
    change(owner, "create table kept as select * from party; create table k2 as table data_key")
    for name, statement in SWAPS.items():
        session.rollback()
        change(owner, statement)
        assert names(session, province) == ["", ""], name
        contact = file(session, province.receptionist, lodged[0], SubjectKind.PETITION).contact
        assert contact.unreadable, name
        assert not contact.name
        session.rollback()
        change(
            owner,
            "truncate data_key; insert into data_key select * from k2;"
            "update party set person = (select person from kept where kept.id = party.id)",
        )
    assert names(session, province) == [WHO["name"], "Lý Thị Kẽm"]


def test_the_queue_reads_names_in_as_many_statements_for_one_as_for_many(
    session, province, keys, lodged, statements
):
    names(session, province)
    statements()
    names(session, province)
    few = len(statements())
    for number in range(5):
        submit(a_lodging(name=f"Người thứ {number}"), keys, at("2026-08-04"))
    statements()
    assert len(names(session, province)) == 7
    assert len(statements()) == few


def test_a_petition_that_turns_confidential_can_leave_its_key(session, lodged):
    """What the sealing to a custodian needs: the identity once, and then nothing of it here.

    An older backup of it does not open with the key that the words have from then on.
    """
    petition = session.get_one(Petition, lodged[0])
    assert plain_of(petition.parties[0]).name == WHO["name"]
    person, before = petition.parties[0].person, petition.data_key.id
    identities.withdraw(session, petition, at("2026-08-05"))
    session.commit()
    assert plain_of(petition.parties[0]).name == ""
    assert petition.data_key.id != before
    petition.parties[0].person = person
    assert plain_of(petition.parties[0]).unreadable
