"""What is stated of a voters' recommendation: where it comes from, and how it is answered."""

from feedback.workflows.inputs.shape import Input, InputKind

ASSEMBLY, COUNCIL = "national_assembly", "council"
IN_PROGRESS, NOT_SETTLED = "in_progress", "not_settled"

#: Answers that may end the file; by practice, no text read so far names them.
FINAL_OUTCOMES = (
    ("settled", "Giải quyết xong"),
    ("explained", "Giải trình, cung cấp thông tin"),
    (NOT_SETTLED, "Chưa hoặc không giải quyết"),
)
OUTCOMES = (*FINAL_OUTCOMES, (IN_PROGRESS, "Đang giải quyết"))

# fmt: off
INPUTS = (
    Input("source", "Nơi chuyển kiến nghị", InputKind.CHOICE, choices=(
        (ASSEMBLY, "Đoàn đại biểu Quốc hội"), (COUNCIL, "Thường trực Hội đồng nhân dân tỉnh"))),
    Input("session", "Kỳ họp, đợt tiếp xúc cử tri"),
    Input("met_on", "Ngày tiếp xúc cử tri", InputKind.DATE),
    Input("voters_of", "Cử tri của"),
    Input("coordination", "Ý kiến của cơ quan phối hợp", InputKind.TEXT, max_length=4000),
    Input("outcome", "Loại kết quả", InputKind.CHOICE, choices=FINAL_OUTCOMES),
    Input("promised_on", "Ngày hứa giải quyết xong", InputKind.DATE),
    Input("council_paper", "Văn bản ý kiến của nơi chuyển kiến nghị", hint="Số, ngày của văn bản."),
)
# fmt: on
