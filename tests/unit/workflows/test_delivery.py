"""The day a decision was received; the citizen's time from there (Luật Khiếu nại Điều 33, 48)."""

from datetime import date

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Act, Edition
from feedback.workflows.registry import all_editions
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
