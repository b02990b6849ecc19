"""What is stated when the contested decision is stayed."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("harm", "Hậu quả khó khắc phục nếu thi hành", InputKind.TEXT, max_length=4000),
    Input("stay_until", "Tạm đình chỉ thi hành đến hết ngày", InputKind.DATE,
          "Không quá ngày hết thời hạn giải quyết khiếu nại."),
)
# fmt: on
