"""What is stated when a dialogue is announced, and when an advisory council is formed and heard."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("dialogue_at", "Giờ đối thoại", hint="Ví dụ: 08 giờ 30.", max_length=40),
    Input("dialogue_about", "Nội dung đối thoại", InputKind.TEXT, max_length=4000),
    Input("others_invited", "Người, cơ quan khác được mời", InputKind.TEXT,
          "Mỗi dòng một người hoặc cơ quan. Người khiếu nại, người bị khiếu nại đã có sẵn trong thông báo.", max_length=2000),
    Input("council_chair", "Chủ tịch Hội đồng tư vấn", hint="Họ tên, chức vụ, nơi công tác."),
    Input("council_secretary", "Thư ký Hội đồng tư vấn", hint="Họ tên, chức vụ, nơi công tác."),
    Input("council_members", "Thành viên Hội đồng tư vấn", InputKind.TEXT,
          "Mỗi dòng một người: họ tên, chức vụ, nơi công tác.", max_length=4000),
    Input("to_advise", "Nội dung xin ý kiến tư vấn", InputKind.TEXT, max_length=4000),
    Input("council_advice", "Ý kiến của Hội đồng tư vấn", InputKind.TEXT, max_length=8000),
)
# fmt: on
