"""Making decisions known and carrying them out (Luật Khiếu nại Điều 41, 44 to 46, 58)."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.workflows.core import Edition
from feedback.workflows.registry import all_editions, edition_named
from feedback.workflows.rows import Act
from tests.unit.workflows.asking import refusal

AUGUST, NOVEMBER = date(2026, 8, 3), date(2026, 11, 3)
COMPLAINTS = [edition for edition in all_editions() if "complaint" in edition.procedure]
EVERY_COMPLAINT = pytest.mark.parametrize(
    "edition", COMPLAINTS, ids=lambda e: f"{e.procedure} {e.name}"
)
#: Every clock that must have run out, by whichever rule the procedure has.
OVER = dict.fromkeys(
    ("KN1-DECISION-IN-FORCE", "KN2-DECISION-IN-FORCE", "KL-DECISION-IN-FORCE"), date(2026, 9, 2)
)
ASSIGNED = {"executor": "Phòng Kinh tế", "to_carry_out": "Chi trả.", "enforce_by": "2026-12-01"}


def settled(**said: str) -> dict[str, DoneAct]:
    return {"settle": DoneAct(AUGUST, {"verdict": "right"} | said)}


CHANGED, KEPT = settled(ruling="amend"), settled(verdict="wrong", ruling="keep")


def case(state: str = "published", **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": AUGUST, "closing_dates": OVER}
    return Facts(SubjectKind.CASE, Kind.COMPLAINT, state, **(values | changes))  # type: ignore[arg-type]  # a table of facts


CLOSE = Act("close", Role.CASE_OFFICER, NOVEMBER)
ASSIGN = Act("assign_enforcement", Role.HEAD, NOVEMBER, ASSIGNED)


@EVERY_COMPLAINT
@pytest.mark.parametrize(
    ("acts", "lawful"),
    [
        pytest.param(KEPT, True, id="kept, nothing to carry out"),
        pytest.param(CHANGED, False, id="amended, nobody carried it out"),
        pytest.param(settled(ruling="keep", compensation="5 triệu"), False, id="kept, but damages"),
        pytest.param(settled(discipline_ruling="cancel"), False, id="discipline cancelled"),
        pytest.param(settled(verdict="partly"), False, id="second on discipline: partly right"),
        pytest.param(settled(verdict="wrong"), True, id="second on discipline: wrong"),
        pytest.param({}, False, id="nobody knows what was decided"),
        pytest.param(CHANGED | {"confirm_enforced": DoneAct(AUGUST)}, True, id="carried out"),
    ],
)
def test_a_decision_that_changes_something_is_carried_out_before_the_file_is_closed(
    edition: Edition, acts: dict[str, DoneAct], *, lawful: bool
) -> None:
    said = refusal(edition, case(acts=acts), CLOSE)
    assert ("chưa thi hành xong" not in said) is lawful
    assert bool(said) is not lawful


@EVERY_COMPLAINT
def test_who_carries_it_out_is_assigned_in_writing_once_it_is_in_force(edition: Edition) -> None:
    decision = edition.decide(case(acts=CHANGED), ASSIGN)
    assert decision.target.name == "enforcing"
    assert decision.letters == ("enforcement_assignment",)
    article = "58" if "discipline" in edition.procedure else "46"
    assert decision.basis.article == article
    early = case(acts=CHANGED, closing_dates=dict.fromkeys(OVER, NOVEMBER))
    assert "chưa có hiệu lực pháp luật" in refusal(edition, early, ASSIGN)


@EVERY_COMPLAINT
def test_a_file_is_not_closed_on_the_last_day_before_its_decision_is_in_force(
    edition: Edition,
) -> None:
    last = case(acts=KEPT, closing_dates=dict.fromkeys(OVER, NOVEMBER))
    assert "chưa có hiệu lực pháp luật" in refusal(edition, last, CLOSE)


@EVERY_COMPLAINT
def test_nothing_is_assigned_where_the_decision_changes_nothing(edition: Edition) -> None:
    assert "không có nội dung phải thi hành" in refusal(edition, case(acts=KEPT), ASSIGN)


@EVERY_COMPLAINT
def test_the_target_day_is_not_before_the_assignment(edition: Edition) -> None:
    past = replace(ASSIGN, data=ASSIGNED | {"enforce_by": "2026-11-02"})
    assert "không được trước ngày giao" in refusal(edition, case(acts=CHANGED), past)
    assert "quy tắc vận hành" in refusal(edition, case(acts=CHANGED), past)


@EVERY_COMPLAINT
def test_while_it_is_carried_out_no_clock_runs_and_what_is_waited_for_is_named(
    edition: Edition,
) -> None:
    assert "luật không định số ngày" in edition.state("enforcing").waits_for
    said = {"enforcement_result": "Đã chi trả."}
    act = Act("confirm_enforced", Role.CASE_OFFICER, NOVEMBER, said)
    assert edition.decide(case("enforcing", acts=CHANGED), act).target.name == "enforced"


FIRST_TIME = [edition for edition in COMPLAINTS if "first" in edition.procedure]


@pytest.mark.parametrize("edition", FIRST_TIME, ids=lambda e: f"{e.procedure} {e.name}")
def test_complained_about_again_a_first_decision_is_never_carried_out_and_its_file_closes(
    edition: Edition,
) -> None:
    """Luật Khiếu nại Điều 44 khoản 1: in force only if nobody complains for the second time."""
    followed = case("sent", acts=CHANGED, followed=True, closing_dates={})
    assert "đã bị khiếu nại lần hai" in refusal(edition, followed, ASSIGN)
    assert refusal(edition, followed, CLOSE) == ""


# --------------------------------------------------------------------- the second decision is shown
SECOND = edition_named("complaint_second_time", "LKN-2026")
MEETING = {"announce_meeting": DoneAct(AUGUST, {"meeting_on": "2026-11-03"})}


@pytest.mark.parametrize(
    ("how", "stated", "acts", "says"),
    [
        pytest.param("posted", {}, {}, "", id="posted"),
        pytest.param("meeting", {}, {}, "Chưa thông báo cuộc họp", id="a meeting nobody announced"),
        pytest.param("meeting", {}, MEETING, "", id="a meeting that was announced, on its day"),
        pytest.param("press", {}, {}, "ít nhất 02 lần", id="in the press, how often is not said"),
        pytest.param("press", {"press_times": "1"}, {}, "ít nhất 02 lần", id="once in the press"),
        pytest.param("web,press", {"press_times": "2"}, {}, "", id="on the web, twice in print"),
    ],
)
def test_a_second_decision_is_made_known_as_the_decree_says(
    how: str, stated: dict[str, str], acts: dict[str, DoneAct], says: str
) -> None:
    said = {"published_how": how, "published_at": "Trụ sở", **stated}
    act = Act("publish", Role.CASE_OFFICER, NOVEMBER, said)
    refused = refusal(SECOND, case("sent", acts=CHANGED | acts), act)
    assert says in refused
    assert bool(refused) is bool(says)


@pytest.mark.parametrize(
    ("how", "opens"),
    [
        pytest.param("posted", ["KN2-PUBLISH-DISPLAY"], id="what is posted is shown 15 days"),
        pytest.param("press", [], id="what is printed is said, not shown"),
    ],
)
def test_only_what_is_displayed_is_displayed_for_fifteen_days(how: str, opens: list[str]) -> None:
    said = {"published_how": how, "published_at": "Báo Quảng Ninh", "press_times": "2"}
    act = Act("publish", Role.CASE_OFFICER, NOVEMBER, said)
    decision = SECOND.decide(case("sent", acts=CHANGED), act)
    assert [opening.rule for opening in decision.opens] == opens
