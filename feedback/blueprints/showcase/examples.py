"""Invented facts, so that every component can be seen in every state. All people are fictional."""

from datetime import date, timedelta

from feedback.blueprints.filters import due_words, share_used

TODAY = date(2026, 11, 23)

STEPS = (
    {"day": "02/11/2026", "words": "Ngày thụ lý, không tính ngày này", "basis": None},
    {"day": "10/11/2026", "words": "Tạm dừng 4 ngày chờ giám định", "basis": "Quyết định 118"},
    {"day": "14/11/2026", "words": "Tiếp tục tính", "basis": None},
    {"day": "06/12/2026", "words": "Ngày cuối rơi vào chủ nhật", "basis": None},
    {"day": "07/12/2026", "words": "Hạn: ngày làm việc tiếp theo", "basis": "Ví dụ minh họa"},
)

_SUBJECTS = (
    ("Đề nghị xem lại phương án bồi thường đất tại khu 5", "Ông Trần V. H., phường Hà Tu"),
    ("Tố cáo cán bộ thu tiền làm sổ đỏ trái quy định", "Danh tính được bảo vệ"),
    ("Bụi than từ bến bãi ảnh hưởng trường tiểu học", "12 hộ dân tổ 12, phường Cẩm Phả"),
    ("Không đồng ý quyết định xử phạt xây dựng số 118", "Ông Đặng A. S., xã Kỳ Thượng"),
    ("Xin mở thêm chuyến phà Cái Rồng – Quan Lạn mùa mưa", "Chị Phạm M., đặc khu Vân Đồn"),
    ("Nước thải khu nuôi biển chảy vào bãi tắm", "12 hộ dân tổ 12, phường Cẩm Phả"),
    ("Khiếu nại việc thu hồi giấy phép bến thủy nội địa", "Ông Trần V. H., phường Hà Tu"),
    ("Đường vào thôn Khe Lọng sạt lở sau bão, xe không vào được", "Bà Nguyễn T. L., xã Quảng Hà"),
    ("Mất nước sạch 6 ngày tại tổ 12", "Chị Phạm M., đặc khu Vân Đồn"),
    ("Không nhận được tiền hỗ trợ nhà tạm", "Ông Trần V. H., phường Hà Tu"),
)
_DAYS = (-3, -3, -1, 0, 0, 1, 2, 6, 9, 12)
_WORKING = (None, None, None, None, None, 1, 2, 4, 7, 8)
_KINDS = ("Khiếu nại", "Tố cáo", "Phản ánh", "Khiếu nại", "Kiến nghị")
_UNITS = ("UBND phường Hà Tu", "Chưa có", "Sở Nông nghiệp và Môi trường", "Chưa có", "Sở Xây dựng")


def queue(opened: int) -> list[dict[str, object]]:
    """Twenty rows by deadline, the last of each ten paused; row ``opened`` is in the pane."""
    return [_row(number, opened=opened) for number in range(20)]


def _row(number: int, *, opened: int) -> dict[str, object]:
    place = number // 2
    title, sender = _SUBJECTS[number % 10]
    due = TODAY + timedelta(days=_DAYS[place])
    state, words = due_words(
        TODAY,
        due,
        paused=place == len(_DAYS) - 1,
        paused_for="chờ bổ sung",
        working_days_left=_WORKING[place],
    )
    return {
        "id": number,
        "code": f"QN-2026-{3402 + 7 * number:05}",
        "href": f"?open={number}",
        "title": title,
        "sender": sender,
        "kind": _KINDS[number % 5] if number % 3 else "Chưa xếp",
        "unit": _UNITS[number % 5],
        "state": state,
        "words": words,
        "percent": share_used(TODAY - timedelta(days=18), due, TODAY),
        "open": number == opened,
    }


VIEWS = tuple(
    {"name": name, "href": f"#view-{place}", "count": count, "hot": hot, "current": place == 0}
    for place, (name, count, hot) in enumerate(
        (
            ("Việc của tôi", 23, False),
            ("Quá hạn", 2, True),
            ("Đến hạn hôm nay", 1, True),
            ("Chưa phân loại", 9, False),
            ("Chờ người dân bổ sung", 4, False),
            ("Chờ ký", 6, False),
            ("Nghi trùng", 3, False),
            ("Đông người, kéo dài", 2, False),
            ("Mật: tố cáo", 5, False),
        )
    )
)

CHIPS = (
    due_words(TODAY, date(2026, 12, 3), working_days_left=8),
    due_words(TODAY, date(2026, 11, 25), working_days_left=2),
    due_words(TODAY, TODAY),
    due_words(TODAY, date(2026, 11, 20)),
    due_words(TODAY, None, paused=True, paused_for="chờ bổ sung"),
    due_words(TODAY, None),
)

_PAPERS = ({"name": "Thông báo thụ lý", "href": "#paper", "note": "PDF có ký số", "size": 14_300},)

EVENTS = (
    {
        "title": "Gửi quyết định giải quyết",
        "when": "Trước ngày 07/12/2026",
        "by": None,
        "future": True,
    },
    {
        "title": "Tạm dừng tính thời hạn",
        "when": "14:05 ngày 10/11/2026",
        "by": "Thanh tra tỉnh",
        "note": "Chờ kết quả giám định chữ ký.",
        "basis": "Quyết định 118",
    },
    {
        "title": "Đã thụ lý",
        "when": "09:12 ngày 02/11/2026",
        "by": "Ban Tiếp công dân tỉnh",
        "documents": _PAPERS,
    },
    {"title": "Đã nhận đơn", "when": "21:40 ngày 30/10/2026", "by": "Qua mạng"},
)

ANSWERS = (
    {"question": "Chuyện gì đã xảy ra?", "answer": "Đất nhà tôi bị đo thiếu.", "href": "#story"},
    {"question": "Ngày bạn nhận quyết định", "answer": "12/10/2026", "href": "#when"},
    {"question": "Số điện thoại", "answer": "", "href": "#phone"},
    {"question": "Loại đơn", "answer": "Khiếu nại", "href": None},
)

FILES = (
    {"id": 1, "name": "quyết định số 118.pdf", "size": 214_000},
    {"id": 2, "name": "ảnh chụp thửa đất.jpg", "size": 2_100_000},
)

FIGURES = (
    {
        "label": "Tăng trách nhiệm người đứng đầu",
        "value": "92,4",
        "unit": "% đơn trả lời đúng hạn",
        "href": "#list-1",
        "trend": "Tháng trước 90,1 %",
        "guard": "Thời gian tạm dừng: 6 % tổng số ngày",
        "target": "95 %",
        "verified": False,
    },
    {
        "label": "Giảm đơn quá hạn",
        "value": "14",
        "unit": "đơn",
        "href": "#list-2",
        "trend": "Tháng trước 21",
        "verified": False,
    },
    {
        "label": "Tăng niềm tin của người dân",
        "value": None,
        "missing": "Chưa tính được: chưa có đủ 30 lượt đánh giá.",
        "verified": False,
    },
)
