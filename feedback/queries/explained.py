"""Clocks as their history explains them, counted again while somebody looks: nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from feedback.domain.errors import DomainError
from feedback.domain.history.clocks import FileClocks, Recomputed
from feedback.domain.history.entries import MalformedEntryError, reread
from feedback.domain.history.verify import StoredEntry
from feedback.workflows.limits.registry import limit_named


@dataclass(frozen=True, slots=True)
class Explained:
    """One clock right after an entry touched it."""

    title: str
    due: date | None
    lines: tuple[str, ...]
    #: what the entries say leads to the date they record
    agrees: bool


def explained(entries: Sequence[StoredEntry]) -> dict[int, tuple[Explained, ...]]:
    """By place in the log: the clocks each entry opened or moved, with their reasons."""
    clocks = FileClocks()
    return {entry.place: tuple(_told(clocks, entry)) for entry in entries}


def _told(clocks: FileClocks, entry: StoredEntry) -> Iterator[Explained]:
    """Damaged bytes explain nothing; what is whole around them still does."""
    try:
        touched = clocks.take_in(reread(entry.body))
        for again in [clocks.recompute(uid, limit_named) for uid in touched]:
            lines = tuple(step.text for step in again.steps)
            yield Explained(again.limit.title, again.clock.recorded[1], lines, again.agrees)
    except (MalformedEntryError, DomainError, KeyError, TypeError, ValueError, AttributeError):
        return


def clocks_of(entries: Sequence[StoredEntry]) -> FileClocks:
    """The clocks of a file after all its entries; those whose entries are damaged are left out."""
    clocks = FileClocks()
    for entry in entries:
        for _ in _told(clocks, entry):
            pass
    return clocks


def running(clocks: FileClocks) -> dict[str, Recomputed]:
    """Every running clock that its history leads to, by uid."""
    found = {}
    for uid, clock in clocks.clocks.items():
        if clock.state == "open":
            try:
                again = clocks.recompute(uid, limit_named)
            except DomainError:
                continue
            if again.agrees:
                found[uid] = again
    return found
