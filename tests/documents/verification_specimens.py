"""One of every paper of verifying and hearing. People and matters are invented."""

from datetime import date

from feedback.domain.letters.denunciation_outcome import Truth
from feedback.domain.letters.denunciation_verification import (
    DenunciationAssessmentRequest,
    DenunciationTeamReport,
    DenunciationVerificationAssignment,
    DenunciationVerificationReport,
)
from feedback.domain.letters.hearing import AdvisoryCouncilDecision, DialogueInvitation
from feedback.domain.letters.outcome import Finding
from feedback.domain.letters.parts import Letter, Person, Signatory, TeamMember
from feedback.domain.letters.verification import (
    AssessmentRequest,
    InformationRequest,
    VerificationAssignment,
    VerificationDecision,
    VerificationReport,
)
from tests.documents.denunciation_specimens import CONTENTS, DENOUNCED
from tests.documents.specimen_offices import CASE_CODE, CHAIR, COMMUNE, PROVINCE, TRACKING_URL, head

HOA = Person(
    form_of_address="ông",
    name="Nguyễn Văn Hòa",
    address="thôn Đồng Mạ, xã Tiên Yên, tỉnh Quảng Ninh",
)
ABOUT = (
    "Quyết định số 845/QĐ-UBND ngày 20 tháng 8 năm 2026 phê duyệt phương án bồi thường, hỗ trợ, "
    "trong đó không bồi thường đối với 62,5 m² đất của hộ gia đình"
)
RESPONDENT = Person(
    name="Chủ tịch Ủy ban nhân dân xã Tiên Yên", address="xã Tiên Yên, tỉnh Quảng Ninh"
)
TEAM = (
    TeamMember(name="Phạm Đức Thịnh", post="Chánh Văn phòng HĐND và UBND xã"),
    TeamMember(name="Vũ Thị Hạnh", post="Công chức Địa chính"),
    TeamMember(name="Lê Quốc Bảo", post="Công chức Tư pháp"),
)
LEADER = Signatory(authority=("TỔ TRƯỞNG TỔ XÁC MINH",), name="Phạm Đức Thịnh")
TO_VERIFY = (
    "1. Nguồn gốc, quá trình sử dụng và ranh giới thửa đất số 118, tờ bản đồ số 27.",
    "2. Trình tự kiểm đếm, lập phương án bồi thường đối với 62,5 m² đất.",
)
_PLAIN = {"issuer": COMMUNE, "case_code": CASE_CODE, "tracking_url": TRACKING_URL}
_COMMUNE = {**_PLAIN, "signatory": CHAIR, "recipients": ("Như trên",)}
_COMPLAINT = {**_COMMUNE, "complainant": HOA, "about": ABOUT}
_ORDER = {
    **_COMPLAINT,
    "petition_dated": date(2026, 9, 14),
    "to_verify": TO_VERIFY,
    "verify_by": date(2026, 10, 9),
}
_REPORTED = {
    **_PLAIN,
    "recipients": ("Như trên",),
    "denounced": DENOUNCED,
    "contents": CONTENTS,
    "addressee": "Chủ tịch Ủy ban nhân dân xã Tiên Yên",
    "verified_from": date(2026, 9, 25),
    "verified": (
        "1. Hồ sơ hỗ trợ của 05 hộ tại thôn Thủy Cơ không có biên bản kiểm đếm.",
        "2. Các hộ được hỏi đều xác nhận không nộp khoản tiền nào khi nhận hỗ trợ.",
    ),
    "explained": True,
    "explanation": ("Hồ sơ do trưởng thôn lập; do khối lượng lớn nên không kiểm tra lại.",),
    "finding": Truth.PARTLY_RIGHT,
    "responsibility": ("Ông Vũ Đình Khải chịu trách nhiệm về việc không thẩm tra hồ sơ.",),
    "proposals": ("Thu hồi 87 triệu đồng hỗ trợ sai; xem xét xử lý kỷ luật.",),
}

VERIFICATION_SPECIMENS: tuple[Letter, ...] = (
    VerificationDecision(
        **{**_ORDER, "recipients": ("Như Điều 4", "Người khiếu nại", "Người bị khiếu nại")},
        head=head("QĐ-UBND", 921, date(2026, 9, 21)),
        leader=TEAM[0],
        members=TEAM[1:],
    ),
    VerificationAssignment(
        **{**_ORDER, "recipients": ("Như Điều 3", "Người khiếu nại", "Người bị khiếu nại")},
        head=head("QĐ-UBND", 922, date(2026, 9, 21)),
        verifier="Phòng Kinh tế xã Tiên Yên",
    ),
    InformationRequest(
        **{**_COMPLAINT, "signatory": Signatory(authority=("CHUYÊN VIÊN",), name="Vũ Thị Hạnh")},
        head=head("UBND", 355, date(2026, 9, 23)),
        addressee="Văn phòng đăng ký đất đai tỉnh Quảng Ninh",
        items=(
            "1. Bản đồ địa chính năm 1996 và sổ mục kê tờ bản đồ số 27;",
            "2. Hồ sơ cấp giấy chứng nhận quyền sử dụng đất của thửa đất số 118.",
        ),
        answer_by=date(2026, 9, 30),
    ),
    AssessmentRequest(
        **_COMPLAINT,
        head=head("UBND", 361, date(2026, 9, 28)),
        addressee="Phòng Kỹ thuật hình sự Công an tỉnh Quảng Ninh",
        papers=("Biên bản xác định ranh giới thửa đất lập ngày 12 tháng 5 năm 1996 (bản gốc).",),
        questions=("Chữ ký ghi tên Nguyễn Văn Hòa có phải do cùng một người ký không?",),
        answer_by=date(2026, 10, 8),
    ),
    VerificationReport(
        **{**_COMMUNE, "signatory": LEADER},
        complainant=HOA,
        head=head("BC-UBND", 57, date(2026, 10, 8)),
        addressee="Chủ tịch Ủy ban nhân dân xã Tiên Yên",
        respondent=RESPONDENT,
        contested=ABOUT,
        verified_from=date(2026, 9, 21),
        verified_until=date(2026, 10, 8),
        verifiers=TEAM,
        on_order="Quyết định số 921/QĐ-UBND ngày 21/9/2026",
        to_verify=TO_VERIFY,
        verified=(
            "1. Hộ ông Hòa sử dụng thửa đất số 118 từ năm 1991, không có tranh chấp.",
            "2. Biên bản kiểm đếm chưa ghi nhận 62,5 m² do nhầm lẫn khi chồng ghép bản đồ.",
        ),
        finding=Finding.RIGHT,
        proposals=("Sửa đổi Quyết định số 845/QĐ-UBND: bổ sung bồi thường đối với 62,5 m² đất.",),
    ),
    DialogueInvitation(
        **_COMPLAINT,
        head=head("TB-UBND", 141, date(2026, 10, 6)),
        respondent=RESPONDENT,
        others=("Phòng Kinh tế xã Tiên Yên", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Tiên Yên"),
        held_on=date(2026, 10, 12),
        held_at="08 giờ 30",
        place="Phòng họp số 2, trụ sở Ủy ban nhân dân xã Tiên Yên",
        matters=("Nguồn gốc, diện tích đất và yêu cầu bồi thường đối với 62,5 m² đất.",),
    ),
    AdvisoryCouncilDecision(
        **{
            **_COMPLAINT,
            "issuer": PROVINCE,
            "signatory": Signatory(authority=("CHỦ TỊCH",), name="Bùi Hữu Nghĩa"),
            "recipients": ("Như Điều 3", "Thanh tra tỉnh"),
        },
        head=head("QĐ-UBND", 71, date(2026, 11, 20)),
        petition_dated=date(2026, 11, 2),
        chair="Ông Trịnh Văn Lâm, Phó Chủ tịch Ủy ban nhân dân tỉnh",
        secretary="Bà Đào Thu Hiền, Phó Trưởng phòng, Thanh tra tỉnh",
        members=(
            "Ông Hà Minh Tuấn, Phó Giám đốc Sở Nông nghiệp và Môi trường",
            "Bà Ngô Thị Lan, Phó Chủ tịch Hội Luật gia tỉnh",
        ),
        questions=("Điều kiện bồi thường về đất đối với diện tích ngoài giấy chứng nhận.",),
    ),
    DenunciationVerificationAssignment(
        **{**_COMMUNE, "recipients": ("Như Điều 3",)},
        head=head("QĐ-UBND", 932, date(2026, 9, 25)),
        denounced=DENOUNCED,
        contents=CONTENTS,
        verifier="Văn phòng HĐND và UBND xã Tiên Yên",
        verify_by=date(2026, 10, 16),
    ),
    DenunciationAssessmentRequest(
        **{**_COMMUNE, "recipients": ("Như trên", "Người tố cáo")},
        head=head("UBND", 366, date(2026, 10, 1)),
        addressee="Phòng Kỹ thuật hình sự Công an tỉnh Quảng Ninh",
        papers=("Danh sách nhận hỗ trợ của thôn Thủy Cơ (05 bản gốc).",),
        questions=("Chữ ký nhận tiền trên 05 danh sách có phải do cùng một người ký không?",),
        answer_by=date(2026, 10, 20),
    ),
    DenunciationTeamReport(
        **_REPORTED,
        signatory=LEADER,
        head=head("BC-UBND", 61, date(2026, 10, 14)),
        on_order="Quyết định số 931/QĐ-UBND ngày 25/9/2026",
        team=TEAM,
    ),
    DenunciationVerificationReport(
        **_REPORTED,
        signatory=Signatory(authority=("CHÁNH VĂN PHÒNG",), name="Phạm Đức Thịnh"),
        head=head("BC-UBND", 62, date(2026, 10, 14)),
        on_order="Quyết định số 932/QĐ-UBND ngày 25/9/2026",
        verifier="Văn phòng HĐND và UBND xã Tiên Yên",
    ),
)
