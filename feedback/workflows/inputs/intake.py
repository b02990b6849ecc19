"""What is stated while a petition is sorted."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("kind", "Loại đơn", InputKind.CHOICE, choices=(
        ("complaint", "Khiếu nại"), ("denunciation", "Tố cáo"),
        ("recommendation", "Kiến nghị"), ("report", "Phản ánh"),
        ("complaint_discipline", "Khiếu nại kỷ luật"),
        ("admin_regulation_feedback", "Phản ánh, kiến nghị về quy định hành chính"))),
    Input("field", "Lĩnh vực", InputKind.CHOICE, choices=(
        ("land", "Đất đai, bồi thường"), ("environment", "Môi trường"), ("sea", "Biển, nuôi trồng"),
        ("tourism", "Du lịch, vịnh"), ("waste", "Rác thải"), ("water", "Nước sạch"),
        ("transport", "Giao thông"), ("housing", "Nhà ở"), ("education", "Giáo dục"),
        ("health", "Y tế"), ("social_policy", "Chính sách xã hội"),
        ("conduct", "Thái độ, tác phong cán bộ"), ("construction", "Xây dựng, trật tự đô thị"),
        ("administrative", "Thủ tục hành chính"), ("security", "An ninh trật tự"),
        ("culture", "Văn hóa"), ("other", "Lĩnh vực khác"))),
    Input("agency", "Cơ quan có thẩm quyền", InputKind.AGENCY),
    Input("question", "Nội dung cần công dân bổ sung", InputKind.TEXT, max_length=2000),
    Input("information", "Thông tin bổ sung", InputKind.TEXT, max_length=4000),
    Input("signature_form", "Cách ký", InputKind.CHOICE, choices=(
        ("paper", "Ký trên bản giấy đã nhận"), ("counter", "Ký tại quầy tiếp nhận"),
        ("digital", "Chữ ký số hợp lệ"))),
    Input("original", "Mã số đơn đã thụ lý", InputKind.PETITION, "Ví dụ: QN-2026-00012"),
    Input("earlier", "Mã số vụ việc trước", InputKind.PETITION,
          "Chỉ điền khi đây là khiếu nại lần hai hoặc tố cáo tiếp. Ví dụ: VV-2026-00003 hoặc QN-2026-00012.",
          only_for=("complaint", "complaint_discipline", "denunciation")),
    Input("signs", "Dấu hiệu nghi rác"),
    Input("outside_body", "Nơi nhận ngoài hệ thống"),
)
# fmt: on
