"""Field reports: which report is one, which clock runs, and that nothing of it prints as law."""

from datetime import date, datetime, timedelta

import pytest

from feedback.domain.clock import VIETNAM
from feedback.domain.deadlines import Circumstances, Start, due
from feedback.domain.errors import ConditionsNotMetError, NotLawfulError
from feedback.domain.explanation import explain
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.domain.special_days import standard_calendar
from feedback.workflows.limits.registry import limit_in_force
from feedback.workflows.registry import edition_named, procedure_of
from feedback.workflows.rows import Act

MONDAY = date(2026, 8, 3)
INTAKE = edition_named("intake", "TT05-2026")
MENDING = edition_named("field_report", "QN-2025")
PAHT = ("PAHT-ACK", "PAHT-URGENT", "PAHT-NORMAL")


def report(state: str = "acknowledged", urgency: str = "normal", **changes: object) -> Facts:
    values: dict[str, object] = {"received_on": MONDAY, "accepted_on": MONDAY, "urgency": urgency}
    return Facts(SubjectKind.CASE, Kind.REPORT, state, **(values | changes))  # type: ignore[arg-type]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("kind", "urgency", "procedure"),
    [
        pytest.param(Kind.REPORT, "immediate", "field_report", id="a report of a danger"),
        pytest.param(Kind.REPORT, "normal", "field_report", id="a report of a broken thing"),
        pytest.param(Kind.REPORT, "", "recommendation", id="a report of nothing to be mended"),
        pytest.param(Kind.RECOMMENDATION, "", "recommendation", id="a recommendation"),
    ],
)
def test_a_report_whose_urgency_is_stated_is_mended_before_it_is_answered(kind, urgency, procedure):
    assert procedure_of(kind, second=False, urgency=urgency) == procedure


@pytest.mark.parametrize("kind", ["complaint", "recommendation", "denunciation"])
def test_no_other_kind_has_an_urgency(kind):
    facts = Facts(SubjectKind.PETITION, Kind.REPORT, "received", received_on=MONDAY)
    said = {"kind": kind, "field": "waste", "agency": "X06862", "urgency": "normal"}
    with pytest.raises(ConditionsNotMetError, match="Mức khẩn cấp chỉ dành cho phản ánh"):
        INTAKE.decide(facts, Act("classify", Role.RECEPTION_OFFICER, MONDAY, said))


@pytest.mark.parametrize(
    ("urgency", "said", "clock"),
    [
        pytest.param("immediate", {}, "PAHT-URGENT", id="a danger: a day"),
        pytest.param("normal", {}, "PAHT-NORMAL", id="an ordinary thing: five working days"),
        pytest.param("several", {"partners": "Sở Xây dựng"}, "PAHT-NORMAL", id="several agencies"),
    ],
)
def test_the_urgency_picks_the_clock_of_the_mending(urgency, said, clock):
    act = Act("dispatch", Role.HEAD, MONDAY, {"officer": "xacminh"} | said)
    decision = MENDING.decide(report(urgency=urgency), act)
    assert [opening.rule for opening in decision.opens] == [clock]


def test_several_agencies_must_be_named():
    act = Act("dispatch", Role.HEAD, MONDAY, {"officer": "xacminh", "partners": " "})
    with pytest.raises(ConditionsNotMetError, match="nêu các cơ quan"):
        MENDING.decide(report(urgency="several"), act)


@pytest.mark.parametrize("without", ["result", "photo"])
def test_a_result_needs_its_words_and_its_picture(without):
    said = {"result": "Đã dọn.", "photo": "anh-1.jpg"} | {without: ""}
    with pytest.raises(ConditionsNotMetError, match="Chưa có"):
        MENDING.decide(report("handling"), Act("report_result", Role.CASE_OFFICER, MONDAY, said))


@pytest.mark.parametrize("state", ["received", "acknowledged", "handling"])
def test_nobody_is_answered_before_the_thing_is_mended(state):
    with pytest.raises(NotLawfulError, match="Không thể “Ký văn bản trả lời”"):
        MENDING.decide(report(state), Act("reply", Role.HEAD, MONDAY, {"answer": "Đã dọn."}))


def test_what_was_mended_badly_is_mended_again_on_a_clock_of_its_own():
    back = Act("send_back", Role.HEAD, MONDAY, {"reason": "Ảnh chưa rõ."})
    decision = MENDING.decide(report("handled"), back)
    assert (decision.target.name, decision.opens[0].rule) == ("handling", "PAHT-NORMAL")


def test_a_report_that_is_not_withdrawn_is_not_ended_so():
    end = Act("terminate", Role.HEAD, MONDAY, {"reason": "Đã rút."})
    with pytest.raises(ConditionsNotMetError, match="chưa rút"):
        MENDING.decide(report("handling"), end)
    gone = report("handling", acts={"withdraw": DoneAct(MONDAY)})
    assert MENDING.decide(gone, end).target.name == "withdrawn"


@pytest.mark.parametrize(
    ("rule", "start", "flags", "ends"),
    [
        pytest.param("PAHT-ACK", "2026-08-03 09:15", (), "2026-08-03 11:15", id="two hours"),
        pytest.param("PAHT-ACK", "2026-08-03 23:30", (), "2026-08-04 01:30", id="over midnight"),
        pytest.param(
            "PAHT-URGENT", "2026-08-07 17:00", (), "2026-08-08 17:00",
            id="a danger seen on a Friday evening is over on Saturday: hours know no weekend",
        ),
        pytest.param("PAHT-NORMAL", "2026-08-03 09:15", (), "2026-08-10", id="five working days"),
        pytest.param(
            "PAHT-NORMAL", "2026-08-03 09:15", ("several_agencies",), "2026-08-17",
            id="ten working days with several agencies",
        ),
        pytest.param(
            "PAHT-NORMAL", "2026-08-28 09:15", (), "2026-09-09",
            id="the five days of the national holiday do not count",
        ),
    ],
)  # fmt: skip
def test_a_target_ends(rule, start, flags, ends):
    begun = at(start)
    found = due(
        limit_in_force(rule, begun.date()),
        Start(begun.date(), begun),
        standard_calendar(),
        Circumstances(frozenset(flags)),
    )
    told = f"{found.at.astimezone(VIETNAM):%Y-%m-%d %H:%M}" if found.at else f"{found.legal}"
    assert told == ends


@pytest.mark.parametrize("rule", PAHT)
def test_no_target_of_a_field_report_prints_as_law(rule):
    limit, begun = limit_in_force(rule, MONDAY), at("2026-08-03 09:15")
    start, calendar = Start(MONDAY, begun), standard_calendar()
    lines = explain(limit, start, calendar, due(limit, start, calendar))
    assert not limit.prints_as_law
    assert "mốc nội bộ, không phải thời hạn luật định" in lines[0].text
    assert not any(step.basis for step in lines)


def test_hours_are_told_with_their_minutes():
    limit, begun = limit_in_force("PAHT-ACK", MONDAY), at("2026-08-03 09:15")
    start, calendar = Start(MONDAY, begun), standard_calendar()
    told = [step.text for step in explain(limit, start, calendar, due(limit, start, calendar))]
    assert any("Tính từ 09:15 ngày 03/08/2026" in line for line in told)
    assert any("Chậm nhất lúc 11:15 ngày 03/08/2026" in line for line in told)
    assert begun + timedelta(hours=2) == due(limit, start, calendar).at
