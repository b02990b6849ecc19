"""Documents that are not issued yet as pages show them: pictures of their pages, or a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.roles import Actor
from feedback.services.drafting import previews
from feedback.services.drafting.previews import Sheets
from feedback.workflows.glossary import letter_title

#: The policy of our pages lets pictures travel inside the page, and no document be embedded.
_PICTURE = "data:image/png;base64,"


@dataclass(frozen=True, slots=True)
class Shown:
    """One document: what it is called, addresses of its pictures, pages in all, or why none."""

    title: str
    pages: tuple[str, ...] = ()
    count: int = 0
    failure: str = ""

    @property
    def told(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "pages": self.pages,
            "count": self.count,
            "failure": self.failure,
        }


def shown(sheets: Sequence[Sheets]) -> tuple[Shown, ...]:
    return tuple(
        Shown(
            title=letter_title(sheet.name),
            pages=tuple(f"{_PICTURE}{page}" for page in sheet.pages),
            count=sheet.count,
            failure=sheet.failure,
        )
        for sheet in sheets
    )


def preview_of(
    subject_id: int,
    action: str,
    data: Mapping[str, str],
    actor: Actor,
    *,
    drafter_id: int | None = None,
) -> tuple[Shown, ...]:
    """The documents of an act drawn for a page; what stands against it takes their place."""
    now = clock.now()
    try:
        looked = previews.look(subject_id, action, data, actor, now, drafter_id=drafter_id)
        return shown(previews.draw(looked, actor, now))
    except DomainError as refusal:
        return (Shown("Bản xem trước", failure=str(refusal)),)
