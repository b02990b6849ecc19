"""An officer says that a matter touches them, or their head does; and what follows."""

import pytest
from sqlalchemy import select, text

from feedback.domain.conflicts import Ground
from feedback.domain.errors import DomainError, InvalidInputError
from feedback.extensions import db
from feedback.models.conflict import Conflict
from feedback.models.entry import Entry
from feedback.models.outbox import Notice
from feedback.services.ground.transaction import transaction
from feedback.services.ladder.escalation import escalate_overdue
from feedback.services.rights import conflicts
from feedback.services.subject.subjects import lock
from tests.factories import at, read_province
from tests.integration.conflicts.conftest import DAY, Eyes

FORM = "/can-bo/ho-so/{}/loi-ich"
GONE = 404


def declare(eyes: Eyes, subject: int, **stated: str):
    return eyes.answer(FORM.format(subject), stated)


def test_who_declares_an_interest_is_led_out_and_does_not_come_back(eyes, arrive):
    officer, closed = eyes("canboxa"), arrive(post="other", against="Cán bộ địa chính")
    page = f"/can-bo/don/{closed.petition}"
    assert "Tôi có lợi ích liên quan" in officer.look(page)[3].decode()
    answer = declare(officer, closed.petition, ground="sibling")
    assert (answer.status_code, answer.location) == (303, "/can-bo")
    assert officer.look(page)[0] == GONE
    assert officer.look(FORM.format(closed.petition))[0] == GONE


def test_a_ground_must_be_chosen_and_the_page_says_where(eyes, arrive):
    officer, closed = eyes("canboxa"), arrive(post="other", against="")
    answer = declare(officer, closed.petition)
    assert answer.status_code == 422
    assert "Chọn quan hệ." in answer.text


def test_a_head_names_an_officer_and_only_one_of_their_own(app, eyes, arrive):
    head, officer = eyes("chutichxa"), eyes("xacminh")
    closed = arrive(post="other", against="")
    assert declare(head, closed.petition, ground="interest", officer="cbso").status_code == 422
    assert declare(head, closed.petition, ground="interest", officer="xacminh").status_code == 303
    page = f"/can-bo/don/{closed.petition}"
    assert (officer.look(page)[0], head.look(page)[0]) == (GONE, 200)
    with app.app_context():
        kept = db.session.scalars(select(Conflict)).one()
        assert (kept.ground, kept.declared_by_id != kept.user_id) == (Ground.INTEREST, True)


def test_an_officer_names_nobody_but_themselves(app, arrive):
    closed = arrive(post="other", against="")
    with app.app_context():
        officer = read_province(db.session()).commune_officer
        with pytest.raises(InvalidInputError):
            conflicts.declare(officer, closed.petition, Ground.SPOUSE, at(DAY), of="xacminh")


def test_the_history_says_who_and_not_why_and_still_folds(app, people, arrive, settings):
    closed = arrive(post="other", against="")
    with app.app_context():
        officer = read_province(db.session()).second_officer
        give = "UPDATE {} SET person_id = :who WHERE {} = :id"
        for table, column in (("subject", "id"), ("obligation", "subject_id")):
            given = {"who": officer.user_id, "id": closed.petition}
            db.session.execute(text(give.format(table, column)), given)
        db.session.commit()
        conflicts.declare(officer, closed.petition, Ground.ADOPTED_CHILD, at(DAY, 11))
        with transaction() as session:
            assert lock(session, closed.petition).person_id is None
        body = db.session.scalars(select(Entry.body).where(Entry.type == "conflict_declared")).one()
        held = db.session.scalar(
            text("SELECT count(*) FROM obligation WHERE person_id = :who"),
            {"who": officer.user_id},
        )
    assert held == 0
    assert f'"who":"user:{officer.user_id}"'.encode() in body
    assert b"child" not in body


def test_nobody_is_given_a_file_that_is_closed_to_them(app, arrive):
    closed = arrive(post="other", against="")
    with app.app_context():
        people = read_province(db.session())
        conflicts.declare(people.second_officer, closed.petition, Ground.SPOUSE, at(DAY, 11))
        with pytest.raises(DomainError, match="lợi ích liên quan"), transaction() as session:
            conflicts.refuse_in_conflict(
                session, people.second_officer.user_id, closed.petition, "officer"
            )
        with transaction() as session:
            conflicts.refuse_in_conflict(
                session, people.commune_officer.user_id, closed.petition, "officer"
            )


def test_what_is_late_is_told_to_nobody_with_an_interest(app, arrive):
    """The head declared it: the level meant for them goes to whoever stands above."""
    closed = arrive(post="other", against="")
    with app.app_context():
        people = read_province(db.session())
        conflicts.declare(people.commune_head, closed.petition, Ground.SIBLING, at(DAY, 11))
        seen = set(db.session.scalars(select(Notice.id)))
        escalate_overdue(at("2026-12-01"), trusted=True)
        told = set(
            db.session.scalars(
                select(Notice.user_id).where(
                    Notice.subject_id == closed.petition, Notice.id.not_in(seen)
                )
            )
        )
    assert told
    assert people.commune_head.user_id not in told
