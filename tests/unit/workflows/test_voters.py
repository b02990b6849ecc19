"""Voters' recommendations: whose clock runs, which answers end a file, and what never does."""

from datetime import date

import pytest

from feedback.domain.deadlines import Start, due
from feedback.domain.errors import ConditionsNotMetError, NotLawfulError
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.domain.special_days import standard_calendar
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.limits.registry import limit_in_force
from feedback.workflows.registry import PROCEDURE_OF_KIND, edition_named
from feedback.workflows.rows import Act

MONDAY = date(2026, 8, 3)
VOTERS = edition_named("voter_recommendation", "QD30-2020")


def entered(source: str) -> dict[str, DoneAct]:
    return {"accept": DoneAct(MONDAY, {"source": source})}


def case(state: str = "assigned", source: str = "council", **changes: object) -> Facts:
    values: dict[str, object] = {
        "received_on": MONDAY,
        "accepted_on": MONDAY,
        "acts": entered(source),
    }
    return Facts(SubjectKind.CASE, Kind.VOTER_RECOMMENDATION, state, **(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "rule"),
    [("national_assembly", "KNCT-QH-ANSWER"), ("council", "KNCT-HDND-ANSWER")],
)
def test_who_forwarded_it_picks_the_clock(source, rule):
    birth = Act("accept", Role.RECEPTION_OFFICER, MONDAY, {"source": source})
    assert [o.rule for o in VOTERS.openings(case("received", source), birth)] == [rule]


@pytest.mark.parametrize(
    ("received", "length", "version"),
    [
        pytest.param(date(2020, 9, 30), 40, "KNCT-QH-ANSWER@2017", id="the last day of forty days"),
        pytest.param(date(2020, 10, 1), 60, "KNCT-QH-ANSWER@2020", id="sixty days from this day"),
    ],
)
def test_the_assembly_is_answered_by_the_text_of_the_day_of_receipt(received, length, version):
    limit = limit_in_force("KNCT-QH-ANSWER", received)
    assert (limit.id, limit.span.length) == (version, length)
    assert not limit.prints_as_law, "known from reports with medium confidence"


def test_fifty_days_when_complex_were_known_before_october_2020_and_never_after():
    old, new = (
        limit_in_force("KNCT-QH-ANSWER", day) for day in (date(2020, 9, 30), date(2020, 10, 1))
    )
    assert old.variant_for({"complex_or_coordination"}).span.length == 50
    assert new.variant_for({"complex_or_coordination"}) is None


def test_the_target_for_the_councils_is_sixty_days_and_no_law():
    limit = limit_in_force("KNCT-HDND-ANSWER", MONDAY)
    assert due(limit, Start(MONDAY), standard_calendar()).legal == date(2026, 10, 2)
    assert not limit.law_applies


@pytest.mark.parametrize(
    ("source", "partners", "opened"),
    [
        pytest.param("national_assembly", "Sở Y tế", ["KNCT-COORD-REQUEST"], id="others are asked"),
        pytest.param("national_assembly", "", [], id="nobody else is needed"),
        pytest.param("council", "Sở Y tế", [], id="the Government's rules are not the Council's"),
    ],
)
def test_coordination_is_asked_for_in_five_working_days_of_receipt(source, partners, opened):
    said = {"agency": "SXD", "partners": partners}
    act = Act("hand_to", Role.RECEPTION_OFFICER, date(2026, 8, 5), said)
    found = VOTERS.decide(case("received", source), act).opens
    assert [(o.rule, o.start) for o in found] == [(rule, MONDAY) for rule in opened]


def test_the_coordinating_agency_answers_in_fifteen_days():
    act = Act("request_coordination", Role.CASE_OFFICER, MONDAY, {"partners": "Sở Y tế"})
    (opening,) = VOTERS.decide(case(source="national_assembly"), act).opens
    limit = limit_in_force(opening.rule, opening.start)
    assert due(limit, Start(opening.start), standard_calendar()).raw == date(2026, 8, 18)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        pytest.param({"promised_on": "2026-08-03"}, "sau ngày trả lời", id="promised for today"),
        pytest.param({"promised_on": "2026-07-31"}, "sau ngày trả lời", id="promised for the past"),
        pytest.param({}, "Ngày hứa", id="no day promised"),
    ],
)
def test_in_progress_is_an_answer_only_with_a_day_ahead(said, says):
    act = Act("promise", Role.HEAD, MONDAY, {"answer": "Đang làm."} | said)
    with pytest.raises(ConditionsNotMetError, match=says):
        VOTERS.decide(case(), act)


def test_a_promise_keeps_the_file_open_and_is_answered_again():
    said = {"promised_on": "2026-08-31", "answer": "Đang làm."}
    first = VOTERS.decide(case(), Act("promise", Role.HEAD, MONDAY, said))
    assert (first.target.name, first.target.final) == ("promised", False)
    assert "đã hứa" in first.target.waits_for
    final = {"outcome": "settled", "answer": "Đã xong."}
    again = VOTERS.decide(case("promised"), Act("answer", Role.HEAD, date(2026, 8, 28), final))
    assert again.target.name == "answered"


def test_another_day_is_promised_with_its_reason_only():
    said = {"promised_on": "2026-09-30", "answer": "Chờ vật tư."}
    with pytest.raises(ConditionsNotMetError, match="Lý do"):
        VOTERS.decide(case("promised"), Act("promise", Role.HEAD, MONDAY, said))


@pytest.mark.parametrize("state", ["received", "assigned", "promised", "answered"])
def test_nothing_is_closed_before_the_council_has_taken_note(state):
    act = Act("close", Role.CASE_OFFICER, MONDAY, {"council_paper": "12/HĐND-TT"})
    with pytest.raises(NotLawfulError, match="Không thể"):
        VOTERS.decide(case(state), act)
    assert VOTERS.decide(case("reported"), act).target.name == "closed"


def test_not_settled_needs_its_reason():
    act = Act("answer", Role.HEAD, MONDAY, {"outcome": "not_settled", "answer": "Chưa có vốn."})
    with pytest.raises(ConditionsNotMetError, match="phải nêu lý do"):
        VOTERS.decide(case(), act)


def test_in_progress_is_no_final_outcome():
    assert "in_progress" not in dict(INPUTS["outcome"].choices)


def test_what_the_council_is_not_content_with_is_answered_anew():
    said = {"council_paper": "15/HĐND-TT", "reason": "Chưa nêu ngày hoàn thành."}
    act = Act("return_answer", Role.CASE_OFFICER, MONDAY, said)
    assert VOTERS.decide(case("reported"), act).target.name == "assigned"


def test_a_complaint_among_them_is_guided_and_no_clock_of_complaints_ever_runs():
    act = Act("guide", Role.HEAD, MONDAY, {"reason": "Nội dung là khiếu nại."})
    assert VOTERS.decide(case(), act).target.name == "guided"
    assert all(clock.rule.startswith("KNCT-") for clock in VOTERS.clocks)


def test_no_petition_becomes_a_voters_recommendation():
    assert "voter_petition" not in dict(INPUTS["kind"].choices)
    assert PROCEDURE_OF_KIND[Kind.VOTER_RECOMMENDATION] == "voter_recommendation"


@pytest.mark.parametrize("state", ["answered", "promised"])
def test_nothing_is_reported_before_its_letter_exists(state):
    act = Act("report_to_council", Role.CASE_OFFICER, MONDAY, {"report_number": "30/BC-UBND"})
    with pytest.raises(ConditionsNotMetError, match="chưa được ký, đóng dấu"):
        VOTERS.decide(case(state), act)
    assert VOTERS.decide(case(state, letters=frozenset({"voter_answer"})), act)
