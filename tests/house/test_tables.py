"""What the tables of the law name in words must exist where the rest of the house looks for it."""

from feedback.domain.letters.catalogue import LETTERS
from feedback.domain.petitions import KIND_TITLES, LODGED_ONLINE_TITLES, Kind
from feedback.services.acts.effects import EFFECTS
from feedback.services.letters.letter_contexts.catalogue import CONTEXTS
from feedback.workflows.events import EVENT_TITLES, EVENTS
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.registry import PROCEDURE_OF_KIND, PROCEDURES, all_editions

DUE = {due.name for edition in all_editions() for due in edition.letters}
ACTS = {row.action for edition in all_editions() for row in edition.transitions}


def test_every_act_has_a_title_for_the_timeline():
    assert {event for event in EVENTS.values() if event not in EVENT_TITLES} == set()


def test_every_particular_effect_belongs_to_an_act():
    assert set(EFFECTS) <= ACTS


def test_every_document_an_act_makes_due_is_a_letter_of_the_house():
    assert set(LETTERS) >= DUE


def test_every_document_an_act_makes_due_can_be_filled_from_the_file():
    assert set(CONTEXTS) >= DUE


def test_every_kind_has_its_words():
    assert set(KIND_TITLES) == set(Kind) == set(LODGED_ONLINE_TITLES)


def test_every_kind_can_be_chosen_when_classifying():
    """A voters' recommendation comes from the Council's office: no petition becomes one."""
    chosen = {value for value, _ in INPUTS["kind"].choices}
    assert chosen == set(Kind) - {Kind.VOTER_RECOMMENDATION}


def test_every_kind_that_can_be_accepted_has_its_procedure():
    assert set(PROCEDURE_OF_KIND) == set(Kind)
    assert set(PROCEDURE_OF_KIND.values()) <= set(PROCEDURES)
