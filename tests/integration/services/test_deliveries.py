"""Issued documents go out: planned from the document, tried, proven; what fails becomes a task."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.domain.deliveries import DeliveryChannel, Result
from feedback.domain.errors import (
    ConditionsNotMetError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from feedback.domain.lodging import Channel
from feedback.domain.petitions import SubjectKind
from feedback.extensions import current_settings, db
from feedback.models.act import StatedFile
from feedback.models.delivery import Delivery, DeliveryAttempt, DeliveryTask
from feedback.models.entry import Entry
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import Notice, OutboxItem
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.queries.file import file
from feedback.services.acts import casework
from feedback.services.delivery import (
    deliveries,
    delivery_attempts,
    delivery_choices,
    delivery_tasks,
)
from feedback.services.delivery.delivery_addresses import address_of
from feedback.services.delivery.delivery_attempts import Statement
from feedback.services.delivery.delivery_choices import Choice
from feedback.services.drafting import proposals
from feedback.services.lodging.submission import submit
from feedback.services.subject.subjects import facts_of
from feedback.vault.keys import KeyRing
from tests.canaries import database, found
from tests.factories import Province, a_lodging, at, read_province
from tests.integration.services.test_casework import CLASSIFIED, DECISION
from tests.issuing import issue_all
from tests.papers import SCAN, scan
from tests.worlds import stories

ISSUED = "2026-09-01"


def settled(session: Session, keys: KeyRing, province: Province, **changes: Any) -> int:
    """A complaint whose decision is issued on 1 September 2026; the id of its case."""
    petition = submit(a_lodging(**changes), keys, at("2026-08-03"))
    officer = province.commune_officer
    casework.apply(petition, "classify", province.receptionist, at("2026-08-04"), CLASSIFIED)
    casework.apply(
        petition, "record_signature", officer, at("2026-08-05"), {"signature_form": "paper"}
    )
    why = {"reason": "Đúng thẩm quyền."}
    casework.apply(petition, "propose_acceptance", officer, at("2026-08-05"), why)
    accepted = proposals.propose(petition, "accept", officer, at("2026-08-05"), {})
    proposals.approve(accepted, province.commune_head, at("2026-08-06"))
    issue_all(session, at("2026-08-06"))
    case = session.get_one(Petition, petition).case_id
    assert case is not None
    session.commit()
    named = {"officer": "xacminh"}
    casework.apply(case, "assign", province.commune_head, at("2026-08-06"), named)
    report = {
        "report_number": "12/BC",
        "report_date": "2026-08-14",
        "findings": "Đã đo lại.",
        "claim_differs": "no",
    }
    casework.apply(case, "report_verification", province.second_officer, at("2026-08-14"), report)
    decided = proposals.propose(case, "settle", province.second_officer, at(ISSUED), DECISION)
    proposals.approve(decided, province.commune_head, at(ISSUED))
    issue_all(session, at(ISSUED))
    return case


def settle(app: Flask, **changes: Any) -> int:
    with app.app_context():
        session = db.session()
        return settled(
            session, KeyRing(current_settings().keys_dir), read_province(session), **changes
        )


def settle_on_paper(app: Flask) -> int:
    """The same complaint come by post: its sender is written to."""
    return settle(app, channel=Channel.POST)


beginning, case, on_paper = stories(case=settle, on_paper=settle_on_paper)


def ways(session: Session, case: int, letter: str = "settlement_decision") -> dict[str, Delivery]:
    """The deliveries of a document by recipient's role and channel."""
    session.expire_all()
    found = session.scalars(
        select(Delivery)
        .join(IssuedLetter, IssuedLetter.id == Delivery.letter_id)
        .where(Delivery.subject_id == case, IssuedLetter.name == letter)
        .order_by(Delivery.id)
    )
    return {f"{one.role} {one.channel}": one for one in found}


def results(session: Session, delivery: Delivery) -> list[str]:
    found = session.scalars(
        select(DeliveryAttempt.result)
        .where(DeliveryAttempt.delivery_id == delivery.id)
        .order_by(DeliveryAttempt.id)
    )
    return [str(one) for one in found]


def tasks(session: Session) -> list[tuple[str, bool]]:
    session.expire_all()
    found = session.scalars(select(DeliveryTask).order_by(DeliveryTask.id))
    return [(one.reason, one.done_at is None) for one in found]


def entries(session: Session, case: int) -> list[str]:
    subject = session.get_one(Subject, case).uid
    return list(
        session.scalars(select(Entry.type).where(Entry.subject == subject).order_by(Entry.seq))
    )


def said(result: Result, day: str, **more: Any) -> Statement:
    return Statement(result=result, on=date.fromisoformat(day), **more)


# ------------------------------------------------------ what is planned
def test_a_document_goes_to_whom_it_names(session, case):
    found = ways(session, case)
    assert set(found) == {"sender portal", "sender email", "agency agency"}
    labels = session.scalars(select(Delivery.label).where(Delivery.role == "agency"))
    assert set(labels) == {"Ủy ban nhân dân tỉnh Quảng Ninh", "Thanh tra tỉnh"}
    assert results(session, found["sender portal"]) == ["sent"]
    assert results(session, found["sender email"]) == []
    assert [one.mandatory for one in found.values()] == [True, False, True]


def test_who_came_on_paper_is_written_to_on_paper(session, on_paper):
    found = ways(session, on_paper)
    assert found["sender post"].mandatory
    assert not found["sender portal"].mandatory
    assert "sender email" not in found


def test_planning_again_changes_nothing(session, case):
    letter = session.scalars(select(IssuedLetter).where(IssuedLetter.subject_id == case)).first()
    before = session.scalars(select(Delivery.id)).all()
    assert deliveries.plan(session, letter, at("2026-09-02")) == []
    session.commit()
    assert session.scalars(select(Delivery.id)).all() == before


def test_no_delivery_names_the_sender(session, case, on_paper):
    told = " ".join(
        f"{one.label} {one.address} {one.recipient}" for one in session.scalars(select(Delivery))
    )
    for word in ("Hòa", "Đồng Mạ", "0912", "hoa@"):
        assert word not in told


def test_a_delivery_and_an_attempt_stay_as_they_were_written(session, case):
    for statement in (
        "UPDATE delivery SET channel = 'post'",
        "UPDATE delivery_attempt SET result = 'delivered'",
        "DELETE FROM delivery_attempt",
    ):
        with pytest.raises(DBAPIError):
            session.execute(text(statement))
        session.rollback()


# ------------------------------------------------- what is written down
def test_the_sender_opens_the_document_and_only_the_first_time_counts(session, case):
    row = ways(session, case)["sender portal"]
    for day in ("2026-09-03", "2026-09-05"):
        deliveries.note_opened(row.letter_id, row.petition_id, at(day))
    assert results(session, row) == ["sent", "delivered"]
    assert facts_of(session, session.get_one(Subject, case)).served_on == date(2026, 9, 3)


def test_another_petitions_code_opens_nothing(session, case):
    row = ways(session, case)["sender portal"]
    deliveries.note_opened(row.letter_id, row.petition_id + 1000, at("2026-09-03"))
    assert results(session, row) == ["sent"]


def test_an_agency_acknowledges_what_came_to_it(session, case, province):
    row = next(
        one
        for one in session.scalars(select(Delivery).where(Delivery.label == "Thanh tra tỉnh"))
        if one.letter_id == ways(session, case)["sender portal"].letter_id
    )
    with pytest.raises(NotFoundError):
        deliveries.acknowledge(row.id, province.department_officer, at("2026-09-02"))
    for _ in range(2):
        deliveries.acknowledge(row.id, province.inspector, at("2026-09-02"))
    assert results(session, row) == ["sent", "delivered"]


@pytest.mark.parametrize(
    ("result", "day", "field", "says"),
    [
        pytest.param(Result.DISPLAYED, "2026-09-02", "result", "Cách gửi này", id="not by post"),
        pytest.param(Result.SENT, "2026-09-04", "on", "chưa đến", id="tomorrow"),
        pytest.param(Result.SENT, "2026-08-31", "on", "ban hành", id="before it was issued"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    session, on_paper, province, result, day, field, says
):
    row = ways(session, on_paper)["sender post"]
    with pytest.raises(InvalidInputError, match=says) as refused:
        delivery_attempts.record(
            [row.id], said(result, day), province.second_officer, at("2026-09-03")
        )
    assert refused.value.field == field
    assert results(session, row) == []


def test_an_attempt_is_recorded_with_its_proof_and_its_entry(session, on_paper, province):
    row = ways(session, on_paper)["sender post"]
    officer, now = province.second_officer, at("2026-09-09")
    delivery_attempts.record([row.id], said(Result.SENT, "2026-09-02"), officer, now)
    proof = said(Result.DELIVERED, "2026-09-07", proof=scan(), note="RB123")
    delivery_attempts.record([row.id], proof, officer, now)
    made = session.scalars(select(DeliveryAttempt).order_by(DeliveryAttempt.id.desc())).first()
    assert made is not None
    assert (made.happened_on, made.proof_sha256) == (date(2026, 9, 7), SCAN.sha256)
    assert session.scalars(select(StatedFile.sha256)).all() == [SCAN.sha256]
    assert entries(session, on_paper)[-2:] == ["letter_sent", "letter_delivered"]
    told = session.scalars(select(Entry.body).order_by(Entry.index.desc())).first()
    assert told is not None
    assert b'"proof":"' + SCAN.sha256.encode() in told
    assert b"RB123" not in told


def test_only_who_hands_out_at_the_issuing_agency_records(session, on_paper, province):
    row = ways(session, on_paper)["sender post"]
    given = ([row.id], said(Result.SENT, "2026-09-02"))
    with pytest.raises(NotFoundError):
        delivery_attempts.record(*given, province.department_officer, at("2026-09-02"))
    with pytest.raises(NotAllowedError):
        delivery_attempts.record(*given, province.commune_head, at("2026-09-02"))


def test_many_are_recorded_together_or_none(session, on_paper, province):
    row = ways(session, on_paper)["sender post"]
    officer = province.second_officer
    with pytest.raises(NotFoundError):
        delivery_attempts.record(
            [row.id, 999_999], said(Result.SENT, "2026-09-02"), officer, at("2026-09-02")
        )
    assert results(session, row) == []


# -------------------------------------------------- the acts of sending
def test_the_decision_is_sent_once_everybody_named_was_tried(session, on_paper, province):
    officer, now = province.second_officer, at("2026-09-02")
    with pytest.raises(ConditionsNotMetError, match="nơi nhận bắt buộc"):
        casework.apply(on_paper, "send", officer, now, {"delivery": "post"})
    row = ways(session, on_paper)["sender post"]
    delivery_attempts.record([row.id], said(Result.SENT, "2026-09-02"), officer, now)
    casework.apply(on_paper, "send", officer, now, {"delivery": "post"})
    assert session.get_one(Subject, on_paper).state == "sent"


def test_the_day_of_receipt_is_the_one_that_is_proven(session, on_paper, province):
    officer, row = province.second_officer, ways(session, on_paper)["sender post"]
    delivery_attempts.record([row.id], said(Result.SENT, "2026-09-02"), officer, at("2026-09-02"))
    casework.apply(on_paper, "send", officer, at("2026-09-02"), {"delivery": "post"})
    now = at("2026-09-09")
    delivery_attempts.record([row.id], said(Result.DELIVERED, "2026-09-07"), officer, now)
    stated = {"delivered_on": "2026-09-05", "delivered_how": "post"}
    with pytest.raises(ConditionsNotMetError, match="chứng cứ"):
        casework.apply(on_paper, "record_delivery", officer, now, stated)
    casework.apply(
        on_paper, "record_delivery", officer, now, stated | {"delivered_on": "2026-09-07"}
    )


def test_pages_and_judges_see_the_same_facts(session, on_paper, province):
    row = ways(session, on_paper)["sender post"]
    now = at("2026-09-09")
    for result, day in ((Result.SENT, "2026-09-02"), (Result.DELIVERED, "2026-09-07")):
        shown = file(session, province.second_officer, on_paper, SubjectKind.CASE).facts
        judged = facts_of(session, session.get_one(Subject, on_paper))
        assert (shown.unattempted, shown.served_on) == (judged.unattempted, judged.served_on)
        delivery_attempts.record([row.id], said(result, day), province.second_officer, now)
    shown = file(session, province.second_officer, on_paper, SubjectKind.CASE).facts
    assert "settlement_decision" not in shown.unattempted
    assert shown.served_on == date(2026, 9, 7)


# ------------------------------------------------- what does not arrive
def test_a_letter_that_comes_back_is_a_task_until_another_way_is_tried(session, on_paper, province):
    officer, row = province.second_officer, ways(session, on_paper)["sender post"]
    now = at("2026-09-09")
    delivery_attempts.record([row.id], said(Result.SENT, "2026-09-02"), officer, now)
    assert tasks(session) == []
    delivery_attempts.record([row.id], said(Result.BOUNCED, "2026-09-08"), officer, now)
    delivery_attempts.record([row.id], said(Result.BOUNCED, "2026-09-08"), officer, now)
    assert tasks(session) == [("Bị chuyển hoàn", True)]
    told = session.scalars(select(Notice.text).where(Notice.text.startswith("Chưa phát"))).one()
    assert "Kiểm tra địa chỉ" in told
    assert "Hòa" not in told
    choice = Choice(channel=DeliveryChannel.HAND, recipient=row.recipient)
    delivery_choices.add(row.letter_id, choice, officer, now)
    assert tasks(session) == [("Bị chuyển hoàn", False)]


def test_the_clock_of_sending_runs_on_while_a_letter_does_not_arrive(session, on_paper, province):
    officer, row = province.second_officer, ways(session, on_paper)["sender post"]
    delivery_attempts.record([row.id], said(Result.ABSENT, "2026-09-02"), officer, at("2026-09-02"))
    assert "KN1-DECISION-SEND" in facts_of(session, session.get_one(Subject, on_paper)).running


def test_the_sweep_finds_of_whom_nothing_was_heard(session, on_paper, province):
    officer, row = province.second_officer, ways(session, on_paper)["sender post"]
    delivery_attempts.record([row.id], said(Result.SENT, "2026-09-02"), officer, at("2026-09-02"))
    assert delivery_tasks.chase(at("2026-09-10")) == 2  # the notice of 6 August
    assert delivery_tasks.chase(at("2026-09-13")) == 3
    reasons = {reason for reason, _ in tasks(session)}
    assert reasons == {"Không có kết quả sau 10 ngày"}
    assert delivery_tasks.chase(at("2026-09-13", 9)) == 0


def test_of_a_protected_sender_the_sweep_asks_for_no_other_way(session, case):
    session.execute(text("UPDATE subject SET confidential = true"))
    session.commit()
    delivery_tasks.chase(at("2026-12-01"))
    session.expire_all()
    kinds = session.scalars(
        select(Delivery.role).join(DeliveryTask, DeliveryTask.delivery_id == Delivery.id)
    )
    assert set(kinds) == {"agency"}


# -------------------------------------------------- choosing other ways
@pytest.mark.parametrize(
    ("choice", "field"),
    [
        pytest.param({"channel": "web", "recipient": "public"}, "channel", id="no public copy"),
        pytest.param({"channel": "board"}, "label", id="nobody named"),
        pytest.param({"channel": "board", "label": "Tòa án"}, "channel", id="a board for one"),
        pytest.param({"channel": "post", "label": "Tòa án"}, "address", id="post without address"),
        pytest.param({"channel": "post", "recipient": "sender:0"}, "recipient", id="nobody known"),
    ],
)
def test_a_way_that_cannot_be_is_refused(session, case, province, choice, field):
    letter = ways(session, case)["sender portal"].letter_id
    chosen = Choice(**choice | {"channel": DeliveryChannel(choice["channel"])})
    with pytest.raises(InvalidInputError) as refused:
        delivery_choices.add(letter, chosen, province.second_officer, at("2026-09-02"))
    assert refused.value.field == field


def test_the_same_way_is_not_added_twice(session, case, province):
    letter = ways(session, case)["sender portal"].letter_id
    choice = Choice(channel=DeliveryChannel.POST, label="Tòa án", address="Hạ Long")
    delivery_choices.add(letter, choice, province.second_officer, at("2026-09-02"))
    with pytest.raises(InvalidInputError, match="Đã có"):
        delivery_choices.add(letter, choice, province.second_officer, at("2026-09-02"))


def test_another_address_of_the_sender_is_sealed_like_the_rest_of_who_they_are(
    session, case, province, settings
):
    way = ways(session, case)["sender portal"]
    other = "ngõ Quỷnh Xoắn 7419b"
    choice = Choice(channel=DeliveryChannel.POST, recipient=way.recipient, address=other)
    new = delivery_choices.add(way.letter_id, choice, province.second_officer, at("2026-09-02"))
    row = session.get_one(Delivery, new)
    assert address_of(session, row).address == other
    assert found({"address": other}, database(settings.database_owner_url)) == []
    with pytest.raises(InvalidInputError, match="Đã có"):
        delivery_choices.add(way.letter_id, choice, province.second_officer, at("2026-09-02"))
    elsewhere = replace(choice, address="ngõ Quỷnh Xoắn 7420")
    delivery_choices.add(way.letter_id, elsewhere, province.second_officer, at("2026-09-02"))


def test_an_agency_of_the_system_gets_it_at_once(session, case, province):
    letter = ways(session, case)["sender portal"].letter_id
    choice = Choice(channel=DeliveryChannel.AGENCY, label="Sở Xây dựng")
    new = delivery_choices.add(letter, choice, province.second_officer, at("2026-09-02"))
    assert results(session, session.get_one(Delivery, new)) == ["sent"]


def test_of_a_protected_file_a_board_shows_public_copies_alone(session, case, province):
    letter = ways(session, case)["sender portal"].letter_id
    session.get_one(Subject, case).confidential = True
    session.commit()
    choice = Choice(channel=DeliveryChannel.BOARD, recipient="public")
    with pytest.raises(InvalidInputError) as refused:
        delivery_choices.add(letter, choice, province.commune_officer, at("2026-09-02"))
    assert refused.value.field == "channel"


def test_a_board_shows_for_its_days_and_an_early_end_counts_for_nothing(session, case, province):
    letter, officer = ways(session, case)["sender portal"].letter_id, province.second_officer
    choice = Choice(channel=DeliveryChannel.BOARD, recipient="public")
    board = delivery_choices.add(letter, choice, officer, at("2026-09-02"))
    for result, day, now in (
        (Result.DISPLAYED, "2026-09-02", "2026-09-02"),
        (Result.TAKEN_DOWN, "2026-09-10", "2026-09-10"),
        (Result.DISPLAYED, "2026-09-11", "2026-09-11"),
        (Result.TAKEN_DOWN, "2026-09-28", "2026-09-28"),
    ):
        other = Result.TAKEN_DOWN if result is Result.DISPLAYED else Result.DISPLAYED
        with pytest.raises(InvalidInputError):
            delivery_attempts.record([board], said(other, day), officer, at(now))
        delivery_attempts.record([board], said(result, day), officer, at(now))
    assert tasks(session) == [("Chưa phát được văn bản", False)]


def test_a_mail_to_come_is_a_row_of_the_same_transaction(session, case):
    row = ways(session, case)["sender email"]
    keys = session.scalars(select(OutboxItem.key).where(OutboxItem.queue == "notices")).all()
    assert f"delivery-{row.id}" in keys
    assert timedelta(0) < at("2026-09-02") - row.planned_at
