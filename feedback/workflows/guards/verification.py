"""Conditions of ordering a verification, asking others, and reporting what was found."""

from dataclasses import replace

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import HOUSE, LKN, LTC, ND31
from feedback.workflows.rows import Act

#: The periods that a verification must fit into.
SETTLING = ("KN1-RESOLVE", "KN2-RESOLVE", "KL-RESOLVE", "TC-RESOLVE")
REPORTS = frozenset(
    {"verification_report", "denunciation_team_report", "denunciation_verification_report"}
)


@condition(
    "Thời hạn xác minh không được vượt quá thời hạn giải quyết",
    Basis(LKN, "28, 37, 50"),
    of_act=True,
)
def verification_ends_with_the_period(facts: Facts, act: Act) -> bool:
    """A file already late is still verified, by whatever day lies ahead."""
    until = act.day("verify_by")
    ends = next((day for rule in SETTLING if (day := facts.closing_dates.get(rule))), None)
    return (
        until is not None and act.on <= until and (ends is None or ends < act.on or until <= ends)
    )


verification_of_denunciation_ends_with_the_period = replace(
    verification_ends_with_the_period, basis=Basis(LTC, "31", "2", "đ")
)


@condition("Ngày đề nghị cung cấp phải sau ngày yêu cầu", Basis(HOUSE), of_act=True)
def answer_lies_ahead(_facts: Facts, act: Act) -> bool:
    by = act.day("answer_by")
    return by is not None and act.on < by


@condition("Ngày gửi kết luận giám định phải sau ngày trưng cầu", Basis(HOUSE), of_act=True)
def assessment_lies_ahead(_facts: Facts, act: Act) -> bool:
    by = act.day("assessment_by")
    return by is not None and act.on < by


@condition("Chưa trưng cầu giám định", Basis(LKN, "29", "3", "d"))
def assessment_is_requested(facts: Facts, _act: Act) -> bool:
    return facts.done("request_assessment")


@condition("Chưa yêu cầu nơi lưu giữ cung cấp tài liệu", Basis(LKN, "29", "3", "a"))
def papers_are_asked_for(facts: Facts, _act: Act) -> bool:
    return facts.done("ask_holder")


@condition("Báo cáo lập ngoài hệ thống phải ghi cả số và ngày", Basis(HOUSE), of_act=True)
def report_from_elsewhere_is_cited_whole(_facts: Facts, act: Act) -> bool:
    return bool(act.data.get("report_number")) is bool(act.data.get("report_date"))


@condition("Báo cáo kết quả xác minh chưa được lập thành văn bản", Basis(LKN, "29", "4"))
def report_is_issued(facts: Facts, _act: Act) -> bool:
    return not facts.unissued & REPORTS


@condition("Báo cáo kết quả xác minh chưa được lập thành văn bản", Basis(ND31, "16"))
def report_on_denunciation_is_issued(facts: Facts, _act: Act) -> bool:
    return not facts.unissued & REPORTS


def is_written_here(_facts: Facts, act: Act) -> bool:
    """Whether the house writes the report: nobody states the number of one from elsewhere."""
    return not act.data.get("report_number", "").strip()


def a_team_reports(facts: Facts, act: Act) -> bool:
    return is_written_here(facts, act) and facts.done("form_team")


def whoever_was_given_it_reports(facts: Facts, act: Act) -> bool:
    return is_written_here(facts, act) and not facts.done("form_team")
