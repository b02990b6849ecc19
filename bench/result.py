"""What a task comes to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: medians of product and floor; less is better but for rates."""

    task: str
    unit: str
    product: float
    floor: float
    more_is_better: bool = False
