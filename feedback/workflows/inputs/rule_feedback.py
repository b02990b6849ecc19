"""What is stated while feedback on an administrative rule is answered."""

from feedback.workflows.inputs.shape import Input

# fmt: off
INPUTS = (
    Input("regulation", "Quy định được phản ánh",
          hint="Tên, số, ký hiệu văn bản và điều khoản. Ví dụ: Điều 5 Quyết định 12/2025/QĐ-UBND."),
)
# fmt: on
