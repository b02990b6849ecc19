"""The agency's paragraphs as they are offered beside a text, filled in from the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.domain import clock
from feedback.domain.letters.paragraphs import filled
from feedback.domain.roles import Actor
from feedback.extensions import db
from feedback.services.drafting import paragraphs, prefill


@dataclass(frozen=True, slots=True)
class Offer:
    """A paragraph that may be put into a field."""

    number: int
    title: str
    text: str


def offers(
    subject_id: int, action: str, fields: Sequence[str], actor: Actor
) -> dict[str, tuple[Offer, ...]]:
    """By field: the paragraphs kept for it, those for this act alone among them."""
    session = db.session()
    kept = [
        each
        for each in paragraphs.all_of(session, actor)
        if each.field in fields and each.action in {"", action} and not each.retired
    ]
    if not kept:
        return {}
    names = prefill.for_paragraphs(session, subject_id, action, clock.now())
    return {
        name: tuple(
            Offer(each.number, each.title, filled(each.text, names))
            for each in kept
            if each.field == name
        )
        for name in fields
    }
