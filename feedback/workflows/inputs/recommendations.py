"""What is stated while a recommendation or a report is handled."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("answer", "Nội dung trả lời", InputKind.TEXT, max_length=12000),
)
# fmt: on
