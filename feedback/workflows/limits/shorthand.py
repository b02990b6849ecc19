"""Short words for the tables of time limits, so that a row reads like its article."""

from datetime import date

from feedback.domain.time_limits import (
    Confidence,
    Direction,
    Duty,
    Guard,
    PauseGround,
    Verified,
    VersionBy,
    days,
)

# instruments, as cited
LKN = "Luật 02/2011/QH13"
LTCD = "Luật 42/2013/QH13"
LTC = "Luật 25/2018/QH14"
ND20 = "Nghị định 20/2008/NĐ-CP"
ND30 = "Nghị định 30/2020/NĐ-CP"
ND31 = "Nghị định 31/2019/NĐ-CP"
ND124 = "Nghị định 124/2020/NĐ-CP"
ND154 = "Nghị định 154/2026/NĐ-CP"
QD33 = "Quyết định 33/2017/QĐ-TTg (Quy chế)"

# kinds of petition a limit is about
COMPLAINT = ("complaint",)
DISCIPLINE = ("complaint_discipline",)
EITHER_COMPLAINT = ("complaint", "complaint_discipline")
DENUNCIATION = ("denunciation",)
COMPLAINT_OR_DENUNCIATION = ("complaint", "denunciation")
RECOMMENDATION = ("recommendation_report",)
REGULATION_FEEDBACK = ("admin_regulation_feedback",)
FIELD_REPORT = ("field_report",)
VOTER_PETITION = ("voter_petition",)
RECEPTION = ("complaint", "denunciation", "recommendation_report")
ANY = ("any",)

# who owes the act
AGENCY, CITIZEN, RESPONDENT = Duty.AGENCY, Duty.CITIZEN, Duty.RESPONDENT
SUPERIOR, FORWARDER = Duty.SUPERIOR, Duty.FORWARDER

# how well it is known
SOURCE, REPORT, MEMORY, PROPOSED = (
    Verified.SOURCE,
    Verified.REPORT,
    Verified.MEMORY,
    Verified.PROPOSED,
)
HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW

# how it is counted
BEFORE, MIN_DURATION = Direction.BEFORE, Direction.MIN_DURATION
EVENT_DATE = VersionBy.EVENT_DATE

# first days in force of the instruments
LKN_2012 = date(2012, 7, 1)
LTCD_2014 = date(2014, 7, 1)
LTC_2019 = date(2019, 1, 1)
ND31_2019 = date(2019, 5, 28)
ND30_2020 = date(2020, 3, 5)
ND124_2020 = date(2020, 12, 10)
#: Law 136/2025/QH15 and the decrees 154, 155, 156/2026/NĐ-CP, and the day before them
REFORM_2026 = date(2026, 7, 1)
BEFORE_REFORM = date(2026, 6, 30)

# grounds that stop a clock
OBSTACLE = PauseGround(
    "objective_obstacle", "trở ngại khách quan", LKN_2012, "cùng điều, đoạn cuối"
)
COMPLAINT_SUSPENDED = PauseGround(
    "suspended",
    "tạm đình chỉ giải quyết khiếu nại",
    REFORM_2026,
    "Luật 02/2011/QH13 Điều 11a (thêm bởi Luật 136/2025/QH15); NĐ 124/2020 Điều 28b",
)
DENUNCIATION_SUSPENDED = PauseGround(
    "suspended", "tạm đình chỉ giải quyết tố cáo", LTC_2019, "Luật 25/2018/QH14 Điều 34.2"
)
EXPERT_ASSESSMENT = PauseGround(
    "expert_assessment", "trưng cầu giám định", ND31_2019, "NĐ 31/2019 Điều 15.4"
)


def unread(article: str) -> Guard:
    """The old ten days, kept as an alarm while the amended article of the law is unread."""
    return Guard(days(10), f"chưa đọc được {article} đã sửa đổi; báo động theo mốc nào đến trước")
