"""Complaints of cadres and civil servants about decisions of discipline.

Luật Khiếu nại 02/2011/QH13, Điều 47 to 58; no variant for remote areas.
"""

from feedback.domain.time_limits import Basis, TimeLimit, Variant, days, working_days
from feedback.workflows.limits.shorthand import (
    AGENCY,
    BEFORE_REFORM,
    CITIZEN,
    COMPLAINT_SUSPENDED,
    DISCIPLINE,
    HIGH,
    LKN,
    LKN_2012,
    MEDIUM,
    ND124,
    OBSTACLE,
    REFORM_2026,
    SOURCE,
    unread,
)

# fmt: off
LIMITS = (
    TimeLimit(
        "KL1-LODGE@2012", "KL1-LODGE", "Thời hiệu khiếu nại quyết định kỷ luật lần đầu",
        duty=CITIZEN, actor="cán bộ, công chức bị kỷ luật", stage="lodging_first", kinds=DISCIPLINE,
        trigger="discipline_decision_received", span=days(15),
        proviso="không tính thời gian có trở ngại khách quan",
        pauses=(OBSTACLE,),
        basis=Basis(LKN, "48", "1"),
        in_force_from=LKN_2012,
        verified=SOURCE, confidence=HIGH, sources=("LKN",),
    ),
    TimeLimit(
        "KL2-LODGE@2012", "KL2-LODGE", "Thời hiệu khiếu nại quyết định kỷ luật lần hai",
        duty=CITIZEN, actor="cán bộ, công chức bị kỷ luật", stage="lodging_second", kinds=DISCIPLINE,
        trigger="first_decision_received", span=days(10),
        variants=(
            Variant(frozenset({"dismissal"}), days(30), "kỷ luật buộc thôi việc"),
        ),
        proviso="không tính thời gian có trở ngại khách quan",
        pauses=(OBSTACLE,),
        basis=Basis(LKN, "48", "2"),
        in_force_from=LKN_2012,
        verified=SOURCE, confidence=HIGH, sources=("LKN",),
    ),
    TimeLimit(
        "KL-ACCEPT@2012", "KL-ACCEPT", "Thụ lý khiếu nại quyết định kỷ luật (lần đầu, lần hai)",
        duty=AGENCY, actor="người có thẩm quyền giải quyết", stage="acceptance", kinds=DISCIPLINE,
        trigger="complaint_received", span=days(10),
        basis=Basis(LKN, "50"),
        in_force_from=LKN_2012, in_force_to=BEFORE_REFORM,
        verified=SOURCE, confidence=HIGH, sources=("LKN",),
    ),
    TimeLimit(
        "KL-ACCEPT@2026", "KL-ACCEPT", "Thụ lý khiếu nại quyết định kỷ luật (lần đầu, lần hai)",
        duty=AGENCY, actor="người có thẩm quyền giải quyết", stage="acceptance", kinds=DISCIPLINE,
        trigger="complaint_received", span=working_days(7),
        guard=unread("Điều 50 Luật Khiếu nại"),
        basis=Basis(ND124, "16", "1", amended_by="Nghị định 155/2026/NĐ-CP Điều 10"),
        in_force_from=REFORM_2026,
        verified=SOURCE, confidence=MEDIUM, sources=("ND155",),
    ),
    TimeLimit(
        "KL-RESOLVE@2012", "KL-RESOLVE", "Giải quyết khiếu nại quyết định kỷ luật (mỗi lần)",
        duty=AGENCY, actor="người có thẩm quyền giải quyết", stage="resolution", kinds=DISCIPLINE,
        trigger="accepted", span=days(30),
        variants=(
            Variant(frozenset({"complex"}), days(45), "vụ việc phức tạp"),
        ),
        proviso="khiếu nại quyết định kỷ luật không có mức riêng cho vùng sâu, vùng xa",
        pauses=(COMPLAINT_SUSPENDED,),
        basis=Basis(LKN, "50"),
        in_force_from=LKN_2012,
        verified=SOURCE, confidence=HIGH, sources=("LKN",),
    ),
    TimeLimit(
        "KL2-DECISION-SEND@2012", "KL2-DECISION-SEND", "Gửi quyết định giải quyết khiếu nại kỷ luật lần hai",
        duty=AGENCY, actor="người giải quyết lần hai", stage="decision_second", kinds=DISCIPLINE,
        trigger="decision_issued", span=days(7),
        proviso="quyết định của Chủ tịch UBND tỉnh còn gửi Tổng Thanh tra Chính phủ và Bộ trưởng Bộ Nội vụ",
        basis=Basis(LKN, "56", "2"),
        in_force_from=LKN_2012,
        verified=SOURCE, confidence=HIGH, sources=("LKN",),
        note="Với quyết định kỷ luật lần đầu, Điều 54.2 buộc gửi nhưng không định số ngày.",
    ),
    TimeLimit(
        "KL-DECISION-IN-FORCE@2012", "KL-DECISION-IN-FORCE", "Quyết định giải quyết khiếu nại kỷ luật có hiệu lực",
        duty=AGENCY, actor="hệ thống (sự kiện tự động)", stage="enforcement", kinds=DISCIPLINE,
        trigger="decision_issued", span=days(30),
        basis=Basis(LKN, "57", "1"),
        in_force_from=LKN_2012,
        verified=SOURCE, confidence=HIGH, sources=("LKN",),
    ),
)
# fmt: on
