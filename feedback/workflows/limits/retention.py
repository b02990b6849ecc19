"""How long papers are kept, and requirements that fall away on a date."""

from datetime import date

from feedback.domain.standing_rules import Retention, Sunset
from feedback.workflows.limits.shorthand import HIGH, LOW, MEDIUM, MEMORY, SOURCE

# fmt: off
RETENTION = (
    Retention("LT-FILED-AWAY-PETITION", "đơn không đủ điều kiện, xếp lưu", 1, "Thông tư 07/2014/TT-TTCP Điều 28.2 (hết hiệu lực 15/11/2021)", SOURCE, MEDIUM, ("TT07_14",), note="TT 05/2021 thay thế không có con số; lấy 1 năm làm mức tối thiểu, người đứng đầu quyết định việc hủy"),
    Retention("LT-SUBMIT-TO-ARCHIVE", "nộp hồ sơ vào lưu trữ cơ quan", 1, "NĐ 30/2020 Điều 30.2.b", SOURCE, HIGH, ("ND30",), trigger="case_closed"),
    Retention("LT-FILES-5Y-PLUS", "hồ sơ bảo quản từ 05 năm trở lên phải nộp lưu", 5, "NĐ 30/2020 Điều 31.3.c", SOURCE, HIGH, ("ND30",)),
    Retention("LT-KNTC-SERIOUS", "hồ sơ khiếu nại, tố cáo nghiêm trọng", None, "Thông tư 10/2022/TT-BNV (mục khiếu nại, tố cáo)", MEMORY, LOW, ("MEM",)),
    Retention("LT-KNTC-OTHER", "hồ sơ khiếu nại, tố cáo khác", 15, "Thông tư 10/2022/TT-BNV", MEMORY, LOW, ("MEM",)),
    Retention("LT-KNTC-NOT-COMPETENT", "hồ sơ không thuộc thẩm quyền", 5, "Thông tư 10/2022/TT-BNV", MEMORY, LOW, ("MEM",)),
)

SUNSETS = (
    Sunset("công chứng bắt buộc của văn bản ủy quyền khiếu nại cá nhân", date(2027, 1, 1), "NĐ 155/2026 Điều 21.2", HIGH, ("ND155",), note="từ ngày đó: chứng thực hoặc theo quy định khi ấy"),
)
# fmt: on
