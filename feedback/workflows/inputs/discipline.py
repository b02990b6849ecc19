"""What is stated while a complaint against a decision of discipline is settled."""

from feedback.workflows.inputs.shape import YES_NO, Input, InputKind

# fmt: off
INPUTS = (
    Input("dismissal", "Quyết định kỷ luật buộc thôi việc", InputKind.CHOICE,
          "Chỉ trả lời với khiếu nại quyết định kỷ luật.", choices=YES_NO,
          only_for=("complaint_discipline",)),
    Input("council_opinion", "Đề nghị của Hội đồng kỷ luật", InputKind.TEXT,
          "Không phải lập Hội đồng thì ghi rõ căn cứ.", max_length=4000),
    Input("report_asked", "Nội dung yêu cầu báo cáo", InputKind.TEXT, max_length=4000),
    Input("discipline_ruling", "Xử lý quyết định kỷ luật bị khiếu nại", InputKind.CHOICE, choices=(
        ("keep", "Giữ nguyên"), ("amend", "Sửa đổi, bổ sung"), ("cancel_part", "Hủy bỏ một phần"),
        ("cancel", "Hủy bỏ toàn bộ"))),
    Input("on_first_settlement", "Kết luận về việc giải quyết lần đầu", InputKind.TEXT,
          max_length=8000),
)
# fmt: on
