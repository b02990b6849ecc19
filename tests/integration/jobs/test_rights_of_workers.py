"""What runs in the background needs no more than the rights of workers."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from feedback.domain import clock
from feedback.extensions import db
from feedback.jobs import copies, identities, registers, sweeps
from feedback.models.outbox import OutboxItem
from feedback.services.delivery import notices
from feedback.services.documents import rendering
from feedback.settings.choices import DatabaseRole
from tests.integration.jobs.mailbox import Mailbox
from tests.worlds import application


def test_every_job_does_its_work_as_a_worker(
    proposed: Callable[..., int], session: Session, house: Flask, mailbox: Mailbox
):
    """Of its sign-in, which no policy lets pass unseen; other tests ask as commands do."""
    proposed()
    session.commit()
    settings = house.extensions["settings"]
    with application(settings, role=DatabaseRole.WORKER) as worker, worker.app_context():
        assert db.session.scalar(text("SELECT current_user")) == "feedback_worker"
        assert sweeps.escalate() > 0
        for job in (sweeps.tidy, sweeps.chase_deliveries, registers.close_years):
            job()
        identities.find_unreviewed()
        copies.bring_waiting()
        waiting = select(OutboxItem.id, OutboxItem.queue)
        for item_id, queue in db.session.execute(waiting).all():
            bring = {"letters": rendering.render_letter, "notices": notices.deliver}[queue]
            bring(item_id, clock.now())
        undone = select(OutboxItem.error).where(OutboxItem.done_at.is_(None))
        assert db.session.scalars(undone).all() == []
    assert mailbox.mails
