"""Papers any procedure may write: split, passed on, handed back, demanded, explained, corrected."""

from datetime import date, timedelta

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Edition
from feedback.workflows.registry import all_editions, edition_named
from feedback.workflows.rows import SAME, Act
from tests.unit.workflows.asking import refusal

MONDAY = date(2026, 8, 3)
INTAKE = [edition for edition in all_editions() if edition.procedure == "intake"]
TABLE = edition_named("intake", "TT05-2026")
EVERY = pytest.mark.parametrize("edition", all_editions(), ids=lambda e: f"{e.procedure} {e.name}")
HEAD = Role.HEAD
BODY = {"agency": "SXD", "outside_body": "Bộ Xây dựng", "reason": "Thuộc Sở."}


def petition(kind: Kind, **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": MONDAY, "online": False}
    return Facts(SubjectKind.PETITION, kind, "classified", **(values | changes))  # type: ignore[arg-type]  # a table of facts


def case(edition: Edition, state: str, **changes: object) -> Facts:
    kind = Kind.DENUNCIATION if edition.procedure == "denunciation" else Kind.COMPLAINT
    values: dict[str, object] = {"received_on": MONDAY, "accepted_on": MONDAY}
    return Facts(SubjectKind.CASE, kind, state, **(values | changes))  # type: ignore[arg-type]  # a table of facts


@pytest.mark.parametrize("action", ["transfer", "transfer_outside"])
@pytest.mark.parametrize(
    ("facts", "letters"),
    [
        (petition(Kind.REPORT), ("transfer_slip",)),
        (petition(Kind.RULE_FEEDBACK), ("transfer_slip",)),
        (
            petition(Kind.DENUNCIATION),
            ("denunciation_transfer_slip", "denunciation_handling_notice"),
        ),
        (petition(Kind.DENUNCIATION, online=True), ("information_transfer",)),
    ],
)
def test_each_kind_is_passed_on_with_its_own_slip(
    action: str, facts: Facts, letters: tuple[str, ...]
) -> None:
    for edition in INTAKE:
        assert edition.decide(facts, Act(action, HEAD, MONDAY, BODY)).letters == letters


def test_information_goes_to_be_inspected_with_a_slip_that_is_not_form_03() -> None:
    facts = petition(Kind.DENUNCIATION, online=True)
    act = Act("send_to_inspection", HEAD, MONDAY, BODY)
    assert TABLE.decide(facts, act).letters == ("information_transfer",)


@pytest.mark.parametrize(
    ("kind", "letters"),
    [
        (Kind.RECOMMENDATION, ("ineligibility_notice",)),
        (Kind.COMPLAINT, ("declination_notice",)),
        (Kind.DENUNCIATION, ("denunciation_declination_notice",)),
    ],
)
def test_whoever_is_declined_is_told_in_the_form_of_the_kind(
    kind: Kind, letters: tuple[str, ...]
) -> None:
    act = Act("decline", HEAD, MONDAY, {"ground": "khoản 6", "reason": "Hết thời hiệu."})
    assert TABLE.decide(petition(kind), act).letters == letters


def test_several_contents_are_guided_apart() -> None:
    act = Act("guide_to_split", HEAD, MONDAY, {"split_contents": "1. Đất.\n2. Đường."})
    for edition in INTAKE:
        decision = edition.decide(petition(Kind.COMPLAINT), act)
        assert (decision.target.name, decision.letters) == ("split", ("split_guidance",))
        assert str(decision.basis) == "khoản 3 Điều 25 Luật Tiếp công dân 42/2013/QH13"
        assert "TCD-RESULT-NOTICE" in decision.closes


def test_only_what_was_transferred_here_is_handed_back() -> None:
    act = Act("transfer_back", HEAD, MONDAY, {"reason": "Đường tỉnh."})
    assert "không do cơ quan khác chuyển" in refusal(TABLE, petition(Kind.REPORT), act)
    decision = TABLE.decide(petition(Kind.REPORT, transfers=1), act)
    assert decision.letters == ("transfer_back",)


@pytest.mark.parametrize(
    ("kind", "basis"),
    [
        (Kind.COMPLAINT, "điểm b khoản 1 Điều 26 Luật Tiếp công dân"),
        (Kind.REPORT, "điểm a khoản 4 Điều 6 Nghị định 154/2026"),
    ],
)
def test_a_level_below_is_told_to_settle(kind: Kind, basis: str) -> None:
    said = {"agency": "X1", "late_matter": "Đất.", "report_by": "2026-08-20", "reason": "Quá hạn."}
    decision = TABLE.decide(petition(kind), Act("demand_settlement", HEAD, MONDAY, said))
    assert decision.letters == ("settlement_demand",)
    assert str(decision.basis).startswith(basis)
    refused = refusal(
        TABLE, petition(Kind.DENUNCIATION), Act("demand_settlement", HEAD, MONDAY, said)
    )
    assert "yêu cầu báo cáo riêng" in refused


EXPLANATION = {
    "asked_by": "Chủ tịch tỉnh",
    "done_so_far": "Đã đo đất.",
    "delay_reasons": "Bản đồ khác nhau.",
    "expected_on": "2026-09-01",
}
EXPLAINING = [e for e in all_editions() if "explain_delay" in {row.action for row in e.transitions}]


@pytest.mark.parametrize("edition", EXPLAINING, ids=lambda e: f"{e.procedure} {e.name}")
def test_whoever_is_late_explains_and_nobody_else(edition: Edition) -> None:
    row = next(row for row in edition.transitions if row.action == "explain_delay")
    act = Act("explain_delay", HEAD, MONDAY, EXPLANATION)
    running = {"running": frozenset({"R"})}
    for last, late in ((MONDAY - timedelta(1), True), (MONDAY, False)):
        facts = case(edition, row.sources[0], closing_dates={"R": last}, **running)
        assert (refusal(edition, facts, act) == "") is late
        ended = case(edition, row.sources[0], closing_dates={"R": last})
        assert "Chưa có thời hạn nào" in refusal(edition, ended, act)
    late_case = case(edition, row.sources[0], closing_dates={"R": MONDAY - timedelta(1)}, **running)
    denounced = edition.procedure == "denunciation"
    letter = "denunciation_delay_report" if denounced else "delay_explanation"
    assert edition.decide(late_case, act).letters == (letter,)


def test_every_procedure_with_a_period_can_explain() -> None:
    silent = {"intake", "rule_feedback", "voter_recommendation"}
    assert {edition.procedure for edition in all_editions()} - {
        edition.procedure for edition in EXPLAINING
    } == silent


@EVERY
def test_a_slip_is_set_right_in_every_state_that_is_not_an_end(edition: Edition) -> None:
    row = next(row for row in edition.transitions if row.action == "correct_document")
    assert set(row.sources) == {state.name for state in edition.states if not state.final}
    assert row.target == SAME
    said = {"corrects": "07/TB-UBND", "stands": "tháng 8", "must_read": "tháng 9"}
    act = Act("correct_document", HEAD, MONDAY, said)
    state = edition.initial.name
    issued = case(edition, state, letters=frozenset({"reply"}))
    assert edition.decide(issued, act).letters == ("correction_letter",)
    under_way = case(edition, state, unissued=frozenset({"reply"}))
    assert "chưa có văn bản nào đã phát hành" in refusal(edition, under_way, act)


COPIES = {"open_contents": "Hồ sơ.", "open_conclusion": "Khống.", "open_measures": "Thu hồi."}


@pytest.mark.parametrize("name", ["LTC-2019", "LTC-2026"])
def test_a_conclusion_leaves_only_with_its_open_copies(name: str) -> None:
    edition = edition_named("denunciation", name)
    issued = edition.decide(case(edition, "concluded"), Act("issue_copies", HEAD, MONDAY, COPIES))
    assert issued.letters == ("denounced_conclusion_copy", "public_conclusion")
    send = Act("send", Role.CASE_OFFICER, MONDAY, {"delivery": "post"})
    real = frozenset({"denunciation_conclusion", "conclusion_notice"})
    without = refusal(edition, case(edition, "concluded", letters=real), send)
    assert "khoản 3 Điều 40 Luật Tố cáo" in without
    assert (
        refusal(edition, case(edition, "concluded", letters=real | set(issued.letters)), send) == ""
    )


@pytest.mark.parametrize(
    ("table", "state", "basis"),
    [
        (("complaint_first_time", "LKN-2026"), "sent", "Nghị quyết 205"),
        (("complaint_second_time", "LKN-2026"), "sent", "khoản 2 Điều 41"),
        (("discipline_complaint_first_time", "LKN-2026"), "sent", "khoản 1 Điều 58"),
        (("discipline_complaint_second_time", "LKN-2026"), "sent", "khoản 1 Điều 58"),
        (("denunciation", "LTC-2026"), "handled", "khoản 2 Điều 40"),
    ],
)
def test_what_is_made_public_is_announced(table: tuple[str, str], state: str, basis: str) -> None:
    edition = edition_named(*table)
    said = {"open_summary": "Đúng một phần.", "shown_where": "Trụ sở", "shown_from": "2026-08-04"}
    act = Act("announce_publication", HEAD, MONDAY, said)
    decision = edition.decide(case(edition, state), act)
    assert decision.letters == ("public_notice",)
    assert basis in str(decision.basis)


# ------------------------------------------------------------------------------------- protection
MEASURES = {
    "protecting_body": "Công an xã",
    "protected": "denouncer",
    "sealed_annex": "Phụ lục 02",
    "protection_measures": "Tuần tra.",
    "protection_reason": "Bị đe dọa.",
    "protection_begins": "2026-08-04",
    "reason": "Không có căn cứ.",
}
ASKED = {"ask_protection": DoneAct(MONDAY)}
BEGUN = {"protect_denouncer": DoneAct(MONDAY)}
ENDED = BEGUN | {"end_protection": DoneAct(MONDAY)}
AGAIN = {
    "protect_denouncer": DoneAct(MONDAY + timedelta(1)),
    "end_protection": DoneAct(MONDAY),
}


@pytest.mark.parametrize(
    ("action", "acts", "says", "letter"),
    [
        ("protect_denouncer", {}, "", "protection_decision"),
        ("protect_denouncer", BEGUN, "Đang áp dụng", ""),
        ("protect_denouncer", ENDED, "", "protection_decision"),
        ("request_protection", {}, "", "protection_request"),
        ("refuse_protection", {}, "Chưa có đề nghị", ""),
        ("refuse_protection", ASKED, "", "protection_refusal_notice"),
        ("change_protection", {}, "Không có biện pháp bảo vệ nào", ""),
        ("change_protection", BEGUN, "", "protection_change_decision"),
        ("change_protection", ENDED, "Không có biện pháp bảo vệ nào", ""),
        ("end_protection", BEGUN, "", "protection_end_decision"),
        ("end_protection", AGAIN, "", "protection_end_decision"),
        ("end_protection", ENDED, "Không có biện pháp bảo vệ nào", ""),
    ],
)
def test_a_denouncer_is_protected_by_decision(
    action: str, acts: dict[str, DoneAct], says: str, letter: str
) -> None:
    act = Act(action, HEAD, MONDAY, MEASURES)
    for name in ("LTC-2019", "LTC-2026"):
        edition = edition_named("denunciation", name)
        facts = case(edition, "verifying", acts=acts)
        refused = refusal(edition, facts, act)
        assert says in refused
        assert bool(refused) is bool(says)
        if not says:
            assert edition.decide(facts, act).letters == (letter,)


def test_protection_ends_with_the_conclusion() -> None:
    edition = edition_named("denunciation", "LTC-2026")
    act = Act("protect_denouncer", HEAD, MONDAY, MEASURES)
    for state in ("concluded", "sent", "terminated"):
        assert "Không thể" in refusal(edition, case(edition, state), act)


def test_protection_is_decided_also_while_the_file_stands_still() -> None:
    edition = edition_named("denunciation", "LTC-2026")
    act = Act("protect_denouncer", HEAD, MONDAY, MEASURES)
    assert refusal(edition, case(edition, "verifying", paused_for="suspended"), act) == ""
