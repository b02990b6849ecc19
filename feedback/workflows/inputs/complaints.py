"""What is stated while a complaint is settled."""

from feedback.workflows.inputs.shape import YES_NO, Input, InputKind

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

# fmt: off
INPUTS = (
    Input("findings", "Kết quả xác minh", InputKind.TEXT, max_length=20000),
    Input("claim_differs", "Yêu cầu của người khiếu nại và kết quả xác minh còn khác nhau",
          InputKind.CHOICE, choices=YES_NO),
    Input("dialogue_on", "Ngày đối thoại", InputKind.DATE),
    Input("place", "Địa điểm"),
    Input("presided_by", "Người chủ trì đối thoại", InputKind.CHOICE, choices=(
        ("head", "Người giải quyết khiếu nại lần hai"),
        ("delegate", "Người được giao trách nhiệm xác minh hoặc được ủy quyền"))),
    Input("dialogue_reasons", "Trường hợp phải trực tiếp đối thoại", InputKind.CHOICES,
          "Chủ tịch Ủy ban nhân dân tỉnh không được phân công người khác trong các trường hợp này.",
          choices=(
        ("disputed", "Các cơ quan có thẩm quyền còn ý kiến khác nhau về biện pháp giải quyết"),
        ("heated", "Người khiếu nại có thái độ gay gắt, dư luận xã hội quan tâm"),
        ("security", "Ảnh hưởng đến an ninh chính trị, trật tự an toàn xã hội"),
        ("none", "Không thuộc trường hợp nào"))),
    Input("absence", "Người được mời vắng mặt", InputKind.CHOICE, choices=(
        ("nobody", "Không ai vắng mặt"), ("without_reason", "Có người vắng, không có lý do chính đáng"),
        ("with_reason", "Có người vắng vì sự kiện bất khả kháng, trở ngại khách quan"))),
    Input("absence_reason", "Lý do vắng mặt", InputKind.TEXT,
          "Sự kiện bất khả kháng hoặc trở ngại khách quan.", max_length=2000),
    Input("absence_paper", "Tài liệu chứng minh lý do vắng mặt", InputKind.FILE),
    Input("dialogue_result", "Kết quả đối thoại", InputKind.TEXT, max_length=8000),
    Input("criteria", "Tiêu chí vụ việc phức tạp", InputKind.CHOICES, choices=COMPLEX_CRITERIA),
    Input("determination", "Văn bản xác định vụ việc phức tạp", InputKind.FILE,
          "Bản đã ký, quét hoặc chụp. Không có văn bản thì không được kéo dài thời hạn."),
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
    Input("joint_people", "Danh sách những người cùng khiếu nại", InputKind.TEXT,
          "Bắt buộc khi nhiều người cùng khiếu nại. Mỗi dòng một người: họ tên; địa chỉ.", max_length=40000),
    Input("joint_form", "Hình thức quyết định khi nhiều người cùng khiếu nại", InputKind.CHOICE,
          "Để trống: một quyết định kèm danh sách.", choices=(
        ("list", "Một quyết định kèm danh sách"), ("each", "Mỗi người một quyết định, số liền nhau"))),
    Input("executors", "Người chịu trách nhiệm thi hành"),
)
# fmt: on
