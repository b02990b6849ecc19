"""What is stated when a verification is ordered, others are asked, and it is reported."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("verifier", "Cơ quan, đơn vị, cá nhân được giao xác minh"),
    Input("to_verify", "Nội dung phải xác minh", InputKind.TEXT, max_length=8000),
    Input("verify_by", "Hoàn thành xác minh trước hết ngày", InputKind.DATE,
          "Không quá ngày hết thời hạn giải quyết."),
    Input("answer_by", "Đề nghị cung cấp chậm nhất ngày", InputKind.DATE,
          "Luật không định số ngày: đây là mốc của người yêu cầu, không phải thời hạn luật định."),
    Input("assessed_papers", "Thông tin, tài liệu cần giám định", InputKind.TEXT, max_length=4000),
    Input("assessment_by", "Đề nghị gửi kết luận giám định chậm nhất ngày", InputKind.DATE),
    Input("report_finding", "Kết luận của người xác minh", InputKind.CHOICE, choices=(
        ("right", "Khiếu nại đúng"), ("partly", "Khiếu nại đúng một phần"), ("wrong", "Khiếu nại sai"))),
    Input("report_truth", "Đánh giá của người xác minh", InputKind.CHOICE, choices=(
        ("right", "Tố cáo đúng"), ("partly", "Tố cáo đúng một phần"), ("wrong", "Tố cáo sai sự thật"))),
    Input("report_responsibility", "Trách nhiệm của từng cơ quan, cá nhân, theo người xác minh",
          InputKind.TEXT, "Không ghi danh tính người tố cáo.", max_length=8000),
    Input("report_proposals", "Kiến nghị của người xác minh", InputKind.TEXT, max_length=8000),
    Input("report_number", "Số báo cáo lập ngoài hệ thống", max_length=60),
    Input("report_date", "Ngày báo cáo lập ngoài hệ thống", InputKind.DATE,
          "Để trống cả số và ngày thì hệ thống lập báo cáo từ những gì ghi ở đây."),
)
# fmt: on
