"""What may be stated with an act: the one list from which forms, checks and letters read.

Values travel as text (dates in ISO form, yes/no as "yes"/"no", several choices joined by commas).
"""

from dataclasses import dataclass
from enum import StrEnum


class InputKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    AGENCY = "agency"
    PERSON = "person"
    PETITION = "petition"


@dataclass(frozen=True, slots=True)
class Input:
    name: str
    title: str
    kind: InputKind = InputKind.LINE
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    max_length: int = 300
    #: smallest and largest number taken
    between: tuple[int, int] = (0, 0)


YES_NO = (("yes", "Có"), ("no", "Không"))

#: Nghị định 124/2020/NĐ-CP Điều 3a (thêm bởi Nghị định 155/2026/NĐ-CP Điều 2): any one suffices.
COMPLEX_CRITERIA = (
    ("places", "Một nội dung khiếu nại nhưng phải xác minh ở hai nơi trở lên"),
    ("contents", "Có hai nội dung khiếu nại trở lên"),
    ("many_people", "Nhiều người khiếu nại hoặc liên quan quyền lợi của nhiều người"),
    ("foreign", "Có yếu tố nước ngoài"),
    ("several_agencies", "Thuộc trách nhiệm của nhiều cơ quan"),
    ("disagreement", "Các cơ quan còn ý kiến khác nhau"),
    ("evidence", "Chứng cứ mâu thuẫn hoặc cần ý kiến chuyên môn, giám định"),
)

_INPUTS = (
    Input("kind", "Loại đơn", InputKind.CHOICE, choices=(
        ("complaint", "Khiếu nại"), ("denunciation", "Tố cáo"),
        ("recommendation", "Kiến nghị"), ("report", "Phản ánh"))),
    Input("field", "Lĩnh vực", InputKind.CHOICE, choices=(
        ("land", "Đất đai, bồi thường"), ("environment", "Môi trường"), ("sea", "Biển, nuôi trồng"),
        ("tourism", "Du lịch, vịnh"), ("waste", "Rác thải"), ("water", "Nước sạch"),
        ("transport", "Giao thông"), ("housing", "Nhà ở"), ("education", "Giáo dục"),
        ("health", "Y tế"), ("social_policy", "Chính sách xã hội"),
        ("conduct", "Thái độ, tác phong cán bộ"), ("construction", "Xây dựng, trật tự đô thị"),
        ("administrative", "Thủ tục hành chính"), ("security", "An ninh trật tự"),
        ("culture", "Văn hóa"), ("other", "Lĩnh vực khác"))),
    Input("agency", "Cơ quan có thẩm quyền", InputKind.AGENCY),
    Input("officer", "Người được giao", InputKind.PERSON),
    Input("ground", "Căn cứ", InputKind.LINE, "Nêu điểm, khoản, điều áp dụng."),
    Input("reason", "Lý do", InputKind.TEXT, max_length=4000),
    Input("question", "Nội dung cần công dân bổ sung", InputKind.TEXT, max_length=2000),
    Input("information", "Thông tin bổ sung", InputKind.TEXT, max_length=4000),
    Input("signature_form", "Cách ký", InputKind.CHOICE, choices=(
        ("paper", "Ký trên bản giấy đã nhận"), ("counter", "Ký tại quầy tiếp nhận"),
        ("digital", "Chữ ký số hợp lệ"))),
    Input("original", "Mã số đơn đã thụ lý", InputKind.PETITION, "Ví dụ: QN-2026-00012"),
    Input("earlier", "Mã số vụ việc đã giải quyết lần đầu", InputKind.PETITION,
          "Chỉ điền khi đây là khiếu nại lần hai. Ví dụ: VV-2026-00003 hoặc QN-2026-00012."),
    Input("outside_body", "Nơi nhận ngoài hệ thống"),
    Input("report_number", "Số báo cáo xác minh", max_length=60),
    Input("report_date", "Ngày báo cáo xác minh", InputKind.DATE),
    Input("findings", "Kết quả xác minh", InputKind.TEXT, max_length=20000),
    Input("claim_differs", "Yêu cầu của người khiếu nại và kết quả xác minh còn khác nhau",
          InputKind.CHOICE, choices=YES_NO),
    Input("dialogue_on", "Ngày đối thoại", InputKind.DATE),
    Input("place", "Địa điểm"),
    Input("presided_by", "Người chủ trì đối thoại", InputKind.CHOICE, choices=(
        ("head", "Người giải quyết khiếu nại lần hai"),
        ("delegate", "Người được giao trách nhiệm xác minh hoặc được ủy quyền"))),
    Input("dialogue_result", "Kết quả đối thoại", InputKind.TEXT, max_length=8000),
    Input("criteria", "Tiêu chí vụ việc phức tạp", InputKind.CHOICES, choices=COMPLEX_CRITERIA),
    Input("extra_days", "Số ngày làm việc gia hạn", InputKind.NUMBER, between=(1, 15)),
    Input("first_result", "Kết quả giải quyết lần đầu", InputKind.TEXT, max_length=4000),
    Input("verdict", "Kết luận nội dung khiếu nại", InputKind.CHOICE, choices=(
        ("right", "Khiếu nại đúng"), ("partly", "Khiếu nại đúng một phần"),
        ("wrong", "Khiếu nại sai"))),
    Input("legal_grounds", "Căn cứ pháp luật để giải quyết", InputKind.TEXT, max_length=4000),
    Input("conclusion", "Kết luận", InputKind.TEXT, max_length=8000),
    Input("ruling", "Xử lý quyết định, hành vi bị khiếu nại", InputKind.CHOICE, choices=(
        ("keep", "Giữ nguyên"), ("amend", "Sửa đổi"), ("cancel_part", "Hủy bỏ một phần"),
        ("cancel", "Hủy bỏ toàn bộ"), ("end_act", "Chấm dứt hành vi hành chính"))),
    Input("particulars", "Giải quyết cụ thể", InputKind.TEXT, max_length=4000),
    Input("compensation", "Bồi thường thiệt hại (nếu có)", InputKind.TEXT, max_length=2000),
    Input("executors", "Người chịu trách nhiệm thi hành"),
    Input("answer", "Nội dung trả lời", InputKind.TEXT, max_length=12000),
    Input("delivery", "Hình thức gửi", InputKind.CHOICE, choices=(
        ("portal", "Qua trang tra cứu của người gửi đơn"), ("post", "Bưu chính"),
        ("hand", "Trao trực tiếp"))),
    Input("published_at", "Nơi công khai"),
    Input("closing_note", "Ghi chú kết thúc", InputKind.TEXT, max_length=2000),
)  # fmt: skip

INPUTS: dict[str, Input] = {entry.name: entry for entry in _INPUTS}
