"""The respondent explains, whoever holds papers hands them over (Luật Khiếu nại Điều 12, 13)."""

from datetime import date

import pytest

from feedback.domain.petitions import Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Edition
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import Act
from tests.unit.workflows.asking import refusal

ASKED, LAST = date(2026, 8, 3), date(2026, 8, 10)
EXPLAINS, HANDS_OVER = "KN-RESPONDENT-EXPLAINS", "KN-INFO-FROM-HOLDER"
ORDINARY = [e for e in all_editions() if e.procedure.startswith("complaint")]
EVERY_ORDINARY = pytest.mark.parametrize(
    "edition", ORDINARY, ids=lambda e: f"{e.procedure} {e.name}"
)
REPORT = {"report_number": "1", "report_date": "x", "findings": "x", "claim_differs": "no"}
SAID = {
    "to_explain": "Vì sao.",
    "respondent_explanation": "Vì thế.",
    "holder": "Chi nhánh",
    "papers_asked": "Sổ mục kê.",
    "papers_received": "Sổ mục kê.",
}


def case(*running: str) -> Facts:
    return Facts(
        SubjectKind.CASE,
        Kind.COMPLAINT,
        "verifying",
        received_on=ASKED,
        running=frozenset(running),
        closing_dates=dict.fromkeys(running, LAST),
    )


def act(name: str, on: date = ASKED) -> Act:
    return Act(name, Role.CASE_OFFICER, on, SAID | REPORT)


@EVERY_ORDINARY
@pytest.mark.parametrize(
    ("ask", "receive", "rule"),
    [
        pytest.param("ask_respondent", "receive_explanation", EXPLAINS, id="the respondent"),
        pytest.param("ask_holder", "receive_papers", HANDS_OVER, id="whoever holds papers"),
    ],
)
def test_who_is_asked_has_a_clock_and_the_answer_ends_it(
    edition: Edition, ask: str, receive: str, rule: str
) -> None:
    assert [opening.rule for opening in edition.decide(case(), act(ask)).opens] == [rule]
    assert edition.decide(case(rule), act(receive)).closes == (rule,)
    assert "Đang chờ" in refusal(edition, case(rule), act(ask))
    assert "Chưa yêu cầu" in refusal(edition, case(), act(receive))


@EVERY_ORDINARY
@pytest.mark.parametrize("rule", [EXPLAINS, HANDS_OVER])
@pytest.mark.parametrize(
    ("on", "lawful"),
    [
        pytest.param(LAST, False, id="on the last of their days"),
        pytest.param(date(2026, 8, 11), True, id="the day after: silence stops nothing"),
    ],
)
def test_the_verification_is_reported_when_they_answered_or_their_days_are_over(
    edition: Edition, rule: str, on: date, *, lawful: bool
) -> None:
    refused = refusal(edition, case(rule), act("report_verification", on))
    assert ("chưa hết 07 ngày" not in refused) is lawful
    assert bool(refused) is not lawful


@EVERY_ORDINARY
def test_who_was_not_asked_is_not_waited_for(edition: Edition) -> None:
    assert refusal(edition, case(), act("report_verification")) == ""
