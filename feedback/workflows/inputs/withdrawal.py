"""What is stated when a complaint, or a part of it, is withdrawn or ended without a decision."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("withdrawn_content", "Phần khiếu nại được rút", InputKind.TEXT,
          "Ghi rõ nội dung được rút; phần còn lại vẫn được giải quyết.", max_length=4000),
    Input("withdrawal_paper", "Văn bản rút đơn có chữ ký", InputKind.FILE,
          "Bản quét hoặc chụp. Nhiều người cùng khiếu nại: phải đủ chữ ký của tất cả."),
    Input("termination_ground", "Căn cứ đình chỉ", InputKind.CHOICE, choices=(
        ("withdrawn", "Người khiếu nại rút toàn bộ khiếu nại"),
        ("no_successor", "Cá nhân chết, tổ chức giải thể, phá sản, kết thúc hoạt động mà không có người thừa kế quyền, nghĩa vụ"),
        ("other", "Trường hợp khác của khoản 2 Điều 11a Luật Khiếu nại"))),
    Input("last_residence", "Ủy ban nhân dân cấp xã nhận quyết định",
          hint="Chỉ điền khi không còn người khiếu nại: nơi thường trú cuối cùng, hoặc nơi có trụ sở chính."),
)
# fmt: on
