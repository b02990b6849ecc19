"""Denunciations, as a jurist asks (Luật Tố cáo 25/2018/QH14, Nghị định 31/2019/NĐ-CP)."""

from datetime import date

import pytest

from feedback.domain.errors import ConditionsNotMetError, NotLawfulError
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind, documents
from feedback.domain.roles import Role
from feedback.workflows.core import Decision, Edition
from feedback.workflows.denunciation import EDITIONS
from feedback.workflows.registry import edition_in_force, edition_named, governing
from feedback.workflows.rows import Act

AUGUST = date(2026, 8, 3)
INTAKE = edition_named("intake", "TT05-2026")
TABLE = edition_named("denunciation", "LTC-2026")
ALL_FOUR = "form,capacity,competence,basis"
CHECKED = {"identity_result": "confirmed", "conditions": ALL_FOUR}
WITHDRAWN = {"withdrawn_part": "whole", "must_go_on": "none"}
LONGER = {
    "denunciation_criteria": "places",
    "reason": "Hai nơi.",
    "determination": "0" * 64 + " a.pdf",
}


def petition(state: str = "classified", **changes: object) -> Facts:
    values = {"signed": True, "received_on": AUGUST, "online": False} | changes
    return Facts(SubjectKind.PETITION, Kind.DENUNCIATION, state, **values)  # type: ignore[arg-type]  # a table of facts


def case(state: str = "verifying", **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": AUGUST, "accepted_on": AUGUST, "redacted": True}
    return Facts(SubjectKind.CASE, Kind.DENUNCIATION, state, **(values | changes))  # type: ignore[arg-type]  # a table of facts


def done(**acts: dict[str, str]) -> dict[str, DoneAct]:
    return {name: DoneAct(AUGUST, said) for name, said in acts.items()}


def is_lawful(edition: Edition, facts: Facts, act: Act) -> bool:
    try:
        edition.decide(facts, act)
    except ConditionsNotMetError:
        return False
    return True


def decide(facts: Facts, action: str, role: Role, **said: str) -> Decision:
    return TABLE.decide(facts, Act(action, role, AUGUST, said))


# -------------------------------------------------------------------------------------- at intake
@pytest.mark.parametrize("action", ["transfer", "transfer_outside"])
@pytest.mark.parametrize(
    ("kind", "article"),
    [
        (Kind.DENUNCIATION, "khoản 2 Điều 24 Luật Tố cáo 25/2018/QH14"),
        (Kind.RECOMMENDATION, "điểm b khoản 2 Điều 26 Luật Tiếp công dân 42/2013/QH13"),
    ],
)
def test_what_is_passed_on_rests_on_the_law_of_its_kind(action: str, kind: Kind, article: str):
    said = {"agency": "UBT", "outside_body": "Tổng cục Thuế", "reason": "Không thuộc thẩm quyền."}
    facts = Facts(SubjectKind.PETITION, kind, "classified", AUGUST)
    assert str(INTAKE.decide(facts, Act(action, Role.HEAD, AUGUST, said)).basis) == article


@pytest.mark.parametrize(
    ("facts", "lawful"),
    [
        pytest.param(petition(online=True), True, id="sent through the web"),
        pytest.param(petition(anonymous=True), True, id="a letter without a name"),
        pytest.param(
            petition(acts=done(check_identity={"identity_result": "unknown"})),
            True,
            id="nobody is found behind the name",
        ),
        pytest.param(
            petition(acts=done(check_identity={"identity_result": "false_name"})),
            True,
            id="in somebody else's name",
        ),
        pytest.param(petition(), False, id="in due form, not checked yet"),
        pytest.param(
            petition(acts=done(check_identity=CHECKED)), False, id="in due form, by somebody known"
        ),
    ],
)
def test_only_information_about_a_violation_goes_to_inspection(facts: Facts, *, lawful: bool):
    said = {"agency": "TTT", "reason": "Nội dung rõ, có chứng cứ."}
    assert is_lawful(INTAKE, facts, Act("send_to_inspection", Role.HEAD, AUGUST, said)) is lawful


@pytest.mark.parametrize(
    ("facts", "lawful"),
    [
        pytest.param(
            petition(acts=done(check_identity=CHECKED)), True, id="checked, all conditions met"
        ),
        pytest.param(
            petition(acts=done(check_identity=CHECKED), online=True),
            False,
            id="came through the web",
        ),
        pytest.param(
            petition(acts=done(check_identity=CHECKED), signed=False), False, id="not signed"
        ),
        pytest.param(petition(), False, id="identity not checked"),
        pytest.param(
            petition(acts=done(check_identity=CHECKED | {"identity_result": "unknown"})),
            False,
            id="nobody knows who denounces",
        ),
        pytest.param(
            petition(acts=done(check_identity=CHECKED | {"identity_result": "false_name"})),
            False,
            id="under a false name",
        ),
        pytest.param(
            petition(
                acts=done(check_identity=CHECKED | {"conditions": "form,capacity,competence"})
            ),
            False,
            id="no basis to identify the violator",
        ),
        pytest.param(
            petition(acts=done(check_identity=CHECKED), running=frozenset({"TC-CRIME-TRANSFER"})),
            False,
            id="signs of crime not passed on",
        ),
        pytest.param(
            petition(acts=done(check_identity=CHECKED), running=frozenset({"TC-URGENT-HARM"})),
            False,
            id="harm not reported",
        ),
        pytest.param(
            petition(acts=done(check_identity=CHECKED, classify={"again_ground": "delay"})),
            False,
            id="again for delay, no report demanded",
        ),
        pytest.param(
            petition(
                acts=done(
                    check_identity=CHECKED, classify={"again_ground": "delay"}, demand_report={}
                )
            ),
            True,
            id="again for delay, report demanded",
        ),
    ],
)
def test_a_denunciation_is_accepted_when_article_29_is_met(facts: Facts, *, lawful: bool) -> None:
    proposal = Act("propose_acceptance", Role.CASE_OFFICER, AUGUST, {"reason": "Đủ điều kiện."})
    assert is_lawful(INTAKE, facts, proposal) is lawful


def test_acceptance_rests_on_article_29() -> None:
    facts = petition("proposed", acts=done(check_identity=CHECKED))
    assert INTAKE.decide(facts, Act("accept", Role.HEAD, AUGUST)).basis.article == "29"


@pytest.mark.parametrize(
    ("conditions", "opened"),
    [
        pytest.param(ALL_FOUR, set(), id="all met: no new clock"),
        pytest.param(
            "form,capacity,basis", {"TC-FORWARD"}, id="of another agency: five days to pass it on"
        ),
        pytest.param("form,competence", {"TC-NONACCEPT-NOTICE"}, id="not met: tell at once"),
        pytest.param("", {"TC-FORWARD"}, id="nothing met: first of all not ours"),
    ],
)
def test_what_the_check_finds_opens_its_period(conditions: str, opened: set[str]) -> None:
    said = {
        "identity_result": "confirmed",
        "check_scope": "one_place",
        "denounced": "Ông A",
        "contents": "Thu tiền trái quy định.",
        "conditions": conditions,
    }
    act = Act("check_identity", Role.CASE_OFFICER, AUGUST, said)
    assert {each.rule for each in INTAKE.decide(petition(), act).opens} == opened


@pytest.mark.parametrize(
    ("facts", "said", "opened"),
    [
        pytest.param(petition("received"), {}, "TC-INITIAL", id="in writing: seven working days"),
        pytest.param(
            petition("received"),
            {"again_ground": "result"},
            "TC-AGAIN-REVIEW",
            id="again, the result",
        ),
        pytest.param(
            petition("received"),
            {"again_ground": "delay"},
            "TC-OVERDUE-DEMAND",
            id="again, the delay",
        ),
        pytest.param(
            petition("received", online=True),
            {},
            None,
            id="information from the web: none of these",
        ),
    ],
)
def test_classifying_opens_the_period_of_intake(
    facts: Facts, said: dict[str, str], opened: str | None
) -> None:
    stated = {"kind": "denunciation", "field": "conduct", "agency": "X", **said}
    decision = INTAKE.decide(facts, Act("classify", Role.RECEPTION_OFFICER, AUGUST, stated))
    assert {each.rule for each in decision.opens if each.rule.startswith("TC-")} == (
        {opened} - {None}
    )


def test_acts_on_denunciations_are_not_offered_for_other_kinds() -> None:
    complaint = Facts(SubjectKind.PETITION, Kind.COMPLAINT, "classified", received_on=AUGUST)
    offered = {option.action for option in INTAKE.available(complaint, AUGUST)}
    assert not offered & {
        "check_identity",
        "note_harm",
        "demand_report",
        "transfer_to_investigation",
    }


@pytest.mark.parametrize(
    ("facts", "lawful"),
    [
        pytest.param(petition(), False, id="in writing: only in writing or in person"),
        pytest.param(petition(online=True), True, id="information from the web"),
    ],
)
def test_a_denunciation_is_not_withdrawn_by_a_click(facts: Facts, *, lawful: bool) -> None:
    act = Act("withdraw", Role.CITIZEN, AUGUST, {"reason": "Tôi rút."})
    assert is_lawful(INTAKE, facts, act) is lawful


def test_signs_of_crime_end_intake_at_the_investigation_body() -> None:
    noted = petition(acts=done(note_crime_signs={"crime_signs": "Tham ô."}))
    said = {"investigation_body": "Cơ quan CSĐT Công an tỉnh", "reason": "Có dấu hiệu tội phạm."}
    act = Act("transfer_to_investigation", Role.HEAD, AUGUST, said)
    assert INTAKE.decide(noted, act).target.final
    assert not is_lawful(INTAKE, petition(), act)


# ------------------------------------------------------------------------------ while it is settled
@pytest.mark.parametrize(
    ("team", "conflict", "lawful"),
    [
        pytest.param({"team_leader": "a", "team": "b"}, "yes", True, id="two people"),
        pytest.param({"team_leader": "a", "team": "a"}, "yes", False, id="the leader alone"),
        pytest.param(
            {"team_leader": "a", "team": "a,b,c"}, "yes", True, id="the leader named among three"
        ),
        pytest.param(
            {"team_leader": "a", "team": "b"}, "no", False, id="one is tied to the denounced"
        ),
    ],
)
def test_nobody_verifies_alone_or_in_their_own_interest(
    team: dict[str, str], conflict: str, *, lawful: bool
) -> None:
    said = {**team, "no_conflict": conflict, "contents": "Thu tiền."}
    assert is_lawful(TABLE, case("notified"), Act("form_team", Role.HEAD, AUGUST, said)) is lawful


@pytest.mark.parametrize(
    ("action", "acts", "criteria", "lawful"),
    [
        pytest.param("extend", {}, "places", True, id="the first time: one criterion"),
        pytest.param("extend", {"extend": {}}, "places", False, id="the first time twice"),
        pytest.param("extend_again", {}, "places,evidence", False, id="the second time first"),
        pytest.param(
            "extend_again",
            {"extend": {}},
            "places",
            False,
            id="the second time: one criterion is too few",
        ),
        pytest.param(
            "extend_again",
            {"extend": {}},
            "places,evidence",
            True,
            id="the second time: two criteria",
        ),
        pytest.param(
            "extend_again",
            {"extend": {}, "extend_again": {}},
            "places,evidence",
            False,
            id="a third time",
        ),
    ],
)
def test_the_period_is_lengthened_once_or_twice(
    action: str, acts: dict[str, dict[str, str]], criteria: str, *, lawful: bool
) -> None:
    said = LONGER | {"denunciation_criteria": criteria}
    facts = case(acts=done(**acts))
    assert is_lawful(TABLE, facts, Act(action, Role.HEAD, AUGUST, said)) is lawful


def test_the_period_is_not_lengthened_without_its_document() -> None:
    said = LONGER | {"determination": ""}
    assert not is_lawful(TABLE, case(), Act("extend", Role.HEAD, AUGUST, said))


@pytest.mark.parametrize(
    ("ground", "withdrawal", "lawful"),
    [
        pytest.param("death", {}, True, id="the denounced has died"),
        pytest.param("judgment", {}, True, id="a court has decided"),
        pytest.param("withdrawn", {}, False, id="withdrawn, and nobody recorded it"),
        pytest.param("withdrawn", WITHDRAWN, True, id="withdrawn as a whole"),
        pytest.param(
            "withdrawn", WITHDRAWN | {"withdrawn_part": "part"}, False, id="withdrawn in part"
        ),
        pytest.param(
            "withdrawn",
            WITHDRAWN | {"must_go_on": "violation"},
            False,
            id="withdrawn, signs of a violation",
        ),
        pytest.param(
            "withdrawn", WITHDRAWN | {"must_go_on": "coerced"}, False, id="withdrawn under threat"
        ),
        pytest.param(
            "withdrawn",
            WITHDRAWN | {"must_go_on": "slander"},
            False,
            id="withdrawn, it was slander",
        ),
    ],
)
def test_settling_ends_on_three_grounds_and_goes_on_against_three(
    ground: str, withdrawal: dict[str, str], *, lawful: bool
) -> None:
    facts = case(acts=done(record_withdrawal=withdrawal) if withdrawal else {})
    act = Act("terminate", Role.HEAD, AUGUST, {"end_ground": ground, "reason": "x"})
    assert is_lawful(TABLE, facts, act) is lawful


@pytest.mark.parametrize(
    ("ground", "lawful"),
    [
        pytest.param("", True, id="the work goes on"),
        pytest.param("expert_assessment", True, id="while experts assess, the work goes on"),
        pytest.param("suspended", False, id="while suspended it does not"),
    ],
)
def test_an_assessment_stops_the_clock_and_a_suspension_the_work(
    ground: str, *, lawful: bool
) -> None:
    said = {"explanation_on": "2026-08-03", "explanation_given": "yes", "explanation": "Đã nộp."}
    act = Act("record_explanation", Role.CASE_OFFICER, AUGUST, said)
    assert is_lawful(TABLE, case(paused_for=ground), act) is lawful


@pytest.mark.parametrize(
    ("ground", "action", "lawful"),
    [
        ("expert_assessment", "receive_assessment", True),
        ("expert_assessment", "resume", False),
        ("expert_assessment", "suspend", False),
        ("suspended", "resume", True),
        ("suspended", "receive_assessment", False),
    ],
)
def test_a_pause_ends_by_the_act_of_its_own_ground(
    ground: str, action: str, *, lawful: bool
) -> None:
    role = Role.CASE_OFFICER if action == "receive_assessment" else Role.HEAD
    said = {"reason": "x", "ground": "điểm a khoản 1", "assessment": "Đúng."}
    assert is_lawful(TABLE, case(paused_for=ground), Act(action, role, AUGUST, said)) is lawful


def test_a_suspended_denunciation_is_told_by_its_own_law() -> None:
    said = {"explanation_on": "2026-08-03", "explanation_given": "yes", "explanation": "x"}
    with pytest.raises(ConditionsNotMetError, match="Điều 34 Luật Tố cáo"):
        decide(case(paused_for="suspended"), "record_explanation", Role.CASE_OFFICER, **said)


@pytest.mark.parametrize(
    ("facts", "lawful"),
    [
        pytest.param(
            {"closing_dates": {"TC-PUBLISH-DISPLAY": date(2026, 8, 2)}},
            True,
            id="shown for fifteen days",
        ),
        pytest.param(
            {"closing_dates": {"TC-PUBLISH-DISPLAY": date(2026, 8, 3)}},
            False,
            id="on the last day of the display",
        ),
        pytest.param({}, False, id="never published"),
        pytest.param(
            {
                "closing_dates": {"TC-PUBLISH-DISPLAY": date(2026, 8, 2)},
                "running": frozenset({"TC-SUSPEND-SEND"}),
            },
            False,
            id="a suspension never sent",
        ),
        pytest.param(
            {
                "closing_dates": {"TC-PUBLISH-DISPLAY": date(2026, 8, 2)},
                "running": frozenset({"TC-CRIME-TRANSFER"}),
            },
            False,
            id="signs of crime not passed on",
        ),
        pytest.param(
            {
                "closing_dates": {"TC-PUBLISH-DISPLAY": date(2026, 8, 2)},
                "running": frozenset({"TC-URGENT-HARM"}),
            },
            False,
            id="harm not reported",
        ),
    ],
)
def test_the_file_closes_when_nothing_is_left(facts: dict[str, object], *, lawful: bool) -> None:
    act = Act("close", Role.CASE_OFFICER, AUGUST)
    assert is_lawful(TABLE, case("followed_up", **facts), act) is lawful


@pytest.mark.parametrize(
    ("state", "action", "role", "letters"),
    [
        (
            "accepted",
            "notify_acceptance",
            Role.CASE_OFFICER,
            {"denunciation_acceptance_decision", "denouncer_notice", "denounced_notice"},
        ),
        (
            "concluded",
            "send",
            Role.CASE_OFFICER,
            {
                "denunciation_conclusion",
                "conclusion_notice",
                "denounced_conclusion_copy",
                "public_conclusion",
            },
        ),
        ("terminated", "send_notice", Role.CASE_OFFICER, {"denunciation_termination_decision"}),
    ],
)
def test_nothing_is_sent_before_its_documents_are_there(
    state: str, action: str, role: Role, letters: set[str]
) -> None:
    act = Act(action, role, AUGUST, {"delivery": "post"})
    assert is_lawful(TABLE, case(state, letters=frozenset(letters)), act)
    for missing in letters:
        assert not is_lawful(TABLE, case(state, letters=frozenset(letters - {missing})), act)


@pytest.mark.parametrize("action", ["transfer_to_investigation", "report_harm"])
def test_what_was_not_noted_is_not_passed_on(action: str) -> None:
    said = {"investigation_body": "Công an tỉnh", "reason": "x", "harm_measure": "Đã báo Công an."}
    assert not is_lawful(TABLE, case(), Act(action, Role.HEAD, AUGUST, said))
    noted = case(acts=done(note_crime_signs={}, note_harm={}))
    assert is_lawful(TABLE, noted, Act(action, Role.HEAD, AUGUST, said))


def test_only_the_system_records_that_the_superior_took_over() -> None:
    with pytest.raises(NotLawfulError):
        decide(case(), "take_over", Role.HEAD)
    assert decide(case(), "take_over", Role.SYSTEM).target.name == "taken_over"


# ----------------------------------------------------------------------------- editions of the law
@pytest.mark.parametrize(
    ("day", "edition"),
    [
        pytest.param(date(2019, 5, 28), "LTC-2019", id="the first day of the decree"),
        pytest.param(date(2026, 6, 30), "LTC-2019", id="accepted on the last day of the old text"),
        pytest.param(date(2026, 7, 1), "LTC-2026", id="accepted on the first day of the new text"),
    ],
)
def test_a_denunciation_is_pinned_to_the_text_of_its_acceptance(day: date, edition: str) -> None:
    assert edition_in_force("denunciation", day).name == edition


def test_the_new_text_on_withdrawal_and_follow_up_governs_pending_cases() -> None:
    before = governing("denunciation", "LTC-2019", date(2026, 6, 30))
    after = governing("denunciation", "LTC-2019", date(2026, 7, 1))
    assert not before.row("verifying", "record_withdrawal").basis.amended_by
    assert after.row("verifying", "record_withdrawal").basis.amended_by
    assert "hằng tháng" in before.row("published", "report_follow_up").title
    assert "hằng tháng" not in after.row("published", "report_follow_up").title
    assert after.row("verifying", "suspend") == before.row("verifying", "suspend")


WHOEVER_VERIFIES = {
    "form_team": {"team_leader": "a", "team": "a,b", "no_conflict": "yes", "contents": "Thu tiền."},
    "verify_directly": {"officer": "a", "reason": "Rõ.", "fast_track": "clear,evidence"},
    "entrust_verification": {"verifier": "Thanh tra", "officer": "a", "contents": "Thu tiền.",
                             "verify_by": AUGUST.isoformat()},
}  # fmt: skip


@pytest.mark.parametrize("action", WHOEVER_VERIFIES)
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_nobody_gets_a_denunciation_to_verify_with_its_denouncer_in_it(
    edition: Edition, action: str
) -> None:
    """Luật Tố cáo Điều 56 khoản 2: struck out first, then handed over."""
    act = Act(action, Role.HEAD, AUGUST, WHOEVER_VERIFIES[action])
    with pytest.raises(ConditionsNotMetError) as refused:
        edition.decide(case("notified", redacted=False), act)
    (missing,) = refused.value.missing
    assert missing.startswith("Chưa có bản lược danh: phải lược bỏ họ tên, địa chỉ, bút tích")
    assert missing.endswith("(khoản 2 Điều 56 Luật Tố cáo 25/2018/QH14)")
    assert edition.decide(case("notified"), act).target.name == "verifying"


def test_only_the_custodian_makes_the_copy() -> None:
    said = {"redacted_how": "masked"}
    made = decide(case("accepted", redacted=False), "redact", Role.CUSTODIAN, **said)
    assert made.target.name == "accepted"
    for role in (Role.HEAD, Role.CASE_OFFICER, Role.ADMINISTRATOR):
        with pytest.raises(NotLawfulError):
            decide(case("accepted"), "redact", role, **said)


def test_what_is_clear_and_proven_the_head_may_verify_without_a_team():
    """Luật Tố cáo Điều 43: its own verification, in place of the team of two or more."""
    said = {"officer": "binh", "reason": "Đủ cả hai.", "fast_track": "clear,evidence"}
    done_by_head = decide(case("notified"), "verify_directly", Role.HEAD, **said)
    assert (done_by_head.target.name, str(done_by_head.basis)) == (
        "verifying",
        "Điều 43 Luật Tố cáo 25/2018/QH14",
    )
    with pytest.raises(NotLawfulError):
        decide(case("notified"), "verify_directly", Role.CASE_OFFICER, **said)


@pytest.mark.parametrize("stated", ["clear", "evidence", "khac"])
def test_what_is_not_both_clear_and_proven_has_a_team(stated: str) -> None:
    said = {"officer": "binh", "reason": "x", "fast_track": stated}
    assert not is_lawful(TABLE, case("notified"), Act("verify_directly", Role.HEAD, AUGUST, said))


@pytest.mark.parametrize(
    ("handling", "answered", "lawful"),
    [
        pytest.param("discipline", False, True, id="nothing was recommended to others"),
        pytest.param("discipline,recommend", False, False, id="others have not answered"),
        pytest.param("recommend", True, True, id="others have answered"),
    ],
)
def test_the_follow_up_ends_when_others_have_told_what_they_did(
    handling: str, *, answered: bool, lawful: bool
) -> None:
    acts = done(act_on_conclusion={"handling": handling})
    acts |= done(receive_handling_result={}) if answered else {}
    act = Act("finish_follow_up", Role.CASE_OFFICER, AUGUST, {"follow_up": "Xong."})
    assert is_lawful(TABLE, case("published", acts=acts), act) is lawful


def test_a_second_suspension_is_not_sent_on_the_paper_of_the_first() -> None:
    act = Act("send_notice", Role.CASE_OFFICER, AUGUST, {"delivery": "post"})
    sent = {"letters": frozenset({"denunciation_resumption_decision"})}
    assert is_lawful(TABLE, case(**sent), act)
    waiting = {"unissued": frozenset({"denunciation_suspension_decision"})}
    assert not is_lawful(TABLE, case(**sent, **waiting), act)


def test_a_document_counts_as_rendered_when_every_one_of_its_name_is() -> None:
    told = [("suspension_decision", True), ("suspension_decision", False), ("reply", True)]
    assert documents(told) == {
        "letters": frozenset({"reply"}),
        "unissued": frozenset({"suspension_decision"}),
    }
