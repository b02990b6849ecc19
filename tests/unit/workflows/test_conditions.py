"""What tables promise of their conditions, asked of the conditions themselves."""

from datetime import date

import pytest

from feedback.domain.petitions import Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import Act, Condition

DAY = date(2026, 8, 3)
ENDING = {
    condition.name: condition
    for edition in all_editions()
    for row in edition.transitions
    for condition in row.provided
    if condition.ended
}


@pytest.mark.parametrize("condition", ENDING.values(), ids=ENDING.keys())
def test_a_condition_that_promises_ended_clocks_says_no_while_one_runs(condition: Condition):
    act = Act("close", Role.CASE_OFFICER, DAY)
    for rule in condition.ended:
        facts = Facts(
            SubjectKind.CASE, Kind.COMPLAINT, "sent", DAY, running=frozenset({rule, "OTHER"})
        )
        assert not condition.ask(facts, act)
