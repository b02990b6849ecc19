"""The page a jurist reads is the table the product reads."""

from pathlib import Path

from feedback.domain.competence.page import markdown

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_competence_is_current():
    """Else: ``./feedback.sh flask law competence --into docs/competence.md``."""
    assert (ROOT / "docs" / "competence.md").read_text(encoding="utf-8") == markdown()
