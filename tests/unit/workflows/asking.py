"""What the law says against an act: the question most tables of these tests ask."""

from feedback.domain.errors import ConditionsNotMetError, NotLawfulError
from feedback.domain.petitions import Facts
from feedback.workflows.core import Edition
from feedback.workflows.rows import Act


def refusal(edition: Edition, facts: Facts, act: Act) -> str:
    """The refusal in the law's words; empty when the act is allowed."""
    try:
        edition.decide(facts, act)
    except (ConditionsNotMetError, NotLawfulError) as refused:
        return str(refused)
    return ""
