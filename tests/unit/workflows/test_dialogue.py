"""Who presides over a dialogue and what absence means (Nghị định 124/2020/NĐ-CP Điều 28, 28a)."""

from datetime import date

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Edition
from feedback.workflows.registry import PROCEDURES, edition_named, governing
from feedback.workflows.rows import Act
from tests.papers import SCAN
from tests.unit.workflows.asking import refusal

MEETING = date(2026, 8, 20)
COMPLAINTS = [name for name in PROCEDURES if "complaint" in name]
EVERY_NEW_TEXT = pytest.mark.parametrize(
    "edition", [edition_named(name, "LKN-2026") for name in COMPLAINTS], ids=lambda e: e.procedure
)
SECOND = edition_named("complaint_second_time", "LKN-2026")


def invited(day: str = "2026-08-20", reasons: str = "none") -> dict[str, DoneAct]:
    """Announced, and on that day written down."""
    said = {"dialogue_on": day, "place": "Trụ sở", "dialogue_reasons": reasons}
    return {
        "invite_dialogue": DoneAct(date(2026, 8, 14), said),
        "record_dialogue": DoneAct(date.fromisoformat(day)),
    }


def case(acts: dict[str, DoneAct], **changes: object) -> Facts:
    printed = frozenset({"dialogue_minutes"})
    values: dict[str, object] = {"received_on": MEETING, "acts": acts, "letters": printed}
    return Facts(SubjectKind.CASE, Kind.COMPLAINT, "verified", **(values | changes))  # type: ignore[arg-type]  # a table of facts


def hold(on: date = MEETING, presided_by: str = "head", absence: str = "nobody") -> Act:
    said = {
        "presided_by": presided_by,
        "absence": absence,
        "dialogue_result": "Xong.",
        "signed_minutes": SCAN.stated,
    }
    return Act("hold_dialogue", Role.HEAD, on, said)


POSTPONE = Act(
    "postpone_dialogue",
    Role.CASE_OFFICER,
    MEETING,
    {"absence_reason": "Bão.", "absence_paper": "f" * 64},
)
POSTPONED = {"postpone_dialogue": DoneAct(MEETING)}


@pytest.mark.parametrize(
    ("facts", "delegate_may"),
    [
        pytest.param(case(invited(), level="province"), True, id="the chair, an ordinary case"),
        pytest.param(case(invited(), level="department"), False, id="the head of a department"),
        pytest.param(case(invited(), level="province", joint=True), False, id="several complain"),
        pytest.param(case(invited(), level="province", crowd=True), False, id="a crowd"),
        pytest.param(
            case(invited(reasons="disputed"), level="province"), False, id="bodies disagree"
        ),
        pytest.param(case(invited(reasons="heated"), level="province"), False, id="heated"),
        pytest.param(case(invited(reasons="security"), level="province"), False, id="security"),
    ],
)
def test_the_second_instance_presides_in_person_where_the_decree_says_so(
    facts: Facts, *, delegate_may: bool
) -> None:
    refused = refusal(SECOND, facts, hold(presided_by="delegate"))
    assert ("phải trực tiếp đối thoại" not in refused) is delegate_may
    assert bool(refused) is not delegate_may
    assert refusal(SECOND, facts, hold(presided_by="head")) == ""


def test_none_of_the_reasons_does_not_stand_beside_one() -> None:
    said = {"dialogue_on": "2026-08-26", "place": "Trụ sở", "dialogue_reasons": "none,heated"}
    act = Act("invite_dialogue", Role.HEAD, MEETING, said)
    assert "không đi cùng" in refusal(SECOND, case({}), act)


@EVERY_NEW_TEXT
@pytest.mark.parametrize(
    ("absence", "lawful"),
    [
        pytest.param("nobody", True, id="all came"),
        pytest.param("without_reason", True, id="absent without a good reason: it goes on"),
        pytest.param("with_reason", False, id="excused: it is announced again"),
    ],
)
def test_who_is_excused_has_the_dialogue_announced_again(
    edition: Edition, absence: str, *, lawful: bool
) -> None:
    refused = refusal(edition, case(invited()), hold(absence=absence))
    assert ("hãy ghi nhận hoãn và thông báo lại" not in refused) is lawful
    assert bool(refused) is not lawful


@EVERY_NEW_TEXT
@pytest.mark.parametrize(
    ("acts", "on", "says"),
    [
        pytest.param(invited(), MEETING, "", id="held on its day"),
        pytest.param(invited() | POSTPONED, MEETING, "thông báo lại", id="postponed, held anyway"),
        pytest.param(
            invited("2026-08-27") | POSTPONED, date(2026, 8, 27), "", id="announced again, held"
        ),
    ],
)
def test_a_postponed_dialogue_is_held_once_it_is_announced_again(
    edition: Edition, acts: dict[str, DoneAct], on: date, says: str
) -> None:
    refused = refusal(edition, case(acts), hold(on))
    assert says in refused
    assert bool(refused) is bool(says)


@EVERY_NEW_TEXT
def test_postponing_needs_the_day_and_the_papers_that_prove_the_reason(edition: Edition) -> None:
    assert refusal(edition, case(invited()), POSTPONE) == ""
    assert "Chưa đến ngày" in refusal(edition, case(invited("2026-08-27")), POSTPONE)
    said = {"absence_reason": "Bão."}
    bare = Act("postpone_dialogue", Role.CASE_OFFICER, MEETING, said)
    assert "Chưa có: Tài liệu chứng minh" in refusal(edition, case(invited()), bare)


@pytest.mark.parametrize("procedure", COMPLAINTS)
@pytest.mark.parametrize(
    ("on", "knows"),
    [
        pytest.param(date(2026, 6, 30), False, id="the day before"),
        pytest.param(date(2026, 7, 1), True, id="from 1 July 2026 (Điều 22)"),
    ],
)
def test_dialogue_of_the_new_text_reaches_pending_cases(
    procedure: str, on: date, *, knows: bool
) -> None:
    table = governing(procedure, PROCEDURES[procedure][0].name, on)
    assert ("absence" in table.row("verified", "hold_dialogue").needs) is knows
