"""The day a decision was received; the citizen's time from there (Luật Khiếu nại Điều 33, 48)."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Edition
from feedback.workflows.guards.delivery import COURSE, OUTCOMES
from feedback.workflows.guards.denunciations import ACCEPTANCE_PAPERS
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import Act, Transition
from tests.unit.workflows.asking import refusal

SENT, TODAY = date(2026, 9, 4), date(2026, 9, 10)
COMPLAINTS = [edition for edition in all_editions() if "complaint" in edition.procedure]
EVERY_COMPLAINT = pytest.mark.parametrize(
    "edition", COMPLAINTS, ids=lambda e: f"{e.procedure} {e.name}"
)
AGAIN = {
    "complaint_first_time": ["KN2-LODGE"],
    "discipline_complaint_first_time": ["KL2-LODGE"],
}


def case(**acts: DoneAct) -> Facts:
    facts = {"send": DoneAct(SENT), **acts}
    return Facts(SubjectKind.CASE, Kind.COMPLAINT, "sent", received_on=SENT, acts=facts)


def recorded(day: str) -> Act:
    said = {"delivered_on": day, "delivered_how": "post"}
    return Act("record_delivery", Role.CASE_OFFICER, TODAY, said)


@EVERY_COMPLAINT
@pytest.mark.parametrize(
    ("facts", "day", "says"),
    [
        pytest.param(case(), "2026-09-03", "trước ngày gửi", id="before it was sent"),
        pytest.param(case(), "2026-09-04", "", id="on the day it was sent"),
        pytest.param(case(), "2026-09-10", "", id="today"),
        pytest.param(case(), "2026-09-11", "ở tương lai", id="tomorrow"),
        pytest.param(
            case(record_delivery=DoneAct(SENT)), "2026-09-05", "Đã ghi nhận", id="once is enough"
        ),
    ],
)
def test_a_decision_is_received_after_it_was_sent_and_not_tomorrow(
    edition: Edition, facts: Facts, day: str, says: str
) -> None:
    refused = refusal(edition, facts, recorded(day))
    assert says in refused
    assert bool(refused) is bool(says)


@EVERY_COMPLAINT
def test_the_time_to_complain_again_runs_from_receipt_and_nobody_is_late_with_it(
    edition: Edition,
) -> None:
    opens = edition.decide(case(), recorded("2026-09-07")).opens
    assert [opening.rule for opening in opens] == AGAIN.get(edition.procedure, [])
    assert all(opening.start == date(2026, 9, 7) and opening.waits for opening in opens)


@EVERY_COMPLAINT
@pytest.mark.parametrize(
    ("day", "proven", "says"),
    [
        pytest.param("2026-09-07", None, "", id="no proof, the officer's word"),
        pytest.param("2026-09-07", "2026-09-07", "", id="as the receipt says"),
        pytest.param("2026-09-08", "2026-09-07", "chứng cứ", id="another day than the receipt"),
        pytest.param("2026-09-03", "2026-09-03", "", id="opened before the paper was sent"),
    ],
)
def test_the_day_stated_never_contradicts_the_proof(
    edition: Edition, day: str, proven: str | None, says: str
) -> None:
    served = date.fromisoformat(proven) if proven else None
    refused = refusal(edition, replace(case(), served_on=served), recorded(day))
    assert says in refused
    assert bool(refused) is bool(says)


SENDING = [
    (edition, row, letter)
    for edition in all_editions()
    for row in edition.transitions
    for action, letters in {
        "send": OUTCOMES,
        "send_notice": COURSE,
        "notify_acceptance": ACCEPTANCE_PAPERS,
    }.items()
    if row.action == action
    for letter in sorted(letters)
]


@pytest.mark.parametrize(
    ("edition", "row", "letter"),
    SENDING,
    ids=lambda part: getattr(part, "name", None) or getattr(part, "action", None) or part,
)
def test_nothing_counts_as_sent_while_a_recipient_was_not_even_tried(
    edition: Edition, row: Transition, letter: str
) -> None:
    state = row.sources[0]
    rendered = OUTCOMES | COURSE | ACCEPTANCE_PAPERS
    facts = replace(case(), state=state, letters=rendered, kind=Kind.COMPLAINT)
    act = Act(row.action, Role.CASE_OFFICER, TODAY, {"delivery": "post"})
    waiting = replace(facts, unattempted=frozenset({letter}))
    assert "nơi nhận bắt buộc" not in refusal(edition, facts, act)
    assert "nơi nhận bắt buộc" in refusal(edition, waiting, act)


def test_a_document_of_another_kind_does_not_hold_back_a_decision() -> None:
    edition = next(e for e in COMPLAINTS if e.procedure == "complaint_first_time")
    facts = replace(
        case(), state="settled", letters=OUTCOMES, unattempted=frozenset({"extension_notice"})
    )
    act = Act("send", Role.CASE_OFFICER, TODAY, {"delivery": "post"})
    assert refusal(edition, facts, act) == ""
