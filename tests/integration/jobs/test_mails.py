"""Mails say that something waits, never what; each is one mail however often it is sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.delivery import email
from feedback.delivery.messages import DocumentIssued, LevelReached
from feedback.domain.petitions import Kind
from feedback.models.agency import UserAccount
from feedback.models.outbox import OutboxItem
from feedback.services.delivery import notices
from feedback.services.ladder.escalation import escalate_overdue
from tests.factories import at
from tests.integration.jobs.conftest import Start, until
from tests.integration.jobs.mailbox import Mailbox

Lodge = Callable[..., int]
LATE = at("2026-11-20")


def rows(session: Session) -> list[OutboxItem]:
    session.rollback()
    session.expire_all()
    found = select(OutboxItem).where(OutboxItem.queue == "notices").order_by(OutboxItem.id)
    return list(session.scalars(found))


def deliver_all(session: Session) -> None:
    for row_id in [row.id for row in rows(session)]:
        notices.deliver(row_id, LATE)


def test_the_addressee_of_a_level_gets_a_mail(lodged: Lodge, session: Session, mailbox: Mailbox):
    lodged("2026-08-03")
    escalate_overdue(LATE, trusted=True)
    deliver_all(session)
    first = mailbox.mails[0]
    assert len(mailbox.mails) == len(rows(session))
    assert all(row.done_at == LATE and row.error == "" for row in rows(session))
    assert first["To"] == "truongban@example.invalid"
    assert first["Subject"] == "Sắp đến hạn: QN-2026-00001"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first.get_content_type() == "text/plain"
    assert "Ngày đến hạn:" in first.get_content()


def test_nothing_of_a_denunciation_is_in_its_mails(
    lodged: Lodge, session: Session, mailbox: Mailbox
):
    lodged("2026-08-03", kind=Kind.DENUNCIATION)
    escalate_overdue(LATE, trusted=True)
    deliver_all(session)
    assert mailbox.mails
    for mail in mailbox.mails:
        said = mail["Subject"] + mail.get_content()
        assert "danh tính được bảo vệ" in said
        for secret in ("QNTC", "Hòa", "62,5", "Tiên Yên", "845"):
            assert secret not in said


def test_a_mail_sent_again_is_the_same_mail(lodged: Lodge, session: Session, mailbox: Mailbox):
    """A worker died after the server took it and before the commit."""
    lodged("2026-08-03")
    escalate_overdue(LATE, trusted=True)
    row = rows(session)[0]
    notices.deliver(row.id, LATE)
    session.execute(update(OutboxItem).where(OutboxItem.id == row.id).values(done_at=None))
    session.commit()
    notices.deliver(row.id, LATE + timedelta(hours=1))
    first, second = mailbox.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first.as_bytes() == second.as_bytes()


def test_a_mail_delivered_is_not_delivered_twice(lodged: Lodge, session: Session, mailbox: Mailbox):
    lodged("2026-08-03")
    escalate_overdue(LATE, trusted=True)
    deliver_all(session)
    count = len(mailbox.mails)
    deliver_all(session)
    assert len(mailbox.mails) == count


@pytest.mark.parametrize(
    ("answer", "given_up"),
    [
        pytest.param("451 try later", False, id="a server that is busy"),
        pytest.param("550 no such mailbox", True, id="a server that will never take it"),
    ],
)
def test_a_mail_that_fails_stays_or_is_given_up(
    lodged: Lodge, session: Session, mailbox: Mailbox, answer: str, *, given_up: bool
):
    lodged("2026-08-03")
    escalate_overdue(LATE, trusted=True)
    row = rows(session)[0]
    mailbox.answer = answer
    if given_up:
        notices.deliver(row.id, LATE)
    else:
        with pytest.raises(OSError, match="451"):
            notices.deliver(row.id, LATE)
    row = rows(session)[0]
    assert answer.split(maxsplit=1)[0] in row.error
    assert row.done_at is None
    assert (row.failed_at is not None) is given_up


def test_without_a_mail_server_a_row_says_so_and_is_done(
    lodged: Lodge, session: Session, house: Flask
):
    house.extensions["settings"] = replace(house.extensions["settings"], smtp_url="")
    lodged("2026-08-03")
    escalate_overdue(LATE, trusted=True)
    deliver_all(session)
    assert {row.error for row in rows(session)} == {notices.NO_SERVER}


def test_an_officer_who_left_meanwhile_is_not_written_to(
    lodged: Lodge, session: Session, mailbox: Mailbox
):
    lodged("2026-08-03")
    escalate_overdue(LATE, trusted=True)
    session.execute(update(UserAccount).values(active=False))
    session.commit()
    deliver_all(session)
    assert mailbox.mails == []
    assert {row.error for row in rows(session)} == {notices.NO_ADDRESS}


def test_the_worker_and_the_relay_carry_mails_by_themselves(
    lodged: Lodge, session: Session, mailbox: Mailbox, process: Start
):
    lodged("2026-08-03")
    count = escalate_overdue(LATE.replace(year=2026, month=10), trusted=True).escalations
    with process("worker", "notices"), process("relay"):
        until(lambda: len(mailbox.mails) == count)
    assert all(row.done_at for row in rows(session))


ENVELOPE = email.Envelope(
    to="a@example.invalid", sender="noreply@example.invalid", key="k-1", written_at=LATE
)


def test_a_server_that_wants_a_password_gets_it():
    with Mailbox(password="secret") as box:  # noqa: S106 - of the test's own server
        mail = email.compose(DocumentIssued(), ENVELOPE, "http://x.invalid")
        email.send(mail, box.url.replace("smtp://", "smtp://me:secret@"))
        assert len(box.mails) == 1
        with pytest.raises(OSError, match="535"):
            email.send(mail, box.url.replace("smtp://", "smtp://me:wrong@"))


def test_a_server_without_encryption_is_refused_when_it_is_asked_for(mailbox: Mailbox):
    mail = email.compose(DocumentIssued(), ENVELOPE, "http://x.invalid")
    with pytest.raises(OSError, match="STARTTLS"):
        email.send(mail, mailbox.url.replace("smtp://", "smtp+starttls://"))
    assert mailbox.mails == []


def test_a_subject_is_one_line_whatever_it_is_made_of():
    message = LevelReached(
        level="Quá hạn\r\nBcc: x@example.invalid",
        on=date(2026, 11, 20),
        number="QN-2026-00001",
        limit="Thụ lý",
        due_on=date(2026, 11, 19),
    )
    mail = email.compose(message, ENVELOPE, "http://x.invalid")
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]


@pytest.mark.parametrize("field", ["to", "sender"])
def test_nobody_adds_a_head_or_a_reader_to_a_mail(field):
    """Addresses are typed by people: a line end in one begins no head of its own."""
    typed = replace(ENVELOPE, **{field: "a@example.invalid\r\nBcc: b@example.invalid"})
    with pytest.raises(ValueError, match="linefeed"):
        email.compose(DocumentIssued(), typed, "http://x.invalid")
