"""The series of numbers that an agency's documents run in, by the manifests of the letters."""

from functools import cache

from feedback.domain.letters.catalogue import LETTERS
from feedback.domain.letters.parts import OutgoingLetter
from feedback.domain.registers import Series
from feedback.letters.manifest import manifest


@cache
def types() -> dict[tuple[str, bool], str]:
    """Title of each type of numbered document, by type code and whether it is restricted."""
    found: dict[tuple[str, bool], str] = {}
    for name, letter in LETTERS.items():
        form = manifest(name)
        if issubclass(letter, OutgoingLetter):
            found.setdefault((form.symbol, form.restricted), form.title.capitalize())
    return dict(sorted(found.items()))


def series_of(agency_code: str, agency_symbol: str) -> list[Series]:
    """Every series of an agency."""
    return [Series(agency_code, agency_symbol, code, apart) for code, apart in types()]
