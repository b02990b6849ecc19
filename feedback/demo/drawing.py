"""Any number of petitions drawn from the corpus, spread over kinds, communes and days.

The first time a petition of the corpus is drawn it comes word for word; after that another person,
address, commune, figures and opening stand in it, so that ten thousand are not seventy. The same
seed gives the same petitions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from feedback.demo.petitions import DECOMPOSED, corpus, decompose, told
from feedback.demo.shapes import CorpusPetition
from feedback.demo.variation import vary
from feedback.domain.clock import civil_day, midnight
from feedback.domain.communes import COMMUNES, Commune, commune_with_code
from feedback.domain.petitions import Kind

#: Shares of what comes in: 91 % recommendations and reports, feedback on rules among them (the
#: province's figures to 25/9/2019: 4,253 of 4,676 cases), the rest complaints, few denunciations.
SHARES = {
    Kind.REPORT: 0.50,
    Kind.RECOMMENDATION: 0.39,
    Kind.RULE_FEEDBACK: 0.02,
    Kind.COMPLAINT: 0.07,
    Kind.DISCIPLINE_COMPLAINT: 0.005,
    Kind.DENUNCIATION: 0.015,
}
#: A petition of many comes less often than one of a single person.
MASS_WEIGHT = 0.4
#: Fewer people write on a Saturday or Sunday.
WEEKEND_WEIGHT = 0.45
#: Hours of the day in Vietnam and how many write in them: mornings, and after supper.
_HOURS = tuple(range(6, 23))
_HOUR_WEIGHTS = (1, 2, 6, 9, 9, 6, 3, 4, 7, 7, 6, 4, 3, 5, 6, 4, 2)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn petition: its place in the order of lodging, its instant, its words."""

    number: int
    lodged_at: datetime
    petition: CorpusPetition
    #: ``number`` of the earlier one that says the same matter.
    duplicate_of: int | None = None
    #: on paper for certain, whatever the shares say
    on_paper: bool = False


def draw(count: int, seed: int, *, first: date, last: date) -> Iterator[Drawn]:
    """``count`` petitions lodged from ``first`` to ``last``, in the order of lodging."""
    rng = Random(seed)  # noqa: S311 - repeatable on purpose, no secret
    earlier: dict[str, Drawn] = {}
    for number, lodged_at in enumerate(_instants(count, rng, first, last)):
        petition = _choose(rng, lodged_at, earlier)
        drawn = _drawn(rng, number, lodged_at, petition, earlier)
        earlier[petition.id] = drawn
        if DECOMPOSED in petition.traits:
            drawn = replace(drawn, petition=decompose(drawn.petition))
        yield drawn


def _instants(count: int, rng: Random, first: date, last: date) -> list[datetime]:
    """Sorted instants, so that numbers in the register follow the days."""
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    weights = [1.0 if day.weekday() < 5 else WEEKEND_WEIGHT for day in days]  # noqa: PLR2004 - Saturday
    chosen = rng.choices(days, weights, k=count)
    hours = rng.choices(_HOURS, _HOUR_WEIGHTS, k=count)
    return sorted(
        midnight(day) + timedelta(hours=hour, seconds=rng.randrange(3600))
        for day, hour in zip(chosen, hours, strict=True)
    )


def _choose(rng: Random, lodged_at: datetime, earlier: dict[str, Drawn]) -> CorpusPetition:
    """One petition of the corpus by the shares; a repetition only after what it repeats."""
    (kind,) = rng.choices(tuple(SHARES), tuple(SHARES.values()))
    eligible = [
        petition
        for petition in _of_kind(kind)
        if petition.duplicate_of is None or petition.duplicate_of in earlier
    ]
    weights = [MASS_WEIGHT if petition.group else 1.0 for petition in eligible]
    return told(rng.choices(eligible, weights)[0].id, civil_day(lodged_at))


@cache
def _of_kind(kind: Kind) -> tuple[CorpusPetition, ...]:
    return tuple(petition for petition in corpus() if petition.kind is kind)


def _drawn(
    rng: Random,
    number: int,
    lodged_at: datetime,
    petition: CorpusPetition,
    earlier: dict[str, Drawn],
) -> Drawn:
    original = earlier.get(petition.duplicate_of or "")
    if original is not None:
        same = vary(rng, petition, original.petition.commune, repeats=original.petition)
        return Drawn(number, lodged_at, same, duplicate_of=original.number)
    if petition.id not in earlier:
        return Drawn(number, lodged_at, petition)
    return Drawn(number, lodged_at, vary(rng, petition, _elsewhere(rng, petition)))


def _elsewhere(rng: Random, petition: CorpusPetition) -> Commune:
    """Where else this may happen: units of the same kind, so that "phường" stays true."""
    if petition.move_to == ("any",):
        return rng.choice([unit for unit in COMMUNES if unit.kind is petition.commune.kind])
    return rng.choice([petition.commune, *map(commune_with_code, petition.move_to)])
