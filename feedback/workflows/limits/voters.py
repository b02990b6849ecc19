"""Petitions of voters, and what the People's Council may demand.

Known from reports; NQ 116/2025/UBTVQH15 and Luật 121/2025/QH15 have not been read.
"""

from datetime import date

from feedback.domain.time_limits import Basis, TimeLimit, Variant, days, working_days
from feedback.workflows.limits.shorthand import (
    AGENCY,
    BEFORE,
    COMPLAINT_OR_DENUNCIATION,
    LOW,
    MEDIUM,
    PROPOSED,
    QD33,
    REPORT,
    SOURCE,
    VOTER_PETITION,
)

# fmt: off
LIMITS = (
    TimeLimit(
        "KNCT-QH-ANSWER@2017", "KNCT-QH-ANSWER", "Trả lời kiến nghị cử tri do Quốc hội chuyển đến Chính phủ, bộ, ngành",
        duty=AGENCY, actor="bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ, UBND cấp tỉnh khi được giao", stage="resolution", kinds=VOTER_PETITION,
        trigger="received", span=days(40),
        variants=(
            Variant(frozenset({"complex_or_coordination"}), days(50), "nội dung phức tạp hoặc cần phối hợp"),
        ),
        basis=Basis(QD33),
        in_force_from=date(2017, 9, 15), in_force_to=date(2020, 9, 30),
        verified=REPORT, confidence=MEDIUM, sources=("QD30",),
    ),
    TimeLimit(
        "KNCT-QH-ANSWER@2020", "KNCT-QH-ANSWER", "Trả lời kiến nghị cử tri do Quốc hội chuyển đến",
        duty=AGENCY, actor="bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ, UBND cấp tỉnh khi được giao", stage="resolution", kinds=VOTER_PETITION,
        trigger="received", span=days(60),
        basis=Basis("Quyết định 30/2020/QĐ-TTg sửa Quyết định 33/2017/QĐ-TTg"),
        in_force_from=date(2020, 10, 1),
        verified=REPORT, confidence=MEDIUM, sources=("QD30",),
        note="Chưa tìm thấy NQ 116/2025/UBTVQH15 (24/12/2025) hay Luật 121/2025/QH15 có thay đổi con số này hay không.",
    ),
    TimeLimit(
        "KNCT-COORD-REQUEST@2017", "KNCT-COORD-REQUEST", "Gửi yêu cầu phối hợp giải quyết kiến nghị cử tri",
        duty=AGENCY, actor="cơ quan chủ trì", stage="coordination", kinds=VOTER_PETITION,
        trigger="received", span=working_days(5),
        basis=Basis(QD33),
        in_force_from=date(2017, 9, 15),
        verified=REPORT, confidence=MEDIUM, sources=("QD30",),
    ),
    TimeLimit(
        "KNCT-COORD-ANSWER@2017", "KNCT-COORD-ANSWER", "Cơ quan phối hợp trả lời",
        duty=AGENCY, actor="cơ quan phối hợp", stage="coordination", kinds=VOTER_PETITION,
        trigger="coordination_request_received", span=days(15),
        basis=Basis(QD33),
        in_force_from=date(2017, 9, 15),
        verified=REPORT, confidence=MEDIUM, sources=("QD30",),
    ),
    TimeLimit(
        "KNCT-HDND-ANSWER-PROPOSED", "KNCT-HDND-ANSWER", "UBND tỉnh, sở, ngành, UBND cấp xã trả lời kiến nghị cử tri do Thường trực HĐND tỉnh chuyển",
        duty=AGENCY, actor="cơ quan được giao", stage="resolution", kinds=VOTER_PETITION,
        trigger="received_from_council_standing_committee", span=days(60),
        variants=(
            Variant(frozenset({"before_next_session"}), days(15), "báo cáo ít nhất 15 ngày trước ngày khai mạc kỳ họp", direction=BEFORE, trigger="session_opens"),
        ),
        proviso="có thể cấu hình",
        basis=Basis("không tìm thấy thời hạn luật định cho cấp tỉnh; lấy theo QĐ 30/2020/QĐ-TTg làm mặc định"),
        law_applies=False,
        verified=PROPOSED, confidence=LOW, sources=("PROP", "QD30"),
    ),
    TimeLimit(
        "HDND-DEMAND-REPORT@2016", "HDND-DEMAND-REPORT", "Báo cáo Thường trực HĐND sau khi thực hiện yêu cầu giám sát giải quyết khiếu nại, tố cáo",
        duty=AGENCY, actor="cơ quan, tổ chức, cá nhân được yêu cầu", stage="council_supervision", kinds=COMPLAINT_OR_DENUNCIATION,
        trigger="settlement_decision_issued", span=days(7),
        basis=Basis("Luật 87/2015/QH13", "73", "2"),
        in_force_from=date(2016, 7, 1),
        verified=SOURCE, confidence=MEDIUM, sources=("LGS87",),
        note="Luật 121/2025/QH15 (10/12/2025) thay Luật 87/2015; chưa thấy ngày hiệu lực (một nguồn nêu 01/05/2026, trí nhớ nêu 01/03/2026) và điều tương ứng. Khi thấy thì khép phiên bản này.",
    ),
)
# fmt: on
