"""The tray of suspects: kept, numbered, answered, out of the queue, decided by one press."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from feedback.domain.petitions import Kind
from feedback.domain.suspicion import Sending
from feedback.extensions import db
from feedback.models.arrival import Arrival
from feedback.models.deadline import Deadline
from feedback.models.entry import Entry
from feedback.models.petition import Petition
from feedback.queries import queue, tray, views
from feedback.queries.views import View
from feedback.services.acts import casework
from feedback.services.ladder import escalation
from feedback.services.lodging import suspicion
from feedback.services.lodging.submission import submit
from feedback.services.log.verification import snapshot, verify
from feedback.services.subject.finding import petition_numbered
from feedback.vault.codes import new_code
from feedback.vault.keys import KeyRing
from tests.client import texts
from tests.factories import a_lodging, at
from tests.integration.office.conftest import Office
from tests.tools import flood

SENT = at("2026-11-16")
JUNK = Sending("198.51.100.0/24", SENT - timedelta(seconds=1), "https://a.example")


@pytest.fixture
def suspect(house, keys):
    return submit(a_lodging(), keys, SENT, sending=JUNK)


def petition(subject_id: int) -> Petition:
    db.session.expire_all()
    return db.session.get_one(Petition, subject_id)


def held(actor) -> list[int]:
    found = [queue.page(db.session(), actor, view, SENT.date()) for view in View]
    return [row.id for page in found for row in page.rows]


def test_a_suspect_is_kept_numbered_apart_and_in_no_view_of_the_queue(suspect, keys, province):
    ordinary = submit(a_lodging(), keys, SENT, sending=Sending("203.0.113.0/24"))
    found = petition(suspect)
    assert (found.state, found.book, found.number) == ("suspected", "QNT", 1)
    assert (petition(ordinary).book, petition(ordinary).number) == ("QN", 1)
    assert suspect not in held(province.receptionist)
    assert ordinary in held(province.receptionist)
    assert views.counts(db.session(), province.receptionist, SENT.date()).views[View.ALL] == 1
    (waiting,) = tray.waiting(db.session(), province.receptionist)
    assert (waiting.id, waiting.number) == (suspect, "QNT-2026-00001")
    assert "Điền vào ô ẩn mà người dùng không thấy" in waiting.signs


def test_released_it_gets_its_number_and_its_periods_count_from_the_day_it_came(suspect, province):
    before = due_dates(suspect)
    casework.apply(suspect, "release", province.receptionist, SENT + timedelta(days=2))
    found = petition(suspect)
    assert (found.state, found.book, found.number) == ("received", "QN", 1)
    assert found.received_at == SENT
    law = {rule: day for rule, day in before.items() if rule != "KHAY-LOOK"}
    assert law
    assert due_dates(suspect) == law
    assert suspect in held(province.receptionist)
    assert petition_numbered(db.session(), "qnt-2026-00001").id == suspect


def due_dates(subject_id: int) -> dict[str, object]:
    rows = select(Deadline.rule, Deadline.due_legal).where(
        Deadline.subject_id == subject_id, Deadline.state == "open"
    )
    return dict(db.session.execute(rows).all())


def test_confirmed_it_is_closed_with_its_reason_and_kept(suspect, province):
    reason = {"reason": "Quảng cáo."}
    casework.apply(suspect, "confirm_junk", province.receptionist, SENT, reason)
    assert petition(suspect).state == "junk"
    assert petition(suspect).closed_on == SENT.date()
    assert due_dates(suspect) == {}
    assert tray.tally(db.session(), province.receptionist, SENT).junk == 1


def test_unlooked_for_two_working_days_it_escalates(suspect):
    escalation.escalate_overdue(at("2026-11-18", 23), trusted=True)
    rule = select(Deadline.next_level).where(Deadline.rule == "KHAY-LOOK")
    assert db.session.scalars(rule).one() <= 2
    counts = escalation.escalate_overdue(at("2026-11-19"), trusted=True)
    assert counts.escalations >= 1
    assert db.session.scalars(rule).one() == 3


def test_the_history_tells_it_and_agrees_with_the_tables(suspect, province):
    casework.apply(suspect, "release", province.receptionist, SENT + timedelta(days=1))
    uid = petition(suspect).uid
    told = db.session.execute(
        select(Entry.type, Entry.book, Entry.number)
        .where(Entry.subject == uid)
        .order_by(Entry.index)
    ).all()
    assert told == [("submitted", "QNT", 1), ("set_aside", None, None), ("released", "QN", 1)]
    with snapshot(db.engine) as connection:
        report = verify(connection, checkpoints=None, public_key=None)
    assert report.findings == []


def test_a_second_press_is_no_second_petition_and_no_second_arrival(house, keys):
    lodging = a_lodging(code=new_code())
    ids = {submit(lodging, keys, SENT, sending=JUNK) for _ in range(3)}
    assert len(ids) == 1
    assert db.session.scalar(select(func.count()).select_from(Arrival)) == 1


def test_of_a_denunciation_neither_network_nor_words_are_kept(house, keys):
    """Not even where a caller hands them over."""
    submit(a_lodging(Kind.DENUNCIATION), keys, SENT, sending=JUNK)
    assert db.session.execute(select(Arrival.prefix, Arrival.sketch)).all() == [(None, None)]
    assert db.session.scalars(select(Petition.book)).one() == "QNTCT"


def test_the_switch_of_a_form_sends_all_of_it_to_the_tray(house, keys):
    house.extensions["settings"] = replace(house.extensions["settings"], forms_apart=(Kind.REPORT,))
    calm = Sending("203.0.113.0/24", SENT - timedelta(minutes=9))
    report = submit(a_lodging(Kind.REPORT), keys, SENT, sending=calm)
    complaint = submit(a_lodging(), keys, SENT, sending=calm)
    assert petition(report).state == "suspected"
    assert petition(complaint).state == "received"


# Figure D2, in small


def test_in_a_flood_people_reach_the_queue_and_junk_the_tray(house, session, keys):
    """A hundred in a minute; an hour of 10,000 is ``python -m tests.tools.flood``."""
    people = flood.everybody(90, 10, lasting=timedelta(minutes=1))
    found = flood.sent(session, keys, people)
    assert (found[True, False], found[True, True]) == (10, 0)
    assert found[False, True] >= 0.75 * 90


def test_without_its_signs_nothing_holds_the_flood_back(house, session, keys, monkeypatch):
    """The measurement above can fail."""
    monkeypatch.setattr(suspicion, "judged", lambda *_, **__: suspicion.Verdict())
    found = flood.sent(session, keys, flood.everybody(12, 2, lasting=timedelta(minutes=1)))
    assert found[False, True] == 0


# Pages


@pytest.fixture
def office(app):
    return Office(app)


def lodge(office: Office, sending: Sending, code: str = "") -> int:
    with office.app.app_context():
        keys = KeyRing(office.app.extensions["settings"].keys_dir)
        return submit(a_lodging(code=code or new_code()), keys, SENT, sending=sending)


def test_the_desk_decides_by_one_press(office):
    first, second = lodge(office, JUNK), lodge(office, JUNK)
    with office.desk("tiepnhan", "2026-11-17") as visitor:
        assert "Khay nghi rác (2)" in visitor.get("/can-bo").text
        page = visitor.get("/can-bo/khay-nghi-rac").text
        assert "QNT-2026-00001" in page
        visitor.post(f"/can-bo/khay-nghi-rac/{first}/dua-ra")
        visitor.get("/can-bo/khay-nghi-rac")
        visitor.post(f"/can-bo/khay-nghi-rac/{second}/xac-nhan", {"reason": "Quảng cáo."})
        after = texts(visitor.get("/can-bo/khay-nghi-rac").text)
        assert "Không có đơn nào chờ xem" in after
        again = visitor.post(f"/can-bo/khay-nghi-rac/{first}/dua-ra")
        assert again.status_code in {303, 409}
    with office.app.app_context():
        assert petition(first).state == "received"
        assert petition(second).state == "junk"
    with office.desk("canboxa", "2026-11-17") as stranger:
        stranger.get("/can-bo/khay-nghi-rac")
        stranger.post(f"/can-bo/khay-nghi-rac/{first}/dua-ra")
    with office.app.app_context():
        assert petition(first).state == "received"


def test_the_sender_reads_the_same_page_as_everybody(office, app):
    """Nothing on it tells who floods us what was noticed (I16)."""
    codes = new_code(), new_code()
    lodge(office, Sending("203.0.113.0/24"), codes[0])
    lodge(office, JUNK, codes[1])
    pages = []
    for code in codes:
        with office.desk("tiepnhan", "2026-11-17") as visitor:
            said = visitor.answer("/tra-cuu", {"code": code})
            assert said.status_code == 200
            pages.append(re.sub(r"QNT?-2026-00001|[0-9A-Z]{28}", "", texts(said.text)))
    assert pages[0] == pages[1]
    assert "nghi rác" not in pages[1]
