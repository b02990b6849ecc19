"""What a jurist reads of the documents is what the product makes."""

from pathlib import Path

from feedback.letters.manifest import manifest
from feedback.queries.documents import documents
from feedback.queries.documents_page import markdown

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_documents_is_current():
    """Else: ``./feedback.sh flask documents catalogue --into docs/documents.md``."""
    assert (ROOT / "docs" / "documents.md").read_text(encoding="utf-8") == markdown()


def test_every_document_says_when_it_is_issued_to_whom_it_goes_and_what_it_never_holds():
    silent = {one.name for one in documents() if not (one.when and one.goes_to and one.never)}
    assert silent == set()


def test_every_act_that_makes_a_document_due_is_told():
    """One letter, two acts of two editions: told once with both editions."""
    [notice] = [one for one in documents() if one.name == "acceptance_notice"]
    [made] = notice.made_by
    assert (made.procedure, made.act, made.only_if) == ("intake", "accept", "is_either_complaint")
    assert made.editions == ("TT05-2021", "TT05-2026")


def test_a_form_that_was_not_read_is_told_and_not_printed():
    [notice] = [one for one in documents() if one.name == "acceptance_notice"]
    assert [(form.number, form.printed) for form in notice.forms] == [
        ("Mẫu số 03", False),
        ("Mẫu số 03", True),
    ]
    assert [str(form.in_force_to) for form in notice.forms] == ["2026-06-30", "None"]
    assert manifest("acceptance_notice").editions[0].form_line == ""


def test_contents_are_told_with_their_article():
    [decision] = [one for one in documents() if one.name == "settlement_decision"]
    assert any("Luật Khiếu nại, Điều 31 khoản 2" in each.source for each in decision.required)
