"""What is stated when a denouncer or their family is protected; never who they are."""

from feedback.workflows.inputs.shape import Input, InputKind

NO_NAMES = "Không ghi họ tên, địa chỉ người được bảo vệ."

#: Luật Tố cáo Điều 47 khoản 1.
PROTECTED = (
    ("denouncer", "người tố cáo"),
    ("spouse", "vợ, chồng của người tố cáo"),
    ("parents", "cha đẻ, mẹ đẻ của người tố cáo"),
    ("adoptive_parents", "cha nuôi, mẹ nuôi của người tố cáo"),
    ("children", "con đẻ của người tố cáo"),
    ("adopted_children", "con nuôi của người tố cáo"),
)

# fmt: off
INPUTS = (
    Input("asked_how", "Cách đề nghị bảo vệ", InputKind.CHOICE, choices=(
        ("paper", "Văn bản có chữ ký hoặc điểm chỉ"),
        ("urgent", "Khẩn cấp: trực tiếp hoặc qua điện thoại, văn bản gửi sau"))),
    Input("protected", "Người cần được bảo vệ", InputKind.CHOICES, choices=PROTECTED),
    Input("protection_measures", "Nội dung, biện pháp bảo vệ", InputKind.TEXT,
          f"Mỗi dòng một biện pháp. {NO_NAMES}", max_length=4000),
    Input("protection_reason", "Căn cứ, lý do bảo vệ", InputKind.TEXT, NO_NAMES, max_length=4000),
    Input("protecting_body", "Cơ quan thực hiện biện pháp bảo vệ",
          hint="Ghi đúng tên cơ quan có trên hệ thống thì cơ quan đó nhận được ngay khi ký."),
    Input("protection_begins", "Bắt đầu bảo vệ từ ngày", InputKind.DATE),
    Input("sealed_annex", "Phụ lục niêm phong ghi họ tên, địa chỉ người được bảo vệ",
          hint="Số phụ lục và nơi lưu theo chế độ mật; không ghi nội dung."),
)
# fmt: on
