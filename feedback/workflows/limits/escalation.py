"""The ladder of warnings. Its thresholds are proposals; the hooks it hangs on are law."""

from feedback.domain.standing_rules import Rung
from feedback.workflows.limits.shorthand import PROPOSED, SOURCE

# fmt: off
LADDER = (
    Rung("half_of_period", ("officer_in_charge",), "đã qua 50% thời hạn", PROPOSED),
    Rung("three_quarters_of_period", ("unit_head",), "đã qua 75% thời hạn", PROPOSED),
    Rung("one_working_day_before_due", ("head_of_agency",), "còn 1 ngày làm việc", PROPOSED),
    Rung("overdue_day_1", ("head_of_agency", "reception_board"), "quá hạn ngày thứ nhất", SOURCE, "NĐ 154/2026 Điều 32.1 (Ban Tiếp công dân đôn đốc)"),
    Rung("unresolved_after_board_request", ("provincial_chair",), "vẫn chưa giải quyết sau khi Ban Tiếp công dân đôn đốc", SOURCE, "NĐ 154/2026 Điều 32.1 (quyết định kiểm tra trách nhiệm)"),
    Rung("denunciation_overdue_and_renewed", ("direct_superior",), "tố cáo quá hạn và có tố cáo tiếp", SOURCE, "Luật 25/2018/QH14 Điều 38"),
    Rung("first_complaint_overdue", ("citizen",), "khiếu nại lần đầu quá hạn: báo cho công dân quyền khiếu nại lần hai hoặc khởi kiện", SOURCE, "Luật 02/2011/QH13 Điều 33"),
    Rung("unprocessed_45_days_after_receipt", ("provincial_chair", "inspectorate"), "chưa xử lý sau 45 ngày kể từ ngày nhận", SOURCE, "NĐ 154/2026 Điều 41.3.b"),
    Rung("quarterly_aggregate_without_identities", ("council_standing_committee",), "tổng hợp hằng quý, không có danh tính", PROPOSED, "NQ 205/NQ-HĐND Điều 2.2; Luật giám sát"),
)
# fmt: on
