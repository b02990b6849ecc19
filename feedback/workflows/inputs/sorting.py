"""What is stated when a petition is split, handed back, demanded, explained, or a paper corrected."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("split_contents", "Từng nội dung và nơi gửi", InputKind.TEXT,
          "Mỗi dòng một nội dung, ghi cả cơ quan có thẩm quyền. Từ hai nội dung trở lên.", max_length=4000),
    Input("forwarding_document", "Văn bản chuyển đơn đến", hint="Số, ngày. Phải ghi khi đơn do nơi khác chuyển đến."),
    Input("late_matter", "Vụ việc cấp dưới chưa giải quyết", InputKind.TEXT,
          "Nội dung, ngày cấp dưới nhận hoặc thụ lý.", max_length=4000),
    Input("report_by", "Báo cáo kết quả trước ngày", InputKind.DATE,
          "Luật không định số ngày: đây là mốc của người yêu cầu."),
    Input("asked_by", "Nơi yêu cầu giải trình"),
    Input("done_so_far", "Quá trình giải quyết đến nay", InputKind.TEXT, "Không ghi danh tính người tố cáo.", max_length=8000),
    Input("expected_on", "Ngày dự kiến giải quyết xong", InputKind.DATE),
    Input("corrects", "Số, ký hiệu văn bản cần đính chính", hint="Văn bản của hồ sơ này. Ví dụ: 07/TB-UBND.", max_length=60),
    Input("stands", "Đã ghi", InputKind.TEXT, "Chép đúng chỗ sai, ghi cả trang, mục.", max_length=2000),
    Input("must_read", "Nay đính chính thành", InputKind.TEXT, max_length=2000),
)
# fmt: on
