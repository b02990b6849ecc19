"""Minutes and receipts while a file is looked into: what may be written, kept and named."""

from datetime import date

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.registry import PROCEDURES, edition_named, governing
from feedback.workflows.rows import Act
from tests.papers import DIALOGUE, SCAN
from tests.unit.workflows.asking import refusal

ON = date(2026, 8, 20)
COMPLAINT = edition_named("complaint_first_time", "LKN-2026")
DENUNCIATION = edition_named("denunciation", "LTC-2026")
INTAKE = edition_named("intake", "TT05-2026")
MET = {
    "session_on": "2026-08-20",
    "session_began": "08 giờ 30",
    "place": "Trụ sở xã",
    "office_side": "Bà Vũ Thị Hạnh",
    "session_content": "Trình bày nguồn gốc đất.",
    "copies": "2",
}
KEPT = {"minutes_on": "2026-08-20", "signed_minutes": SCAN.stated}


def case(kind: Kind = Kind.COMPLAINT, **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": ON}
    return Facts(SubjectKind.CASE, kind, "verifying", **(values | changes))  # type: ignore[arg-type]  # a table of facts


def officer(action: str, **said: str) -> Act:
    return Act(action, Role.CASE_OFFICER, ON, said)


def met(whom: str, **said: str) -> Act:
    return officer("record_session", denunciation_session_with=whom, **(MET | said))


@pytest.mark.parametrize(
    ("day", "lawful"),
    [
        pytest.param("2026-08-19", True, id="written down the day after"),
        pytest.param("2026-08-20", True, id="on its day"),
        pytest.param("2026-08-21", False, id="before it was held"),
    ],
)
def test_minutes_are_of_a_session_that_was_held(day: str, *, lawful: bool) -> None:
    said = MET | {"session_on": day, "session_with": "complainant", "other_side": "Ông Hòa"}
    refused = refusal(COMPLAINT, case(), officer("record_session", **said))
    assert ("không được sau ngày ghi nhận" not in refused) is lawful
    assert bool(refused) is not lawful


@pytest.mark.parametrize(
    ("whom", "article"),
    [
        ("denouncer", "khoản 2 Điều 11"),
        ("denounced", "khoản 2 Điều 12"),
        ("others", "khoản 2 Điều 13"),
        ("site", "khoản 2 Điều 14"),
    ],
)
def test_each_session_on_a_denunciation_rests_on_its_article(whom: str, article: str) -> None:
    decision = DENUNCIATION.decide(case(Kind.DENUNCIATION), met(whom))
    assert str(decision.basis) == f"{article} Nghị định 31/2019/NĐ-CP"
    assert decision.letters == ("denunciation_minutes",)


def test_nobody_is_named_where_the_denouncer_comes() -> None:
    facts = case(Kind.DENUNCIATION)
    assert "ghi tay trên bản lưu mật" in refusal(
        DENUNCIATION, facts, met("denouncer", other_side="A")
    )
    assert refusal(DENUNCIATION, facts, met("denounced", other_side="A")) == ""


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        pytest.param(frozenset(), "Chưa có biên bản để ký", id="nothing to sign"),
        pytest.param(frozenset({"working_minutes"}), "", id="printed"),
    ],
)
def test_signed_minutes_are_kept_once_there_was_something_to_sign(
    printed: frozenset[str], says: str
) -> None:
    refused = refusal(COMPLAINT, case(letters=printed), officer("keep_minutes", **KEPT))
    assert says in refused
    assert bool(refused) is bool(says)


@pytest.mark.parametrize(("whom", "lawful"), [("denounced", True), ("denouncer", False)])
def test_what_the_denouncer_signed_never_comes_in(whom: str, *, lawful: bool) -> None:
    facts = case(
        Kind.DENUNCIATION,
        letters=frozenset({"denunciation_minutes"}),
        acts={"record_session": DoneAct(ON, {"denunciation_session_with": whom})},
    )
    refused = refusal(DENUNCIATION, facts, officer("keep_minutes", **KEPT))
    assert ("không đưa lên hệ thống" not in refused) is lawful


@pytest.mark.parametrize("edition", [DENUNCIATION, edition_named("denunciation", "LTC-2019")])
@pytest.mark.parametrize(
    ("form", "acts", "lawful"),
    [
        pytest.param("paper", {}, True, id="by letter"),
        pytest.param("minutes", {}, False, id="in person, nothing written down"),
        pytest.param("minutes", {"take_down_withdrawal": DoneAct(ON)}, True, id="written down"),
    ],
)
def test_who_withdraws_in_person_has_it_written_down_first(
    edition: object, form: str, acts: dict[str, DoneAct], *, lawful: bool
) -> None:
    said = {
        "withdrawal_form": form,
        "withdrawn_part": "whole",
        "must_go_on": "none",
        "kept_at": "Két sắt",
        "reason": "Đã hiểu ra.",
    }
    act = officer("record_withdrawal", **said)
    refused = refusal(edition, case(Kind.DENUNCIATION, acts=acts), act)  # type: ignore[arg-type]  # two editions
    assert bool(refused) is not lawful


@pytest.mark.parametrize(
    ("kind", "giver", "lawful"),
    [
        (Kind.COMPLAINT, "Ông Hòa", True),
        (Kind.DENUNCIATION, "", True),
        (Kind.DENUNCIATION, "Lò Thị Kín", False),
    ],
)
def test_a_receipt_at_the_desk_names_no_denouncer(kind: Kind, giver: str, *, lawful: bool) -> None:
    said = {"received_time": "9 giờ", "place": "Trụ sở", "papers_taken": "Ảnh", "giver": giver}
    facts = Facts(SubjectKind.PETITION, kind, "classified", received_on=ON)
    assert bool(refusal(INTAKE, facts, officer("take_in_papers", **said))) is not lawful


@pytest.mark.parametrize(
    ("absence", "named", "lawful"),
    [("nobody", "", True), ("without_reason", "", False), ("without_reason", "Ông Hòa", True)],
)
def test_the_minutes_of_a_dialogue_name_who_stayed_away(
    absence: str, named: str, *, lawful: bool
) -> None:
    said = {"dialogue_on": "2026-08-20", "place": "Trụ sở"}
    facts = Facts(
        SubjectKind.CASE, Kind.COMPLAINT, "verified", received_on=ON,
        acts={"invite_dialogue": DoneAct(date(2026, 8, 14), said)},
    )  # fmt: skip
    act = officer("record_dialogue", **(DIALOGUE | {"absence": absence, "absent_people": named}))
    refused = refusal(COMPLAINT, facts, act)
    assert ("phải ghi ai vắng" not in refused) is lawful
    assert bool(refused) is not lawful


@pytest.mark.parametrize(
    ("written", "printed", "lawful"),
    [
        pytest.param(date(2026, 8, 20), True, True, id="its own"),
        pytest.param(date(2026, 8, 20), False, False, id="not printed yet"),
        pytest.param(date(2026, 8, 13), True, False, id="of the one that was postponed"),
        pytest.param(None, True, False, id="none"),
    ],
)
def test_a_dialogue_is_held_with_minutes_of_its_own(
    written: date | None, *, printed: bool, lawful: bool
) -> None:
    said = {"dialogue_on": "2026-08-20", "place": "Trụ sở"}
    acts = {"invite_dialogue": DoneAct(date(2026, 8, 14), said)}
    acts |= {"record_dialogue": DoneAct(written)} if written else {}
    facts = Facts(
        SubjectKind.CASE, Kind.COMPLAINT, "verified", received_on=ON, acts=acts,
        letters=frozenset({"dialogue_minutes"} if printed else ()),
    )  # fmt: skip
    held = {"absence": "nobody", "dialogue_result": "Xong.", "signed_minutes": SCAN.stated}
    refused = refusal(COMPLAINT, facts, Act("hold_dialogue", Role.HEAD, ON, held))
    assert ("Chưa lập biên bản" not in refused) is lawful
    assert bool(refused) is not lawful


def test_no_dialogue_without_the_signed_minutes() -> None:
    act = Act("hold_dialogue", Role.HEAD, ON, {"absence": "nobody", "dialogue_result": "Xong."})
    facts = Facts(SubjectKind.CASE, Kind.COMPLAINT, "verified", received_on=ON)
    assert "Chưa có: Biên bản đã ký" in refusal(COMPLAINT, facts, act)


@pytest.mark.parametrize("procedure", [name for name in PROCEDURES if "complaint" in name])
@pytest.mark.parametrize(("on", "knows"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
def test_minutes_of_the_new_form_reach_pending_cases(
    procedure: str, on: date, *, knows: bool
) -> None:
    table = governing(procedure, PROCEDURES[procedure][0].name, on)
    acts = {row.action for row in table.transitions}
    assert ("record_dialogue" in acts) is knows
    assert ("dialogue_minutes" in {due.name for due in table.letters}) is knows
