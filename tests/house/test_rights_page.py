"""The page of rights is the table by which rights are given."""

from pathlib import Path

from feedback.models.grants_page import markdown

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_rights_is_current():
    """Else: ``./feedback.sh flask routes rights --into docs/security/rights.md``."""
    assert (ROOT / "docs/security/rights.md").read_text(encoding="utf-8") == markdown()
