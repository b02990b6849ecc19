"""Ordering a verification, asking others, reporting: what the law allows and refuses."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Edition
from feedback.workflows.registry import all_editions, edition_named
from feedback.workflows.rows import Act
from tests.unit.workflows.asking import refusal

DAY, LAST = date(2026, 8, 10), date(2026, 9, 3)
COMPLAINTS = [e for e in all_editions() if "complaint" in e.procedure]
EVERY_COMPLAINT = pytest.mark.parametrize(
    "edition", COMPLAINTS, ids=lambda e: f"{e.procedure} {e.name}"
)
SECOND = [e for e in COMPLAINTS if e.procedure == "complaint_second_time"]
DENUNCIATION = edition_named("denunciation", "LTC-2026")
TEAM = {"team_leader": "an", "team": "an,binh", "to_verify": "Nguồn gốc đất."}
GIVEN = {"verifier": "Phòng Kinh tế", "officer": "an", "to_verify": "Nguồn gốc đất."}
ASSESS = {"assessment_body": "Phòng Kỹ thuật hình sự", "assessed_papers": "Biên bản năm 1996.",
          "assessment": "Chữ ký của ai?"}  # fmt: skip
FOUND = {"findings": "Sử dụng từ năm 1991.", "claim_differs": "yes"}
CITED = {"report_number": "12/BC-TTr", "report_date": "2026-08-07"}


def case(state: str, **changes: object) -> Facts:
    periods = dict.fromkeys(("KN1-RESOLVE", "KN2-RESOLVE", "KL-RESOLVE", "TC-RESOLVE"), LAST)
    values: dict[str, object] = {"received_on": DAY, "closing_dates": periods}
    return Facts(SubjectKind.CASE, Kind.COMPLAINT, state, **(values | changes))  # type: ignore[arg-type]  # a table of facts


def done(*names: str) -> dict[str, DoneAct]:
    return {name: DoneAct(DAY) for name in names}


def by_head(action: str, **said: str) -> Act:
    return Act(action, Role.HEAD, DAY, said)


def by_officer(action: str, **said: str) -> Act:
    return Act(action, Role.CASE_OFFICER, DAY, said)


@EVERY_COMPLAINT
@pytest.mark.parametrize("state", ["accepted", "verifying"])
@pytest.mark.parametrize(
    ("act", "letter"),
    [
        (by_head("form_team", **TEAM), "verification_decision"),
        (by_head("entrust_verification", **GIVEN), "verification_assignment"),
    ],
    ids=["a team", "somebody else"],
)
@pytest.mark.parametrize(
    ("until", "lawful"),
    [
        pytest.param("2026-08-09", False, id="before it begins"),
        pytest.param("2026-09-03", True, id="to the last day of the period"),
        pytest.param("2026-09-04", False, id="a day longer"),
    ],
)
def test_a_verification_is_ordered_within_the_period(
    edition: Edition, state: str, act: Act, letter: str, until: str, *, lawful: bool
) -> None:
    dated = replace(act, data=act.data | {"verify_by": until})
    refused = refusal(edition, case(state), dated)
    assert ("không được vượt quá thời hạn giải quyết" not in refused) is lawful
    if lawful:
        decided = edition.decide(case(state), dated)
        assert (decided.target.name, decided.letters) == ("verifying", (letter,))


@EVERY_COMPLAINT
def test_a_file_already_late_is_still_verified(edition: Edition) -> None:
    late = case("accepted", closing_dates={"KN1-RESOLVE": date(2026, 8, 1)})
    assert refusal(edition, late, by_head("form_team", **TEAM, verify_by="2026-08-20")) == ""


@EVERY_COMPLAINT
@pytest.mark.parametrize("state", ["verifying", "verified", "dialogue_held"])
def test_an_assessment_is_asked_for_in_writing_and_stops_no_clock(
    edition: Edition, state: str
) -> None:
    asked = by_head("request_assessment", **ASSESS, assessment_by="2026-08-20")
    decided = edition.decide(case(state), asked)
    assert (decided.letters, decided.pauses) == (("assessment_request",), "")
    early = by_head("request_assessment", **ASSESS, assessment_by="2026-08-10")
    assert "phải sau ngày trưng cầu" in refusal(edition, case(state), early)
    answer = by_officer("receive_assessment", assessment="Cùng một người.")
    assert "Chưa trưng cầu giám định" in refusal(edition, case(state), answer)
    assert refusal(edition, case(state, acts=done("request_assessment")), answer) == ""


@pytest.mark.parametrize(
    "edition", [e for e in COMPLAINTS if "discipline" in e.procedure], ids=lambda e: e.name
)
def test_on_discipline_papers_are_asked_for_by_a_day_of_the_asker(edition: Edition) -> None:
    said = {"holder": "Bệnh viện tỉnh", "papers_asked": "Giấy ra viện."}
    asked = by_officer("ask_holder", **said, answer_by="2026-08-17")
    decided = edition.decide(case("verifying"), asked)
    assert (decided.letters, decided.opens) == (("information_request",), ())
    early = by_officer("ask_holder", **said, answer_by="2026-08-10")
    assert "phải sau ngày yêu cầu" in refusal(edition, case("verifying"), early)
    got = by_officer("receive_papers", papers_received="Đã nhận.")
    assert "Chưa yêu cầu nơi lưu giữ" in refusal(edition, case("verifying"), got)
    assert refusal(edition, case("verifying", acts=done("ask_holder")), got) == ""


@EVERY_COMPLAINT
@pytest.mark.parametrize(
    ("besides", "letters", "says"),
    [
        pytest.param({}, ("verification_report",), "", id="written here"),
        pytest.param(CITED, (), "", id="from elsewhere"),
        pytest.param({"report_number": "12"}, (), "cả số và ngày", id="a number without a day"),
        pytest.param({"report_date": "2026-08-07"}, (), "cả số và ngày", id="a day alone"),
    ],
)
def test_the_house_writes_the_report_unless_one_from_elsewhere_is_cited(
    edition: Edition, besides: dict[str, str], letters: tuple[str, ...], says: str
) -> None:
    facts = case("verifying", acts=done("ask_for_report"))
    act = by_officer("report_verification", **FOUND, **besides)
    assert says in refusal(edition, facts, act)
    if not says:
        assert edition.decide(facts, act).letters == letters


@EVERY_COMPLAINT
def test_nothing_is_settled_on_a_report_that_cannot_be_read_yet(edition: Edition) -> None:
    facts = case("dialogue_held", acts=done("report_verification", "hold_dialogue"))
    waiting = replace(facts, unissued=frozenset({"verification_report"}))
    settle = by_head("settle")
    assert "chưa được lập thành văn bản" in refusal(edition, waiting, settle)
    assert "chưa được lập thành văn bản" not in refusal(edition, facts, settle)


@EVERY_COMPLAINT
def test_a_dialogue_is_held_on_a_notice_that_can_be_read(edition: Edition) -> None:
    announced = {"invite_dialogue": DoneAct(date(2026, 8, 4), {"dialogue_on": "2026-08-10"})}
    facts = case("verified", acts=announced)
    waiting = replace(facts, unissued=frozenset({"dialogue_invitation"}))
    hold = by_head("hold_dialogue")
    assert "Chưa gửi thông báo tổ chức đối thoại" in refusal(edition, waiting, hold)
    assert "Chưa gửi thông báo tổ chức đối thoại" not in refusal(edition, facts, hold)


@pytest.mark.parametrize("edition", SECOND, ids=lambda e: e.name)
def test_an_advisory_council_is_for_complex_cases_once_and_is_heard(edition: Edition) -> None:
    form = by_head(
        "form_advisory_council", council_chair="A", council_secretary="B",
        council_members="C", to_advise="D",
    )  # fmt: skip
    assert "phức tạp" in refusal(edition, case("verifying"), form)
    complicated = case("verifying", acts=done("determine_complex"))
    assert edition.decide(complicated, form).letters == ("advisory_council_decision",)
    formed = case("verifying", acts=done("determine_complex", "form_advisory_council"))
    assert "Đã thành lập Hội đồng tư vấn" in refusal(edition, formed, form)
    advice = by_officer("record_advice", council_advice="Đủ điều kiện.")
    assert "Chưa thành lập" in refusal(edition, complicated, advice)
    assert refusal(edition, formed, advice) == ""
    ready = replace(formed, state="dialogue_held")
    unheard = "chưa có ý kiến bằng văn bản của Hội đồng"
    assert unheard in refusal(edition, ready, by_head("settle"))
    heard = replace(ready, acts=ready.acts | done("record_advice"))
    assert unheard not in refusal(edition, heard, by_head("settle"))


@pytest.mark.parametrize(
    "edition", [e for e in COMPLAINTS if e not in SECOND], ids=lambda e: f"{e.procedure} {e.name}"
)
def test_only_the_second_time_knows_an_advisory_council(edition: Edition) -> None:
    assert "form_advisory_council" not in {row.action for row in edition.transitions}


@pytest.mark.parametrize(
    ("until", "lawful"), [("2026-09-03", True), ("2026-09-04", False)], ids=["in time", "too long"]
)
def test_a_denunciation_is_given_to_somebody_within_its_period(until: str, *, lawful: bool) -> None:
    said = {"verifier": "Văn phòng", "officer": "an", "contents": "Hồ sơ.", "verify_by": until}
    act = by_head("entrust_verification", **said)
    refused = refusal(DENUNCIATION, case("notified", redacted=True), act)
    assert bool(refused) is not lawful
    assert lawful or "Điều 31 Luật Tố cáo" in refused


@pytest.mark.parametrize(
    ("acts", "besides", "letters"),
    [
        (("form_team",), {}, ("denunciation_team_report",)),
        (("entrust_verification",), {}, ("denunciation_verification_report",)),
        (("verify_directly",), {}, ("denunciation_verification_report",)),
        (("entrust_verification",), CITED, ()),
        (("form_team",), CITED, ()),
    ],
    ids=["the team", "who was given it", "an officer", "from elsewhere", "a team elsewhere"],
)
def test_the_report_on_a_denunciation_is_of_whoever_verified(
    acts: tuple[str, ...], besides: dict[str, str], letters: tuple[str, ...]
) -> None:
    act = by_officer("report_verification", findings="Hồ sơ khống.", **besides)
    assert DENUNCIATION.decide(case("explained", acts=done(*acts)), act).letters == letters


def test_nothing_is_concluded_on_a_report_that_cannot_be_read_yet() -> None:
    facts = case("reported", acts=done("report_verification"))
    waiting = replace(facts, unissued=frozenset({"denunciation_team_report"}))
    assert "chưa được lập thành văn bản" in refusal(DENUNCIATION, waiting, by_head("conclude"))
    assert "chưa được lập" not in refusal(DENUNCIATION, facts, by_head("conclude"))


def test_an_assessment_in_a_denunciation_says_by_when_and_stops_the_clock() -> None:
    said = {"assessment_body": "Phòng Kỹ thuật hình sự", "assessment": "Chữ ký của ai?"}
    asked = by_head("request_assessment", **said, assessment_by="2026-08-20")
    decided = DENUNCIATION.decide(case("verifying"), asked)
    assert decided.letters == ("denunciation_assessment_request",)
    assert decided.pauses == "expert_assessment"
    assert "Chưa có" in refusal(
        DENUNCIATION, case("verifying"), by_head("request_assessment", **said)
    )
