"""Inspectors are written to about each reading, and learn by it neither of whom nor by whom."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text

from feedback.domain.errors import NotAllowedError
from feedback.models.agency import UserAccount
from feedback.models.outbox import OutboxItem
from feedback.services.delivery import notices
from feedback.settings.choices import DatabaseRole
from tests.integration.identity.conftest import NOW, WHY, beginning, denounced
from tests.integration.jobs.mailbox import Mailbox
from tests.worlds import application

__all__ = ["beginning", "denounced"]

INSPECTORS = ["chanhthanhtra@example.invalid", "thanhtra@example.invalid"]


@pytest.fixture
def mailbox(app):
    with Mailbox() as box:
        app.extensions["settings"] = replace(app.extensions["settings"], smtp_url=box.url)
        yield box


@pytest.fixture
def rows(room, session):
    """A name was read: the rows that wait, and what became of them."""
    request = room.ask()
    room.decide(request)
    room.announce(request)

    def found():
        session.rollback()
        session.expire_all()
        return list(
            session.scalars(select(OutboxItem).filter_by(queue="notices").order_by(OutboxItem.id))
        )

    return found


@pytest.fixture
def deliver(rows, app, mailbox):
    """What a worker does, by its own rights."""

    def all_of_them():
        settings, waiting = app.extensions["settings"], [row.id for row in rows()]
        with application(settings, role=DatabaseRole.WORKER) as worker, worker.app_context():
            for row_id in waiting:
                notices.deliver(row_id, NOW)

    return all_of_them


def test_each_inspector_gets_one_mail_that_names_nobody_and_no_number(deliver, mailbox, room):
    deliver()
    deliver()
    assert sorted(mail["To"] for mail in mailbox.mails) == INSPECTORS
    for mail in mailbox.mails:
        said = mail["Subject"] + mail.get_content()
        assert mail["Subject"] == "Có lượt xem danh tính người tố cáo"
        assert "lúc 09:00 ngày 20/11/2026" in said
        assert "/thanh-tra/danh-tinh" in said
        for secret in ("Kín Đáo", "Lương", "QNTC", WHY, "00001", room.code, "giu1", "Trần Văn B"):
            assert secret not in said


def test_a_row_tells_numbers_of_rows_alone(rows, room):
    (opening,) = room.openings()
    assert {row.payload["opening"] for row in rows()} == {opening.id}
    assert {name for row in rows() for name in row.payload} == {"opening", "reader"}


def test_where_it_denounces_who_leads_the_inspectorate_none_of_its_people_is_told(
    deliver, rows, mailbox, session
):
    session.execute(
        text(
            "UPDATE petition SET denounced_post = 'head', denounced_agency_id ="
            " (SELECT id FROM agency WHERE code = 'TTT')"
        )
    )
    session.commit()
    deliver()
    assert mailbox.mails == []
    assert {row.error for row in rows()} == {notices.NO_ADDRESS}


@pytest.mark.parametrize("change", ["active = false", "role = 'clerk'"])
def test_who_left_or_has_another_office_is_not_written_to(deliver, mailbox, session, change):
    session.execute(text(f"UPDATE user_account SET {change} WHERE username = 'thanhtra'"))  # noqa: S608 - ours
    session.commit()
    deliver()
    assert [mail["To"] for mail in mailbox.mails] == INSPECTORS[:1]


def test_who_declared_an_interest_is_not_written_to(deliver, mailbox, session, room):
    inspector = session.scalars(select(UserAccount.id).filter_by(username="thanhtra")).one()
    session.execute(
        text(
            "INSERT INTO conflict (subject_id, user_id, ground, declared_at)"
            " VALUES (:file, :who, 'self', now())"
        ),
        {"file": room.petition, "who": inspector},
    )
    session.commit()
    deliver()
    assert [mail["To"] for mail in mailbox.mails] == INSPECTORS[:1]


def test_a_reading_that_is_refused_tells_nobody(room, session):
    request = room.ask()
    with pytest.raises(NotAllowedError):
        room.announce(request)
    assert session.scalars(select(OutboxItem)).all() == []
