"""Who denounces has no place in a paper on the denunciation (Luật Tố cáo, Điều 8 khoản 3, Điều 56).

Told by the types: whatever a context could hold is walked, down to the last part.
"""

from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

import pytest

from feedback.domain.letters.catalogue import LETTERS
from feedback.domain.letters.denunciation import DenunciationPaper
from feedback.domain.letters.minutes import DenunciationMinutes, WithdrawalMinutes
from feedback.domain.letters.nameless import NamelessPaper
from feedback.domain.letters.parts import Person
from feedback.services.letters.correspondence import NOT_FOR_CITIZENS
from feedback.workflows.denunciation import EDITIONS
from feedback.workflows.guards.denunciations import ACCEPTANCE_PAPERS

PAPERS = {name: kind for name, kind in LETTERS.items() if issubclass(kind, DenunciationPaper)}
#: Papers without a place for a name, whatever they are about.
WITHOUT_NAMES = (NamelessPaper, DenunciationMinutes, WithdrawalMinutes)
NAMELESS = {name: kind for name, kind in LETTERS.items() if issubclass(kind, WITHOUT_NAMES)}
#: Words that would name a place for the denouncer.
TELLING = ("denouncer", "petitioner", "complainant", "sender", "address", "phone", "email")
TO_THE_DENOUNCER = {
    "denouncer_notice",
    "denunciation_assessment_request",
    "denunciation_declination_notice",
    "denunciation_handling_notice",
    "protection_refusal_notice",
    "denunciation_extension_decision",
    "denunciation_suspension_decision",
    "denunciation_resumption_decision",
    "denunciation_termination_decision",
    "conclusion_notice",
}


def parts_of(kind):
    """Every field of a type and of the types within, as path and type."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        for field in fields(kind):
            yield field.name, hints[field.name]
            yield from parts_of(hints[field.name])
    for inner in get_args(kind):
        yield "", inner
        yield from parts_of(inner)


def test_the_walk_finds_a_person():
    assert Person in {part for _, part in parts_of(LETTERS["transfer_slip"])}
    assert Person in {part for _, part in parts_of(LETTERS["settlement_decision"])}


@pytest.mark.parametrize("name", sorted(NAMELESS))
def test_no_paper_on_a_denunciation_has_a_place_for_who_denounces(name):
    parts = list(parts_of(NAMELESS[name]))
    assert Person not in {part for _, part in parts}
    named = {field for field, _ in parts} - {"addressee"}
    assert {field for field in named for word in TELLING if word in field} == set()


def test_every_document_of_the_procedure_is_such_a_paper():
    due = {letter.name for edition in EDITIONS for letter in edition.letters}
    assert due | ACCEPTANCE_PAPERS <= set(NAMELESS)


def test_the_denouncer_reads_what_is_written_to_the_denouncer_and_nothing_else():
    assert set(PAPERS) - NOT_FOR_CITIZENS == TO_THE_DENOUNCER
    assert {name for name, kind in PAPERS.items() if kind.for_citizen} == TO_THE_DENOUNCER
