"""What is stated while a decision is made known, received and carried out."""

from feedback.workflows.inputs.shape import Input, InputKind

# fmt: off
INPUTS = (
    Input("delivered_on", "Ngày người khiếu nại nhận quyết định", InputKind.DATE),
    Input("delivered_how", "Biết ngày nhận bằng cách nào", InputKind.CHOICE, choices=(
        ("signed", "Người nhận ký nhận khi trao trực tiếp"), ("post", "Phiếu báo phát của bưu chính"),
        ("minutes", "Biên bản giao quyết định"), ("said", "Người khiếu nại xác nhận"))),
    Input("published_how", "Hình thức công khai", InputKind.CHOICES,
          "Chọn ít nhất một hình thức.", choices=(
        ("meeting", "Công bố tại cuộc họp (báo trước ít nhất 03 ngày làm việc)"),
        ("posted", "Niêm yết tại trụ sở hoặc nơi tiếp công dân, ít nhất 15 ngày"),
        ("web", "Đăng trên cổng hoặc trang thông tin điện tử, ít nhất 15 ngày"),
        ("press", "Báo nói, báo hình, báo in, ít nhất 02 lần"))),
    Input("press_times", "Số lần thông báo trên báo", InputKind.NUMBER,
          "Chỉ điền khi công khai trên báo.", between=(1, 99)),
    Input("meeting_on", "Ngày họp công khai", InputKind.DATE),
    Input("executor", "Người, đơn vị được giao thi hành"),
    Input("to_carry_out", "Nội dung phải thi hành", InputKind.TEXT, max_length=4000),
    Input("enforce_by", "Ngày dự kiến thi hành xong", InputKind.DATE,
          "Luật không định số ngày thi hành: đây là mốc của người giao việc, không phải thời hạn luật định."),
    Input("enforcement_report", "Tình hình thi hành", InputKind.TEXT, max_length=4000),
    Input("enforcement_result", "Kết quả thi hành", InputKind.TEXT, max_length=4000),
    Input("enforcement_paper", "Biên bản, tài liệu về kết quả thi hành", InputKind.FILE),
)
# fmt: on
