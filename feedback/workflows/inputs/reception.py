"""What is stated when citizens are received, refused, invited online, told how it goes.

The register of reception (Mẫu số 03/TCD, Nghị định 154/2026/NĐ-CP) is filled from these.
"""

from feedback.workflows.inputs.shape import Input, InputKind

#: Told in writing by the head within three working days (Nghị định 154/2026/NĐ-CP Điều 4 khoản 3).
SETTLED, ANSWERED = "law_9_3", "point_h"

#: Luật Tiếp công dân Điều 9; Nghị định 154/2026/NĐ-CP Điều 4 khoản 1, by point.
REFUSAL_GROUNDS = (
    ("law_9_1", "Say do chất kích thích, mất khả năng nhận thức hoặc điều khiển hành vi (khoản 1 Điều 9 Luật)"),
    ("law_9_2", "Đe dọa, xúc phạm, vi phạm nội quy nơi tiếp công dân (khoản 2 Điều 9 Luật)"),
    (SETTLED, "Khiếu nại, tố cáo đã giải quyết đúng, đã rà soát, thông báo bằng văn bản, vẫn cố tình kéo dài (khoản 3 Điều 9 Luật)"),
    ("point_a", "Mang vũ khí, vật nguy hiểm mà không gửi, không giao nộp (điểm a)"),
    ("point_b", "Không chấp hành kiểm tra an ninh (điểm b)"),
    ("point_c", "Tự ý ghi âm, ghi hình, phát trực tiếp khi đã được yêu cầu không làm (điểm c)"),
    ("point_d", "Kích động, lôi kéo, gây rối trật tự (điểm d)"),
    ("point_dd", "Không đủ năng lực hành vi dân sự mà không có người đại diện (điểm đ)"),
    ("point_e", "Đại diện, được ủy quyền mà không xuất trình giấy tờ (điểm e)"),
    ("point_g", "Nội dung không phải khiếu nại, tố cáo, kiến nghị, phản ánh (điểm g)"),
    (ANSWERED, "Kiến nghị, phản ánh đã được tiếp, hướng dẫn hoặc trả lời bằng văn bản, không có tình tiết mới (điểm h)"),
    ("point_i", "Đã có bản án, quyết định của Tòa án có hiệu lực pháp luật (điểm i)"),
    ("point_k", "Cơ quan khác đang thụ lý, giải quyết (điểm k)"),
)  # fmt: skip

# fmt: off
INPUTS = (
    Input("received_by", "Người tiếp", InputKind.CHOICE, choices=(
        ("officer", "Người tiếp công dân thường xuyên"), ("head", "Người đứng đầu trực tiếp tiếp"),
        ("delegate", "Cấp phó, người được giao tiếp thay"))),
    Input("reception_on", "Ngày tiếp", InputKind.DATE),
    Input("reception_form", "Hình thức tiếp", InputKind.CHOICE, choices=(
        ("in_person", "Trực tiếp"), ("online", "Trực tuyến"))),
    Input("visitors", "Số người đến về cùng nội dung", InputKind.NUMBER, between=(1, 999)),
    Input("reception_content", "Nội dung công dân trình bày", InputKind.TEXT,
          "Không ghi danh tính người tố cáo.", max_length=8000),
    Input("settled_by", "Cơ quan đã giải quyết", hint="Ghi khi vụ việc đã được giải quyết; số, ngày của văn bản."),
    Input("directions", "Ý kiến chỉ đạo của người đứng đầu", InputKind.TEXT, max_length=8000),
    Input("tasks", "Cơ quan, đơn vị thực hiện và việc được giao", InputKind.TEXT, "Mỗi dòng một việc.", max_length=4000),
    Input("resolve_by", "Thời gian giải quyết: đến hết ngày", InputKind.DATE, "Phù hợp với thời hạn của pháp luật."),
    Input("session_on", "Ngày tiếp công dân trực tuyến", InputKind.DATE),
    Input("session_time", "Giờ bắt đầu", hint="Ví dụ: 08 giờ 30.", max_length=40),
    Input("session_centre", "Điểm cầu trung tâm"),
    Input("session_branches", "Điểm cầu thành phần và người dự", InputKind.TEXT, "Mỗi dòng một điểm cầu.", max_length=2000),
    Input("refusal_ground", "Căn cứ từ chối tiếp", InputKind.CHOICE, choices=REFUSAL_GROUNDS),
)
# fmt: on
