"""Receiving citizens, and refusing to, as Nghị định 154/2026/NĐ-CP wants it from 1 July 2026."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.inputs.reception import REFUSAL_GROUNDS
from feedback.workflows.reception import ROWS
from feedback.workflows.registry import edition_named
from feedback.workflows.rows import SAME, Act
from tests.unit.workflows.asking import refusal

MONDAY = date(2026, 8, 3)
TABLE, BEFORE = edition_named("intake", "TT05-2026"), edition_named("intake", "TT05-2021")
NOTICE, RESULT = "TCD-REFUSAL-NOTICE", "TCD-RESULT-NOTICE"
DESK, HEAD = Role.RECEPTION_OFFICER, Role.HEAD
BY_HEAD = {"receive_citizen": DoneAct(MONDAY, {"received_by": "head"})}
BY_OFFICER = {"receive_citizen": DoneAct(MONDAY, {"received_by": "officer"})}
SESSION = {
    "session_on": "2026-08-20",
    "session_time": "8 giờ",
    "session_centre": "Trụ sở tiếp công dân",
}
RECEIVED = {
    "received_by": "head",
    "reception_on": "2026-08-03",
    "reception_form": "in_person",
    "visitors": "3",
    "reception_content": "Đường ngập.",
}


def petition(kind: Kind = Kind.RECOMMENDATION, *running: str, **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": MONDAY, "running": frozenset(running)}
    values |= {"online": False}
    state = str(changes.pop("state", "classified"))
    return Facts(SubjectKind.PETITION, kind, state, **(values | changes))  # type: ignore[arg-type]  # a table of facts


def refuse(ground: str) -> Act:
    said = {"reception_on": "2026-08-03", "refusal_ground": ground, "reason": "Đã trả lời."}
    return Act("refuse_reception", DESK, MONDAY, said)


NOTIFY = Act("notify_refusal", HEAD, MONDAY)


@pytest.mark.parametrize("ground", [ground for ground, _ in REFUSAL_GROUNDS])
def test_two_grounds_of_thirteen_are_told_in_writing(ground: str) -> None:
    kind = Kind.COMPLAINT if ground == "law_9_3" else Kind.REPORT
    decision = TABLE.decide(petition(kind), refuse(ground))
    written = ground in {"law_9_3", "point_h"}
    assert [opening.rule for opening in decision.opens] == ([NOTICE] if written else [])
    assert str(decision.basis).startswith(f"khoản {3 if written else 2} Điều 4 Nghị định 154/2026")
    assert decision.letters == ()


@pytest.mark.parametrize(
    ("kind", "ground", "says"),
    [
        (Kind.COMPLAINT, "law_9_3", ""),
        (Kind.DENUNCIATION, "law_9_3", ""),
        (Kind.RECOMMENDATION, "law_9_3", "chỉ áp dụng với khiếu nại, tố cáo"),
        (Kind.REPORT, "point_h", ""),
        (Kind.COMPLAINT, "point_h", "điểm h chỉ với kiến nghị, phản ánh"),
        (Kind.COMPLAINT, "point_a", ""),
    ],
)
def test_a_ground_is_one_of_the_kind(kind: Kind, ground: str, says: str) -> None:
    refused = refusal(TABLE, petition(kind), refuse(ground))
    assert says in refused
    assert bool(refused) is bool(says)


def test_the_head_notifies_what_was_refused_and_only_that() -> None:
    decision = TABLE.decide(petition(Kind.REPORT, NOTICE), NOTIFY)
    assert decision.closes == (NOTICE,)
    assert decision.letters == ("reception_refusal",)
    assert "phải thông báo bằng văn bản" in refusal(TABLE, petition(), NOTIFY)


def test_a_refusal_is_not_overlaid_by_another_before_it_is_notified() -> None:
    again = refusal(TABLE, petition(Kind.REPORT, NOTICE), refuse("law_9_2"))
    assert "chưa được thông báo bằng văn bản" in again


def test_nothing_is_archived_while_a_refusal_waits_for_its_notice() -> None:
    archive = Act("archive", HEAD, MONDAY, {"ground": "điểm b", "reason": "Đã trả lời."})
    assert "Chưa thông báo từ chối" in refusal(TABLE, petition(Kind.REPORT, NOTICE), archive)
    assert refusal(TABLE, petition(), archive) == ""


@pytest.mark.parametrize(
    ("acts", "says"),
    [
        pytest.param({}, "Chưa ghi nhận buổi tiếp", id="nobody received"),
        pytest.param(BY_OFFICER, "Chưa ghi nhận buổi tiếp", id="an officer received"),
        pytest.param(BY_HEAD, "", id="the head received"),
    ],
)
def test_the_head_concludes_what_the_head_heard(acts: dict[str, DoneAct], says: str) -> None:
    said = {"directions": "Thụ lý.", "tasks": "Phòng Kinh tế.", "resolve_by": "2026-08-28"}
    act = Act("conclude_reception", HEAD, MONDAY, said)
    refused = refusal(TABLE, petition(acts=acts), act)
    assert says in refused
    assert bool(refused) is bool(says)
    if not says:
        assert TABLE.decide(petition(acts=acts), act).letters == ("reception_conclusion",)


def test_who_denounces_is_not_received_through_a_camera() -> None:
    act = Act("invite_online", HEAD, MONDAY, SESSION)
    assert TABLE.decide(petition(Kind.COMPLAINT), act).letters == ("online_reception_invitation",)
    assert "luôn được bảo vệ" in refusal(TABLE, petition(Kind.DENUNCIATION), act)
    offered = TABLE.available(petition(Kind.DENUNCIATION), MONDAY)
    assert "invite_online" not in {option.action for option in offered}


@pytest.mark.parametrize(
    ("facts", "letters"),
    [
        (petition(Kind.COMPLAINT, RESULT), ("handling_notice",)),
        (petition(Kind.DENUNCIATION, RESULT), ("denunciation_handling_notice",)),
        (petition(Kind.COMPLAINT), None),
        (petition(Kind.RECOMMENDATION, RESULT), None),
        (petition(Kind.DENUNCIATION, RESULT, online=True), None),
    ],
)
def test_more_time_is_an_answer_for_complaints_and_denunciations(
    facts: Facts, letters: tuple[str, ...] | None
) -> None:
    act = Act("answer_delayed", HEAD, MONDAY, {"reason": "Xác minh tư cách đại diện."})
    if letters is None:
        assert refusal(TABLE, facts, act)
        return
    decision = TABLE.decide(facts, act)
    assert decision.letters == letters
    assert decision.closes == (RESULT,)


def test_a_reception_is_written_down_with_what_the_register_asks() -> None:
    act = Act("receive_citizen", DESK, MONDAY, RECEIVED)
    assert refusal(TABLE, petition(), act) == ""
    for name in RECEIVED:
        said = {other: value for other, value in RECEIVED.items() if other != name}
        assert "Chưa có" in refusal(TABLE, petition(), Act("receive_citizen", DESK, MONDAY, said))


def test_reception_changes_no_state_and_begins_with_the_decree() -> None:
    assert {row.target for row in ROWS} == {SAME}
    acts = {row.action for row in BEFORE.transitions}
    assert not acts & {row.action for row in ROWS}


@pytest.mark.parametrize(
    "table",
    [("recommendation", "LTCD-2014"), ("field_report", "QN-2025"), ("rule_feedback", "ND20-2008")],
)
def test_an_accepted_recommendation_is_told_so_once(table: tuple[str, str]) -> None:
    edition = edition_named(*table)
    state = edition.initial.name
    facts = Facts(SubjectKind.CASE, Kind.RECOMMENDATION, state, MONDAY, accepted_on=MONDAY)
    act = Act("notify_handling", HEAD, MONDAY)
    assert edition.decide(facts, act).letters == ("handling_notice",)
    told = replace(facts, acts={"notify_handling": DoneAct(MONDAY)})
    assert "Đã thông báo" in refusal(edition, told, act)
