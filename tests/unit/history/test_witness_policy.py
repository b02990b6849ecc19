"""A policy file says whose cosignatures make a checkpoint count (c2sp.org/tlog-policy)."""

import pytest

from feedback.domain.history.policy import MalformedPolicyError, read_policy
from feedback.services.log.log_key import public_key
from tests.unit.witness.made_logs import LOG, cosigning

X1, X2, X3, Y1, Y2 = (cosigning(f"w{seed}.example", seed).line for seed in range(1, 6))
LOG_LINE = LOG.key.as_text()
EXAMPLE = f"""# Ai đối chứng nhật ký
log {LOG_LINE} https://nhat-ky.example/

witness X1 {X1} https://x1.example/
witness X2\t{X2} file:///thanh-tra
  witness X3 {X3}
group X 2 X1 X2 X3
witness Y1 {Y1}
witness Y2 {Y2}
group Y any Y1 Y2
group X-and-Y all X Y
quorum X-and-Y
"""


def policy(text):
    return read_policy(text.encode(), public_key)


@pytest.mark.parametrize(
    ("cosigned", "enough"),
    [
        ("X1 X2 Y1", True),
        ("X2 X3 Y2", True),
        ("X1 X2 X3 Y1 Y2", True),
        ("X1 Y1", False),
        ("X1 X2 X3", False),
        ("Y1 Y2", False),
        ("", False),
    ],
)
def test_the_quorum_of_the_examples_groups(cosigned, enough):
    assert policy(EXAMPLE).satisfied_by(cosigned.split()) is enough


def test_where_a_witness_is_asked_and_whether_it_answers_at_once():
    read = policy(EXAMPLE)
    assert [key.name for key in read.logs] == [LOG.key.name]
    assert {name: one.online for name, one in read.witnesses.items() if one.url} == {
        "X1": True,
        "X2": False,
    }


def test_a_quorum_of_none_asks_for_nobody():
    assert policy("quorum none\n").satisfied_by([])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("quorum X-and-Y\n", ""), "no quorum"),
        (("quorum X-and-Y\n", "quorum X-and-Y\nquorum none\n"), "line 13"),
        (("quorum X-and-Y", "quorum Z"), "Z is not defined"),
        (("group X 2", "group X 4"), "no number of members"),
        (("group X 2", "group X 0"), "no number of members"),
        (("group X 2 X1 X2 X3", "group X 2 X1 X1 X3"), "X1 is a member twice"),
        (("group Y any Y1", "group Y any X1"), "X1 is a member twice"),
        (("group Y any Y1 Y2", "group Y any Y1 none"), "none is not defined"),
        (("witness Y1", "witness none"), "the name none is taken"),
        (("witness Y1", "witness X1"), "the name X1 is taken"),
        ((Y2, X1), "the same public key twice"),
        ((Y2, LOG_LINE), "line 9"),
        ((LOG_LINE, X3), "line 2"),
        ((Y2[-10:], "AAAA"), "line 9"),
        (("group Y any Y1 Y2", "group Y any"), "no line of a policy"),
        (("https://x1.example/", "https://x1.example/ more"), "no line of a policy"),
        (("# Ai", "\x07"), "a control character"),
    ],
)
def test_a_policy_that_says_something_else_is_refused(change, reason):
    assert change[0] in EXAMPLE
    with pytest.raises(MalformedPolicyError, match=reason):
        policy(EXAMPLE.replace(*change))
