"""A mail tells that a document waits, never what; whatever becomes of it is written down once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from feedback.models.delivery import Delivery, DeliveryAttempt, DeliveryTask
from feedback.models.entry import Entry
from feedback.models.outbox import OutboxItem
from feedback.models.subject import Subject
from feedback.services.delivery import notices
from feedback.services.drafting import proposals
from feedback.services.ground import outbox
from tests.factories import Province, at
from tests.integration.jobs.conftest import Start, until
from tests.integration.jobs.mailbox import Mailbox
from tests.issuing import issue_all

NOW = at("2026-08-04")
SENT = NOW + timedelta(minutes=5)
#: Whatever tells who wrote, about what, to whom it went, or which file it is.
TELLING = (
    "Hòa", "62,5", "845/QĐ", "Tiên Yên", "Đồng Mạ", "Xây dựng", "0912 345", "QN-2026", "khiếu nại",
    "hướng dẫn", "Phiếu",
)  # fmt: skip


@pytest.fixture
def guided(
    proposed: Callable[..., int], province: Province, session: Session
) -> Callable[..., int]:
    """A slip for the citizen is issued: ``guided(email="")``; the row of its mail."""

    def guide(**changes: object) -> int:
        petition = proposed("2026-08-03", **changes)
        given = {"agency": "SXD", "reason": "Thuộc thẩm quyền của Sở Xây dựng."}
        proposal = proposals.propose(petition, "guide", province.commune_officer, NOW, given)
        proposals.approve(proposal, province.commune_head, NOW)
        issue_all(session, NOW)
        found = mail_rows(session)
        return found[0].id if found else 0

    return guide


def mail_rows(session: Session) -> list[OutboxItem]:
    session.rollback()
    session.expire_all()
    found = select(OutboxItem).where(OutboxItem.key.startswith("delivery-"))
    return list(session.scalars(found.order_by(OutboxItem.id)))


def by_mail(session: Session) -> list[str]:
    session.expire_all()
    found = (
        select(DeliveryAttempt.result)
        .join(Delivery, Delivery.id == DeliveryAttempt.delivery_id)
        .where(Delivery.channel == "email")
        .order_by(DeliveryAttempt.id)
    )
    return [str(one) for one in session.scalars(found)]


def test_the_citizen_learns_that_a_document_waits_and_nothing_else(
    guided: Callable[..., int], session: Session, mailbox: Mailbox
):
    notices.deliver(guided(), SENT)
    [mail] = mailbox.mails
    assert mail["To"] == "hoa@example.invalid"
    assert mail["Subject"] == "Có văn bản gửi bạn"
    assert "/tra-cuu" in mail.get_content()
    headers = " ".join(f"{name}: {value}" for name, value in mail.items() if name != "To")
    for word in TELLING:
        assert word not in headers + mail.get_content()
    assert list(mail.iter_attachments()) == []
    assert by_mail(session) == ["sent"]


def test_the_same_job_twice_is_one_mail_and_one_attempt(
    guided: Callable[..., int], session: Session, mailbox: Mailbox
):
    row = guided()
    notices.deliver(row, SENT)
    notices.deliver(row, SENT)
    assert len(mailbox.mails) == 1
    assert by_mail(session) == ["sent"]


def test_a_mail_sent_again_after_a_crash_is_the_same_mail(
    guided: Callable[..., int], session: Session, mailbox: Mailbox
):
    """The worker died after the server took it and before the commit: no attempt was kept."""
    row = guided()
    notices.deliver(row, SENT)
    session.execute(update(OutboxItem).where(OutboxItem.id == row).values(done_at=None))
    session.commit()
    notices.deliver(row, SENT + timedelta(hours=1))
    first, second = mailbox.mails
    assert first.as_bytes() == second.as_bytes()


def test_a_busy_server_is_tried_again_and_nothing_is_lost(
    guided: Callable[..., int], session: Session, mailbox: Mailbox
):
    row = guided()
    mailbox.answer = "451 try later"
    with pytest.raises(OSError, match="451"):
        notices.deliver(row, SENT)
    assert by_mail(session) == []
    assert mail_rows(session)[0].failed_at is None
    later = [outbox.overdue_rows(session, SENT + timedelta(hours=hour)) for hour in (1, 2, 3)]
    assert [found[0][2] for found in later] == [1, 2, 3]
    session.commit()
    mailbox.answer = "250 OK"
    notices.deliver(row, SENT + timedelta(hours=3))
    assert by_mail(session) == ["sent"]


def test_a_server_that_will_never_take_it_is_an_attempt_that_failed(
    guided: Callable[..., int], session: Session, mailbox: Mailbox
):
    row = guided()
    mailbox.answer = "550 no such mailbox hoa@example.invalid"
    notices.deliver(row, SENT)
    notices.deliver(row, SENT)
    assert by_mail(session) == ["bounced"]
    note = session.scalars(select(DeliveryAttempt.note).where(DeliveryAttempt.note != "")).one()
    assert "hoa@" not in note
    assert session.scalars(select(Entry.type)).all()[-1] == "delivery_failed"
    assert session.scalars(select(DeliveryTask)).all() == []  # the document is on the page


def test_a_server_that_is_down_for_days_is_given_up_visibly(
    guided: Callable[..., int], session: Session, mailbox: Mailbox
):
    row = guided()
    mailbox.answer = "421 closing"
    session.execute(update(OutboxItem).where(OutboxItem.id == row).values(attempts=8))
    session.commit()
    with pytest.raises(OSError, match="421"):
        notices.deliver(row, SENT + timedelta(days=6))
    assert by_mail(session) == ["bounced"]


def test_nobody_without_an_address_and_no_protected_sender_is_written_to(
    guided: Callable[..., int], session: Session, mailbox: Mailbox
):
    assert guided(email="") == 0
    row = guided()
    session.execute(text("UPDATE subject SET confidential = true"))
    session.commit()
    notices.deliver(row, SENT)
    assert mailbox.mails == []
    assert by_mail(session) == []
    assert mail_rows(session)[0].error == notices.NO_ADDRESS


def test_the_queue_may_be_lost_between_the_issue_and_the_mail(
    guided: Callable[..., int], session: Session, mailbox: Mailbox, redis, process: Start
):
    """Everything in the queue is gone; the relay finds the row and the worker sends it, once."""
    guided()
    redis.flushall()
    session.execute(text("UPDATE outbox SET next_try_at = now() WHERE queue = 'notices'"))
    session.commit()
    with process("worker", "notices"), process("relay"):
        until(lambda: mail_rows(session)[0].done_at is not None)
    assert len(mailbox.mails) == 1
    assert by_mail(session) == ["sent"]


def test_the_history_of_deliveries_holds_and_names_nobody(
    guided: Callable[..., int], session: Session
):
    notices.deliver(guided(), SENT)
    subject = session.scalars(select(Subject.uid).order_by(Subject.id)).first()
    bodies = b" ".join(session.scalars(select(Entry.body).where(Entry.subject == subject)))
    assert b'"type":"letter_sent"' in bodies
    for word in TELLING[:7]:
        assert word.encode() not in bodies
