"""One of every paper that no head signs: minutes, receipts, citizens' own. All of it is invented."""

# ruff: noqa: E501 - paragraphs as they are printed

from datetime import date

from feedback.domain.letters.citizens import (
    ComplaintAuthorization,
    ComplaintForm,
    DenunciationWithdrawal,
    RepresentativeAppointment,
)
from feedback.domain.letters.intake import Paper
from feedback.domain.letters.minutes import (
    DenunciationMinutes,
    DialogueMinutes,
    WithdrawalMinutes,
    WorkingMinutes,
)
from feedback.domain.letters.parts import Letter, PaperKind, Person, Signatory
from feedback.domain.letters.receipts import EvidenceReceipt, PapersReceipt
from tests.documents.specimen_offices import CASE_CODE, COMMUNE

LAND = "Quyết định số 845/QĐ-UBND ngày 20 tháng 8 năm 2026 của Chủ tịch Ủy ban nhân dân xã Tiên Yên phê duyệt phương án bồi thường"
CLERK = "Phạm Đức Thịnh, Chuyên viên Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"
OFFICE = "Trụ sở Ủy ban nhân dân xã Tiên Yên"
_MEETING = {"issuer": COMMUNE, "case_code": CASE_CODE, "place": OFFICE, "recorder": CLERK}
_SESSION = {**_MEETING, "began": "08 giờ 30", "copies": 2}
_HANDED_OVER = {
    "issuer": COMMUNE,
    "case_code": CASE_CODE,
    "received_time": "09 giờ 05",
    "place": OFFICE,
    "receiver": Signatory(authority=("Chuyên viên",), name="Vũ Thị Hạnh"),
    "papers": (
        Paper(name="Trích lục bản đồ địa chính thửa đất số 118", pages=2, state="Sao công chứng"),
        Paper(name="Giấy xác nhận của Trưởng thôn Đồng Mạ", pages=1, state="Bản chính"),
    ),
}

MINUTES_SPECIMENS: tuple[Letter, ...] = (
    DialogueMinutes(
        **_MEETING,
        began="14 giờ 00",
        held_on=date(2026, 10, 8),
        copies=6,
        chair=("Ông Trần Quang Minh, Chủ tịch Ủy ban nhân dân xã Tiên Yên",),
        complainants=("Ông Nguyễn Văn Hòa, thôn Đồng Mạ, xã Tiên Yên",),
        respondents=("Ông Trần Quang Minh, Chủ tịch Ủy ban nhân dân xã Tiên Yên",),
        related=("Bà Lưu Thị Mận, thôn Đồng Mạ, xã Tiên Yên",),
        bodies=(
            "Bà Hoàng Thu Trang, Phó Trưởng phòng Kinh tế xã",
            "Ông Chíu A Sáng, Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam xã",
        ),
        absent=("Bà Lưu Thị Mận, vắng mặt có lý do (đang điều trị tại bệnh viện)",),
        presented=(
            "Chủ trì nêu mục đích đối thoại: làm rõ 62,5 m² đất không được bồi thường và yêu cầu của người khiếu nại.",
            "Kết quả xác minh: gia đình sử dụng đất ổn định từ năm 1991; hồ sơ địa chính ghi thiếu diện tích này.",
        ),
        opinions=(
            "Ông Nguyễn Văn Hòa đề nghị bồi thường toàn bộ 62,5 m² theo giá đất ở.",
            "Bà Hoàng Thu Trang: diện tích này là đất vườn cùng thửa, chưa có căn cứ công nhận là đất ở.",
        ),
        agreed=("Các bên thống nhất về nguồn gốc và thời gian sử dụng đất.",),
        differing=(
            "Các bên còn ý kiến khác nhau về loại đất để tính bồi thường. Không có ý kiến khác.",
        ),
    ),
    WorkingMinutes(
        **_SESSION,
        held_on=date(2026, 9, 28),
        about=LAND,
        officers=("Bà Vũ Thị Hạnh, Chuyên viên, Tổ trưởng Tổ xác minh",),
        met="người khiếu nại",
        others=("Ông Nguyễn Văn Hòa, thôn Đồng Mạ, xã Tiên Yên, tỉnh Quảng Ninh",),
        contents=(
            "Tổ xác minh đề nghị ông Hòa trình bày nguồn gốc thửa đất số 118 và giấy tờ hiện có.",
            "Ông Hòa trình bày: gia đình khai hoang năm 1988, làm nhà năm 1991, sử dụng liên tục đến nay.",
        ),
        papers=("Trích lục bản đồ địa chính thửa đất số 118, 02 tờ, bản sao công chứng",),
    ),
    DenunciationMinutes(
        **_SESSION,
        held_on=date(2026, 10, 6),
        about="Lập hồ sơ hỗ trợ khắc phục thiệt hại sau bão cho 05 hộ không bị thiệt hại",
        officers=("Ông Lê Quốc Bảo, Tổ trưởng Tổ xác minh",),
        met="người bị tố cáo",
        others=("Ông Vũ Đình Khải, Trưởng phòng Kinh tế, Ủy ban nhân dân xã Tiên Yên",),
        contents=(
            "Tổ xác minh yêu cầu ông Khải giải trình việc lập danh sách hỗ trợ của thôn Thủy Cơ.",
            "Ông Khải giải trình: danh sách do thôn lập, phòng chưa kiểm tra thực tế.",
        ),
    ),
    WithdrawalMinutes(**_SESSION, held_on=date(2026, 10, 12), whole=True),
    PapersReceipt(
        **_HANDED_OVER, received_on=date(2026, 9, 15), giver="ông Nguyễn Văn Hòa, thôn Đồng Mạ"
    ),
    EvidenceReceipt(
        **_HANDED_OVER, received_on=date(2026, 9, 28), giver="Văn phòng đăng ký đất đai khu vực"
    ),
    ComplaintForm(
        complainant=Person(
            form_of_address="ông",
            name="Nguyễn Văn Hòa",
            address="thôn Đồng Mạ, xã Tiên Yên, tỉnh Quảng Ninh",
            paper_kind=PaperKind.PERSONAL_NUMBER,
            paper_number="022065001234",
        ),
        about=LAND,
        contents=(
            "Xã làm đường lấy 62,5 m² đất vườn của nhà tôi mà không đền bù. Gia đình tôi sử dụng đất này từ năm 1991.",
            "Tôi yêu cầu: bồi thường đúng diện tích bị thu hồi.",
        ),
        papers=("Trích lục bản đồ.pdf",),
    ),
    ComplaintAuthorization(),
    DenunciationWithdrawal(),
    RepresentativeAppointment(),
)
