"""One of every paper on a denunciation. The denounced is invented; the denouncer stands nowhere."""

from datetime import date

from feedback.domain.letters.denunciation import (
    AcceptanceDecision,
    DelayDemand,
    DenouncedNotice,
    DenouncerNotice,
    DenunciationDeclinationNotice,
    DenunciationExtensionDecision,
    DenunciationTest,
    VerificationTeamDecision,
)
from feedback.domain.letters.denunciation_outcome import (
    ConclusionNotice,
    DenunciationConclusion,
    DenunciationResumptionDecision,
    DenunciationSuspensionDecision,
    DenunciationTerminationDecision,
    EndGround,
    InvestigationTransfer,
    Truth,
)
from feedback.domain.letters.parts import Letter, Signatory, TeamMember
from tests.documents.specimen_offices import CASE_CODE, CHAIR, COMMUNE, PROVINCE, TRACKING_URL, head

DENOUNCED = "ông Vũ Đình Khải, Trưởng phòng Kinh tế, Ủy ban nhân dân xã Tiên Yên"
CONTENTS = (
    (
        "1. Lập hồ sơ hỗ trợ khắc phục thiệt hại sau bão cho 05 hộ không bị thiệt hại tại thôn "
        "Thủy Cơ, số tiền 87 triệu đồng."
    ),
    "2. Thu 2 triệu đồng của mỗi hộ khi nhận hỗ trợ mà không có chứng từ.",
)
_COMMUNE = {
    "issuer": COMMUNE,
    "case_code": CASE_CODE,
    "tracking_url": TRACKING_URL,
    "signatory": CHAIR,
    "recipients": ("Như trên",),
}
_MATTER = {**_COMMUNE, "denounced": DENOUNCED, "contents": CONTENTS}
_DECISION = {**_MATTER, "recipients": ("Như Điều 3", "Người tố cáo")}
_COURSE = {
    **_DECISION,
    "accepted_on": date(2026, 9, 21),
    "executors": "Thủ trưởng các đơn vị có liên quan, Tổ xác minh và người bị tố cáo",
}
_CONCLUDED = {
    **_MATTER,
    "finding": Truth.PARTLY_RIGHT,
    "reasoning": (
        "1. Nội dung thứ nhất là đúng: có 05 hồ sơ hỗ trợ lập không đúng thực tế.",
        "2. Nội dung thứ hai là sai: không có căn cứ xác định việc thu tiền của các hộ.",
    ),
    "measures": (
        "Thu hồi 87 triệu đồng hỗ trợ sai; xem xét xử lý kỷ luật đối với ông Vũ Đình Khải.",
    ),
}
_ACCEPTANCE = "Quyết định số 925/QĐ-UBND ngày 21/9/2026"

DENUNCIATION_SPECIMENS: tuple[Letter, ...] = (
    AcceptanceDecision(
        **{**_MATTER, "recipients": ("Như Điều 3",)},
        head=head("QĐ-UBND", 925, date(2026, 9, 21)),
        checked_on=date(2026, 9, 18),
        settle_within_days=30,
        settle_by=date(2026, 10, 21),
    ),
    DenouncerNotice(
        **_MATTER,
        head=head("TB-UBND", 133, date(2026, 9, 21)),
        decision=_ACCEPTANCE,
        settle_within_days=30,
        settle_by=date(2026, 10, 21),
    ),
    DenouncedNotice(**_MATTER, head=head("TB-UBND", 134, date(2026, 9, 21)), decision=_ACCEPTANCE),
    DenunciationDeclinationNotice(
        **_COMMUNE,
        head=head("TB-UBND", 136, date(2026, 9, 24)),
        received_on=date(2026, 9, 14),
        contents=("Cán bộ xã thu tiền sai quy định.",),
        ground="điểm d khoản 1 Điều 29 của Luật Tố cáo",
        reason="nội dung tố cáo không nêu người vi phạm, hành vi, thời gian và địa điểm cụ thể",
    ),
    VerificationTeamDecision(
        **{**_MATTER, "recipients": ("Như Điều 4",)},
        head=head("QĐ-UBND", 931, date(2026, 9, 25)),
        leader=TeamMember(name="Phạm Đức Thịnh", post="Chánh Văn phòng HĐND và UBND xã"),
        members=(
            TeamMember(name="Vũ Thị Hạnh", post="Công chức Văn hóa - Xã hội"),
            TeamMember(name="Lê Quốc Bảo", post="Công chức Tư pháp"),
        ),
        verify_by=date(2026, 10, 21),
    ),
    DenunciationExtensionDecision(
        **_DECISION,
        head=head("QĐ-UBND", 1049, date(2026, 11, 18)),
        accepted_on=date(2026, 9, 21),
        again=True,
        tests=(DenunciationTest.SEVERAL_CONTENTS, DenunciationTest.CONTRADICTORY_EVIDENCE),
        reason="phải đối chiếu lại 05 hồ sơ hỗ trợ với biên bản kiểm đếm thiệt hại",
        was_due_on=date(2026, 11, 20),
        due_on=date(2026, 12, 21),
    ),
    DelayDemand(
        **{
            **_COMMUNE,
            "issuer": PROVINCE,
            "signatory": Signatory(authority=("CHỦ TỊCH",), name="Bùi Hữu Nghĩa"),
        },
        head=head("UBND", 402, date(2027, 1, 6)),
        addressee="Chủ tịch Ủy ban nhân dân xã Tiên Yên",
        late_case="VV-2026-00031",
        accepted_on=date(2026, 9, 21),
        reason="thời hạn đã gia hạn kết thúc ngày 21 tháng 12 năm 2026 mà chưa có kết luận",
        report_within_days=5,
    ),
    DenunciationSuspensionDecision(
        **_COURSE,
        head=head("QĐ-UBND", 1003, date(2026, 10, 9)),
        ground="điểm b khoản 1 Điều 34 của Luật Tố cáo",
        reason="cần đợi kết quả giám định lại chữ ký trên danh sách nhận hỗ trợ",
    ),
    DenunciationResumptionDecision(
        **_COURSE,
        head=head("QĐ-UBND", 1022, date(2026, 10, 20)),
        suspension_decision="Quyết định số 1003/QĐ-UBND ngày 09/10/2026",
        reason="đã có kết luận giám định lại",
        settle_by=date(2026, 11, 2),
    ),
    DenunciationTerminationDecision(
        **_COURSE,
        head=head("QĐ-UBND", 1030, date(2026, 10, 22)),
        end_ground=EndGround.WITHDRAWN,
        reason="việc rút tố cáo là tự nguyện, không thuộc trường hợp vẫn phải giải quyết",
    ),
    InvestigationTransfer(
        **_MATTER,
        head=head("UBND", 377, date(2026, 10, 12)),
        addressee="Cơ quan Cảnh sát điều tra Công an tỉnh Quảng Ninh",
        crime_signs=(
            "Có 05 danh sách nhận tiền mang chữ ký của người không có mặt tại địa phương.",
        ),
        reason="hành vi có dấu hiệu của tội phạm, vượt quá thẩm quyền xác minh của Tổ xác minh",
    ),
    DenunciationConclusion(
        **{
            **_CONCLUDED,
            "recipients": (
                "Người bị tố cáo (bản gửi người bị tố cáo)",
                "Cơ quan, tổ chức quản lý người bị tố cáo",
                "Thanh tra tỉnh",
            ),
        },
        head=head("KL-UBND", 5, date(2026, 10, 19)),
        acceptance_decision=_ACCEPTANCE,
        verification_report="Báo cáo kết quả xác minh nội dung tố cáo số 61/BC-TXM ngày 14/10/2026",
        verified=(
            (
                "1. Hồ sơ hỗ trợ của 05 hộ tại thôn Thủy Cơ không có biên bản kiểm đếm; thời điểm "
                "bão các hộ này không cư trú tại địa phương."
            ),
            "2. Các hộ được hỏi đều xác nhận không nộp khoản tiền nào khi nhận hỗ trợ.",
        ),
        explained_on=date(2026, 10, 6),
        explained=True,
        explanation=(
            "Hồ sơ do trưởng thôn lập; do khối lượng lớn nên không kiểm tra lại từng hộ.",
        ),
        legal_grounds=(
            "Nghị định số 09/2025/NĐ-CP của Chính phủ về hỗ trợ khôi phục sản xuất do thiên tai.",
        ),
        responsibility=(
            "Ông Vũ Đình Khải chịu trách nhiệm trực tiếp về việc không thẩm tra hồ sơ.",
            "Chủ tịch Ủy ban nhân dân xã chịu trách nhiệm người đứng đầu.",
        ),
        policy_proposals=("Bổ sung quy định công khai danh sách hộ được hỗ trợ tại thôn.",),
    ),
    ConclusionNotice(
        **_CONCLUDED,
        head=head("TB-UBND", 151, date(2026, 10, 19)),
        conclusion="Kết luận số 05/KL-UBND ngày 19/10/2026",
        next_authority="Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh",
    ),
)
