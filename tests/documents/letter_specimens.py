"""One of every letter, as an office might issue it. People and matters are invented."""

# ruff: noqa: E501 - paragraphs as they are printed

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from feedback.domain.letters.catalogue import LETTERS
from feedback.domain.letters.course import (
    AcceptanceNotice,
    Complexity,
    ComplexityFinding,
    ComplexityRecord,
    DeclinationNotice,
    ExtensionNotice,
    ResumptionDecision,
    SuspensionDecision,
    TerminationDecision,
)
from feedback.domain.letters.discipline import (
    DisciplineFinding,
    DisciplineRuling,
    DisciplineSettlementDecision,
    SecondDisciplineSettlementDecision,
)
from feedback.domain.letters.dispatch import DeliveryReceipt, PostItem, PostList
from feedback.domain.letters.enforcement import EnforcementAssignment
from feedback.domain.letters.intake import (
    GuidanceSlip,
    Paper,
    ProposalSlip,
    Receipt,
    ReturnSlip,
    TransferSlip,
)
from feedback.domain.letters.outcome import (
    Finding,
    Reply,
    Ruling,
    SecondSettlementDecision,
    SettlementDecision,
    VoterAnswer,
)
from feedback.domain.letters.parts import (
    Letter,
    PaperKind,
    Person,
    Signatory,
)
from feedback.domain.letters.stay import StayDecision, StayLiftingDecision
from feedback.domain.petitions import Kind
from tests.documents.denunciation_specimens import DENUNCIATION_SPECIMENS
from tests.documents.minutes_specimens import MINUTES_SPECIMENS
from tests.documents.reception_specimens import RECEPTION_SPECIMENS
from tests.documents.specimen_offices import (
    CASE_CODE,
    CHAIR,
    CLERK,
    COMMUNE,
    DEPARTMENT,
    DEPUTY,
    DISPATCHER,
    PROVINCE,
    TOKEN,
    TRACKING_URL,
    head,
)
from tests.documents.verification_specimens import VERIFICATION_SPECIMENS

ISSUED_AT = datetime(2026, 10, 15, 3, 20, 7, tzinfo=UTC)
HOA = Person(
    form_of_address="ông",
    name="Nguyễn Văn Hòa",
    address="thôn Đồng Mạ, xã Tiên Yên, tỉnh Quảng Ninh",
    paper_kind=PaperKind.CITIZEN_CARD,
    paper_number="022065001234",
    paper_issued_on=date(2025, 4, 12),
    paper_issued_by="Bộ Công an",
)
LIEN = Person(
    form_of_address="bà",
    name="Hoàng Thị Liên",
    address="tổ 4, khu 7, phường Cẩm Phả, tỉnh Quảng Ninh",
)
LAND = (
    "Quyết định số 845/QĐ-UBND ngày 20 tháng 8 năm 2026 của Chủ tịch Ủy ban nhân dân xã Tiên Yên "
    "phê duyệt phương án bồi thường, hỗ trợ khi Nhà nước thu hồi đất thực hiện Dự án nâng cấp, mở "
    "rộng tuyến đường liên thôn Đồng Mạ - Thủy Cơ, trong đó không bồi thường đối với 62,5 m² đất "
    "của hộ gia đình"
)
THAO = Person(
    form_of_address="bà",
    name="Đỗ Thị Thảo",
    address="thôn Thủy Cơ, xã Tiên Yên, tỉnh Quảng Ninh",
)
DISMISSED = (
    "Quyết định số 402/QĐ-UBND ngày 25 tháng 9 năm 2026 của Chủ tịch Ủy ban nhân dân xã Tiên Yên về "
    "việc kỷ luật buộc thôi việc đối với bà Đỗ Thị Thảo"
)
DUST = "bụi than phát sinh từ xe vận chuyển qua tổ 4, khu 7 vào ban đêm"
TO_CITIZEN = ("Như trên", "Chủ tịch UBND tỉnh (để báo cáo)", "Thanh tra tỉnh")
EXECUTORS = (
    "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng phòng Kinh tế, ông Nguyễn Văn "
    "Hòa và các tổ chức, cá nhân có liên quan"
)


_COMMUNE = {"issuer": COMMUNE, "case_code": CASE_CODE, "tracking_url": TRACKING_URL}
_CHAIR = {**_COMMUNE, "signatory": CHAIR, "recipients": TO_CITIZEN}
_DEPARTMENT = {
    "issuer": DEPARTMENT,
    "case_code": "H49.22-261002-0011",
    "tracking_url": TRACKING_URL,
    "signatory": DEPUTY,
    "recipients": ("Như trên", "Giám đốc Sở (để báo cáo)"),
    "filed_by": "TTr",
}
_STOPPED = {
    **_CHAIR,
    "recipients": ("Như Điều 3", "Chủ tịch UBND tỉnh (để báo cáo)", "Thanh tra tỉnh"),
    "complainant": HOA,
    "petition_dated": date(2026, 9, 14),
    "about": LAND,
    "executors": EXECUTORS,
}

SPECIMENS: dict[str, Letter] = {
    letter.name: letter
    for letter in (
        PostList(
            issuer=COMMUNE,
            case_code=CASE_CODE,
            made_on=date(2026, 10, 15),
            items=(
                PostItem(
                    document="Quyết định số 1043/QĐ-UBND ngày 15/10/2026",
                    recipient="Ông Nguyễn Văn Bình",
                    address="thôn Khe Lạc, xã Tiên Yên, tỉnh Quảng Ninh",
                    pages=4,
                ),
                PostItem(
                    document="Thông báo số 07/TB-UBND ngày 15/10/2026",
                    recipient="Bà Hoàng Thị Sim",
                    address="tổ 4, khu 7, phường Cẩm Phả, tỉnh Quảng Ninh",
                ),
            ),
            clerk=DISPATCHER,
        ),
        DeliveryReceipt(
            issuer=COMMUNE,
            case_code=CASE_CODE,
            document="Quyết định số 1043/QĐ-UBND ngày 15/10/2026",
            recipient="Ông Nguyễn Văn Bình",
            address="thôn Khe Lạc, xã Tiên Yên, tỉnh Quảng Ninh",
            pages=4,
            clerk=DISPATCHER,
        ),
        Receipt(
            **_COMMUNE,
            received_at=datetime(2026, 9, 14, 1, 5, 9, tzinfo=UTC),
            received_where="Cổng tiếp nhận trực tuyến Tiếng nói công dân",
            petition_title="Đơn khiếu nại",
            petitioner=HOA,
            about=LAND,
            papers=(
                Paper(
                    name="Đơn khiếu nại",
                    state="Bản điện tử",
                    sha256=sha256("Đơn khiếu nại".encode()).hexdigest(),
                ),
                Paper(
                    name="Ảnh hiện trạng thửa đất 118.jpg",
                    state="Tệp ảnh",
                    sha256=sha256(b"image").hexdigest(),
                ),
                Paper(name="Quyết định số 845/QĐ-UBND", pages=3, state="Bản sao chụp"),
            ),
            next_step="Ủy ban nhân dân xã Tiên Yên xem xét, thông báo thụ lý hoặc không thụ lý",
            next_step_by=date(2026, 9, 23),
            next_step_source="7 ngày làm việc, Nghị định số 124/2020/NĐ-CP, Điều 16",
            ask_at=(
                "Bộ phận tiếp công dân xã Tiên Yên, trụ sở Ủy ban nhân dân xã, giờ hành chính.",
                "Điện thoại: 0203 000 0000; thư điện tử: tiepdan@tienyen.example.",
            ),
            tracking_code=TOKEN,
        ),
        ProposalSlip(
            **{**_COMMUNE, "signatory": CLERK, "recipients": ("Như trên", "Văn phòng HĐND-UBND")},
            head=head("PĐX-UBND", 9, date(2026, 9, 17)),
            addressee="Chủ tịch Ủy ban nhân dân xã Tiên Yên",
            kind=Kind.COMPLAINT,
            petitioner=HOA,
            received_on=date(2026, 9, 14),
            summary=(f"Ông Nguyễn Văn Hòa khiếu nại {LAND}.",),
            assessment=(
                (
                    "Quyết định bị khiếu nại do Chủ tịch Ủy ban nhân dân xã ban hành nên việc giải "
                    "quyết lần đầu thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân xã."
                ),
                "Đơn có ngày, họ tên, địa chỉ, chữ ký, lý do và yêu cầu; còn trong thời hiệu.",
            ),
            proposal="Thụ lý để giải quyết đơn khiếu nại của ông Nguyễn Văn Hòa theo quy định",
            approver=("CHỦ TỊCH",),
        ),
        GuidanceSlip(
            **_CHAIR,
            head=head("PHD-UBND", 21, date(2026, 3, 5)),
            kind=Kind.COMPLAINT,
            petitioner=LIEN,
            received_on=date(2026, 2, 27),
            about="quyết định thu hồi giấy chứng nhận quyền sử dụng đất của hộ gia đình",
            reason="quyết định bị khiếu nại do Chủ tịch Ủy ban nhân dân phường Cẩm Phả ban hành",
            competent_authority="Chủ tịch Ủy ban nhân dân phường Cẩm Phả",
            competent_address="phường Cẩm Phả, tỉnh Quảng Ninh",
            returned_papers=("Giấy chứng nhận quyền sử dụng đất (bản gốc, 01 bản)",),
        ),
        TransferSlip(
            **{**_CHAIR, "recipients": ("Như trên", "Người gửi đơn (để biết)")},
            head=head("PC-UBND", 33, date(2026, 10, 2)),
            addressee="Sở Nông nghiệp và Môi trường tỉnh Quảng Ninh",
            kind=Kind.REPORT,
            petitioner=LIEN,
            received_on=date(2026, 9, 28),
            about=DUST,
            reason="việc cấp phép và kiểm tra thuộc Sở Nông nghiệp và Môi trường",
            enclosures=("Đơn phản ánh (01 bản)", "Ảnh chụp ngày 25 tháng 9 năm 2026 (04 ảnh)"),
        ),
        ReturnSlip(
            **{**_CHAIR, "recipients": ("Như trên", "Ông Nguyễn Văn Hòa (để biết)")},
            head=head("PTĐ-UBND", 4, date(2026, 10, 6)),
            addressee="Báo Nhân dân Vùng Đông Bắc",
            forwarding_document="Công văn số 210/CV-BND ngày 28 tháng 9 năm 2026",
            kind=Kind.COMPLAINT,
            petitioner=HOA,
            received_on=date(2026, 10, 1),
            about="quyết định xử phạt vi phạm hành chính về bảo vệ môi trường",
            reason="quyết định bị khiếu nại không do cơ quan thuộc xã Tiên Yên ban hành",
        ),
        AcceptanceNotice(
            **_CHAIR,
            head=head("TB-UBND", 128, date(2026, 9, 18)),
            complainant=HOA,
            received_on=date(2026, 9, 14),
            about=LAND,
            accepted_on=date(2026, 9, 18),
            settle_within_days=30,
            settle_by=date(2026, 10, 19),
        ),
        DeclinationNotice(
            **_CHAIR,
            head=head("TB-UBND", 131, date(2026, 9, 22)),
            complainant=HOA,
            received_on=date(2026, 9, 14),
            about=LAND,
            ground="khoản 6 Điều 11 của Luật Khiếu nại",
            reason="thời hiệu khiếu nại đã hết mà không có lý do chính đáng",
        ),
        ComplexityRecord(
            **{**_CHAIR, "recipients": ("Phòng Kinh tế", "Thanh tra tỉnh (để biết)")},
            head=head("GN-UBND", 2, date(2026, 10, 8)),
            complainant=HOA,
            about=LAND,
            accepted_on=date(2026, 9, 18),
            findings=(
                ComplexityFinding(
                    test=Complexity.SEVERAL_PLACES,
                    facts="Đất ở thôn Đồng Mạ và thôn Thủy Cơ, phải đo đạc lại ở cả hai nơi.",
                ),
                ComplexityFinding(
                    test=Complexity.CONTRADICTORY_EVIDENCE,
                    facts="Bản đồ năm 1996 và biên bản kiểm đếm ngày 05/6/2026 ghi khác nhau.",
                ),
            ),
            was_due_on=date(2026, 10, 19),
            settle_within_days=45,
            settle_by=date(2026, 11, 2),
        ),
        ExtensionNotice(
            **_DEPARTMENT,
            head=head("TB-SNNMT", 412, date(2026, 10, 20)),
            kind=Kind.REPORT,
            petitioner=LIEN,
            received_on=date(2026, 10, 2),
            about=DUST,
            was_due_on=date(2026, 10, 23),
            due_on=date(2026, 11, 6),
            reason="cần thêm kết quả quan trắc bụi trong 07 đêm liên tục",
        ),
        SuspensionDecision(
            **_STOPPED,
            head=head("QĐ-UBND", 1012, date(2026, 10, 2)),
            accepted_on=date(2026, 9, 18),
            ground="điểm a khoản 1 Điều 11a của Luật Khiếu nại",
            reason="người khiếu nại đang điều trị tại bệnh viện, chưa thể tham gia đối thoại",
        ),
        TerminationDecision(
            **_STOPPED,
            head=head("QĐ-UBND", 1050, date(2026, 10, 16)),
            accepted_on=date(2026, 9, 18),
            ground="điểm a khoản 2 Điều 11a của Luật Khiếu nại",
            reason="người khiếu nại đã rút toàn bộ khiếu nại ngày 14 tháng 10 năm 2026",
        ),
        ResumptionDecision(
            **_STOPPED,
            head=head("QĐ-UBND", 1031, date(2026, 10, 12)),
            suspension_decision="Quyết định số 1012/QĐ-UBND ngày 02 tháng 10 năm 2026",
            reason="người khiếu nại đã xuất viện và đề nghị tiếp tục giải quyết",
            settle_by=date(2026, 10, 29),
        ),
        SettlementDecision(
            **{
                **_COMMUNE,
                "signatory": CHAIR,
                "recipients": (
                    "Như Điều 4",
                    "Chủ tịch UBND tỉnh (để báo cáo)",
                    "Thanh tra tỉnh",
                    "Thường trực HĐND xã",
                    "Trang thông tin điện tử xã",
                ),
            },
            head=head("QĐ-UBND", 1043, date(2026, 10, 15)),
            complainant=HOA,
            respondent=Person(
                name="Chủ tịch Ủy ban nhân dân xã Tiên Yên",
                address="xã Tiên Yên, tỉnh Quảng Ninh",
            ),
            petition_dated=date(2026, 9, 14),
            about=(
                (
                    f"Ông Nguyễn Văn Hòa khiếu nại {LAND}. Ông Hòa đề nghị được bồi thường về đất "
                    "đối với toàn bộ diện tích nêu trên."
                ),
            ),
            verification_report=(
                "Báo cáo kết quả xác minh nội dung khiếu nại số 57/BC-TXM ngày 08 tháng 10 năm "
                "2026 của Tổ xác minh được thành lập theo Quyết định số 921/QĐ-UBND ngày 21 tháng "
                "9 năm 2026 của Chủ tịch Ủy ban nhân dân xã Tiên Yên"
            ),
            verified=(
                (
                    "1. Về nguồn gốc và quá trình sử dụng đất: Theo hồ sơ địa chính và ý kiến của khu "
                    "dân cư, hộ ông Hòa sử dụng thửa đất số 118 từ năm 1991, không có tranh chấp; diện "
                    "tích 62,5 m² nằm trong ranh giới sử dụng ổn định của hộ gia đình."
                ),
                (
                    "2. Về quy hoạch: Tại thời điểm bắt đầu sử dụng, diện tích nêu trên không thuộc "
                    "hành lang bảo vệ công trình giao thông đã được công bố, cắm mốc."
                ),
                (
                    "3. Về trình tự kiểm đếm: Biên bản kiểm đếm ngày 05 tháng 6 năm 2026 chưa ghi nhận "
                    "diện tích 62,5 m² do nhầm lẫn khi chồng ghép bản đồ."
                ),
            ),
            dialogue_held=True,
            dialogue=(
                (
                    "Ngày 12 tháng 10 năm 2026, Chủ tịch Ủy ban nhân dân xã Tiên Yên đã trực tiếp đối "
                    "thoại với ông Nguyễn Văn Hòa. Các bên thống nhất về nguồn gốc đất; ông Hòa giữ "
                    "nguyên yêu cầu bồi thường về đất đối với diện tích 62,5 m²."
                ),
            ),
            legal_grounds=("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024",),
            finding=Finding.RIGHT,
            reasoning=(
                (
                    "Căn cứ Điều 95 Luật Đất đai năm 2024 về điều kiện được bồi thường về đất, diện "
                    "tích 62,5 m² nêu trên đủ điều kiện được bồi thường."
                ),
            ),
            ruling=Ruling.AMEND,
            contested="một phần Quyết định số 845/QĐ-UBND",
            particulars=(
                "bổ sung bồi thường về đất đối với 62,5 m² tại thửa số 118, tờ bản đồ số 27, xã "
                "Tiên Yên"
            ),
            orders=(
                (
                    "Giao Phòng Kinh tế chủ trì, phối hợp với tổ chức làm nhiệm vụ bồi thường, hỗ "
                    "trợ, tái định cư lập, trình phê duyệt phương án bổ sung trước ngày 30 tháng 10 "
                    "năm 2026."
                ),
            ),
            second_complaint_days=30,
            second_authority="Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh",
            executors=EXECUTORS,
        ),
        SecondSettlementDecision(
            issuer=PROVINCE,
            case_code=CASE_CODE,
            tracking_url=TRACKING_URL,
            signatory=Signatory(authority=("CHỦ TỊCH",), name="Bùi Hữu Nghĩa"),
            recipients=("Như Điều 3", "Chính phủ (để báo cáo)", "Thanh tra tỉnh"),
            head=head("QĐ-UBND", 88, date(2026, 12, 14)),
            complainant=HOA,
            respondent=Person(
                name="Chủ tịch Ủy ban nhân dân xã Tiên Yên",
                address="xã Tiên Yên, tỉnh Quảng Ninh",
            ),
            petition_dated=date(2026, 11, 2),
            about=(f"Ông Nguyễn Văn Hòa khiếu nại {LAND}.",),
            first_decision="Quyết định giải quyết khiếu nại số 1043/QĐ-UBND ngày 15/10/2026",
            first_result=(
                "Chủ tịch Ủy ban nhân dân xã Tiên Yên không công nhận nội dung khiếu nại.",
            ),
            verification_report="Báo cáo kết quả xác minh số 12/BC-TTr ngày 30 tháng 11 năm 2026",
            verified=("Hộ ông Hòa sử dụng thửa đất số 118 từ năm 1991, không có tranh chấp.",),
            dialogue=("Ngày 07 tháng 12 năm 2026, hai bên thống nhất về nguồn gốc đất.",),
            legal_grounds=("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024",),
            finding=Finding.PARTLY_RIGHT,
            reasoning=("Diện tích 62,5 m² đủ điều kiện được bồi thường về đất.",),
            ruling=Ruling.AMEND,
            contested="một phần Quyết định số 845/QĐ-UBND",
            particulars="bổ sung bồi thường về đất đối với 62,5 m² tại thửa số 118",
            court="Tòa án nhân dân có thẩm quyền",
            executors=EXECUTORS,
        ),
        DisciplineSettlementDecision(
            **{**_COMMUNE, "signatory": CHAIR, "recipients": ("Như Điều 3", "Phòng Nội vụ")},
            head=head("QĐ-UBND", 61, date(2026, 11, 10)),
            complainant=THAO,
            respondent=Person(
                name="Chủ tịch Ủy ban nhân dân xã Tiên Yên",
                address="xã Tiên Yên, tỉnh Quảng Ninh",
            ),
            petition_dated=date(2026, 10, 12),
            about=(
                (
                    "Bà Đỗ Thị Thảo cho rằng thời gian nghỉ từ ngày 01 đến ngày 07 tháng 9 năm 2026 có "
                    "giấy của bệnh viện, nên không phải tự ý nghỉ việc; đề nghị hủy quyết định kỷ luật."
                ),
            ),
            verification_report="Báo cáo kết quả xác minh số 31/BC-TXM ngày 30 tháng 10 năm 2026",
            verified=(
                (
                    "1. Giấy ra viện số 118 ghi bà Thảo điều trị nội trú từ ngày 01 đến ngày 07 tháng 9 "
                    "năm 2026; bà Thảo đã báo lãnh đạo bằng tin nhắn ngày 01 tháng 9 năm 2026."
                ),
                "2. Biên bản họp Hội đồng kỷ luật ngày 22 tháng 9 năm 2026 không ghi tài liệu này.",
            ),
            council=(
                "Ngày 02 tháng 11 năm 2026, Hội đồng kỷ luật đề nghị hủy bỏ quyết định kỷ luật.",
            ),
            dialogue=(
                (
                    "Ngày 06 tháng 11 năm 2026, Chủ tịch Ủy ban nhân dân xã đã đối thoại với bà Đỗ Thị "
                    "Thảo. Bà Thảo giữ nguyên yêu cầu hủy bỏ quyết định kỷ luật."
                ),
            ),
            legal_grounds=("Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025",),
            finding=DisciplineFinding.RIGHT,
            reasoning=("Bà Thảo nghỉ để điều trị và đã báo; không có hành vi tự ý nghỉ việc.",),
            ruling=DisciplineRuling.CANCEL,
            contested=DISMISSED,
            particulars="bố trí bà Thảo trở lại vị trí công tác trước ngày 20 tháng 11 năm 2026",
            second_complaint_days=30,
            second_authority="Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh",
            dismissal=True,
            executors="Chánh Văn phòng, Trưởng phòng Nội vụ và bà Đỗ Thị Thảo",
        ),
        SecondDisciplineSettlementDecision(
            issuer=PROVINCE,
            case_code=CASE_CODE,
            tracking_url=TRACKING_URL,
            signatory=Signatory(authority=("CHỦ TỊCH",), name="Bùi Hữu Nghĩa"),
            recipients=(
                "Như Điều 3",
                "Chủ tịch Ủy ban nhân dân xã Tiên Yên",
                "Tổng Thanh tra Chính phủ",
                "Bộ trưởng Bộ Nội vụ",
            ),
            head=head("QĐ-UBND", 97, date(2027, 1, 15)),
            complainant=THAO,
            respondent=Person(
                name="Chủ tịch Ủy ban nhân dân xã Tiên Yên",
                address="xã Tiên Yên, tỉnh Quảng Ninh",
            ),
            petition_dated=date(2026, 12, 1),
            about=(f"Bà Đỗ Thị Thảo khiếu nại {DISMISSED}.",),
            first_decision="Quyết định số 61/QĐ-UBND ngày 10/11/2026",
            verification_report="Báo cáo kết quả xác minh số 04/BC-SNV ngày 05 tháng 01 năm 2027",
            verified=("Bà Thảo có giấy ra viện cho bảy ngày; hai ngày sau đó không có giấy tờ.",),
            dialogue=(
                (
                    "Ngày 11 tháng 01 năm 2027, Chủ tịch Ủy ban nhân dân tỉnh chủ trì đối thoại; các "
                    "bên thống nhất số ngày nghỉ có giấy tờ."
                ),
            ),
            legal_grounds=("Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025",),
            reasoning=(
                "Về số ngày nghỉ: khiếu nại đúng đối với bảy ngày điều trị, sai đối với hai ngày.",
                "Về hình thức kỷ luật: buộc thôi việc là không tương xứng.",
            ),
            on_first=("Chủ tịch Ủy ban nhân dân xã giữ nguyên hình thức kỷ luật là chưa đúng.",),
            finding=DisciplineFinding.PARTLY_RIGHT,
            particulars=(
                "yêu cầu Chủ tịch Ủy ban nhân dân xã Tiên Yên hủy bỏ quyết định kỷ luật buộc thôi "
                "việc và xem xét lại hình thức kỷ luật theo quy định"
            ),
            dismissal=True,
            executors="Giám đốc Sở Nội vụ, Chủ tịch Ủy ban nhân dân xã Tiên Yên và bà Đỗ Thị Thảo",
        ),
        VoterAnswer(
            **_DEPARTMENT,
            head=head("SNNMT-VP", 1611, date(2026, 11, 9)),
            addressee="Thường trực Hội đồng nhân dân tỉnh",
            voters_of="phường Mông Dương",
            session="kỳ họp thứ 12",
            about=DUST,
            outcome="Đang giải quyết",
            answer=("Sở đã lắp 02 trạm đo bụi; trạm thứ ba đang đấu thầu.",),
            promised_on=date(2026, 12, 20),
        ),
        StayDecision(
            **{**_CHAIR, "recipients": ("Như Điều 3", "Thanh tra tỉnh")},
            head=head("QĐ-UBND", 55, date(2026, 10, 5)),
            complainant=HOA,
            petition_dated=date(2026, 9, 14),
            contested=LAND,
            harm=("máy xúc sẽ vào san gạt, công trình và cây trồng không khôi phục được.",),
            reason="cần giữ nguyên hiện trạng thửa đất số 118 để đo đạc, xác minh",
            stay_from=date(2026, 10, 5),
            stay_until=date(2026, 10, 23),
            executors="Chủ tịch Ủy ban nhân dân xã Tiên Yên và người khiếu nại",
        ),
        StayLiftingDecision(
            **{**_CHAIR, "recipients": ("Như Điều 3", "Thanh tra tỉnh")},
            head=head("QĐ-UBND", 59, date(2026, 10, 15)),
            complainant=HOA,
            petition_dated=date(2026, 9, 14),
            contested=LAND,
            stay_decision="Quyết định số 55/QĐ-UBND ngày 05/10/2026",
            reason="việc đo đạc, xác minh tại thửa đất số 118 đã hoàn thành",
            executors="Chủ tịch Ủy ban nhân dân xã Tiên Yên và người khiếu nại",
        ),
        EnforcementAssignment(
            **{**_CHAIR, "recipients": ("Như trên", "Người khiếu nại", "Thanh tra tỉnh")},
            head=head("UBND", 412, date(2026, 12, 2)),
            decision="Quyết định số 61/QĐ-UBND ngày 28/10/2026",
            complainant=HOA,
            about=LAND,
            executor="Phòng Kinh tế xã Tiên Yên",
            to_carry_out=(
                "1. Đo lại thửa đất số 118, lập phương án bồi thường bổ sung đối với 62,5 m².",
                "2. Trình phê duyệt phương án và chi trả cho hộ ông Nguyễn Văn Hòa.",
            ),
            enforce_by=date(2027, 1, 15),
        ),
        Reply(
            **_DEPARTMENT,
            head=head("SNNMT-TTr", 1520, date(2026, 11, 5)),
            kind=Kind.REPORT,
            petitioner=LIEN,
            received_on=date(2026, 10, 2),
            about=DUST,
            answer=(
                (
                    "1. Từ ngày 19 đến ngày 26 tháng 10 năm 2026, Sở đã quan trắc bụi tại 03 điểm. "
                    "Đêm 22 và 23 tháng 10, nồng độ bụi tại điểm số 2 vượt mức cho phép 1,3 lần; "
                    "nguyên nhân là xe chở than không phủ bạt kín."
                ),
                (
                    "2. Sở đã yêu cầu đơn vị vận chuyển rửa xe trước khi ra đường, phủ bạt kín và tưới "
                    "đường 04 lần mỗi đêm; việc này được thực hiện từ ngày 01 tháng 11 năm 2026."
                ),
                "3. Sở sẽ quan trắc lại trong tháng 12 năm 2026 và công khai kết quả.",
            ),
            contact="Thanh tra Sở, điện thoại 0203 000 0001",
        ),
        *DENUNCIATION_SPECIMENS,
        *RECEPTION_SPECIMENS,
        *VERIFICATION_SPECIMENS,
        *MINUTES_SPECIMENS,
    )
}
assert set(SPECIMENS) == set(LETTERS), "every letter has a specimen"


def handed_over_receipt() -> Receipt:
    """A receipt given across the desk, with both signatures."""
    officer = Signatory(authority=("Công chức tiếp công dân",), name="Vũ Thị Hạnh")
    receipt = SPECIMENS["receipt"]
    assert isinstance(receipt, Receipt)
    place = "Địa điểm tiếp công dân xã Tiên Yên"
    return replace(receipt, receiver=officer, received_where=place, tracking_code=None)


def decision(**changes: object) -> SettlementDecision:
    """The specimen of a settlement decision, changed."""
    specimen = SPECIMENS["settlement_decision"]
    assert isinstance(specimen, SettlementDecision)
    return replace(specimen, **changes)


#: People who complain together, few enough for one page of appendix.
JOINT = tuple(
    Person(form_of_address=address, name=name, address=f"thôn {village}, xã Tiên Yên")
    for address, name, village in (
        ("ông", "Nguyễn Văn Hòa", "Đồng Mạ"),
        ("bà", "Lưu Thị Mận", "Đồng Mạ"),
        ("ông", "Chíu A Sáng", "Thủy Cơ"),
        ("bà", "Tằng Thị Phượng", "Thủy Cơ"),
        ("ông", "Đặng Quốc Ỷ", "Đồng Mạ"),
    )
)
NAMES = (*SPECIMENS, "receipt across the desk", "joint decision")
