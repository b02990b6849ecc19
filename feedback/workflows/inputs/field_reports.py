"""What is stated while a field report is sorted and mended."""

from feedback.domain.urgency import URGENCIES
from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("urgency", "Mức khẩn cấp của phản ánh hiện trường", InputKind.CHOICE,
          "Chỉ chọn khi đơn phản ánh một việc tại một nơi cần xử lý. Không chọn thì trả lời như kiến nghị.",
          choices=URGENCIES, only_for=("report",)),
    Input("partners", "Cơ quan cùng xử lý", hint="Phải nêu khi việc cần nhiều cơ quan."),
    Input("result", "Kết quả xử lý tại hiện trường", InputKind.TEXT, max_length=4000),
    Input("photo", "Ảnh sau khi xử lý", InputKind.FILE, "Chụp đúng chỗ đã xử lý."),
)
# fmt: on
