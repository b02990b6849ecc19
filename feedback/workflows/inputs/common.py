"""What is stated with acts of every procedure."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("officer", "Người được giao", InputKind.PERSON),
    Input("ground", "Căn cứ", InputKind.LINE, "Nêu điểm, khoản, điều áp dụng."),
    Input("reason", "Lý do", InputKind.TEXT, max_length=4000),
    Input("extra_days", "Số ngày làm việc gia hạn", InputKind.NUMBER, between=(1, 15)),
    Input("delivery", "Hình thức gửi", InputKind.CHOICE, choices=(
        ("portal", "Qua trang tra cứu của người gửi đơn"), ("post", "Bưu chính"),
        ("hand", "Trao trực tiếp"))),
    Input("published_at", "Nơi công khai"),
    Input("closing_note", "Ghi chú kết thúc", InputKind.TEXT, max_length=2000),
)
# fmt: on
