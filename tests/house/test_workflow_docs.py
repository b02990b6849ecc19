"""The pages about procedures are generated, current, and speak the words of the glossary."""

import re
from pathlib import Path

import pytest

from feedback.workflows.diagrams import markdown
from feedback.workflows.registry import all_editions

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "workflows"
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "edition", all_editions(), ids=lambda each: f"{each.procedure}-{each.name}"
)
def test_the_page_of_each_edition_is_current(edition):
    """Else: ``./feedback.sh flask workflows draw --into docs/workflows``."""
    page = PAGES / f"{edition.procedure}-{edition.name}.md"
    assert page.read_text(encoding="utf-8") == markdown(edition)


def test_no_page_is_left_of_an_edition_that_is_gone():
    known = {f"{edition.procedure}-{edition.name}.md" for edition in all_editions()}
    assert {page.name for page in PAGES.iterdir()} == known


def test_every_state_and_act_of_a_procedure_is_in_the_glossary():
    words = set(re.findall(r"`(\w+)`", GLOSSARY))
    used = {state.name for edition in all_editions() for state in edition.states}
    used |= {row.action for edition in all_editions() for row in edition.transitions}
    used |= {edition.procedure for edition in all_editions()}
    assert used - words == set()


def test_every_document_of_a_procedure_is_in_the_glossary():
    words = set(re.findall(r"`(\w+)`", GLOSSARY))
    assert {due.name for edition in all_editions() for due in edition.letters} - words == set()
