"""What is stated of a meeting, for its minutes, and of papers handed over."""

from feedback.workflows.inputs.shape import Input, InputKind

ONE_A_LINE = "Mỗi dòng một người: họ tên, chức vụ, cơ quan hoặc địa chỉ."
#: Whose minutes never come into the system, and are named in none.
DENOUNCER = "denouncer"

# fmt: off
INPUTS = (
    Input("session_with", "Làm việc với", InputKind.CHOICE, choices=(
        ("complainant", "Người khiếu nại"), ("respondent", "Người bị khiếu nại"),
        ("others", "Cơ quan, tổ chức, cá nhân có liên quan"))),
    Input("denunciation_session_with", "Làm việc với", InputKind.CHOICE,
          "Buổi làm việc với người tố cáo: biên bản không ghi tên; bản đã ký lưu theo chế độ mật.", choices=(
        ("denounced", "Người bị tố cáo"), ("others", "Cơ quan, tổ chức, cá nhân có liên quan"),
        ("site", "Xác minh thực tế"), (DENOUNCER, "Người tố cáo"))),
    Input("session_on", "Ngày làm việc", InputKind.DATE),
    Input("session_began", "Giờ bắt đầu", hint="Ví dụ: 08 giờ 30.", max_length=30),
    Input("office_side", "Đại diện cơ quan", InputKind.TEXT, ONE_A_LINE, max_length=4000),
    Input("other_side", "Người cùng làm việc", InputKind.TEXT,
          f"{ONE_A_LINE} Không ghi danh tính người tố cáo.", max_length=4000),
    Input("session_content", "Nội dung làm việc", InputKind.TEXT,
          "Câu hỏi, trả lời, kết quả. Không ghi danh tính người tố cáo.", max_length=20000),
    Input("copies", "Số bản", InputKind.NUMBER, "Mỗi bên giữ một bản.", between=(2, 30)),
    Input("signed_minutes", "Biên bản đã ký", InputKind.FILE,
          "Bản quét hoặc chụp biên bản có chữ ký của mọi người có mặt; ai không ký phải ghi lý do."),
    Input("minutes_on", "Biên bản ngày", InputKind.DATE),
    Input("not_signed", "Ai không ký, lý do", InputKind.TEXT, max_length=2000),
    Input("chair", "Người chủ trì đối thoại", InputKind.TEXT, ONE_A_LINE, max_length=1000),
    Input("complainant_side", "Người khiếu nại, người đại diện, người được ủy quyền", InputKind.TEXT, ONE_A_LINE, max_length=4000),
    Input("respondent_side", "Người bị khiếu nại, người đại diện, người được ủy quyền", InputKind.TEXT, ONE_A_LINE, max_length=4000),
    Input("related_side", "Người có quyền, nghĩa vụ liên quan", InputKind.TEXT, ONE_A_LINE, max_length=4000),
    Input("bodies_side", "Đại diện cơ quan, tổ chức, cá nhân có liên quan", InputKind.TEXT, ONE_A_LINE, max_length=4000),
    Input("absent_people", "Ai vắng mặt, có lý do hay không", InputKind.TEXT, "Mỗi dòng một người.", max_length=2000),
    Input("presented", "Mục đích, yêu cầu, tóm tắt kết quả xác minh, nội dung đối thoại", InputKind.TEXT, max_length=8000),
    Input("opinions", "Ý kiến của từng người về từng nội dung", InputKind.TEXT, max_length=20000),
    Input("agreed", "Nội dung đã thống nhất", InputKind.TEXT, "Không có thì ghi: Không có.", max_length=8000),
    Input("differing", "Vấn đề còn ý kiến khác nhau, ý kiến khác", InputKind.TEXT, "Không có thì ghi: Không có.", max_length=8000),
    Input("giver", "Người cung cấp", hint="Họ tên, địa chỉ hoặc cơ quan. Để trống nếu là người tố cáo."),
    Input("received_time", "Giờ nhận", hint="Ví dụ: 09 giờ 05.", max_length=30),
    Input("papers_taken", "Thông tin, tài liệu, bằng chứng", InputKind.TEXT,
          "Mỗi dòng một loại: tên; số tờ; bản chính, phô tô hoặc sao công chứng.", max_length=8000),
)
# fmt: on
