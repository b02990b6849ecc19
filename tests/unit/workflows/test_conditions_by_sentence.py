"""Each condition says its sentence when the answer is no, and keeps silent when it is yes.

Those that other conditions usually come before, so that no decision shows them alone.
"""

from dataclasses import replace
from datetime import date

import pytest

from feedback.domain.errors import ConditionsNotMetError
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.workflows.guards import (
    complaints,
    course,
    denunciations,
    dialogue,
    discipline,
    recommendations,
    sorting,
    withdrawal,
)
from feedback.workflows.registry import edition_named
from feedback.workflows.rows import Act, Condition

DAY = date(2026, 8, 3)
PETITION = Facts(SubjectKind.PETITION, Kind.COMPLAINT, "classified", received_on=DAY)
CASE = Facts(SubjectKind.CASE, Kind.COMPLAINT, "verified", received_on=DAY, accepted_on=DAY)
DENOUNCED = replace(PETITION, kind=Kind.DENUNCIATION, online=False)


def done(*names: str) -> dict[str, DoneAct]:
    return {name: DoneAct(DAY) for name in names}


def letters(*names: str) -> dict[str, object]:
    return {"letters": frozenset(names)}


def case(state: str, kind: Kind = Kind.COMPLAINT) -> Facts:
    return replace(CASE, state=state, kind=kind)


FIRST, SECOND = ("complaint_first_time", "LKN-2026"), ("complaint_second_time", "LKN-2026")
OLD = ("complaint_first_time", "LKN-2012")
DISCIPLINE = ("discipline_complaint_first_time", "LKN-2026")
DENUNCIATION, INTAKE = ("denunciation", "LTC-2026"), ("intake", "TT05-2026")
ANSWER = ("recommendation", "LTCD-2014")
AGAIN = {"classify": DoneAct(DAY, {"again_ground": "delay"})}

#: condition, table, act, facts, what makes the answer yes
ROWS = [
    (
        complaints.verification_is_reported,
        FIRST,
        "settle",
        case("verified"),
        {"acts": done("report_verification")},
    ),
    (
        complaints.not_yet_complex,
        FIRST,
        "determine_complex",
        replace(case("verified"), acts=done("determine_complex")),
        {"acts": {}},
    ),
    (
        complaints.decision_is_issued,
        FIRST,
        "send",
        case("settled"),
        letters("settlement_decision"),
    ),
    (
        complaints.second_decision_is_issued,
        SECOND,
        "send",
        case("settled"),
        letters("second_settlement_decision"),
    ),
    (
        course.termination_is_issued,
        FIRST,
        "send_notice",
        case("terminated"),
        letters("termination_decision"),
    ),
    (
        denunciations.identity_is_checked_if_denunciation,
        INTAKE,
        "propose_acceptance",
        DENOUNCED,
        {"acts": done("check_identity")},
    ),
    (
        denunciations.report_on_delay_is_demanded,
        INTAKE,
        "receive_delay_report",
        replace(DENOUNCED, acts=AGAIN),
        {"acts": AGAIN | done("demand_report")},
    ),
    (
        denunciations.verification_of_denunciation_is_reported,
        DENUNCIATION,
        "conclude",
        case("reported", Kind.DENUNCIATION),
        {"acts": done("report_verification")},
    ),
    (
        dialogue.dialogue_is_announced,
        FIRST,
        "hold_dialogue",
        case("verified"),
        {"acts": done("invite_dialogue")},
    ),
    (
        discipline.dialogue_is_announced,
        DISCIPLINE,
        "hold_dialogue",
        case("verified", Kind.DISCIPLINE_COMPLAINT),
        {"acts": done("invite_dialogue")},
    ),
    (
        recommendations.not_extended_before,
        ANSWER,
        "extend",
        replace(case("handling", Kind.RECOMMENDATION), acts=done("extend")),
        {"acts": {}},
    ),
    (
        recommendations.reply_is_issued,
        ANSWER,
        "send",
        case("replied", Kind.RECOMMENDATION),
        letters("reply"),
    ),
    (
        sorting.informs_of_a_violation,
        INTAKE,
        "send_to_inspection",
        PETITION,
        {"kind": Kind.DENUNCIATION},
    ),
    (
        withdrawal.complaint_is_withdrawn,
        OLD,
        "terminate",
        case("verified"),
        {"acts": done("withdraw")},
    ),
    (
        withdrawal.not_withdrawn_before,
        FIRST,
        "withdraw",
        replace(case("verified"), acts=done("withdraw")),
        {"acts": {}},
    ),
]


def sentences(table: tuple[str, str], action: str, facts: Facts, **said: str) -> list[str]:
    edition = edition_named(*table)
    act = Act(action, edition.row(facts.state, action).roles[0], DAY, said)
    try:
        edition.decide(facts, act)
    except ConditionsNotMetError as refusal:
        return list(refusal.missing)
    return []


@pytest.mark.parametrize(
    ("condition", "table", "action", "facts", "yes"),
    ROWS,
    ids=[f"{row[1][0]}: {row[0].name}" for row in ROWS],
)
def test_a_condition_is_heard_when_it_does_not_hold(
    condition: Condition,
    table: tuple[str, str],
    action: str,
    facts: Facts,
    yes: dict[str, object],
) -> None:
    assert str(condition) in sentences(table, action, facts)
    assert str(condition) not in sentences(table, action, replace(facts, **yes))


@pytest.mark.parametrize(("on", "heard"), [("2026-08-03", True), ("2026-08-04", False)])
def test_a_dialogue_of_the_old_text_lies_ahead_of_its_invitation(on: str, *, heard: bool) -> None:
    said = sentences(OLD, "invite_dialogue", case("verified"), dialogue_on=on, place="Trụ sở")
    assert (str(dialogue.dialogue_lies_ahead) in said) is heard
