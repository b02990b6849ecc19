from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.deadlines import PLAIN, Circumstances, Extension, Pause, Start, due
from feedback.domain.explanation import explain
from feedback.domain.special_days import standard_calendar
from feedback.domain.steps import Line
from feedback.domain.time_limits import Direction, Unit, days, months
from feedback.workflows.limits.registry import all_limits, limit_named

RESOLVE = limit_named("KN1-RESOLVE@2012")
DENUNCIATION = limit_named("TC-RESOLVE@2019")
REMOTE_AND_COMPLEX = Circumstances(flags=frozenset({"remote", "complex"}))


def on(text: str) -> date:
    return date.fromisoformat(text)


def told(limit_id: str, start: date | Start, circumstances: Circumstances = PLAIN) -> list[str]:
    limit = limit_named(limit_id)
    begin = start if isinstance(start, Start) else Start(start)
    computed = due(limit, begin, standard_calendar(), circumstances)
    steps = explain(limit, begin, standard_calendar(), computed, circumstances)
    return [step.text for step in steps]


def test_working_days_are_told_with_each_day_left_out():
    assert told("VT-DISPATCH-OUTGOING@2020", on("2026-11-23")) == [
        "Phát hành văn bản đi: 1 ngày làm việc, theo khoản 1 Điều 18 Nghị định 30/2020/NĐ-CP",
        (
            "Bản quy tắc VT-DISPATCH-OUTGOING@2020, áp dụng từ 05/03/2020; "
            "chọn theo ngày của sự kiện bắt đầu"
        ),
        "Sự kiện mà thời hạn tính từ đó: ký văn bản, ngày 23/11/2026",
        (
            "Ngày 23/11/2026 là ngày 0, không tính; đếm từ 24/11/2026"
            " (khoản 2, 3 Điều 147 Bộ luật Dân sự 2015)"
        ),
        "Không tính 24/11/2026: Ngày Văn hóa Việt Nam",
        "Ngày cuối theo cách đếm: 25/11/2026",
        ("Cộng lại: 1 ngày được tính và 1 ngày không tính là 2 ngày, từ 24/11/2026 đến 25/11/2026"),
    ]


def test_a_worked_saturday_is_named_among_the_counted():
    assert "Có tính 22/08/2026: làm bù cho ngày 31/08/2026" in told(
        "VT-DISPATCH-OUTGOING@2020", on("2026-08-21")
    )


def test_rolling_names_the_day_off_and_the_article():
    assert told("KN1-RESOLVE@2012", on("2026-08-03"))[-1] == (
        "Ngày cuối là Quốc khánh, hạn kéo đến hết ngày làm việc tiếp theo: 03/09/2026"
        " (khoản 5 Điều 148 Bộ luật Dân sự 2015)"
    )


def test_rolling_names_every_day_off_it_reaches_over():
    assert told("KN1-RESOLVE@2012", on("2026-09-01"), REMOTE_AND_COMPLEX)[-1] == (
        "Ngày cuối là thứ Bảy, ngày 01/11/2026 là Chủ nhật, hạn kéo đến hết ngày làm việc tiếp "
        "theo: 02/11/2026 (khoản 5 Điều 148 Bộ luật Dân sự 2015)"
    )


def test_a_longer_total_says_why_and_by_which_documents():
    given = replace(
        REMOTE_AND_COMPLEX, remote_basis="QĐ 861/QĐ-TTg", complex_basis="Biên bản số 3/BB-UBND"
    )
    assert told("KN1-RESOLVE@2012", on("2026-09-01"), given)[0] == (
        "Giải quyết khiếu nại lần đầu: 60 ngày (vì vùng sâu, vùng xa đi lại khó khăn và vụ việc "
        "phức tạp, căn cứ QĐ 861/QĐ-TTg; Biên bản số 3/BB-UBND), theo Điều 28 Luật 02/2011/QH13"
    )


def test_the_version_is_told_with_its_dates_and_what_picked_it():
    assert (
        "Bản quy tắc KN1-ACCEPT@2012, áp dụng từ 01/07/2012 đến 30/06/2026; "
        "chọn theo ngày của sự kiện bắt đầu"
    ) in told("KN1-ACCEPT@2012", on("2026-06-30"))
    lines = told("KN-SUSPEND-SEND@2026", on("2026-07-01"))
    assert any(line.endswith("chọn theo ngày thực hiện việc này") for line in lines)


def test_what_the_event_needs_to_count_is_told():
    (event,) = (x for x in told("KN1-ACCEPT@2026", on("2026-10-02")) if x.startswith("Sự kiện"))
    assert "khiếu nại nhiều người: chỉ tính khi đủ chữ ký" in event


def test_months_are_told_with_their_article():
    limit = replace(RESOLVE, variants=(), span=months(1))
    computed = due(limit, Start(on("2026-01-31")), standard_calendar())
    steps = explain(limit, Start(on("2026-01-31")), standard_calendar(), computed)
    assert "Ngày cuối theo cách đếm: 28/02/2026 (khoản 3 Điều 148 Bộ luật Dân sự 2015)" in [
        step.text for step in steps
    ]


def test_a_suspension_is_one_line_with_its_document_and_its_days():
    pause = Pause(on("2026-08-10"), on("2026-08-20"), "suspended", "QĐ 7/QĐ-UBND")
    assert (
        "Không tính 10 ngày từ 10/08/2026 đến 19/08/2026: "
        "tạm đình chỉ giải quyết khiếu nại (QĐ 7/QĐ-UBND)"
    ) in told("KN1-RESOLVE@2012", on("2026-08-03"), Circumstances(pauses=(pause,)))


def test_a_stopped_clock_says_since_when_why_and_what_is_left():
    pauses = (
        Pause(on("2026-08-05"), on("2026-08-06"), "suspended", "QĐ 6"),
        Pause(on("2026-08-10"), None, "suspended", "QĐ 7"),
    )
    assert told("KN1-RESOLVE@2012", on("2026-08-03"), Circumstances(pauses=pauses))[4:] == [
        "Không tính 05/08/2026: tạm đình chỉ giải quyết khiếu nại (QĐ 6)",
        (
            "Đồng hồ dừng từ ngày 10/08/2026: tạm đình chỉ giải quyết khiếu nại (QĐ 7); "
            "còn 25 ngày chưa đếm"
        ),
    ]


def test_a_pause_that_does_not_stop_this_clock_is_said_to_leave_it():
    pause = Pause(on("2026-06-15"), None, "suspended")
    assert "Việc tạm dừng từ ngày 15/06/2026 không làm dừng thời hạn này" in told(
        "KN1-RESOLVE@2012", on("2026-08-03"), Circumstances(pauses=(pause,))
    )


def test_extensions_say_by_which_document_and_from_which_day():
    given = Circumstances(extensions=(Extension(days(30), "QĐ 12/QĐ-UBND"),))
    assert "Gia hạn thêm 30 ngày theo QĐ 12/QĐ-UBND, đếm tiếp từ sau ngày 01/10/2026" in told(
        "TC-RESOLVE@2019", on("2026-09-01"), given
    )


def test_a_cap_is_told_when_it_cuts():
    given = Circumstances(not_after=on("2026-09-20"))
    lines = told("TC-RESOLVE@2019", on("2026-09-01"), given)
    assert lines[-3] == "Ngày cuối theo cách đếm: 01/10/2026"
    assert lines[-1].startswith("Không được kéo dài quá ngày 20/09/2026: ")


@pytest.mark.parametrize(
    ("received", "warned"),
    [(on("2026-10-02"), True), (on("2026-10-05"), False)],
    ids=["guard before the due date", "guard after it"],
)
def test_the_guard_is_told_only_where_it_comes_first(received, warned):
    lines = told("KN1-ACCEPT@2026", received)
    assert any(line.startswith("Mốc cảnh báo sớm 10 ngày") for line in lines) is warned


def test_counting_back_is_told_as_such():
    assert told("TCD-ONLINE-INVITE@2026", on("2026-12-01")) == [
        (
            "Thông báo trước buổi tiếp công dân trực tuyến: trước ít nhất 5 ngày làm việc, theo "
            "khoản 1 Điều 23 Nghị định 154/2026/NĐ-CP"
        ),
        (
            "Bản quy tắc TCD-ONLINE-INVITE@2026, áp dụng từ 01/07/2026; "
            "chọn theo ngày của sự kiện bắt đầu"
        ),
        "Sự kiện mà thời hạn tính từ đó: ngày tiếp công dân trực tuyến, ngày 01/12/2026",
        "Đếm lùi từ ngày 01/12/2026, ngày này không tính",
        "Không tính 24/11/2026: Ngày Văn hóa Việt Nam",
        "Không tính 28/11/2026: thứ Bảy",
        "Không tính 29/11/2026: Chủ nhật",
        "Ngày cuối theo cách đếm: 23/11/2026",
        ("Cộng lại: 5 ngày được tính và 3 ngày không tính là 8 ngày, từ 23/11/2026 đến 30/11/2026"),
    ]


def test_hours_are_told_on_a_clock_in_vietnam():
    harm = Start.at_instant(datetime(2026, 11, 22, 16, 30, tzinfo=UTC))
    assert told("TC-URGENT-HARM@2019", harm) == [
        (
            "Áp dụng biện pháp ngăn chặn hoặc báo ngay Công an khi hành vi gây / đe dọa gây thiệt "
            "hại: làm ngay, theo khoản 2 Điều 27 Luật 25/2018/QH14"
        ),
        (
            "Bản quy tắc TC-URGENT-HARM@2019, áp dụng từ 01/01/2019; "
            "chọn theo ngày của sự kiện bắt đầu"
        ),
        (
            "Sự kiện mà thời hạn tính từ đó: phát hiện hành vi gây hoặc đe dọa gây thiệt hại, "
            "ngày 22/11/2026"
        ),
        "Tính từ 23:30 ngày 22/11/2026 (khoản 1 Điều 147 Bộ luật Dân sự 2015)",
        "Chậm nhất lúc 23:30 ngày 22/11/2026",
        "Phải làm ngay; mốc đo nội bộ: 01:30 ngày 23/11/2026",
    ]


def test_at_once_shows_the_measure_of_the_house_apart_from_the_law():
    assert told("TC-RESUME@2019", on("2026-11-23"))[-1] == (
        "Phải làm ngay; mốc đo nội bộ: 25/11/2026"
    )


def test_a_reported_period_says_that_its_text_was_not_compared():
    lines = told("KN2-PUBLISH@2020", on("2026-11-23"))
    assert lines[0].endswith("15 ngày; chưa đối chiếu với văn bản gốc")


@given(
    st.sampled_from([limit for limit in all_limits() if not limit.prints_as_law]),
    st.dates(date(2026, 1, 1), date(2027, 6, 30)),
    st.booleans(),
)
def test_what_is_no_law_cites_no_law(limit, day, flagged):
    flags = frozenset().union(*(v.when for v in limit.variants)) if flagged else frozenset()
    if not limit.covers(day):
        return
    given_ = Circumstances(flags=flags)
    computed = due(limit, Start(day), standard_calendar(), given_)
    text = " ".join(
        step.text for step in explain(limit, Start(day), standard_calendar(), computed, given_)
    )
    assert not any(word in text for word in ("Điều", "khoản", "Bộ luật", "theo Luật", "Nghị định"))
    if not limit.law_applies:
        assert "mốc nội bộ, không phải thời hạn luật định" in text


# ------------------------------------------------------------------------------------- properties
@st.composite
def cases(draw: st.DrawFn):
    """A rule, a start, closed pauses and extensions in the unit of the rule."""
    unit = draw(st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS]))
    before = draw(st.booleans())
    ground = replace(RESOLVE.pauses[0], in_force_from=date.min)
    limit = replace(
        RESOLVE,
        variants=(),
        law_applies=draw(st.booleans()) or before,
        span=replace(days(draw(st.integers(1, 60))), unit=unit),
        direction=Direction.BEFORE if before else Direction.AFTER,
        pauses=() if before else (ground,),
    )
    start = draw(st.dates(date(2013, 1, 1), date(2025, 12, 31)))
    begins = draw(st.lists(st.tuples(st.integers(-10, 90), st.integers(0, 40)), max_size=3))
    pauses = tuple(
        Pause(start + timedelta(days=a), start + timedelta(days=a + n), "suspended")
        for a, n in begins
    )
    more = [] if limit.law_applies else draw(st.lists(st.integers(1, 30), max_size=2))
    extensions = tuple(Extension(replace(days(n), unit=unit), "QĐ") for n in more)
    return limit, Start(start), Circumstances(pauses=pauses, extensions=extensions)


@given(cases())
def test_the_days_counted_and_the_days_left_out_add_up_to_the_interval(case):
    limit, start, circumstances = case
    computed = due(limit, start, standard_calendar(), circumstances)
    steps = explain(limit, start, standard_calendar(), computed, circumstances)
    counted = limit.span.length + sum(e.span.length for e in circumstances.extensions)
    rolled = sum(step.left_out for step in steps if step.kind is Line.ROLLED)
    left_out = sum(step.left_out for step in steps) - rolled
    assert computed.raw is not None
    assert computed.legal is not None
    assert counted + left_out == abs((computed.raw - start.day).days)
    assert rolled == (computed.legal - computed.raw).days
    (told_sum,) = (step for step in steps if step.kind is Line.SUM)
    assert f"{counted} ngày được tính và {left_out} ngày không tính" in told_sum.words


@given(st.sampled_from(all_limits()), st.dates(date(2012, 3, 1), date(2027, 6, 30)))
def test_every_rule_can_be_told_on_every_day_it_is_in_force(limit, day):
    if limit.covers(day):
        computed = due(limit, Start(day), standard_calendar())
        steps = explain(limit, Start(day), standard_calendar(), computed)
        assert steps[0].text.startswith(limit.title)
        assert all(step.text == step.text.strip() for step in steps)
        assert (str(limit.basis) in steps[0].text) is limit.prints_as_law
