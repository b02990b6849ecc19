"""The windows of data of the periodic reports (Thông tư 01/2024/TT-TTCP, 20/01/2024).

That these reports exist is reported; the exact windows are from memory, as in NĐ 09/2019/NĐ-CP
Điều 12, and are to be confirmed by the inspectorate.
"""

from feedback.domain.standing_rules import DayOfYear, ReportPeriod
from feedback.workflows.limits.shorthand import MEDIUM, MEMORY, REPORT

_BASIS = "Thông tư 01/2024/TT-TTCP"
_CUT = DayOfYear(12, 15)

# fmt: off
REPORT_PERIODS = (
    ReportPeriod("Q1", "quý I", _CUT, DayOfYear(3, 14), None, _BASIS, MEMORY, MEDIUM),
    ReportPeriod("H1", "6 tháng", _CUT, DayOfYear(6, 14), None, _BASIS, MEMORY, MEDIUM),
    ReportPeriod("M9", "9 tháng", _CUT, DayOfYear(9, 14), None, _BASIS, MEMORY, MEDIUM),
    ReportPeriod("YEAR", "năm", _CUT, DayOfYear(12, 14), None, _BASIS, MEMORY, MEDIUM),
    ReportPeriod("NA_SESSION", "phục vụ kỳ họp Quốc hội", DayOfYear(8, 1), DayOfYear(7, 31), DayOfYear(8, 5), _BASIS, REPORT, MEDIUM, note="theo thực tế năm 2025, laodong.vn mục 1542879"),
)
# fmt: on
