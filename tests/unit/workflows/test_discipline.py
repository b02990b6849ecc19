"""Complaints against decisions of discipline (Luật Khiếu nại Điều 47 to 58), as a jurist asks."""

from datetime import date

import pytest

from feedback.domain.errors import ConditionsNotMetError
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Edition
from feedback.workflows.limits.registry import limit_in_force
from feedback.workflows.registry import edition_in_force, edition_named, governing, procedure_of
from feedback.workflows.rows import Act
from tests.papers import SCAN

AUGUST = date(2026, 8, 3)
FIRST, SECOND = "discipline_complaint_first_time", "discipline_complaint_second_time"
INTAKE = edition_named("intake", "TT05-2026")
FIRST_DECISION = {
    "verdict": "right",
    "legal_grounds": "Luật Cán bộ, công chức",
    "conclusion": "Không có hành vi tự ý nghỉ việc.",
    "discipline_ruling": "cancel",
    "executors": "Văn phòng",
}
SECOND_DECISION = {
    "verdict": "right",
    "legal_grounds": "Luật Cán bộ, công chức",
    "conclusion": "Về số ngày nghỉ: đúng.",
    "on_first_settlement": "Giải quyết lần đầu chưa đúng.",
    "particulars": "Yêu cầu hủy bỏ.",
    "executors": "Chủ tịch xã",
}
REPORTED = {"report_verification": DoneAct(AUGUST)}
HEARD = {"consult_council": DoneAct(AUGUST)}
MET = {"hold_dialogue": DoneAct(AUGUST)}


def petition(state: str = "classified", **changes: object) -> Facts:
    values = {"signed": True, "received_on": AUGUST} | changes
    return Facts(SubjectKind.PETITION, Kind.DISCIPLINE_COMPLAINT, state, **values)  # type: ignore[arg-type]  # a table of facts


def case(state: str = "dialogue_held", **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": AUGUST, "accepted_on": AUGUST}
    return Facts(SubjectKind.CASE, Kind.DISCIPLINE_COMPLAINT, state, **(values | changes))  # type: ignore[arg-type]  # a table of facts


def signed(form: str) -> dict[str, DoneAct]:
    classified = DoneAct(AUGUST, {"dismissal": "no"})
    return {"classify": classified, "record_signature": DoneAct(AUGUST, {"signature_form": form})}


def is_lawful(edition: Edition, facts: Facts, act: Act) -> bool:
    try:
        edition.decide(facts, act)
    except ConditionsNotMetError:
        return False
    return True


@pytest.mark.parametrize(
    ("facts", "lawful"),
    [
        pytest.param(petition(acts=signed("paper")), True, id="signed on paper"),
        pytest.param(petition(acts=signed("counter")), True, id="signed at the counter"),
        pytest.param(petition(acts=signed("digital")), False, id="signed digitally alone"),
        pytest.param(petition(acts=signed("paper"), signed=False), False, id="not signed at all"),
        pytest.param(
            petition(acts={"classify": DoneAct(AUGUST, {"dismissal": "yes"})}), True,
            id="signed where it was handed in",
        ),
        pytest.param(petition(), False, id="nobody said whether it was dismissal"),
    ],
)  # fmt: skip
def test_acceptance_is_proposed_of_a_signed_paper_alone(facts: Facts, *, lawful: bool) -> None:
    act = Act("propose_acceptance", Role.CASE_OFFICER, AUGUST, {"reason": "Đủ điều kiện."})
    assert is_lawful(INTAKE, facts, act) is lawful


@pytest.mark.parametrize(
    ("facts", "lawful"),
    [
        pytest.param(petition("proposed", acts=signed("paper")), True, id="on paper"),
        pytest.param(petition("proposed", acts=signed("digital")), False, id="digitally"),
        pytest.param(petition("proposed", signed=False), False, id="not at all"),
    ],
)
def test_the_head_accepts_a_signed_paper_alone(facts: Facts, *, lawful: bool) -> None:
    assert is_lawful(INTAKE, facts, Act("accept", Role.HEAD, AUGUST)) is lawful


@pytest.mark.parametrize(
    ("kind", "form", "lawful"),
    [
        pytest.param(Kind.DISCIPLINE_COMPLAINT, "paper", True, id="discipline, on paper"),
        pytest.param(Kind.DISCIPLINE_COMPLAINT, "digital", False, id="discipline, digitally"),
        pytest.param(Kind.COMPLAINT, "digital", True, id="another complaint, digitally"),
    ],
)
def test_no_digital_signature_is_recorded(kind: Kind, form: str, *, lawful: bool) -> None:
    facts = Facts(SubjectKind.PETITION, kind, "received", received_on=AUGUST)
    act = Act("record_signature", Role.CASE_OFFICER, AUGUST, {"signature_form": form})
    assert is_lawful(INTAKE, facts, act) is lawful


@pytest.mark.parametrize(
    ("action", "role", "article"),
    [
        pytest.param("accept", Role.HEAD, "Điều 50 Luật Khiếu nại", id="accepted by Điều 50"),
        pytest.param("decline", Role.HEAD, "Điều 11 Luật Khiếu nại", id="declined by Điều 11"),
        pytest.param(
            "record_signature", Role.CASE_OFFICER, "Điều 49 Luật Khiếu nại", id="signed by Điều 49"
        ),
    ],
)
def test_acts_of_intake_rest_on_the_chapter_on_discipline(
    action: str, role: Role, article: str
) -> None:
    said = {"ground": "khoản 6", "reason": "x", "signature_form": "paper"}
    state = "classified" if action == "record_signature" else "proposed"
    facts = petition(state, acts=signed("paper"))
    assert str(INTAKE.decide(facts, Act(action, role, AUGUST, said)).basis).startswith(article)


def test_classifying_opens_its_own_clock_from_the_day_of_receipt() -> None:
    said = {"kind": "complaint_discipline", "field": "conduct", "agency": "A"}
    later = date(2026, 8, 6)
    decision = INTAKE.decide(
        petition("received"), Act("classify", Role.RECEPTION_OFFICER, later, said)
    )
    assert [(each.rule, each.start) for each in decision.opens] == [("KL-ACCEPT", AUGUST)]
    assert {"KN1-ACCEPT", "KN2-ACCEPT", "TC-INITIAL"} <= set(decision.voids)


def test_outside_competence_it_is_guided_and_not_transferred() -> None:
    said = {"agency": "A", "reason": "x"}
    assert is_lawful(INTAKE, petition(), Act("guide", Role.HEAD, AUGUST, said))
    assert not is_lawful(INTAKE, petition(), Act("transfer", Role.HEAD, AUGUST, said))


@pytest.mark.parametrize("name", ["LKN-2012", "LKN-2026"])
@pytest.mark.parametrize(
    ("acts", "lawful"),
    [
        pytest.param(REPORTED | HEARD | MET, True, id="looked at anew, council heard, dialogue"),
        pytest.param(HEARD | MET, False, id="not looked at anew (Điều 52)"),
        pytest.param(REPORTED | MET, False, id="the council was not heard (Điều 52 khoản 2)"),
        pytest.param(REPORTED | HEARD, False, id="no dialogue (Điều 53 khoản 1)"),
    ],
)
def test_the_first_decision_waits_for_all_that_comes_before(
    name: str, acts: dict[str, DoneAct], *, lawful: bool
) -> None:
    act = Act("settle", Role.HEAD, AUGUST, FIRST_DECISION)
    assert is_lawful(edition_named(FIRST, name), case(acts=acts), act) is lawful


@pytest.mark.parametrize("name", ["LKN-2012", "LKN-2026"])
@pytest.mark.parametrize(
    ("acts", "lawful"),
    [
        pytest.param(REPORTED | MET, True, id="verified, dialogue held"),
        pytest.param(MET, False, id="not verified (Điều 55 khoản 2)"),
        pytest.param(REPORTED, False, id="no dialogue (Điều 55 khoản 3)"),
    ],
)
def test_the_second_decision_waits_for_dialogue_too(
    name: str, acts: dict[str, DoneAct], *, lawful: bool
) -> None:
    act = Act("settle", Role.HEAD, AUGUST, SECOND_DECISION)
    assert is_lawful(edition_named(SECOND, name), case(acts=acts), act) is lawful


@pytest.mark.parametrize("missing", sorted(FIRST_DECISION))
def test_a_first_decision_says_all_that_article_54_asks(missing: str) -> None:
    said = {name: text for name, text in FIRST_DECISION.items() if name != missing}
    facts = case(acts=REPORTED | HEARD | MET)
    with pytest.raises(ConditionsNotMetError, match="Chưa có"):
        edition_named(FIRST, "LKN-2026").decide(facts, Act("settle", Role.HEAD, AUGUST, said))


@pytest.mark.parametrize("missing", sorted(SECOND_DECISION))
def test_a_second_decision_says_all_that_article_56_asks(missing: str) -> None:
    said = {name: text for name, text in SECOND_DECISION.items() if name != missing}
    facts = case(acts=REPORTED | MET)
    with pytest.raises(ConditionsNotMetError, match="Chưa có"):
        edition_named(SECOND, "LKN-2026").decide(facts, Act("settle", Role.HEAD, AUGUST, said))


def test_the_superior_verifies_only_after_asking_for_a_report() -> None:
    said = {"report_number": "1", "report_date": "2026-08-03", "findings": "x"}
    act = Act("report_verification", Role.CASE_OFFICER, AUGUST, said)
    edition = edition_named(SECOND, "LKN-2026")
    asked = {"ask_for_report": DoneAct(AUGUST)}
    assert not is_lawful(edition, case("verifying"), act)
    assert is_lawful(edition, case("verifying", acts=asked), act)


@pytest.mark.parametrize(
    ("name", "dialogue_on", "lawful"),
    [
        pytest.param("LKN-2012", "2026-08-04", True, id="old text: any day ahead"),
        pytest.param("LKN-2012", "2026-08-03", False, id="old text: not the same day"),
        pytest.param("LKN-2026", "2026-08-07", False, id="new text: four days are too few"),
        pytest.param("LKN-2026", "2026-08-08", True, id="new text: five days suffice"),
    ],
)
@pytest.mark.parametrize("procedure", [FIRST, SECOND])
def test_dialogue_is_announced_in_time(
    procedure: str, name: str, dialogue_on: str, *, lawful: bool
) -> None:
    said = {"dialogue_on": dialogue_on, "dialogue_at": "8 giờ", "place": "x", "dialogue_about": "x"}
    act = Act("invite_dialogue", Role.HEAD, AUGUST, said)
    assert is_lawful(edition_named(procedure, name), case("verified"), act) is lawful


@pytest.mark.parametrize(
    ("acts", "lawful"),
    [
        pytest.param({}, False, id="never announced"),
        pytest.param(
            {"invite_dialogue": DoneAct(AUGUST, {"dialogue_on": "2026-08-04"})}, False,
            id="before the day announced",
        ),
        pytest.param(
            {"invite_dialogue": DoneAct(AUGUST, {"dialogue_on": "2026-08-03"})}, True,
            id="on the day announced",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("procedure", [FIRST, SECOND])
def test_dialogue_is_held_on_the_day_announced_or_later(
    procedure: str, acts: dict[str, DoneAct], *, lawful: bool
) -> None:
    said = {"absence": "nobody", "dialogue_result": "x", "signed_minutes": SCAN.stated}
    act = Act("hold_dialogue", Role.HEAD, AUGUST, said)
    edition = edition_named(procedure, "LKN-2026")
    written = {"record_dialogue": DoneAct(AUGUST)}
    facts = case("verified", acts=acts | written, letters=frozenset({"dialogue_minutes"}))
    assert is_lawful(edition, facts, act) is lawful


@pytest.mark.parametrize(
    ("on", "lawful"),
    [
        pytest.param(date(2026, 9, 2), False, id="on the thirtieth day"),
        pytest.param(date(2026, 9, 3), True, id="the day after it"),
    ],
)
@pytest.mark.parametrize("action", ["publish", "close"])
@pytest.mark.parametrize("procedure", [FIRST, SECOND])
def test_nothing_is_made_known_or_closed_before_it_is_in_force(
    procedure: str, action: str, on: date, *, lawful: bool
) -> None:
    kept = {"settle": DoneAct(AUGUST, {"discipline_ruling": "keep", "verdict": "wrong"})}
    in_force = {"KL-DECISION-IN-FORCE": date(2026, 9, 2)}
    facts = case("sent", acts=kept, closing_dates=in_force)
    act = Act(action, Role.CASE_OFFICER, on, {"published_at": "x"})
    assert is_lawful(edition_named(procedure, "LKN-2026"), facts, act) is lawful


@pytest.mark.parametrize(
    ("procedure", "letter"),
    [
        pytest.param(FIRST, "discipline_settlement_decision", id="the first"),
        pytest.param(SECOND, "second_discipline_settlement_decision", id="the second"),
    ],
)
def test_only_a_rendered_decision_is_sent(procedure: str, letter: str) -> None:
    edition = edition_named(procedure, "LKN-2026")
    act = Act("send", Role.CASE_OFFICER, AUGUST, {"delivery": "post"})
    assert not is_lawful(edition, case("settled", letters=frozenset({"settlement_decision"})), act)
    assert is_lawful(edition, case("settled", letters=frozenset({letter})), act)


@pytest.mark.parametrize(
    ("procedure", "rules"),
    [
        pytest.param(FIRST, {"KL-DECISION-IN-FORCE"}, id="first: no number of days to send"),
        pytest.param(SECOND, {"KL2-DECISION-SEND", "KL-DECISION-IN-FORCE"}, id="second: 7 days"),
    ],
)
def test_a_decision_opens_the_clocks_of_its_instance(procedure: str, rules: set[str]) -> None:
    said = FIRST_DECISION | SECOND_DECISION
    facts = case(acts=REPORTED | HEARD | MET)
    decision = edition_named(procedure, "LKN-2026").decide(
        facts, Act("settle", Role.HEAD, AUGUST, said)
    )
    assert {opening.rule for opening in decision.opens} == rules


@pytest.mark.parametrize("procedure", [FIRST, SECOND])
@pytest.mark.parametrize(
    ("on", "knows"),
    [
        pytest.param(date(2026, 6, 30), False, id="the day before, an old case knows no pause"),
        pytest.param(date(2026, 7, 1), True, id="from 1 July 2026 pending cases do (Điều 22)"),
    ],
)
def test_suspension_reaches_pending_cases_by_its_transition_clause(
    procedure: str, on: date, *, knows: bool
) -> None:
    table = governing(procedure, "LKN-2012", on)
    assert any(row.action == "suspend" for row in table.transitions) is knows


def test_what_the_transition_clause_does_not_name_stays_as_it_was() -> None:
    table = governing(FIRST, "LKN-2012", date(2026, 8, 1))
    assert table.row("accepted", "determine_complex").basis.article == "50"


@pytest.mark.parametrize(
    ("accepted_on", "edition"),
    [
        pytest.param(date(2012, 7, 1), "LKN-2012", id="since the law came into force"),
        pytest.param(date(2026, 6, 30), "LKN-2012", id="on the last day of the old text"),
        pytest.param(date(2026, 7, 1), "LKN-2026", id="on the first day of the new text"),
    ],
)
@pytest.mark.parametrize("procedure", [FIRST, SECOND])
def test_a_case_is_pinned_to_the_edition_of_its_day(
    procedure: str, accepted_on: date, edition: str
) -> None:
    assert edition_in_force(procedure, accepted_on).name == edition


def test_each_instance_has_its_procedure() -> None:
    assert procedure_of(Kind.DISCIPLINE_COMPLAINT, second=False) == FIRST
    assert procedure_of(Kind.DISCIPLINE_COMPLAINT, second=True) == SECOND


@pytest.mark.parametrize(
    ("flags", "days"),
    [
        pytest.param(frozenset(), 10, id="other discipline"),
        pytest.param(frozenset({"dismissal"}), 30, id="dismissal"),
    ],
)
def test_one_complains_again_within_ten_days_or_thirty_after_a_dismissal(
    flags: frozenset[str], days: int
) -> None:
    limit = limit_in_force("KL2-LODGE", AUGUST)
    assert (limit.variant_for(flags) or limit).span.length == days
