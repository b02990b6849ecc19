"""One of every paper of reception, sorting, urging, protection and publicity. All is invented."""

from datetime import date

from feedback.domain.letters.correction import CorrectionLetter
from feedback.domain.letters.denunciation_outcome import Truth
from feedback.domain.letters.parts import Letter, Person, Signatory
from feedback.domain.letters.protection import (
    ProtectionChange,
    ProtectionDecision,
    ProtectionEnd,
    ProtectionRefusalNotice,
    ProtectionRequest,
)
from feedback.domain.letters.public_copies import (
    DenouncedConclusionCopy,
    PublicConclusion,
    PublicNotice,
)
from feedback.domain.letters.reception import (
    HandlingNotice,
    HandlingOutcome,
    OnlineReceptionInvitation,
    ReceptionConclusion,
    ReceptionRefusal,
    RefusalGround,
)
from feedback.domain.letters.sorting import (
    DenunciationHandlingNotice,
    DenunciationTransferSlip,
    IneligibilityNotice,
    InformationTransfer,
    SplitGuidance,
    TransferBack,
)
from feedback.domain.letters.urging import (
    DelayExplanation,
    DenunciationDelayReport,
    SettlementDemand,
)
from feedback.domain.petitions import Kind
from tests.documents.specimen_offices import CASE_CODE, CHAIR, COMMUNE, PROVINCE, TRACKING_URL, head

MAN = Person(
    form_of_address="bà",
    name="Lưu Thị Mận",
    address="thôn Đồng Mạ, xã Tiên Yên, tỉnh Quảng Ninh",
)
ROAD = "đường liên thôn Đồng Mạ - Thủy Cơ ngập sau mỗi trận mưa"
LAND = "bồi thường 62,5 m² đất theo Quyết định số 845/QĐ-UBND ngày 20/8/2026"
_COMMUNE = {
    "issuer": COMMUNE,
    "case_code": CASE_CODE,
    "tracking_url": TRACKING_URL,
    "signatory": CHAIR,
    "recipients": ("Như trên",),
}
_SENDER = {**_COMMUNE, "petitioner": MAN}
_PROVINCE = {
    **_COMMUNE,
    "issuer": PROVINCE,
    "signatory": Signatory(authority=("CHỦ TỊCH",), name="Bùi Hữu Nghĩa"),
}
_MEASURES = {
    **_COMMUNE,
    "recipients": ("Như Điều 3", "Người được bảo vệ (giao trực tiếp theo chế độ mật)"),
    "protecting_body": "Công an xã Tiên Yên",
    "protected": ("người tố cáo", "con đẻ của người tố cáo"),
    "sealed_annex": "Phụ lục mật số 02, lưu tại Văn phòng HĐND và UBND xã",
    "measures": (
        "1. Bố trí lực lượng tuần tra, bảo vệ nơi ở trong thời gian giải quyết tố cáo.",
        "2. Yêu cầu người có hành vi đe dọa chấm dứt ngay hành vi.",
    ),
    "reason": "có nguy cơ bị xâm hại tính mạng, sức khỏe do việc tố cáo",
    "begins_on": date(2026, 9, 28),
}
_EXECUTORS = "Trưởng Công an xã Tiên Yên và các cơ quan, tổ chức, cá nhân có liên quan"
_DECISION = "Quyết định số 944/QĐ-UBND ngày 28/9/2026"
_OPEN = {
    **_COMMUNE,
    "conclusion": "Kết luận số 05/KL-UBND ngày 19/10/2026",
    "open_contents": ("1. Lập hồ sơ hỗ trợ sau bão cho 05 hộ không bị thiệt hại.",),
    "finding": Truth.PARTLY_RIGHT,
    "open_conclusion": ("Có 05 hồ sơ hỗ trợ lập không đúng thực tế, số tiền 87 triệu đồng.",),
    "open_measures": ("Thu hồi 87 triệu đồng; xem xét trách nhiệm của người lập hồ sơ.",),
}

RECEPTION_SPECIMENS: tuple[Letter, ...] = (
    ReceptionRefusal(
        **_SENDER,
        head=head("TB-UBND", 201, date(2026, 10, 7)),
        kind=Kind.REPORT,
        came_on=date(2026, 10, 5),
        about=ROAD,
        reason="đã được trả lời bằng văn bản ngày 10/9/2026, không có tình tiết mới",
        refusal_ground=RefusalGround.ANSWERED,
    ),
    ReceptionConclusion(
        **{**_SENDER, "recipients": ("Phòng Kinh tế", "Công dân được tiếp")},
        head=head("TB-UBND", 202, date(2026, 10, 8)),
        kind=Kind.COMPLAINT,
        received_on=date(2026, 10, 8),
        about=LAND,
        conclusion=("Khiếu nại thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân xã.",),
        tasks=("1. Phòng Kinh tế kiểm tra hồ sơ thửa đất số 118.", "2. Văn phòng trình thụ lý."),
        resolve_by=date(2026, 10, 16),
    ),
    OnlineReceptionInvitation(
        **_SENDER,
        head=head("GM-UBND", 14, date(2026, 10, 9)),
        kind=Kind.COMPLAINT,
        about=LAND,
        chaired_by="Chủ tịch Ủy ban nhân dân xã Tiên Yên",
        session_on=date(2026, 10, 20),
        session_time="08 giờ 30",
        centre="Địa điểm tiếp công dân xã Tiên Yên",
        branches=("Nhà văn hóa thôn Đồng Mạ: đại diện thôn.", "Sở Nông nghiệp và Môi trường."),
        joint=True,
    ),
    HandlingNotice(
        **_SENDER,
        head=head("TB-UBND", 203, date(2026, 10, 12)),
        kind=Kind.COMPLAINT,
        received_on=date(2026, 10, 1),
        about=LAND,
        handling=HandlingOutcome.DELAYED,
        reason="phải xác minh tư cách đại diện của người ký đơn",
        contact="Văn phòng HĐND và UBND xã Tiên Yên",
    ),
    SplitGuidance(
        **_SENDER,
        head=head("PHD-UBND", 22, date(2026, 10, 12)),
        received_on=date(2026, 10, 5),
        contents=(
            "1. Khiếu nại về bồi thường đất: gửi Chủ tịch Ủy ban nhân dân xã Tiên Yên.",
            "2. Phản ánh về đường liên thôn: gửi Sở Xây dựng tỉnh Quảng Ninh.",
        ),
    ),
    DenunciationTransferSlip(
        **_COMMUNE,
        head=head("PC-UBND", 34, date(2026, 10, 5)),
        addressee="Chủ tịch Ủy ban nhân dân phường Cẩm Phả",
        received_on=date(2026, 9, 30),
        contents=("Thu phí chợ không có biên lai tại chợ trung tâm phường.",),
        reason="người bị tố cáo thuộc quyền quản lý của Chủ tịch Ủy ban nhân dân phường Cẩm Phả",
        enclosures=("Hồ sơ niêm phong", "Bản in nội dung tố cáo"),
    ),
    InformationTransfer(
        **_COMMUNE,
        head=head("PC-UBND", 35, date(2026, 10, 6)),
        addressee="Thanh tra tỉnh Quảng Ninh",
        received_on=date(2026, 10, 1),
        about="nội dung nêu trong bản in gửi kèm theo phiếu này",
        reason="thông tin rõ ràng, có ảnh chụp chứng từ, không rõ người cung cấp",
    ),
    DenunciationHandlingNotice(
        **_COMMUNE,
        head=head("TB-UBND", 204, date(2026, 10, 5)),
        received_on=date(2026, 9, 30),
        handling=HandlingOutcome.FORWARDED,
        passed_to="Chủ tịch Ủy ban nhân dân phường Cẩm Phả",
        reason="người bị tố cáo thuộc quyền quản lý của Chủ tịch Ủy ban nhân dân phường Cẩm Phả",
    ),
    TransferBack(
        **_COMMUNE,
        head=head("UBND", 430, date(2026, 10, 13)),
        addressee="Sở Xây dựng tỉnh Quảng Ninh",
        kind=Kind.REPORT,
        transfer_slip="Phiếu chuyển đơn số 33/PC-SXD ngày 02/10/2026",
        reason="đoạn đường phản ánh là đường tỉnh, do Sở Xây dựng quản lý",
    ),
    IneligibilityNotice(
        **_SENDER,
        head=head("TB-UBND", 205, date(2026, 10, 14)),
        kind=Kind.RECOMMENDATION,
        received_on=date(2026, 10, 5),
        about=ROAD,
        ground="điểm b khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP",
        reason="đơn không ghi nội dung kiến nghị cụ thể",
    ),
    SettlementDemand(
        **{**_PROVINCE, "recipients": ("Như trên", "Thanh tra tỉnh (để theo dõi)")},
        head=head("UBND", 1180, date(2026, 11, 3)),
        addressee="Ủy ban nhân dân xã Tiên Yên",
        kind=Kind.COMPLAINT,
        received_on=date(2026, 10, 28),
        late_matter=("Khiếu nại về bồi thường đất, thụ lý ngày 18/9/2026, quá hạn từ 19/10/2026.",),
        reason="người khiếu nại chưa nhận được quyết định giải quyết",
        report_by=date(2026, 11, 16),
    ),
    DelayExplanation(
        **{**_SENDER, "recipients": ("Như trên", "Người gửi đơn (để biết)")},
        head=head("UBND", 441, date(2026, 11, 9)),
        addressee="Ủy ban nhân dân tỉnh Quảng Ninh",
        kind=Kind.COMPLAINT,
        about=LAND,
        was_due_on=date(2026, 10, 19),
        done_so_far=("Đã đo lại thửa đất ngày 12/10/2026; đã đối thoại ngày 16/10/2026.",),
        delay_reasons=("Bản đồ năm 1996 lưu ở hai nơi ghi khác nhau. Trách nhiệm: Phòng Kinh tế.",),
        expected_on=date(2026, 11, 20),
    ),
    DenunciationDelayReport(
        **_COMMUNE,
        head=head("BC-UBND", 66, date(2027, 1, 8)),
        addressee="Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh",
        accepted_on=date(2026, 9, 21),
        was_due_on=date(2026, 12, 21),
        done_so_far=("Tổ xác minh đã làm việc với 05 hộ và người bị tố cáo.",),
        delay_reasons=("Kết quả giám định chữ ký chậm. Trách nhiệm: Tổ trưởng Tổ xác minh.",),
        expected_on=date(2027, 1, 20),
    ),
    CorrectionLetter(
        **{**_COMMUNE, "recipients": ("Như trên", "Thanh tra tỉnh")},
        head=head("UBND", 445, date(2026, 9, 24)),
        corrects="Thông báo số 128/TB-UBND ngày 18/9/2026",
        stands="tại dòng thứ ba trang 1: “ngày 14 tháng 8 năm 2026”",
        must_read="“ngày 14 tháng 9 năm 2026”",
    ),
    ProtectionDecision(
        **_MEASURES, head=head("QĐ-UBND", 944, date(2026, 9, 28)), executors=_EXECUTORS
    ),
    ProtectionRequest(
        **{**_MEASURES, "recipients": ("Như trên",), "protecting_body": "Công an tỉnh Quảng Ninh"},
        head=head("UBND", 360, date(2026, 9, 28)),
    ),
    ProtectionChange(
        **_MEASURES,
        head=head("QĐ-UBND", 960, date(2026, 10, 5)),
        decision=_DECISION,
        executors=_EXECUTORS,
    ),
    ProtectionEnd(
        **{**_COMMUNE, "recipients": _MEASURES["recipients"]},
        head=head("QĐ-UBND", 999, date(2026, 10, 8)),
        decision=_DECISION,
        protecting_body="Công an xã Tiên Yên",
        reason="người được bảo vệ có văn bản đề nghị chấm dứt",
        executors=_EXECUTORS,
    ),
    ProtectionRefusalNotice(
        **_COMMUNE,
        head=head("TB-UBND", 206, date(2026, 9, 29)),
        asked_on=date(2026, 9, 25),
        reason="qua kiểm tra, không có hành vi đe dọa, không có nguy cơ bị xâm hại",
    ),
    DenouncedConclusionCopy(**_OPEN, head=head("TB-UBND", 152, date(2026, 10, 20))),
    PublicConclusion(
        **{**_OPEN, "recipients": ("Nơi niêm yết, đăng tải", "Thanh tra tỉnh")},
        head=head("TB-UBND", 153, date(2026, 10, 20)),
    ),
    PublicNotice(
        **{**_COMMUNE, "recipients": ("Nơi niêm yết, đăng tải", "Thanh tra tỉnh")},
        head=head("TB-UBND", 154, date(2026, 10, 21)),
        of_what="kết luận nội dung tố cáo",
        document="Kết luận số 05/KL-UBND ngày 19/10/2026",
        open_summary=("Tố cáo đúng một phần; thu hồi 87 triệu đồng hỗ trợ sai.",),
        shown_where="Trụ sở Ủy ban nhân dân xã Tiên Yên; trang thông tin điện tử của xã",
        shown_from=date(2026, 10, 22),
        shown_days=15,
    ),
)
