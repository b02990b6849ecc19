"""A draft of any document can be read, however little of it is there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedback.domain.letters.catalogue import from_json, mandatory, to_json
from feedback.domain.letters.drafts import GAP, as_draft, with_gaps
from feedback.domain.letters.parts import Letter, OutgoingLetter
from feedback.letters.page import html_of
from feedback.letters.render import visible_text
from tests.documents.letter_specimens import SPECIMENS

NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)


def emptied(letter: Letter) -> Letter:
    """The letter with all that a drafter types for it taken out."""
    typed = {
        name: () if isinstance(value, tuple) else "" if type(value) is str else None
        for name in mandatory(type(letter))
        if isinstance(value := getattr(letter, name), tuple | str)
    }
    return replace(letter, **typed)


@pytest.mark.parametrize("name", SPECIMENS)
def test_an_empty_draft_of_every_document_can_be_read(name):
    bare = as_draft(emptied(SPECIMENS[name]))
    letter = with_gaps(bare)
    kept = from_json(letter.name, to_json(letter))
    text = visible_text(html_of(kept, issued_at=NOW, draft=True))
    assert "None" not in text
    assert letter == bare or GAP in text


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_draft_has_neither_number_nor_day(name):
    letter = SPECIMENS[name]
    draft = as_draft(letter)
    if not isinstance(letter, OutgoingLetter):
        assert draft == letter
        return
    assert isinstance(draft, OutgoingLetter)
    assert draft.head.code.startswith("…/")
    assert draft.head.day == "ngày … tháng … năm …"
    assert draft.governed_on == letter.governed_on


def test_what_is_written_is_not_a_gap():
    letter = as_draft(SPECIMENS["settlement_decision"])
    assert with_gaps(letter) == letter
