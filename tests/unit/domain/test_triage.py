"""Three answers, one suggestion: the whole table."""

from itertools import product

import pytest

from feedback.domain.petitions import Kind
from feedback.domain.triage import Reply, Suggestion, suggest

Y, N, U = Reply.YES, Reply.NO, Reply.UNSURE
COMPLAINT = Suggestion((Kind.COMPLAINT,))
DENUNCIATION = Suggestion((Kind.DENUNCIATION,))
NEITHER = Suggestion((Kind.REPORT, Kind.RECOMMENDATION))


@pytest.mark.parametrize(
    ("act", "own", "violation", "expected"),
    [
        pytest.param(Y, Y, N, COMPLAINT, id="an act touches my rights"),
        pytest.param(Y, Y, U, COMPLAINT, id="an act touches my rights, violation unclear"),
        pytest.param(Y, N, Y, DENUNCIATION, id="an act breaks the law, not mine"),
        pytest.param(N, N, Y, DENUNCIATION, id="somebody breaks the law"),
        pytest.param(N, Y, Y, DENUNCIATION, id="harmed, but by no act to be changed"),
        pytest.param(U, U, Y, DENUNCIATION, id="only the violation is clear"),
        pytest.param(N, N, N, NEITHER, id="something happens where I live"),
        pytest.param(Y, N, N, NEITHER, id="a rule that is not about me"),
        pytest.param(
            Y, U, N, Suggestion((Kind.COMPLAINT, Kind.RECOMMENDATION)), id="perhaps my rights"
        ),
        pytest.param(
            Y,
            Y,
            Y,
            Suggestion((Kind.COMPLAINT, Kind.DENUNCIATION), separate=True),
            id="two matters",
        ),
    ],
)
def test_three_answers_lead_to_a_kind(act, own, violation, expected):
    assert suggest(act, own, violation) == expected


def test_every_combination_suggests_something():
    assert all(suggest(*replies).kinds for replies in product(Reply, repeat=3))
