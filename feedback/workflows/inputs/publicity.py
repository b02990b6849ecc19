"""What is stated for copies that others read, and for making a decision public."""

from feedback.workflows.inputs.denunciations import WITHOUT_NAMES
from feedback.workflows.inputs.shape import Input, InputKind

OPEN = f"Người bị tố cáo và công chúng đọc. {WITHOUT_NAMES} Không chép nguyên lời đơn."

# fmt: off
INPUTS = (
    Input("open_contents", "Nội dung tố cáo (bản gửi ra ngoài)", InputKind.TEXT, OPEN, max_length=8000),
    Input("open_conclusion", "Kết luận (bản gửi ra ngoài)", InputKind.TEXT, OPEN, max_length=8000),
    Input("open_measures", "Xử lý, kiến nghị (bản gửi ra ngoài)", InputKind.TEXT, OPEN, max_length=8000),
    Input("open_summary", "Nội dung công khai", InputKind.TEXT,
          "Công chúng đọc. Không có thông tin về người tố cáo, không có số giấy tờ của bất kỳ ai.", max_length=8000),
    Input("shown_where", "Nơi niêm yết, đăng tải"),
    Input("shown_from", "Công khai từ ngày", InputKind.DATE),
)
# fmt: on
