"""What the house aims at, by task and number of petitions."""

from bench.result import Result

#: From so many petitions on: at most so much in the task's unit, of a rate at least.
AMOUNTS: dict[str, dict[int, float]] = {
    "T1 lodge, 8 clients": {0: 200},
    "T1 processor time": {0: 8},
    "T2 queue, 50 rows": {0: 9},
    "T3 petition": {0: 5},
    "T4 sweep, 1 % due, command": {0: 1, 1_000_000: 3},
    "T5 search, middling word": {0: 25, 1_000_000: 50},
    "T5 search, rare word": {0: 5, 1_000_000: 8},
    "T6 tracking by code": {0: 3},
    "T7 100,000 clocks counted and written": {0: 20},
}
#: From so many petitions on: at most so many times our own at the first size.
GROWTHS: dict[str, dict[int, float]] = {"T2 queue, 50 rows": {100_000: 1.2, 1_000_000: 1.5}}


def verdict(line: Result, size: int, first: float) -> tuple[str, str]:
    """The goal in words, and whether it is reached."""
    growth = _at(GROWTHS, line.task, size)
    if growth is not None:
        return f"≤ {growth:g} × the first", _yes(line.product <= growth * first)
    amount = _at(AMOUNTS, line.task, size)
    if amount is None:
        return "", ""
    if line.more_is_better:
        return f"≥ {amount:g}", _yes(line.product >= amount)
    return f"≤ {amount:g}", _yes(line.product <= amount)


def _at(goals: dict[str, dict[int, float]], task: str, size: int) -> float | None:
    """The goal with the largest size that is not above this one."""
    held = [goal for start, goal in sorted(goals.get(task, {}).items()) if start <= size]
    return held[-1] if held else None


def _yes(reached: bool) -> str:  # noqa: FBT001 - a truth to be worded
    return "yes" if reached else "no"
