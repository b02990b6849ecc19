"""Staying the contested decision (Luật Khiếu nại Điều 35), as a jurist asks."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Edition
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import Act
from tests.unit.workflows.asking import refusal

AUGUST, LATER, LAST = date(2026, 8, 3), date(2026, 8, 10), date(2026, 9, 3)
STAY = "KN-STAY-OF-DECISION"
STAYED = {"stay_decision": DoneAct(AUGUST)}
LIFTED = STAYED | {"lift_stay": DoneAct(LATER)}
ORDINARY = [e for e in all_editions() if e.procedure.startswith("complaint")]
EVERY_ORDINARY = pytest.mark.parametrize(
    "edition", ORDINARY, ids=lambda e: f"{e.procedure} {e.name}"
)
FIND = Act("find_irreparable_harm", Role.CASE_OFFICER, LATER, {"harm": "Máy xúc sẽ san gạt."})
DECIDE = Act("stay_decision", Role.HEAD, LATER, {"stay_until": "2026-09-03", "reason": "Giữ."})
DISMISS = Act("dismiss_stay", Role.HEAD, LATER, {"reason": "Chưa cưỡng chế."})
LIFT = Act("lift_stay", Role.HEAD, LATER, {"reason": "Đã đo xong."})


def case(*running: str, **changes: object) -> Facts:
    values: dict[str, object] = {
        "received_on": AUGUST,
        "closing_dates": {"KN1-RESOLVE": LAST, "KN2-RESOLVE": LAST},
        "running": frozenset(running),
    }
    return Facts(SubjectKind.CASE, Kind.COMPLAINT, "verified", **(values | changes))  # type: ignore[arg-type]  # a table of facts


@EVERY_ORDINARY
@pytest.mark.parametrize(
    ("facts", "act", "says"),
    [
        pytest.param(case(), FIND, "", id="harm is found"),
        pytest.param(case(STAY), FIND, "đang chờ quyết định", id="found already"),
        pytest.param(case(acts=STAYED), FIND, "đang tạm đình chỉ thi hành", id="stayed already"),
        pytest.param(case(acts=LIFTED), FIND, "", id="found again after it was lifted"),
        pytest.param(case(), DECIDE, "Chưa ghi nhận", id="stayed without harm"),
        pytest.param(case(STAY), DECIDE, "", id="stayed to the last day of the period"),
        pytest.param(case(), DISMISS, "Chưa ghi nhận", id="answered without harm"),
        pytest.param(case(STAY), DISMISS, "", id="answered: no ground"),
        pytest.param(case(), LIFT, "không bị tạm đình chỉ", id="lifted without a stay"),
        pytest.param(case(acts=STAYED), LIFT, "", id="lifted when the reason ended"),
        pytest.param(case(acts=LIFTED), LIFT, "không bị tạm đình chỉ", id="lifted twice"),
    ],
)
def test_who_finds_harm_has_it_decided(edition: Edition, facts: Facts, act: Act, says: str) -> None:
    refused = refusal(edition, facts, act)
    assert says in refused
    assert bool(refused) is bool(says)
    assert not refused or "Điều 35 Luật Khiếu nại" in refused


@EVERY_ORDINARY
@pytest.mark.parametrize(
    ("until", "lawful"),
    [
        pytest.param("2026-08-09", False, id="before it begins"),
        pytest.param("2026-08-10", True, id="for its own day"),
        pytest.param("2026-09-03", True, id="to the last day of the period"),
        pytest.param("2026-09-04", False, id="a day longer"),
    ],
)
def test_a_stay_lasts_no_longer_than_the_period(
    edition: Edition, until: str, *, lawful: bool
) -> None:
    act = replace(DECIDE, data=DECIDE.data | {"stay_until": until})
    refused = refusal(edition, case(STAY), act)
    assert ("thời gian còn lại của thời hạn giải quyết" not in refused) is lawful
    assert bool(refused) is not lawful


@EVERY_ORDINARY
def test_finding_harm_opens_the_clock_and_either_answer_closes_it(edition: Edition) -> None:
    assert [opening.rule for opening in edition.decide(case(), FIND).opens] == [STAY]
    for answer in (DECIDE, DISMISS):
        assert edition.decide(case(STAY), answer).closes == (STAY,)
    assert edition.decide(case(STAY), DECIDE).letters == ("stay_decision",)
    assert edition.decide(case(acts=STAYED), LIFT).letters == ("stay_lifting_decision",)


@EVERY_ORDINARY
@pytest.mark.parametrize("action", ["settle", "terminate", "suspend"])
def test_nothing_is_decided_before_a_found_harm_is_answered(edition: Edition, action: str) -> None:
    if action not in {row.action for row in edition.transitions}:
        assert edition.name != "LKN-2026"
        return
    act = Act(action, Role.HEAD, LATER)
    assert "chưa quyết định tạm đình chỉ thi hành hay không" in refusal(edition, case(STAY), act)
    assert "tạm đình chỉ thi hành hay không" not in refusal(edition, case(), act)


@pytest.mark.parametrize(
    "edition", [e for e in all_editions() if "discipline" in e.procedure], ids=lambda e: e.name
)
def test_chapter_four_on_discipline_knows_no_stay(edition: Edition) -> None:
    assert not {"find_irreparable_harm", "stay_decision"} & {r.action for r in edition.transitions}
