"""Recommendations, reports, feedback on regulations and field reports.

The law sets no period for the substance: rows marked ``law_applies=False`` are targets of the
province, may be changed by it, and never print as law.
"""

from datetime import date

from feedback.domain.time_limits import Basis, TimeLimit, Variant, hours, working_days
from feedback.workflows.limits.shorthand import (
    AGENCY,
    FIELD_REPORT,
    LOW,
    MEDIUM,
    ND20,
    PROPOSED,
    RECOMMENDATION,
    REGULATION_FEEDBACK,
    SOURCE,
)

# fmt: off
LIMITS = (
    TimeLimit(
        "KNPA-RESOLVE-PROPOSED", "KNPA-RESOLVE", "Giải quyết, trả lời kiến nghị, phản ánh",
        duty=AGENCY, actor="cơ quan có thẩm quyền", stage="resolution", kinds=RECOMMENDATION,
        trigger="accepted", span=working_days(15),
        proviso="có thể cấu hình; một lần, phải nêu lý do bằng văn bản cho công dân",
        basis=Basis("không có thời hạn luật định; Luật 42/2013/QH13 chỉ quy định thông báo 10 ngày làm việc (Điều 28.1)"),
        law_applies=False,
        verified=PROPOSED, confidence=LOW, sources=("PROP", "LTCD"),
    ),
    TimeLimit(
        "QDHC-FORWARD@2008", "QDHC-FORWARD", "Chuyển phản ánh, kiến nghị về quy định hành chính không thuộc thẩm quyền",
        duty=AGENCY, actor="cơ quan tiếp nhận", stage="forwarding", kinds=REGULATION_FEEDBACK,
        trigger="received", span=working_days(5),
        basis=Basis(ND20, "9", "1", point="d"),
        in_force_from=date(2008, 3, 3),
        verified=SOURCE, confidence=MEDIUM, sources=("ND20",),
        note="Đọc bản chưa có sửa đổi của NĐ 92/2017. Nghị định không định số ngày cho việc trả lời (Điều 14 đến 19).",
    ),
    TimeLimit(
        "PAHT-ACK-PROPOSED", "PAHT-ACK", "Xác nhận tiếp nhận phản ánh hiện trường",
        duty=AGENCY, actor="đầu mối tiếp nhận", stage="acknowledgement", kinds=FIELD_REPORT,
        trigger="received", span=hours(2),
        proviso="có thể cấu hình",
        basis=Basis("chưa tìm thấy quy chế của tỉnh Quảng Ninh; giá trị đề xuất"),
        law_applies=False,
        verified=PROPOSED, confidence=LOW, sources=("PROP",),
    ),
    TimeLimit(
        "PAHT-URGENT-PROPOSED", "PAHT-URGENT", "Xử lý phản ánh hiện trường khẩn cấp (nguy hiểm tính mạng, tài sản)",
        duty=AGENCY, actor="đơn vị xử lý", stage="resolution", kinds=FIELD_REPORT,
        trigger="assigned", span=hours(24),
        proviso="có thể cấu hình",
        basis=Basis("giá trị đề xuất"),
        law_applies=False,
        verified=PROPOSED, confidence=LOW, sources=("PROP",),
    ),
    TimeLimit(
        "PAHT-NORMAL-PROPOSED", "PAHT-NORMAL", "Xử lý phản ánh hiện trường thông thường",
        duty=AGENCY, actor="đơn vị xử lý", stage="resolution", kinds=FIELD_REPORT,
        trigger="assigned", span=working_days(5),
        variants=(
            Variant(frozenset({"several_agencies"}), working_days(10), "liên quan nhiều cơ quan"),
        ),
        proviso="có thể cấu hình",
        basis=Basis("giá trị đề xuất"),
        law_applies=False,
        verified=PROPOSED, confidence=LOW, sources=("PROP",),
    ),
)
# fmt: on
