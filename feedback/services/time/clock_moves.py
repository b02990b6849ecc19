"""What a decision does to the clocks of its subject, and what the history says of each."""

from datetime import datetime
from typing import Any

from feedback.domain.time_limits import working_days
from feedback.services.time.clocks import Clocks
from feedback.workflows.core import Decision
from feedback.workflows.rows import Act


def move(clocks: Clocks, decision: Decision, act: Act, now: datetime) -> dict[str, Any]:
    """Close, stop, start, lengthen and open; say each in the history."""
    closed = clocks.close(decision.closes, act.on)
    closed += clocks.close(decision.voids, act.on, how="void")
    moved: list[dict[str, Any]] = []
    if decision.pauses:
        moved += clocks.stop(decision.pauses, act.on, act.data.get("reason", ""))
    if decision.resumes:
        moved += clocks.go_on(act.on)
    if decision.extends and decision.adds:
        moved += clocks.grant(decision.extends, decision.adds, act.data["reason"])
    elif decision.extends and "extra_days" in act.data:
        granted = working_days(int(act.data["extra_days"]))
        moved += clocks.lengthen(decision.extends, granted, act.data["reason"])
    elif decision.extends:
        moved += clocks.recompute()
    opened = clocks.open(decision.opens, now)
    if decision.target.final:
        closed += clocks.close_all(act.on)
    said = {"closed": closed, "moved": moved, "opened": opened}
    return {name: value for name, value in said.items() if value}
