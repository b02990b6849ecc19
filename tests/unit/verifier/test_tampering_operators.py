"""Figure T1, a sample of it: ``python -m tests.tools.tamper`` runs the whole, 1,000 of each."""

import pytest

from tests.tampering.trial import OPERATORS, false_alarms, trials

SAMPLE = 6


def test_there_are_as_many_operators_as_the_figure_asks_for():
    assert len({operator.sentence for operator in OPERATORS}) == len(OPERATORS) >= 30


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.tamper.__name__)
def test_what_is_tampered_with_is_found_and_its_first_bad_entry_named(operator):
    missed = [trial for trial in trials(operator, SAMPLE) if not (trial.found and trial.named)]
    assert missed == []


def test_clean_histories_raise_no_alarm():
    assert false_alarms(40) == []
