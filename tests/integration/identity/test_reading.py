"""From the request to the name and back: each step in the history before it happens."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from feedback.domain.errors import DomainError, NotAllowedError, NotFoundError, StaleFormError
from feedback.domain.history.entries import parse
from feedback.domain.identity_proofs import Refusal, VaultRefusedError
from feedback.domain.identity_reading import PER_HOUR, REVIEW_WITHIN, SHOWN_FOR
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.entry import Entry
from feedback.models.identity_reading import IdentityAlarm, IdentityDecision
from feedback.models.petition import Petition
from feedback.services.identity import identity_alarms, identity_requests
from feedback.services.lodging.submission import submit
from feedback.services.log.log_proof import NotSealedError
from feedback.services.log.verification import snapshot, verify
from feedback.vault.keys import KeyRing
from tests.factories import a_lodging
from tests.integration.identity.conftest import NOW, WHY, beginning, denounced

__all__ = ["beginning", "denounced"]

STEPS = ["identity_requested", "identity_approved", "identity_opened"]


def test_two_people_and_three_entries_lead_to_the_name(room, vault, entries):
    request = room.ask()
    room.decide(request)
    opening = room.announce(request)
    assert entries()[-3:] == STEPS
    with pytest.raises(NotSealedError):
        room.read(opening, vault)
    assert vault.custodian.count == 0
    room.seal()
    told = json.loads(room.read(opening, vault).plain)
    assert told == {"form_of_address": "ông", "name": "Nguyễn Thị Kín Đáo", "phone": "0912 345 678"}
    assert vault.custodian.count == 1
    with pytest.raises(VaultRefusedError) as refused:
        room.read(opening, vault)
    assert refused.value.reason is Refusal.USED


def test_the_history_stays_sound_and_names_nobody(room, vault, session):
    request = room.ask()
    room.decide(request)
    room.announce(request)
    room.seal()
    with snapshot(db.engine) as connection:
        directory = room.settings.checkpoints_dir
        report = verify(connection, checkpoints=directory, public_key=room.log)
    assert report.exit_code == 0, report
    bodies = b"".join(session.scalars(select(Entry.body)))
    for word in ("Kín", "Lương", WHY):
        assert word.encode() not in bodies
    opened = parse(session.scalars(select(Entry.body).order_by(Entry.index.desc())).first())
    assert opened.actor == room.actor("giu1").pseudonym
    assert set(opened.data) == {"request", "role", "what"}


def test_the_head_who_resolves_reads_what_a_keeper_approved(room, vault):
    request = room.ask("chutichxa")
    room.decide(request, "giu1")
    opening = room.announce(request, "chutichxa")
    room.seal()
    assert room.read(opening, vault, "chutichxa")


@pytest.mark.parametrize("who", ["giu1", "thanhtra", "chutichxa", "giamdoc", "tiepnhan"])
def test_whoever_asked_or_has_no_such_office_approves_nothing(room, who):
    request = room.ask()
    with pytest.raises(NotAllowedError):
        room.decide(request, who)


def test_the_chief_inspector_may_approve(room):
    room.decide(room.ask(), "chanhthanhtra")


def test_where_the_denounced_leads_nobody_asks_reads_or_learns_of_it(room, session):
    request = room.ask()
    commune = room.actor("chutichxa").agency_id
    session.execute(
        text("UPDATE petition SET denounced_agency_id = :agency, denounced_post = 'head'"),
        {"agency": commune},
    )
    session.commit()
    with pytest.raises(NotFoundError):
        room.ask("chutichxa")
    with pytest.raises(NotFoundError):
        room.decide(request, "chutichxa")


@pytest.mark.parametrize("whose", ["email", "name"])
def test_a_second_account_is_no_second_person(room, session, whose):
    session.execute(text(f"UPDATE user_account SET {whose} = 'one' WHERE username like 'giu%'"))  # noqa: S608 - ours
    session.commit()
    with pytest.raises(NotAllowedError, match="người thứ hai"):
        room.decide(room.ask())


def test_one_answers_and_the_later_one_is_told(room):
    request = room.ask()
    room.decide(request, approved=False, said="Đã có đủ giấy tờ để xác minh.")
    with pytest.raises(StaleFormError):
        room.decide(request, "chanhthanhtra")
    with pytest.raises(NotAllowedError, match="bị từ chối"):
        room.announce(request)


def test_a_reading_is_over_after_a_quarter_of_an_hour(room):
    request = room.ask()
    room.decide(request)
    room.announce(request)
    room.announce(request, now=NOW + SHOWN_FOR)
    with pytest.raises(NotAllowedError, match="hết 15 phút"):
        room.announce(request, now=NOW + SHOWN_FOR + timedelta(seconds=1))


def test_one_request_at_a_time_for_a_petition(room):
    room.ask()
    with pytest.raises(NotAllowedError, match="Dùng yêu cầu đó"):
        room.ask()


def denunciations(room, count):
    keys = KeyRing(room.settings.keys_dir)
    lodging = {"kind": Kind.DENUNCIATION, "against": "Ông Trần Văn B"}
    day = NOW - timedelta(days=1)
    return [submit(a_lodging(**lodging), keys, day) for _ in range(count)]


def test_the_sixth_in_an_hour_is_refused_and_raises_one_alarm(room, session, entries):
    for petition in denunciations(room, PER_HOUR):
        room.ask(petition=petition)
    for _ in range(2):
        with pytest.raises(NotAllowedError, match="báo cho thanh tra"):
            room.ask()
    assert [alarm.kind for alarm in session.scalars(select(IdentityAlarm))] == ["too_many"]
    assert entries()[-1] == "identity_reading_stopped"
    room.ask(now=NOW + timedelta(hours=1))


def test_approvals_of_a_day_are_not_read_in_one_hour(room, session):
    asked = [
        room.ask(petition=petition, now=NOW - timedelta(hours=20 - 2 * number))
        for number, petition in enumerate(denunciations(room, PER_HOUR + 1))
    ]
    for request in asked:
        room.decide(request)
    for request in asked[:PER_HOUR]:
        room.announce(request)
    room.announce(asked[0])
    with pytest.raises(NotAllowedError, match="báo cho thanh tra"):
        room.announce(asked[-1])
    assert [alarm.kind for alarm in session.scalars(select(IdentityAlarm))] == ["too_many"]


def emergency(room):
    return room.ask(reason="danger", explanation=WHY, now=NOW)


def test_a_keeper_reads_at_once_where_a_life_is_in_danger(room, vault, entries):
    opening = room.announce(emergency(room))
    room.seal()
    assert room.read(opening, vault)
    assert entries()[-2:] == ["identity_requested", "identity_opened"]


def test_an_emergency_is_looked_at_by_a_second_person(room, entries):
    request = emergency(room)
    room.announce(request)
    actor = room.actor("giu1")
    said = {"justified": True, "said": "Đã gọi công an xã, người tố cáo an toàn.", "now": NOW}
    with pytest.raises(NotAllowedError, match="người thứ hai"):
        identity_requests.review(request, actor=actor, **said)
    identity_requests.review(request, actor=room.actor("giu2"), **said)
    assert entries()[-1] == "identity_reviewed"
    assert identity_alarms.find_unreviewed(NOW + timedelta(days=2)) == 0


def test_an_emergency_nobody_looked_at_is_an_alarm_once_and_stops_its_reader(room, session):
    request = emergency(room)
    room.announce(request)
    late = NOW + REVIEW_WITHIN + timedelta(seconds=1)
    assert identity_alarms.find_unreviewed(NOW + REVIEW_WITHIN) == 0
    assert [identity_alarms.find_unreviewed(late) for _ in range(2)] == [1, 0]
    (alarm,) = session.scalars(select(IdentityAlarm))
    assert (alarm.kind, alarm.request_id) == ("unreviewed", request)
    with pytest.raises(NotAllowedError, match="chưa được xem xét lại"):
        room.ask(now=late)


def test_an_emergency_that_was_not_read_needs_no_review(room):
    emergency(room)
    assert identity_alarms.find_unreviewed(NOW + timedelta(days=2)) == 0


def test_there_is_nothing_to_ask_of_a_complaint(room):
    open_petition = submit(a_lodging(), KeyRing(room.settings.keys_dir), NOW)
    with pytest.raises(DomainError, match="không có gì niêm phong"):
        room.ask(petition=open_petition)


def test_the_database_itself_refuses_who_decides_alone(room, session):
    request, asker = room.ask(), room.actor("giu1").user_id
    alone = IdentityDecision(
        request_id=request, asker_id=asker, decided_by_id=asker, approved=True, note="",
        decided_at=NOW,
    )  # fmt: skip
    session.add(alone)
    with pytest.raises(IntegrityError, match="by_a_second_person"):
        session.flush()
    session.rollback()
    other = room.actor("giu2").user_id
    session.add(
        IdentityDecision(
            request_id=request, asker_id=other, decided_by_id=asker, approved=True, note="",
            decided_at=NOW,
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="fk_identity_decision"):
        session.flush()
    session.rollback()


@pytest.mark.parametrize("table", ["identity_request", "identity_opening", "identity_alarm"])
def test_nothing_of_it_is_ever_changed(room, session, table):
    room.announce(emergency(room))
    with pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - ours
    session.rollback()


def test_the_petition_keeps_its_state(room, session):
    before = session.get_one(Petition, room.petition).state
    room.announce(emergency(room))
    session.expire_all()
    assert session.get_one(Petition, room.petition).state == before
