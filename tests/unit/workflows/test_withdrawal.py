"""Withdrawing as a whole, in part, alone among many; ending unsettled (Điều 10, 7a, 28b)."""

from datetime import date

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Edition
from feedback.workflows.registry import PROCEDURES, edition_named, governing
from feedback.workflows.rows import Act
from tests.unit.workflows.asking import refusal

AUGUST = date(2026, 8, 3)
COMPLAINTS = [name for name in PROCEDURES if "complaint" in name]
NEW = [edition_named(name, "LKN-2026") for name in COMPLAINTS]
EVERY_NEW_TEXT = pytest.mark.parametrize("edition", NEW, ids=lambda e: e.procedure)
WITHDREW = {"withdraw": DoneAct(AUGUST, {"reason": "Đã thỏa thuận."})}
ALL_WITHDREW = {"confirm_all_withdrew": DoneAct(AUGUST)}
PART = {"withdraw_part": DoneAct(AUGUST, {"withdrawn_content": "Cây trồng."})}


def case(state: str = "verifying", **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": AUGUST, "accepted_on": AUGUST}
    return Facts(SubjectKind.CASE, Kind.COMPLAINT, state, **(values | changes))  # type: ignore[arg-type]  # a table of facts


def terminate(ground: str, /, **said: str) -> Act:
    return Act("terminate", Role.HEAD, AUGUST, {"termination_ground": ground, "reason": "x"} | said)


@EVERY_NEW_TEXT
@pytest.mark.parametrize(
    ("facts", "act", "says"),
    [
        pytest.param(case(), terminate("withdrawn"), "chưa rút", id="nobody withdrew"),
        pytest.param(case(acts=WITHDREW), terminate("withdrawn"), "", id="the one who complains"),
        pytest.param(case(acts=PART), terminate("withdrawn"), "chưa rút", id="a part alone"),
        pytest.param(
            case(acts=WITHDREW, joint=True), terminate("withdrawn"), "những người còn lại",
            id="one of several",
        ),
        pytest.param(
            case(acts=ALL_WITHDREW, joint=True), terminate("withdrawn"), "", id="all of several"
        ),
        pytest.param(
            case(), terminate("no_successor"), "nơi thường trú cuối cùng", id="dead, sent nowhere"
        ),
        pytest.param(
            case(), terminate("no_successor", last_residence="UBND xã Tiên Yên"), "",
            id="dead, sent to where they last lived",
        ),
        pytest.param(case(), terminate("other"), "phải nêu điểm", id="another ground, unnamed"),
        pytest.param(
            case(), terminate("other", ground="điểm c khoản 2"), "", id="another ground, named"
        ),
    ],
)  # fmt: skip
def test_a_complaint_ends_unsettled_on_a_ground_of_the_law_alone(
    edition: Edition, facts: Facts, act: Act, says: str
) -> None:
    refused = refusal(edition, facts, act)
    assert says in refused
    assert bool(refused) is bool(says)
    if "còn lại" in says:
        assert "khoản 1 Điều 7a" in refused


@EVERY_NEW_TEXT
@pytest.mark.parametrize(
    ("role", "paper", "lawful"),
    [
        pytest.param(Role.CITIZEN, "", True, id="by the citizen in person"),
        pytest.param(Role.CASE_OFFICER, "", False, id="by an officer on their word"),
        pytest.param(Role.CASE_OFFICER, "f" * 64, True, id="by an officer from a signed paper"),
    ],
)
def test_a_part_is_withdrawn_by_who_complains_or_from_their_signed_paper(
    edition: Edition, role: Role, paper: str, *, lawful: bool
) -> None:
    said = {"withdrawn_content": "Cây trồng.", "withdrawal_paper": paper}
    refused = refusal(edition, case(), Act("withdraw_part", role, AUGUST, said))
    assert ("văn bản có chữ ký" not in refused) is lawful
    assert bool(refused) is not lawful


@EVERY_NEW_TEXT
def test_who_withdraws_a_part_says_which(edition: Edition) -> None:
    act = Act("withdraw_part", Role.CITIZEN, AUGUST)
    assert "Chưa có: Phần khiếu nại được rút" in refusal(edition, case(), act)


@EVERY_NEW_TEXT
def test_that_all_withdrew_is_asked_only_where_several_complain(edition: Edition) -> None:
    offered = lambda facts: {o.action for o in edition.available(facts, AUGUST)}  # noqa: E731
    assert "confirm_all_withdrew" not in offered(case())
    assert "confirm_all_withdrew" in offered(case(joint=True))


@EVERY_NEW_TEXT
@pytest.mark.parametrize(
    ("facts", "action", "role", "opens"),
    [
        pytest.param(case(), "withdraw", Role.CITIZEN, True, id="the one who complains"),
        pytest.param(case(joint=True), "withdraw", Role.CITIZEN, False, id="one of several"),
        pytest.param(
            case(joint=True), "confirm_all_withdrew", Role.CASE_OFFICER, True, id="all of several"
        ),
    ],
)
def test_once_nobody_complains_the_decision_to_terminate_is_due_at_once(
    edition: Edition, facts: Facts, action: str, role: Role, *, opens: bool
) -> None:
    said = {"reason": "x", "withdrawal_paper": "f" * 64}
    decision = edition.decide(facts, Act(action, role, AUGUST, said))
    assert ([o.rule for o in decision.opens] == ["KN-SUSPEND-ISSUE"]) is opens
    assert "KN-SUSPEND-ISSUE" in edition.decide(case(acts=WITHDREW), terminate("withdrawn")).closes


@pytest.mark.parametrize("procedure", COMPLAINTS)
@pytest.mark.parametrize(
    ("on", "knows"),
    [
        pytest.param(date(2026, 6, 30), False, id="the day before"),
        pytest.param(date(2026, 7, 1), True, id="from 1 July 2026 (Điều 22)"),
    ],
)
def test_parts_are_withdrawn_of_pending_cases_by_the_transition_clause(
    procedure: str, on: date, *, knows: bool
) -> None:
    old = PROCEDURES[procedure][0].name
    acts = {row.action for row in governing(procedure, old, on).transitions}
    assert ("withdraw_part" in acts) is knows


@EVERY_NEW_TEXT
def test_that_all_withdrew_is_confirmed_once(edition: Edition) -> None:
    said = {"withdrawal_paper": "f" * 64}
    act = Act("confirm_all_withdrew", Role.CASE_OFFICER, AUGUST, said)
    assert refusal(edition, case(joint=True), act) == ""
    assert "Đã ghi nhận tất cả" in refusal(edition, case(joint=True, acts=ALL_WITHDREW), act)
