"""What is stated when the respondent, or whoever holds papers, is asked and answers."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("to_explain", "Nội dung phải giải trình, tài liệu phải cung cấp", InputKind.TEXT, max_length=4000),
    Input("respondent_explanation", "Nội dung giải trình", InputKind.TEXT, max_length=8000),
    Input("explanation_paper", "Văn bản, tài liệu nhận được", InputKind.FILE),
    Input("holder", "Nơi đang lưu giữ tài liệu"),
    Input("papers_asked", "Tài liệu yêu cầu cung cấp", InputKind.TEXT,
          "Không gồm tài liệu thuộc bí mật nhà nước.", max_length=4000),
    Input("papers_received", "Tài liệu đã nhận", InputKind.TEXT, max_length=4000),
)
# fmt: on
