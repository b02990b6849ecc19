"""The pages about procedures are generated, current, and speak the words of the glossary."""

from pathlib import Path

import pytest

from feedback.domain.letters.catalogue import LETTERS as HOUSE_LETTERS
from feedback.workflows.glossary import ACTS, LETTERS, PROCEDURES, STATES
from feedback.workflows.glossary_page import with_words
from feedback.workflows.pages import pages
from feedback.workflows.registry import all_editions

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "workflows"
GLOSSARY = ROOT / "docs" / "glossary.md"


@pytest.mark.parametrize("name", pages())
def test_each_generated_page_is_current(name):
    """Else: ``./feedback.sh flask workflows draw --into docs/workflows``."""
    assert (PAGES / name).read_text(encoding="utf-8") == pages()[name]


def test_no_page_is_left_of_an_edition_that_is_gone():
    assert {page.name for page in PAGES.iterdir()} == set(pages())


def test_the_words_of_the_procedures_in_the_glossary_are_current():
    """Else: ``./feedback.sh flask workflows glossary docs/glossary.md``."""
    page = GLOSSARY.read_text(encoding="utf-8")
    assert with_words(page) == page


def test_the_glossary_has_no_word_that_no_table_uses():
    """Of acts, ``submit`` brings a petition into being; of documents, the receipt follows it."""
    editions = all_editions()
    assert {edition.procedure for edition in editions} == set(PROCEDURES)
    assert {state.name for edition in editions for state in edition.states} == set(STATES)
    acts = {row.action for edition in editions for row in edition.transitions}
    assert set(ACTS) - acts == {"submit"}
    assert set(LETTERS) == set(HOUSE_LETTERS)
