"""Feedback on rules: who must be named, what is forwarded by when, and that no day is invented."""

from datetime import date

import pytest

from feedback.domain.deadlines import Start, due
from feedback.domain.errors import ConditionsNotMetError, NotLawfulError
from feedback.domain.petitions import Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.domain.special_days import standard_calendar
from feedback.workflows.limits.registry import limit_in_force
from feedback.workflows.registry import edition_named
from feedback.workflows.rows import Act

MONDAY = date(2026, 8, 3)
INTAKE = edition_named("intake", "TT05-2026")
RULES = edition_named("rule_feedback", "ND20-2008")
SAID = {"kind": "admin_regulation_feedback", "field": "administrative", "agency": "X06862"}


def petition(state: str = "classified", **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": MONDAY} | changes
    return Facts(SubjectKind.PETITION, Kind.RULE_FEEDBACK, state, **values)  # type: ignore[arg-type]


def case(state: str = "handling", **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": MONDAY, "accepted_on": MONDAY} | changes
    return Facts(SubjectKind.CASE, Kind.RULE_FEEDBACK, state, **values)  # type: ignore[arg-type]


def test_classifying_counts_the_five_days_of_forwarding_from_the_day_of_receipt():
    act = Act("classify", Role.RECEPTION_OFFICER, date(2026, 8, 5), SAID)
    opened = {o.rule: o.start for o in INTAKE.decide(petition("received"), act).opens}
    assert opened["QDHC-FORWARD"] == MONDAY
    assert "KN1-ACCEPT" not in opened


@pytest.mark.parametrize(
    ("received", "ends"),
    [
        pytest.param(MONDAY, date(2026, 8, 10), id="five working days over one weekend"),
        pytest.param(date(2026, 8, 27), date(2026, 9, 8), id="over the long national holiday"),
    ],
)
def test_what_belongs_elsewhere_is_forwarded_within_five_working_days(received, ends):
    limit = limit_in_force("QDHC-FORWARD", received)
    assert due(limit, Start(received), standard_calendar()).legal == ends
    assert limit.prints_as_law


def test_what_was_forwarded_once_has_no_second_five_days():
    act = Act("classify", Role.RECEPTION_OFFICER, date(2026, 8, 12), SAID)
    opened = {o.rule for o in INTAKE.decide(petition("classified", transfers=1), act).opens}
    assert "QDHC-FORWARD" not in opened


@pytest.mark.parametrize("action", ["transfer", "transfer_outside"])
def test_feedback_that_complains_of_delay_goes_to_the_body_with_authority(action):
    said = {"agency": "SXD", "outside_body": "Bộ Xây dựng", "reason": "Phản ánh việc chậm trễ."}
    decision = INTAKE.decide(petition(), Act(action, Role.HEAD, MONDAY, said))
    assert "QDHC-FORWARD" in decision.closes
    assert str(decision.basis) == "điểm d khoản 1 Điều 9 Nghị định 20/2008/NĐ-CP"
    assert decision.letters == ("transfer_slip",)


@pytest.mark.parametrize("action", ["propose_acceptance", "accept"])
def test_without_a_name_it_is_not_taken_up(action):
    state = "classified" if action == "propose_acceptance" else "proposed"
    role = Role.CASE_OFFICER if action == "propose_acceptance" else Role.HEAD
    act = Act(action, role, MONDAY, {"reason": "Đủ điều kiện."})
    with pytest.raises(ConditionsNotMetError, match="phải có họ tên, địa chỉ, điện thoại"):
        INTAKE.decide(petition(state, anonymous=True), act)
    assert INTAKE.decide(petition(state), act)


def test_a_recommendation_without_a_name_is_taken_up_as_before():
    facts = Facts(
        SubjectKind.PETITION, Kind.RECOMMENDATION, "proposed", received_on=MONDAY, anonymous=True
    )
    assert INTAKE.decide(facts, Act("accept", Role.HEAD, MONDAY)).target.name == "accepted"


def test_no_number_of_days_is_invented_for_the_answer():
    assert RULES.clocks == ()
    for name in ("accepted", "handling"):
        assert "không định số ngày" in RULES.state(name).waits_for


def test_an_answer_names_the_rule():
    with pytest.raises(ConditionsNotMetError, match="Quy định được phản ánh"):
        RULES.decide(case(), Act("reply", Role.HEAD, MONDAY, {"answer": "Sẽ sửa."}))


def test_the_result_is_made_public_before_the_file_is_closed():
    with pytest.raises(NotLawfulError, match="Không thể “Kết thúc hồ sơ”"):
        RULES.decide(case("sent"), Act("close", Role.CASE_OFFICER, MONDAY))
    act = Act("publish", Role.CASE_OFFICER, MONDAY, {"published_at": "Cổng dịch vụ công"})
    decision = RULES.decide(case("sent"), act)
    assert (decision.target.name, str(decision.basis)) == (
        "published",
        "Điều 19 Nghị định 20/2008/NĐ-CP",
    )
