"""The page of who may do what is the table the product asks."""

from pathlib import Path

from feedback.domain.policy.page import markdown

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_who_may_what_is_current():
    """Else: ``./feedback.sh flask routes policy --into docs/security/who-may-what.md``."""
    page = ROOT / "docs" / "security" / "who-may-what.md"
    assert page.read_text(encoding="utf-8") == markdown()
