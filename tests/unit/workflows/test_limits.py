import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from unicodedata import is_normalized

import pytest

from feedback.domain.errors import MalformedTableError, NoLawInForceError, UnknownRuleError
from feedback.domain.standing_rules import Rhythm
from feedback.domain.time_limits import (
    Addition,
    Basis,
    Confidence,
    Direction,
    Guard,
    Unit,
    Variant,
    Verified,
    VersionBy,
    days,
    hours,
    months,
    working_days,
)
from feedback.workflows.limits import recurring, reports, retention, sources
from feedback.workflows.limits.as_data import (
    duty_data,
    limit_data,
    report_data,
    retention_data,
    sunset_data,
)
from feedback.workflows.limits.checks import refuse_malformed
from feedback.workflows.limits.registry import (
    all_limits,
    limit_in_force,
    limit_named,
    versions_of,
)
from tests.tools.compare_deadlines import differences, differences_of_copy

EXPECTED = [
    tuple(row)
    for row in tomllib.loads(
        (Path(__file__).parent / "limits_expected.toml").read_text(encoding="utf-8")
    )["rows"]
]

DECREE_124, DECREE_155 = "Nghị định 124/2020/NĐ-CP", "Nghị định 155/2026/NĐ-CP"


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def test_the_tables_hold_exactly_the_rows_of_the_study_in_its_order():
    """And after them the one rule of the house."""
    assert len(EXPECTED) == 74
    assert [limit.id for limit in all_limits()] == [row[0] for row in EXPECTED]


@pytest.mark.parametrize("expected", EXPECTED, ids=[row[0] for row in EXPECTED])
def test_a_row_says_what_its_text_says(expected):
    limit = limit_named(expected[0])
    assert (
        limit.id,
        limit.span.length,
        str(limit.span.unit),
        str(limit.direction),
        iso(limit.in_force_from),
        iso(limit.in_force_to),
        limit.basis.article,
        limit.basis.clause,
    ) == expected


def test_the_copy_of_the_studys_values_is_kept_by_the_data_that_others_read():
    assert list(differences_of_copy()) == []


def test_a_study_that_says_otherwise_is_told_apart_value_by_value():
    """What the comparison with a deadlines.yaml would find, tried on a study made from our rows."""
    study = {
        "deadlines": [limit_data(limit) for limit in all_limits()],
        "recurring_duties": [duty_data(duty) for duty in recurring.RECURRING_DUTIES],
        "report_periods": {"periods": [report_data(one) for one in reports.REPORT_PERIODS]},
        "retention": [retention_data(kept) for kept in retention.RETENTION],
        "sunsets": [sunset_data(sunset) for sunset in retention.SUNSETS],
    }
    assert list(differences(study)) == []
    study["deadlines"][17]["length"] = 8
    study["deadlines"][18]["pauses"][0]["effective_from"] = "2012-07-01"
    study["recurring_duties"][4]["per"] = "week"
    study["retention"].pop()
    assert [sentence.partition(" is ")[0] for sentence in differences(study)] == [
        "KN1-ACCEPT@2026: length",
        "KN1-RESOLVE@2012: pauses",
        "TCD-CHAIR-COMMUNE@2026: per",
        "LT-KNTC-NOT-COMPETENT: only in the tables",
    ]


def test_a_target_of_the_province_never_prints_as_law():
    """No citation, no article of the law in any line of its explanation, in any circumstance."""
    targets = [limit for limit in all_limits() if not limit.law_applies]
    assert len(targets) == 6
    assert {limit.id.endswith("-PROPOSED") for limit in targets} == {True}
    assert not any(row.law_applies for row in all_limits() if row.id.endswith("-PROPOSED"))
    for limit in targets:
        assert (limit.prints_as_law, limit_data(limit)["cited"]) == (False, "")
        sure = replace(limit, verified=Verified.SOURCE, confidence=Confidence.HIGH)
        assert not sure.prints_as_law


def test_a_row_whose_trigger_has_no_words_is_refused():
    with pytest.raises(MalformedTableError, match="a trigger without words"):
        refuse_malformed([replace(ROW, trigger="full_moon")])


def test_months_and_years_know_no_addition():
    longer = (Addition("complex", months(1), 1),)
    row = replace(ROW, span=months(1), additions=longer)
    with pytest.raises(MalformedTableError, match="know no addition"):
        refuse_malformed([row])


def test_every_text_is_composed_unicode():
    assert all(is_normalized("NFC", repr(limit)) for limit in all_limits())


@pytest.mark.parametrize(
    ("rule", "day", "act", "expected"),
    [
        pytest.param(
            "KN1-ACCEPT", date(2026, 6, 30), None, "KN1-ACCEPT@2012", id="last day of the old text"
        ),
        pytest.param(
            "KN1-ACCEPT", date(2026, 7, 1), None, "KN1-ACCEPT@2026", id="first day of the new text"
        ),
        pytest.param(
            "KNCT-QH-ANSWER", date(2020, 9, 30), None, "KNCT-QH-ANSWER@2017", id="40 days"
        ),
        pytest.param(
            "KNCT-QH-ANSWER", date(2020, 10, 1), None, "KNCT-QH-ANSWER@2020", id="60 days"
        ),
        pytest.param(
            "KN-SUSPEND-ISSUE",
            date(2026, 6, 20),
            date(2026, 7, 2),
            "KN-SUSPEND-ISSUE@2026",
            id="grounds before the reform, decision after it",
        ),
        pytest.param(
            "KN1-ACCEPT",
            date(2026, 6, 30),
            date(2026, 7, 2),
            "KN1-ACCEPT@2012",
            id="acceptance looks at the receipt, whenever the act is",
        ),
        pytest.param(
            "KNPA-RESOLVE",
            date(2013, 1, 1),
            None,
            "KNPA-RESOLVE-PROPOSED",
            id="a target of the province has no dates",
        ),
    ],
)
def test_the_version_of_a_rule_is_chosen_by_its_date(rule, day, act, expected):
    assert limit_in_force(rule, day, act).id == expected


@pytest.mark.parametrize("rule", sorted({limit.rule for limit in all_limits()}))
def test_each_version_is_in_force_from_its_first_to_its_last_day_alone(rule):
    for limit in versions_of(rule):
        for day in filter(None, (limit.in_force_from, limit.in_force_to)):
            assert limit_in_force(rule, day) is limit
        if limit.in_force_from and limit is versions_of(rule)[0]:
            with pytest.raises(NoLawInForceError, match=rule):
                limit_in_force(rule, limit.in_force_from - timedelta(days=1))


@pytest.mark.parametrize("ask", [limit_named, versions_of, lambda x: limit_in_force(x, date.max)])
def test_an_unknown_rule_is_refused_in_vietnamese(ask):
    with pytest.raises(UnknownRuleError, match=r"Không có quy tắc thời hạn nào.*KHONG-CO"):
        ask("KHONG-CO")


def test_what_is_proposed_remembered_or_merely_reported_never_prints_as_law():
    printing = {limit.verified for limit in all_limits() if limit.prints_as_law}
    assert printing == {Verified.SOURCE}
    assert [limit.id for limit in all_limits() if not limit.law_applies] == [
        "KNPA-RESOLVE-PROPOSED",
        "PAHT-ACK-PROPOSED",
        "PAHT-URGENT-PROPOSED",
        "PAHT-NORMAL-PROPOSED",
        "KNCT-HDND-ANSWER-PROPOSED",
        "KHAY-LOOK-PROPOSED",
    ]


def test_a_period_before_an_event_stays_with_its_event():
    (variant,) = limit_named("KNCT-HDND-ANSWER-PROPOSED").variants
    assert (variant.direction, variant.trigger) == (Direction.BEFORE, "session_opens")


@pytest.mark.parametrize(
    ("limit_id", "cited"),
    [
        ("TC-INITIAL@2019", "khoản 1 Điều 24 Luật 25/2018/QH14"),
        ("KN-RESPONDENT-EXPLAINS@2012", "điểm c khoản 2 Điều 13 Luật 02/2011/QH13"),
        (
            "KN-INFO-FROM-HOLDER@2012",
            "điểm đ khoản 1 Điều 12; điểm c khoản 1 Điều 13 Luật 02/2011/QH13",
        ),
        ("TC-CRIME-TRANSFER@2019", "khoản 1 Điều 27; khoản 2 Điều 36 Luật 25/2018/QH14"),
        ("KL-ACCEPT@2026", f"khoản 1 Điều 16 {DECREE_124} (sửa đổi bởi {DECREE_155} Điều 10)"),
    ],
)
def test_a_citation_reads_as_a_jurist_writes_it(limit_id, cited):
    assert str(limit_named(limit_id).basis) == cited


ROW = limit_named("KN1-LODGE@2012")
ACCEPT = limit_named("KN1-ACCEPT@2026")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        pytest.param(replace(ROW, title=""), "no title", id="no title"),
        pytest.param(replace(ROW, kinds=()), "no kind", id="no kind"),
        pytest.param(replace(ROW, id="X@2012"), "begin with the rule", id="id of another rule"),
        pytest.param(replace(ROW, basis=Basis(" ")), "no citation", id="no citation"),
        pytest.param(replace(ROW, basis=Basis("Luật")), "no article", id="no article"),
        pytest.param(replace(ROW, in_force_from=None), "since when", id="no first day"),
        pytest.param(replace(ROW, sources=()), "no source", id="no source"),
        pytest.param(replace(ROW, sources=("?",)), "unknown source", id="unknown source"),
        pytest.param(replace(ROW, law_applies=False), "proposal", id="law that says it is none"),
        pytest.param(
            replace(ROW, verified=Verified.PROPOSED), "proposal", id="a proposal posing as law"
        ),
        pytest.param(replace(ROW, span=days(-1)), "negative", id="negative period"),
        pytest.param(replace(ROW, span=days(0)), "ngay", id="zero days without 'ngay'"),
        pytest.param(replace(ROW, immediate=True), "ngay", id="'ngay' with a number"),
        pytest.param(replace(ROW, internal_sla=days(1)), "internal", id="measure beside a period"),
        pytest.param(
            replace(ROW, span=days(0), immediate=True, internal_sla=hours(1)),
            "another unit",
            id="measure in another unit",
        ),
        pytest.param(replace(ROW, span=hours(3)), "hours", id="hours with a pause"),
        pytest.param(
            replace(ACCEPT, direction=Direction.BEFORE), "'before'", id="'before' with a guard"
        ),
        pytest.param(
            replace(ROW, additions=(Addition("complex", working_days(3), 1),)),
            "another unit",
            id="addition in another unit",
        ),
        pytest.param(
            replace(ROW, additions=(Addition("complex", days(3), 0),)),
            "never granted",
            id="addition never granted",
        ),
        pytest.param(
            replace(
                ROW,
                variants=(
                    Variant(frozenset({"complex"}), days(1), ""),
                    Variant(frozenset({"remote"}), days(2), ""),
                ),
            ),
            "contradict",
            id="two totals for a remote and complex case",
        ),
        pytest.param(
            replace(ROW, variants=(Variant(frozenset({"remote"}), days(2), ""),) * 2),
            "same conditions",
            id="a variant twice",
        ),
        pytest.param(
            replace(ROW, in_force_to=date(2012, 6, 30)), "out of force", id="ends before it begins"
        ),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_and_named(row, complaint):
    with pytest.raises(MalformedTableError, match=f"row {row.id}: .*{complaint}"):
        refuse_malformed([row])


def test_duplicates_are_refused():
    with pytest.raises(MalformedTableError, match="KN1-LODGE@2012: a second row"):
        refuse_malformed([ROW, ROW])


def test_two_versions_in_force_on_one_day_are_refused():
    old = limit_named("KN1-ACCEPT@2012")
    with pytest.raises(MalformedTableError, match="KN1-ACCEPT@2026: in force together"):
        refuse_malformed([replace(old, in_force_to=date(2026, 7, 1)), ACCEPT])
    with pytest.raises(MalformedTableError, match="in force together"):
        refuse_malformed([replace(old, in_force_to=None), ACCEPT])


def test_versions_of_a_rule_are_picked_by_the_same_date():
    other = replace(ACCEPT, version_by=VersionBy.EVENT_DATE)
    with pytest.raises(MalformedTableError, match="two dates"):
        refuse_malformed([limit_named("KN1-ACCEPT@2012"), other])


def test_a_guard_is_kept_where_the_amended_law_is_unread():
    guarded = {limit.id: limit.guard for limit in all_limits() if limit.guard}
    assert set(guarded) == {"KN1-ACCEPT@2026", "KN2-ACCEPT@2026", "KL-ACCEPT@2026"}
    assert all(isinstance(g, Guard) and g.span == days(10) for g in guarded.values())


def test_immediate_acts_have_a_measure_of_ours_in_their_own_unit():
    immediate = [limit for limit in all_limits() if limit.immediate]
    assert len(immediate) == 6
    assert {limit.span.unit for limit in immediate} == {Unit.WORKING_DAYS, Unit.HOURS}
    assert all(limit.internal_sla for limit in immediate)


@pytest.mark.parametrize(
    ("day", "rhythm"),
    [(date(2026, 6, 30), (1, Rhythm.WEEK)), (date(2026, 7, 1), (2, Rhythm.MONTH))],
    ids=["until the reform every week", "since the reform two days a month"],
)
def test_the_commune_chair_receives_citizens_in_the_rhythm_of_the_day(day, rhythm):
    (duty,) = (
        duty
        for duty in recurring.RECURRING_DUTIES
        if duty.id.startswith("TCD-CHAIR-COMMUNE") and duty.covers(day)
    )
    assert (duty.min_days, duty.per) == rhythm


def test_standing_rules_are_unique_and_cited():
    kept = [*recurring.RECURRING_DUTIES, *retention.RETENTION]
    assert len({rule.id for rule in kept}) == len(kept)
    assert all(rule.basis and set(rule.sources) <= set(sources.SOURCES) for rule in kept)


def test_a_report_of_a_year_looks_back_to_december():
    half_year = reports.REPORT_PERIODS[1]
    assert half_year.window(2026) == (date(2025, 12, 15), date(2026, 6, 14))


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        ("LT-SUBMIT-TO-ARCHIVE", date(2026, 11, 22), date(2027, 11, 22)),
        ("LT-SUBMIT-TO-ARCHIVE", date(2024, 2, 29), date(2025, 2, 28)),
        ("LT-KNTC-SERIOUS", date(2026, 11, 22), None),
    ],
    ids=["a year later", "a year from the leap day", "for ever"],
)
def test_papers_are_kept_for_their_years(rule, start, end):
    kept = next(rule_ for rule_ in retention.RETENTION if rule_.id == rule)
    assert kept.ends_on(start) == end


def test_notarisation_of_powers_of_attorney_lapses_on_the_first_day_of_2027():
    (notarised,) = retention.SUNSETS
    assert notarised.applies(date(2026, 12, 31))
    assert not notarised.applies(date(2027, 1, 1))
