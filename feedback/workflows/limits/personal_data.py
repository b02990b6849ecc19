"""Incidents with personal data."""

from datetime import date

from feedback.domain.time_limits import Basis, TimeLimit, hours
from feedback.workflows.limits.shorthand import (
    AGENCY,
    ANY,
    MEDIUM,
    MEMORY,
)

# fmt: off
LIMITS = (
    TimeLimit(
        "DATA-BREACH-NOTICE@2026", "DATA-BREACH-NOTICE", "Thông báo vi phạm quy định bảo vệ dữ liệu cá nhân cho cơ quan chuyên trách",
        duty=AGENCY, actor="bên kiểm soát dữ liệu", stage="incident", kinds=ANY,
        trigger="breach_detected", span=hours(72),
        proviso="nếu chậm phải giải trình",
        basis=Basis("Luật 91/2025/QH15; trước đó Nghị định 13/2023/NĐ-CP Điều 23"),
        in_force_from=date(2026, 1, 1),
        verified=MEMORY, confidence=MEDIUM, sources=("MEM",),
    ),
)
# fmt: on
