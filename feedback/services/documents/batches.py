"""Many documents at once: all that wait for their PDF, made on every core, some rows at a time.

A decision on what many people complain about goes to each of them (Luật Khiếu nại, Điều 31 khoản
3), so hundreds of documents of one kind may become due with one act. The queue would make them one
after the other; here they fill the machine, and whoever waits sees how far it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from feedback.letters.crew import Task, cores, render_all
from feedback.letters.sandbox import RenderFailed
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.services.documents import rendering
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction
from feedback.services.letters.contexts import context_of as frozen_context

#: Documents made for each transaction and core: what a kill of the process costs.
PORTION = 8


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is; ``failed`` wait with their reason, to be tried again."""

    done: int
    failed: int
    total: int


def make(item_id: int, now: datetime) -> None:
    """Make whatever waits, for the row of an act that made many documents; safe to run twice."""
    for _progress in render_waiting(now, at_once=cores()):
        pass
    with transaction() as session:
        item = outbox.take(session, item_id)
        if item is not None:
            item.done_at = now


def render_waiting(now: datetime, *, at_once: int) -> Iterator[Progress]:
    """Make every PDF that is waited for; tells how far it is after each portion.

    Rows that a worker holds are its own. What fails is noted on its document and left behind.
    """
    total, done, failed = _waiting(), 0, 0
    tried: set[int] = set()
    yield Progress(done, failed, total)
    while True:
        portion, wrong = _portion(now, at_once, tried)
        if not portion:
            return
        tried |= portion
        done, failed = done + len(portion) - wrong, failed + wrong
        yield Progress(done, failed, max(total, done + failed))


def _waiting() -> int:
    waits = (
        select(func.count())
        .select_from(OutboxItem)
        .where(OutboxItem.payload.has_key("letter"))
        .where(OutboxItem.done_at.is_(None), OutboxItem.failed_at.is_(None))
    )
    with transaction() as session:
        return session.scalars(waits).one()


def _portion(now: datetime, at_once: int, tried: set[int]) -> tuple[set[int], int]:
    """Make some; which rows were taken, and how many of them failed."""
    wrong = 0
    with transaction() as session:
        rows = outbox.waiting(session, "letter", at_once * PORTION + len(tried))
        rows = [row for row in rows if row.id not in tried][: at_once * PORTION]
        letters = [session.get_one(IssuedLetter, row.payload["letter"]) for row in rows]
        tasks = [Task(each.name, frozen_context(each), each.approved_at) for each in letters]
        # all of them first: from the first entry on nobody else can write one
        pdfs = list(render_all(tasks, at_once=at_once))
        for row, letter, made in zip(rows, letters, pdfs, strict=True):
            if isinstance(made, RenderFailed):
                rendering.note_failed(session, row.id, made, now)
                wrong += 1
                continue
            rendering.keep_rendered(session, letter, made, now)
            row.done_at = now
        return {row.id for row in rows}, wrong
