"""What is stated about whom a petition concerns and why it goes elsewhere than the table says."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("denounced_agency", "Cơ quan của người bị tố cáo", InputKind.AGENCY,
          only_for=("denunciation",)),
    Input("denounced_post", "Người bị tố cáo ở cơ quan đó là", InputKind.CHOICE, choices=(
        ("head", "Người đứng đầu"), ("deputy", "Cấp phó của người đứng đầu"),
        ("other", "Cán bộ, công chức khác"), ("agency", "Chính cơ quan đó")),
          only_for=("denunciation",)),
    Input("agency_reason", "Lý do chọn cơ quan khác", InputKind.TEXT,
          "Chỉ điền khi nơi nhận không phải nơi có thẩm quyền theo bảng.", max_length=2000),
)
# fmt: on
