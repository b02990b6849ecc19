"""The acts of a file as its entries record them: what the drawing of its procedure marks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from feedback.domain.clock import civil_day
from feedback.queries.timeline import Event
from feedback.workflows.core import Edition
from feedback.workflows.way import Recorded, Way, way


def travelled(pinned: Edition, events: Iterable[Event]) -> Way:
    """The way of a file; entries whose bytes are damaged are not on it."""
    return way(pinned, _recorded(events))


def _recorded(events: Iterable[Event]) -> Iterator[Recorded]:
    for event in events:
        data = event.data
        if isinstance(data.get("act"), str) and isinstance(data.get("to"), str):
            yield Recorded(
                action=data["act"],
                source=str(data.get("from") or ""),
                target=data["to"],
                on=_day(data, event),
                basis=str(data.get("basis") or ""),
                actor=event.actor,
            )


def _day(data: Mapping[str, Any], event: Event) -> date:
    """The day of the act; of an entry that does not say it, the day it was written."""
    try:
        return date.fromisoformat(data["on"])
    except (KeyError, TypeError, ValueError):
        return civil_day(event.at)
