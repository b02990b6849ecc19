from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import VIETNAM
from feedback.domain.deadlines import Circumstances, Extension, Pause, Start, due
from feedback.domain.errors import NoLawInForceError, NotLawfulError
from feedback.domain.special_days import FIRST_YEAR, LAST_YEAR, SPECIAL_DAYS, standard_calendar
from feedback.domain.time_limits import Direction, Guard, TimeLimit, Unit, days, working_days
from feedback.workflows.limits.registry import all_limits, limit_in_force, limit_named

CULTURE = date(2026, 11, 24)
ORDINARY_24_NOVEMBER = WorkingCalendar(
    (replace(row, active=row.day != CULTURE) for row in SPECIAL_DAYS), FIRST_YEAR, LAST_YEAR
)
REMOTE_AND_COMPLEX = Circumstances(flags=frozenset({"remote", "complex"}))
RESOLVE = limit_named("KN1-RESOLVE@2012")
DENUNCIATION = limit_named("TC-RESOLVE@2019")
THIRTY_MORE = Extension(days(30), "QĐ 12/QĐ-UBND")


def on(text: str) -> date:
    return date.fromisoformat(text)


def suspended(since: str, until: str | None) -> Pause:
    return Pause(on(since), on(until) if until else None, "suspended")


# ------------------------------------------------- the worked examples of the study of the law
@pytest.mark.parametrize(
    ("rule", "start", "raw", "legal", "given", "calendar"),
    [
        pytest.param(
            "TC-INITIAL", "2026-11-23", "2026-12-03", "2026-12-03", None, None,
            id="denunciation received on the eve of the day of culture",
        ),
        pytest.param(
            "TC-INITIAL", "2026-11-23", "2026-12-02", "2026-12-02", None, ORDINARY_24_NOVEMBER,
            id="the same with 24 November worked",
        ),
        pytest.param(
            "KN1-ACCEPT", "2026-06-30", "2026-07-10", "2026-07-10", None, None,
            id="complaint received on the last day of the old text",
        ),
        pytest.param(
            "KN1-ACCEPT", "2026-07-01", "2026-07-10", "2026-07-10", None, None,
            id="complaint received on the first day of the new text",
        ),
        pytest.param(
            "KN1-ACCEPT", "2026-10-02", "2026-10-13", "2026-10-13", None, None,
            id="complaint received on a Friday in October",
        ),
        pytest.param(
            "KN1-RESOLVE", "2026-08-03", "2026-09-02", "2026-09-03", None, None,
            id="thirty days that end on National Day",
        ),
        pytest.param(
            "TC-RESOLVE", "2026-09-01", "2026-10-01", "2026-10-01", None, None,
            id="denunciation without extension",
        ),
        pytest.param(
            "TC-RESOLVE", "2026-09-01", "2026-10-31", "2026-11-02",
            Circumstances(extensions=(THIRTY_MORE,)), None,
            id="denunciation extended once, ending on a Saturday",
        ),
        pytest.param(
            "TC-RESOLVE", "2026-09-01", "2026-11-30", "2026-11-30",
            Circumstances(extensions=(THIRTY_MORE, THIRTY_MORE)), None,
            id="denunciation extended twice, chained on the raw date",
        ),
        pytest.param(
            "KN1-RESOLVE", "2026-09-01", "2026-10-31", "2026-11-02", REMOTE_AND_COMPLEX, None,
            id="remote and complex complaint, sixty days in all",
        ),
        pytest.param(
            "KN1-LODGE", "2026-08-26", "2026-11-24", "2026-11-25", None, None,
            id="a citizen's ninety days that end on the day of culture",
        ),
        pytest.param(
            "TC-INITIAL", "2026-02-12", "2026-03-02", "2026-03-02", None, None,
            id="denunciation received before Tết",
        ),
        pytest.param(
            "TC-INITIAL", "2025-12-25", "2026-01-07", "2026-01-07", None, None,
            id="over New Year with the swapped Friday",
        ),
        pytest.param(
            "VT-DISPATCH-OUTGOING", "2026-08-21", "2026-08-22", "2026-08-22", None, None,
            id="one working day onto a worked Saturday",
        ),
        pytest.param(
            "TCD-ONLINE-INVITE", "2026-12-01", "2026-11-23", "2026-11-23", None, None,
            id="invitation five working days before an online session",
        ),
        pytest.param(
            "TCD-ONLINE-INVITE", "2026-12-01", "2026-11-24", "2026-11-24", None,
            ORDINARY_24_NOVEMBER,
            id="the same with 24 November worked",
        ),
        # boundaries beyond the worked examples
        pytest.param(
            "KN1-RESOLVE", "2024-01-30", "2024-02-29", "2024-02-29", None, None,
            id="thirty days that end on the leap day",
        ),
        pytest.param(
            "KN1-RESOLVE", "2025-12-02", "2026-01-01", "2026-01-05", None, None,
            id="year end: New Year, the swapped Friday and the weekend behind it",
        ),
        pytest.param(
            "KN1-RESOLVE", "2026-01-17", "2026-02-16", "2026-02-23", None, None,
            id="thirty days that end on the eve of Tết",
        ),
        pytest.param(
            "KN1-RESOLVE", "2025-12-11", "2026-01-10", "2026-01-10", None, None,
            id="thirty days that end on a worked Saturday",
        ),
        pytest.param(
            "KN-DIALOGUE-INVITE", "2026-11-27", "2026-11-22", "2026-11-22", None, None,
            id="five days before a dialogue is a Sunday, and stays one",
        ),
        pytest.param(
            "KN2-PUBLISH-DISPLAY", "2026-11-06", "2026-11-21", "2026-11-21", None, None,
            id="fifteen days of display do not roll",
        ),
        pytest.param(
            "TC-NONACCEPT-NOTICE", "2026-11-22", "2026-11-22", "2026-11-22", None, None,
            id="at once means that very Sunday",
        ),
    ],
)  # fmt: skip
def test_a_period_ends_on_the_day_the_law_says(rule, start, raw, legal, given, calendar):
    limit = limit_in_force(rule, on(start))
    computed = due(
        limit, Start(on(start)), calendar or standard_calendar(), given or Circumstances()
    )
    assert (computed.raw, computed.legal) == (on(raw), on(legal))


def test_the_guard_rings_before_the_new_acceptance_period_ends():
    computed = due(limit_named("KN1-ACCEPT@2026"), Start(on("2026-10-02")), standard_calendar())
    assert (computed.guard, computed.alarm) == (on("2026-10-12"), on("2026-10-12"))


def test_a_guard_later_than_the_period_leaves_the_alarm_with_the_period():
    computed = due(limit_named("KN1-ACCEPT@2026"), Start(on("2026-10-05")), standard_calendar())
    assert (computed.raw, computed.guard) == (on("2026-10-14"), on("2026-10-15"))
    assert computed.alarm == computed.raw


def test_an_unlawfully_early_event_finds_no_rule():
    with pytest.raises(NoLawInForceError, match=r"KN1-ACCEPT@2026.*30/06/2026"):
        due(limit_named("KN1-ACCEPT@2026"), Start(on("2026-06-30")), standard_calendar())


def test_an_act_after_the_reform_is_under_it_though_its_ground_is_older():
    limit = limit_named("KN-SUSPEND-ISSUE@2026")
    start = on("2026-06-29")
    with pytest.raises(NoLawInForceError):
        due(limit, Start(start), standard_calendar())
    computed = due(limit, Start(start, act=on("2026-07-02")), standard_calendar())
    assert computed.target == on("2026-06-30")


def test_the_period_before_a_council_session_counts_back_from_the_session():
    limit = limit_named("KNCT-HDND-ANSWER-PROPOSED")
    given = Circumstances(flags=frozenset({"before_next_session"}))
    assert due(limit, Start(on("2026-12-09")), standard_calendar(), given).raw == on("2026-11-24")


# ------------------------------------------------------------------------------------------ hours
def test_hours_run_from_their_moment_and_end_on_a_day_in_vietnam():
    received = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # 23:30 in Vietnam
    computed = due(
        limit_named("PAHT-ACK-PROPOSED"), Start.at_instant(received), standard_calendar()
    )
    assert computed.at == datetime(2026, 11, 23, 1, 30, tzinfo=VIETNAM)
    assert (computed.raw, computed.legal) == (on("2026-11-23"), on("2026-11-23"))


def test_hours_before_an_event_count_back():
    session = datetime(2026, 11, 23, 0, 30, tzinfo=VIETNAM)
    computed = due(
        limit_named("TCD-ONLINE-CONNECT@2026"), Start.at_instant(session), standard_calendar()
    )
    assert computed.at == datetime(2026, 11, 22, 23, 30, tzinfo=VIETNAM)
    assert computed.legal == on("2026-11-22")


def test_hours_from_a_day_without_its_hour_take_the_earliest_reading():
    computed = due(
        limit_named("DATA-BREACH-NOTICE@2026"), Start(on("2026-11-22")), standard_calendar()
    )
    assert computed.at == datetime(2026, 11, 25, tzinfo=VIETNAM)


def test_at_once_in_hours_has_a_measure_in_hours():
    found = datetime(2026, 11, 22, 23, 0, tzinfo=VIETNAM)
    computed = due(limit_named("TC-URGENT-HARM@2019"), Start.at_instant(found), standard_calendar())
    assert computed.at == found
    assert computed.target_at == found + timedelta(hours=2)
    assert computed.target == on("2026-11-23")


@pytest.mark.parametrize(
    "at",
    [datetime(2026, 11, 22, 8, 0), datetime(2026, 11, 22, 20, 0, tzinfo=UTC)],  # noqa: DTZ001 - refused
    ids=["without a zone", "of another day in Vietnam"],
)
def test_an_instant_must_belong_to_its_day(at):
    with pytest.raises(ValueError, match="no instant of"):
        Start(on("2026-11-22"), at)


# ------------------------------------------------------------------------- pauses and extensions
@pytest.mark.parametrize(
    ("since", "until", "raw"),
    [
        pytest.param("2026-08-10", "2026-08-20", "2026-09-12", id="ten days in the middle"),
        pytest.param("2026-08-03", "2026-08-05", "2026-09-03", id="from the day of acceptance"),
        pytest.param("2026-09-02", "2026-09-03", "2026-09-03", id="the last day itself"),
        pytest.param("2026-09-03", "2026-09-13", "2026-09-02", id="begun after the period is over"),
        pytest.param("2026-08-10", "2026-08-10", "2026-09-02", id="resumed the same day"),
        pytest.param("2026-07-10", "2026-07-20", "2026-09-02", id="over before acceptance"),
    ],
)
def test_a_suspension_lengthens_by_the_days_it_stops(since, until, raw):
    given = Circumstances(pauses=(suspended(since, until),))
    assert due(RESOLVE, Start(on("2026-08-03")), standard_calendar(), given).raw == on(raw)


def test_a_stopped_clock_has_no_date_and_says_what_is_left():
    given = Circumstances(pauses=(suspended("2026-08-10", None),))
    computed = due(RESOLVE, Start(on("2026-08-03")), standard_calendar(), given)
    assert (computed.raw, computed.legal, computed.left) == (None, None, 24)
    assert computed.alarm is None


def test_suspending_an_overdue_case_does_not_make_it_timely():
    given = Circumstances(pauses=(suspended("2026-09-10", None),))
    computed = due(RESOLVE, Start(on("2026-08-03")), standard_calendar(), given)
    assert computed.legal == on("2026-09-03")


def test_a_clock_stopped_within_an_extension_keeps_what_was_granted():
    given = Circumstances(
        pauses=(suspended("2026-10-11", None),), extensions=(THIRTY_MORE, THIRTY_MORE)
    )
    computed = due(DENUNCIATION, Start(on("2026-09-01")), standard_calendar(), given)
    assert computed.raw is None
    assert computed.ends == (on("2026-10-01"),)
    assert computed.left == 21 + 30


@pytest.mark.parametrize(
    "pause",
    [
        pytest.param(suspended("2026-06-15", "2026-08-20"), id="before the law knew suspension"),
        pytest.param(
            Pause(on("2026-08-10"), on("2026-08-20"), "expert_assessment"),
            id="a ground of denunciations only",
        ),
    ],
)
def test_a_pause_without_a_ground_in_the_rule_stops_nothing(pause):
    computed = due(
        RESOLVE, Start(on("2026-08-03")), standard_calendar(), Circumstances(pauses=(pause,))
    )
    assert computed.raw == on("2026-09-02")


def test_a_suspended_case_still_owes_the_sending_of_its_letters():
    given = Circumstances(pauses=(suspended("2026-08-10", None),))
    sending = limit_named("KN-SUSPEND-SEND@2026")
    assert due(sending, Start(on("2026-08-10")), standard_calendar(), given).raw == on("2026-08-13")


def test_a_pause_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="end before"):
        suspended("2026-08-10", "2026-08-09")


@pytest.mark.parametrize(
    ("limit", "flags", "extensions", "complaint"),
    [
        pytest.param(DENUNCIATION, (), (THIRTY_MORE,) * 3, "tối đa 2 lần", id="a third time"),
        pytest.param(
            DENUNCIATION, ("complex",), (THIRTY_MORE,) * 2, "tối đa 1 lần", id="complex, twice"
        ),
        pytest.param(
            DENUNCIATION, (), (Extension(days(31), "QĐ"),), "31 ngày", id="longer than granted"
        ),
        pytest.param(
            DENUNCIATION, (), (Extension(working_days(5), "QĐ"),), "ngày làm việc", id="other unit"
        ),
        pytest.param(RESOLVE, (), (THIRTY_MORE,), "không cho gia hạn", id="of a complaint"),
    ],
)
def test_an_extension_beyond_the_law_is_refused(limit, flags, extensions, complaint):
    given = Circumstances(flags=frozenset(flags), extensions=extensions)
    with pytest.raises(NotLawfulError, match=complaint):
        due(limit, Start(on("2026-09-01")), standard_calendar(), given)


def test_a_target_of_the_province_may_be_extended_as_the_province_likes():
    given = Circumstances(extensions=(Extension(working_days(5), "CV 7"),))
    target = limit_named("KNPA-RESOLVE-PROPOSED")
    assert due(target, Start(on("2026-10-01")), standard_calendar(), given).raw == on("2026-10-29")


@pytest.mark.parametrize(
    ("cap", "raw", "legal"),
    [
        ("2026-09-20", "2026-09-20", "2026-09-20"),
        ("2026-11-01", "2026-10-31", "2026-11-01"),
        ("2026-12-31", "2026-10-31", "2026-11-02"),
    ],
    ids=["cuts the period", "cuts the rolling only", "lies beyond"],
)
def test_a_denunciation_may_not_outlast_the_limit_of_another_law(cap, raw, legal):
    given = Circumstances(extensions=(THIRTY_MORE,), not_after=on(cap))
    computed = due(DENUNCIATION, Start(on("2026-09-01")), standard_calendar(), given)
    assert (computed.raw, computed.legal) == (on(raw), on(legal))


# ------------------------------------------------------------------------------------- properties
starts = st.dates(date(2012, 9, 1), date(2024, 12, 31))
units = st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS])


def rule_of(length: int, unit: Unit, **changes: object) -> TimeLimit:
    """A rule of any length that knows suspension from the beginning."""
    ground = replace(RESOLVE.pauses[0], in_force_from=date.min)
    plain = replace(RESOLVE, variants=(), pauses=(ground,), span=replace(days(length), unit=unit))
    return replace(plain, **changes)


@st.composite
def pauses_after(draw: st.DrawFn, start: date) -> tuple[Pause, ...]:
    """Up to four pauses, in any order, that may touch or overlap."""
    made = draw(
        st.lists(st.tuples(st.integers(-20, 200), st.integers(0, 60), st.booleans()), max_size=4)
    )
    return tuple(
        Pause(
            start + timedelta(days=begin),
            None if is_open and index == 0 else start + timedelta(days=begin + length),
            "suspended",
        )
        for index, (begin, length, is_open) in enumerate(made)
    )


def oracle(start: date, length: int, unit: Unit, pauses: tuple[Pause, ...]) -> date | None:
    """Day by day: a day counts when no pause stops it and, if asked, it is worked."""
    day, counted = start, 0
    while counted < length:
        day += timedelta(days=1)
        if any(p.until is None and p.since <= day for p in pauses):
            return None
        worked = unit is Unit.CALENDAR_DAYS or standard_calendar().is_working_day(day)
        counted += worked and not any(p.stops(day) for p in pauses)
    return day


@given(starts, st.integers(0, 90), units, st.data())
def test_counting_agrees_with_going_day_by_day(start, length, unit, data):
    pauses = data.draw(pauses_after(start))
    limit = rule_of(length, unit)
    computed = due(limit, Start(start), standard_calendar(), Circumstances(pauses=pauses))
    assert computed.raw == oracle(start, length, unit, pauses)


@given(starts, st.integers(0, 400))
def test_calendar_days_are_plain_days(start, length):
    limit = rule_of(length, Unit.CALENDAR_DAYS)
    assert due(limit, Start(start), standard_calendar()).raw == start + timedelta(days=length)


@given(starts, st.integers(0, 90), units)
def test_rolling_only_goes_forward_and_onto_a_working_day(start, length, unit):
    computed = due(rule_of(length, unit), Start(start), standard_calendar())
    assert computed.raw is not None
    assert computed.legal is not None
    assert computed.legal >= computed.raw
    if length:
        assert standard_calendar().is_working_day(computed.legal)
        between = (
            computed.raw + timedelta(days=n) for n in range((computed.legal - computed.raw).days)
        )
        assert not any(standard_calendar().is_working_day(day) for day in between)


@given(starts, st.integers(1, 90), st.integers(1, 90), st.integers(0, 60))
def test_a_pause_lengthens_by_exactly_the_days_it_stops(start, length, begin, stopped):
    since = start + timedelta(days=min(begin, length))
    pause = Pause(since, since + timedelta(days=stopped), "suspended")
    limit = rule_of(length, Unit.CALENDAR_DAYS)
    plain = due(limit, Start(start), standard_calendar()).raw
    paused = due(limit, Start(start), standard_calendar(), Circumstances(pauses=(pause,))).raw
    assert plain is not None
    assert paused == plain + timedelta(days=stopped)


@given(starts, st.integers(1, 90), units)
def test_what_must_come_before_lies_far_enough_before_and_never_rolls(event, length, unit):
    limit = rule_of(length, unit, direction=Direction.BEFORE, pauses=())
    computed = due(limit, Start(event), standard_calendar())
    assert computed.raw is not None
    assert computed.legal == computed.raw
    if unit is Unit.CALENDAR_DAYS:
        assert (event - computed.raw).days == length
    else:
        last = event - timedelta(days=1)
        eve = computed.raw - timedelta(days=1)
        assert standard_calendar().working_days_between(eve, last) == length


@given(starts, st.integers(1, 30), st.lists(st.integers(1, 30), max_size=3))
def test_extensions_are_chained_on_the_raw_date(start, length, more):
    extensions = tuple(Extension(days(n), "QĐ") for n in more)
    limit = rule_of(length, Unit.CALENDAR_DAYS, law_applies=False)
    computed = due(limit, Start(start), standard_calendar(), Circumstances(extensions=extensions))
    assert computed.raw == start + timedelta(days=length + sum(more))
    assert len(computed.ends) == 1 + len(more)


@given(starts, st.integers(1, 30), st.integers(1, 30), st.data())
def test_a_guard_is_counted_with_the_same_pauses(start, length, guarded, data):
    pauses = tuple(p for p in data.draw(pauses_after(start)) if p.until is not None)
    limit = rule_of(length, Unit.WORKING_DAYS, guard=Guard(days(guarded), "vì"))
    computed = due(limit, Start(start), standard_calendar(), Circumstances(pauses=pauses))
    assert computed.guard == oracle(start, guarded, Unit.CALENDAR_DAYS, pauses)
    assert computed.alarm == min(day for day in (computed.guard, computed.raw) if day)


@given(st.sampled_from(all_limits()), st.dates(date(2012, 3, 1), date(2027, 6, 30)))
def test_every_rule_has_a_date_for_every_day_it_is_in_force(limit, day):
    if not limit.covers(day):
        with pytest.raises(NoLawInForceError):
            due(limit, Start(day), standard_calendar())
        return
    computed = due(limit, Start(day), standard_calendar())
    assert computed.raw is not None
    assert computed.legal is not None
    if limit.direction is Direction.BEFORE:
        assert computed.legal == computed.raw <= day
    else:
        assert day <= computed.raw <= computed.legal
