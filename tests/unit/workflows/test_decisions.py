"""What the tables decide, as a jurist would ask it."""

from datetime import date

import pytest

from feedback.domain.errors import ConditionsNotMetError, NotLawfulError
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.registry import edition_in_force, edition_named, governing
from feedback.workflows.rows import Act

AUGUST = date(2026, 8, 3)
DECISION = {
    "verdict": "right",
    "legal_grounds": "Luật Đất đai",
    "conclusion": "Đủ điều kiện bồi thường.",
    "ruling": "amend",
    "particulars": "Bồi thường 62,5 m².",
    "executors": "Phòng Kinh tế",
}


def petition(state: str = "classified", kind: Kind = Kind.COMPLAINT, **changes: object) -> Facts:
    values = {"signed": True, "received_on": AUGUST} | changes
    return Facts(SubjectKind.PETITION, kind, state, **values)  # type: ignore[arg-type]


def case(state: str = "verified", **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": AUGUST, "accepted_on": AUGUST}
    return Facts(SubjectKind.CASE, Kind.COMPLAINT, state, **(values | changes))  # type: ignore[arg-type]


def reported(differs: str) -> dict[str, DoneAct]:
    return {"report_verification": DoneAct(AUGUST, {"claim_differs": differs})}


INTAKE = edition_named("intake", "TT05-2026")
OLD = edition_named("complaint_first_time", "LKN-2012")
NEW = edition_named("complaint_first_time", "LKN-2026")


@pytest.mark.parametrize(
    ("facts", "action", "says"),
    [
        pytest.param(
            petition(signed=False),
            "propose_acceptance",
            "chưa có chữ ký",
            id="an unsigned complaint is not proposed for acceptance",
        ),
        pytest.param(
            petition(kind=Kind.DENUNCIATION),
            "propose_acceptance",
            "không phải là đơn tố cáo",
            id="online information is not accepted as a denunciation",
        ),
        pytest.param(
            petition(),
            "transfer",
            "hướng dẫn, không chuyển",
            id="a complaint outside competence is guided, not transferred",
        ),
        pytest.param(
            petition(kind=Kind.REPORT, transfers=1),
            "transfer",
            "chỉ chuyển một lần",
            id="the same content is transferred once",
        ),
        pytest.param(
            petition(kind=Kind.REPORT),
            "guide",
            "không hướng dẫn",
            id="a report is not guided",
        ),
    ],
)
def test_intake_refuses_with_the_article(facts: Facts, action: str, says: str) -> None:
    data = {"reason": "x", "agency": "A", "ground": "x"}
    role = INTAKE.row("classified", action).roles[0]
    with pytest.raises(ConditionsNotMetError, match=says) as refusal:
        INTAKE.decide(facts, Act(action, role, AUGUST, data))
    assert "Điều" in str(refusal.value)


def test_an_act_that_the_state_does_not_know_is_refused_by_name() -> None:
    with pytest.raises(NotLawfulError, match=r"Thụ lý.*Đã phân loại"):
        INTAKE.decide(petition(), Act("accept", Role.HEAD, AUGUST))


def test_acceptance_is_the_heads_decision() -> None:
    with pytest.raises(NotLawfulError, match="Người đứng đầu"):
        INTAKE.decide(petition("proposed"), Act("accept", Role.RECEPTION_OFFICER, AUGUST))


def test_what_is_not_stated_is_named_in_vietnamese() -> None:
    with pytest.raises(ConditionsNotMetError, match="Chưa có: Lĩnh vực"):
        INTAKE.decide(
            petition("received"),
            Act("classify", Role.RECEPTION_OFFICER, AUGUST, {"kind": "report", "agency": "A"}),
        )


def test_naming_the_kind_voids_the_clocks_of_another_kind() -> None:
    said = {"kind": "report", "field": "water", "agency": "A"}
    decision = INTAKE.decide(
        petition("received"), Act("classify", Role.RECEPTION_OFFICER, AUGUST, said)
    )
    assert {"KN1-ACCEPT", "KN2-ACCEPT", "KL-ACCEPT", "TC-INITIAL"} <= set(decision.voids)
    assert decision.opens == ()


def test_naming_a_complaint_opens_its_clock_from_the_day_of_receipt() -> None:
    said = {"kind": "complaint", "field": "land", "agency": "A"}
    later = date(2026, 8, 6)
    decision = INTAKE.decide(
        petition("received", Kind.REPORT), Act("classify", Role.RECEPTION_OFFICER, later, said)
    )
    assert [(opening.rule, opening.start) for opening in decision.opens] == [("KN1-ACCEPT", AUGUST)]


@pytest.mark.parametrize(
    ("edition", "dialogue_on", "lawful"),
    [
        pytest.param(OLD, "2026-08-05", True, id="old text: any day ahead"),
        pytest.param(NEW, "2026-08-07", False, id="new text: four days are too few"),
        pytest.param(NEW, "2026-08-08", True, id="new text: five days suffice"),
    ],
)
def test_dialogue_is_announced_in_time(edition: object, dialogue_on: str, *, lawful: bool) -> None:
    said = {"dialogue_on": dialogue_on, "dialogue_at": "8 giờ", "place": "x", "dialogue_about": "x"}
    act = Act("invite_dialogue", Role.HEAD, AUGUST, said)
    decide = lambda: edition.decide(case(acts=reported("yes")), act)  # type: ignore[attr-defined]  # noqa: E731
    if lawful:
        assert decide().target.name == "verified"
    else:
        with pytest.raises(ConditionsNotMetError, match="05 ngày"):
            decide()


@pytest.mark.parametrize(
    ("acts", "lawful"),
    [
        pytest.param(reported("yes"), False, id="claim and findings differ, no dialogue"),
        pytest.param(reported("no"), True, id="they agree, no dialogue needed"),
        pytest.param(
            reported("yes") | {"hold_dialogue": DoneAct(AUGUST)},
            True,
            id="they differ, it was held",
        ),
    ],
)
def test_dialogue_is_mandatory_where_claim_and_findings_differ(
    acts: dict[str, DoneAct], *, lawful: bool
) -> None:
    act = Act("settle", Role.HEAD, AUGUST, DECISION)
    if lawful:
        assert NEW.decide(case(acts=acts), act).letters == ("settlement_decision",)
    else:
        with pytest.raises(ConditionsNotMetError, match="phải tổ chức đối thoại"):
            NEW.decide(case(acts=acts), act)


TWO = "Nguyễn Văn Hòa; thôn Đồng Mạ\nLưu Thị Mận; thôn Đồng Mạ"


@pytest.mark.parametrize(
    ("stated", "joint", "lawful"),
    [
        pytest.param({}, True, True, id="one decision with the list"),
        pytest.param({"joint_form": "list"}, True, True, id="so chosen"),
        pytest.param({"joint_form": "each", "joint_people": TWO}, True, True, id="for each"),
        pytest.param({"joint_form": "each", "joint_people": TWO}, False, False, id="one complains"),
        pytest.param({"joint_form": "each"}, True, False, id="nobody listed"),
        pytest.param(
            {"joint_form": "each", "joint_people": "A; thôn"}, True, False, id="one listed"
        ),
        pytest.param(
            {"joint_form": "each", "joint_people": "A; thôn\nB"}, True, False, id="no address"
        ),
        pytest.param(
            {"joint_form": "each", "joint_people": "A; thôn\na;  THÔN"}, True, False, id="twice"
        ),
    ],
)
def test_a_decision_for_each_needs_each_of_several_listed(
    stated: dict[str, str], *, joint: bool, lawful: bool
) -> None:
    facts = case(acts=reported("no"), joint=joint)
    act = Act("settle", Role.HEAD, AUGUST, DECISION | stated)
    if lawful:
        assert NEW.decide(facts, act).letters == ("settlement_decision",)
    else:
        with pytest.raises(ConditionsNotMetError, match="danh sách từ hai người"):
            NEW.decide(facts, act)


@pytest.mark.parametrize("missing", sorted(DECISION))
def test_a_decision_says_all_that_article_31_asks(missing: str) -> None:
    stated = {name: text for name, text in DECISION.items() if name != missing}
    with pytest.raises(ConditionsNotMetError, match="Chưa có"):
        NEW.decide(case(acts=reported("no")), Act("settle", Role.HEAD, AUGUST, stated))


def test_while_suspended_only_resuming_withdrawing_and_terminating_go_on() -> None:
    lawful = {
        o.action
        for o in NEW.available(case("verifying", paused_for="suspended"), AUGUST)
        if o.lawful
    }
    assert lawful == {
        "resume",
        "withdraw",
        "withdraw_part",
        "terminate",
        "add_information",
        "take_in_papers",
    }


def test_nothing_is_resumed_that_was_not_suspended() -> None:
    with pytest.raises(ConditionsNotMetError, match="không trong thời gian tạm đình chỉ"):
        NEW.decide(case("verifying"), Act("resume", Role.HEAD, AUGUST, {"reason": "x"}))


@pytest.mark.parametrize(
    ("on", "knows"),
    [
        pytest.param(
            date(2026, 6, 30), False, id="the day before, an old case cannot be suspended"
        ),
        pytest.param(date(2026, 7, 1), True, id="from 1 July 2026 pending cases can (Điều 22)"),
    ],
)
def test_suspension_reaches_pending_cases_by_its_transition_clause(
    on: date, *, knows: bool
) -> None:
    table = governing("complaint_first_time", "LKN-2012", on)
    assert any(row.action == "suspend" for row in table.transitions) is knows


def test_what_the_transition_clause_does_not_name_stays_as_it_was() -> None:
    table = governing("complaint_first_time", "LKN-2012", date(2026, 8, 1))
    assert table.row("accepted", "determine_complex").basis.article == "28"
    assert table.name == "LKN-2012"


@pytest.mark.parametrize(
    ("accepted_on", "edition"),
    [
        pytest.param(date(2026, 6, 30), "LKN-2012", id="accepted on the last day of the old text"),
        pytest.param(date(2026, 7, 1), "LKN-2026", id="accepted on the first day of the new text"),
    ],
)
def test_a_case_is_pinned_to_the_edition_of_its_day(accepted_on: date, edition: str) -> None:
    assert edition_in_force("complaint_first_time", accepted_on).name == edition


def test_what_may_happen_next_says_what_is_missing() -> None:
    options = {o.action: o for o in NEW.available(case(acts=reported("yes")), AUGUST)}
    assert not options["settle"].lawful
    assert options["invite_dialogue"].lawful
    assert str(options["settle"].missing[0]).endswith("(Điều 30 Luật Khiếu nại 02/2011/QH13)")


SECOND = edition_named("complaint_second_time", "LKN-2026")


def test_naming_the_first_case_opens_the_clock_of_the_second_instance() -> None:
    said = {"kind": "complaint", "field": "land", "agency": "A", "earlier": "VV-2026-00001"}
    decision = INTAKE.decide(
        petition("received"), Act("classify", Role.RECEPTION_OFFICER, AUGUST, said)
    )
    assert [opening.rule for opening in decision.opens] == ["KN2-ACCEPT"]
    assert {"KN1-ACCEPT", "KL-ACCEPT", "TC-INITIAL"} <= set(decision.voids)


@pytest.mark.parametrize(
    ("acts", "lawful"),
    [
        pytest.param(reported("no"), False, id="they agree, and dialogue is due all the same"),
        pytest.param(
            reported("no") | {"hold_dialogue": DoneAct(AUGUST)}, True, id="dialogue was held"
        ),
    ],
)
def test_the_second_instance_always_holds_a_dialogue(
    acts: dict[str, DoneAct], *, lawful: bool
) -> None:
    facts = case("dialogue_held" if lawful else "verified", acts=acts, second=True)
    act = Act("settle", Role.HEAD, AUGUST, DECISION | {"first_result": "Bác đơn."})
    if lawful:
        assert "second_settlement_decision" in SECOND.decide(facts, act).letters
    else:
        with pytest.raises(ConditionsNotMetError, match="Điều 39"):
            SECOND.decide(facts, act)


@pytest.mark.parametrize(
    ("on", "lawful"),
    [
        pytest.param(date(2026, 9, 2), False, id="on the last day of the display"),
        pytest.param(date(2026, 9, 3), True, id="the day after it"),
    ],
)
def test_a_second_decision_is_shown_to_the_end_of_its_fifteen_days(
    on: date, *, lawful: bool
) -> None:
    dates = {"KN2-PUBLISH-DISPLAY": date(2026, 9, 2), "KN2-DECISION-IN-FORCE": date(2026, 9, 1)}
    kept = {"settle": DoneAct(AUGUST, {"ruling": "keep"})}
    facts = case("published", acts=kept, closing_dates=dates, second=True)
    act = Act("close", Role.CASE_OFFICER, on)
    if lawful:
        assert SECOND.decide(facts, act).target.final
    else:
        with pytest.raises(ConditionsNotMetError, match="đủ 15 ngày"):
            SECOND.decide(facts, act)


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        pytest.param(Kind.COMPLAINT, "Điều 27 Luật Khiếu nại", id="a complaint"),
        pytest.param(Kind.REPORT, "khoản 2 Điều 26 Luật Tiếp công dân", id="a report"),
    ],
)
def test_acceptance_rests_on_the_law_of_its_kind(kind: Kind, article: str) -> None:
    decision = INTAKE.decide(petition("proposed", kind), Act("accept", Role.HEAD, AUGUST))
    assert str(decision.basis).startswith(article)
