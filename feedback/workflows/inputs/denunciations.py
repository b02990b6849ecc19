"""What is stated while a denunciation is checked, verified, concluded and followed up.

Nothing here may say who denounces: boxes ask for the matter and for whom it is against.
"""

from feedback.workflows.inputs.shape import YES_NO, Input, InputKind

#: Luật Tố cáo Điều 29 khoản 1: a denunciation is accepted when all four hold.
CONDITIONS = (
    ("form", "Tố cáo được thực hiện theo quy định tại Điều 23"),
    ("capacity", "Người tố cáo có đủ năng lực hành vi dân sự hoặc có người đại diện"),
    ("competence", "Vụ việc thuộc thẩm quyền giải quyết của cơ quan này"),
    ("basis", "Nội dung tố cáo có cơ sở để xác định người vi phạm, hành vi vi phạm"),
)

#: Nghị định 31/2019/NĐ-CP Điều 3 khoản 2: one makes a matter complex, two make it specially so.
COMPLEX_CRITERIA = (
    ("places", "Một nội dung tố cáo nhưng phải xác minh ở hai nơi trở lên"),
    ("contents", "Có từ hai nội dung tố cáo trở lên"),
    ("many_people", "Nhiều người tố cáo hoặc liên quan quyền lợi của nhiều người"),
    ("foreign", "Có yếu tố nước ngoài"),
    ("several_agencies", "Thuộc trách nhiệm quản lý của nhiều cơ quan, tổ chức"),
    ("disagreement", "Các cơ quan có ý kiến khác nhau"),
    ("evidence", "Chứng cứ mâu thuẫn hoặc cần ý kiến chuyên môn, giám định"),
)

WITHOUT_NAMES = "Không ghi danh tính người tố cáo."

# fmt: off
INPUTS = (
    Input("identity_result", "Kết quả kiểm tra danh tính", InputKind.CHOICE, choices=(
        ("confirmed", "Xác định được người tố cáo"), ("unknown", "Không xác định được người tố cáo"),
        ("false_name", "Mạo danh người khác"))),
    Input("check_scope", "Nơi kiểm tra, xác minh", InputKind.CHOICE, choices=(
        ("one_place", "Tại một địa điểm"), ("several_places", "Tại nhiều địa điểm"),
        ("delegated", "Ủy quyền cho cơ quan khác kiểm tra"))),
    Input("conditions", "Điều kiện thụ lý đã có", InputKind.CHOICES, choices=CONDITIONS),
    Input("denounced", "Người bị tố cáo", InputKind.LINE, "Họ tên, chức vụ, nơi công tác."),
    Input("contents", "Nội dung tố cáo", InputKind.TEXT, WITHOUT_NAMES, max_length=8000),
    Input("team", "Thành viên Tổ xác minh", InputKind.PEOPLE, "Từ hai người trở lên, kể cả Tổ trưởng."),
    Input("team_leader", "Tổ trưởng", InputKind.PERSON),
    Input("no_conflict", "Không ai trong Tổ là vợ, chồng, cha, mẹ, con, anh chị em ruột hoặc có lợi ích gắn với người bị tố cáo",
          InputKind.CHOICE, choices=YES_NO),
    Input("redacted_how", "Cách lập bản lược danh", InputKind.CHOICE, choices=(
        ("retyped", "Chép lại bằng chữ"), ("masked", "Bản chụp đã che"))),
    Input("fast_track", "Điều kiện tự xác minh, xử lý ngay", InputKind.CHOICES, choices=(
        ("clear", "Nội dung tố cáo rõ ràng"), ("evidence", "Có chứng cứ cụ thể, có cơ sở để xử lý ngay"))),
    Input("handling_result", "Kết quả xử lý kiến nghị", InputKind.TEXT, max_length=4000),
    Input("handled_on", "Ngày có kết quả xử lý", InputKind.DATE),
    Input("explanation_on", "Ngày làm việc với người bị tố cáo", InputKind.DATE),
    Input("explanation_given", "Người bị tố cáo có giải trình", InputKind.CHOICE, choices=YES_NO),
    Input("explanation", "Nội dung giải trình, hoặc lý do không giải trình", InputKind.TEXT, WITHOUT_NAMES, max_length=8000),
    Input("truth", "Kết luận nội dung tố cáo", InputKind.CHOICE, choices=(
        ("right", "Tố cáo đúng"), ("partly", "Tố cáo đúng một phần"), ("wrong", "Tố cáo sai sự thật"))),
    Input("responsibility", "Trách nhiệm của từng cơ quan, cá nhân", InputKind.TEXT, max_length=8000),
    Input("measures", "Xử lý theo thẩm quyền, kiến nghị xử lý", InputKind.TEXT, max_length=8000),
    Input("policy_proposals", "Kiến nghị sửa đổi chính sách, pháp luật", InputKind.TEXT, max_length=4000),
    Input("handling", "Đã xử lý kết luận", InputKind.CHOICES, choices=(
        ("restore", "Khôi phục quyền, lợi ích của người bị tố cáo sai"),
        ("discipline", "Xử lý kỷ luật, xử phạt người vi phạm"),
        ("recommend", "Kiến nghị cơ quan có thẩm quyền xử lý"),
        ("remedy", "Khắc phục hậu quả, bồi thường thiệt hại"),
        ("investigate", "Chuyển hồ sơ sang cơ quan điều tra"))),
    Input("follow_up", "Kết quả thực hiện kết luận", InputKind.TEXT, max_length=4000),
    Input("denunciation_criteria", "Tiêu chí vụ việc phức tạp", InputKind.CHOICES,
          "Có từ hai tiêu chí trở lên là đặc biệt phức tạp.", choices=COMPLEX_CRITERIA),
    Input("withdrawal_form", "Cách rút tố cáo", InputKind.CHOICE, choices=(
        ("paper", "Đơn rút tố cáo"), ("minutes", "Biên bản ghi nhận việc rút tố cáo"))),
    Input("withdrawn_part", "Phần được rút", InputKind.CHOICE, choices=(
        ("whole", "Toàn bộ nội dung tố cáo"), ("part", "Một phần nội dung tố cáo"))),
    Input("must_go_on", "Căn cứ vẫn phải giải quyết", InputKind.CHOICE, choices=(
        ("none", "Không có"), ("violation", "Hành vi bị tố cáo có dấu hiệu vi phạm pháp luật"),
        ("coerced", "Việc rút do bị đe dọa, mua chuộc"),
        ("slander", "Người tố cáo lợi dụng tố cáo để vu khống, xúc phạm"))),
    Input("kept_at", "Nơi lưu bản gốc theo chế độ mật"),
    Input("end_ground", "Căn cứ đình chỉ", InputKind.CHOICE, choices=(
        ("withdrawn", "Người tố cáo rút toàn bộ nội dung tố cáo"),
        ("death", "Người bị tố cáo là cá nhân đã chết"),
        ("judgment", "Vụ việc đã được giải quyết bằng bản án, quyết định có hiệu lực"))),
    Input("assessment_body", "Cơ quan, tổ chức giám định"),
    Input("assessment", "Nội dung trưng cầu hoặc kết quả giám định", InputKind.TEXT, max_length=8000),
    Input("crime_signs", "Dấu hiệu tội phạm", InputKind.TEXT, WITHOUT_NAMES, max_length=4000),
    Input("investigation_body", "Cơ quan điều tra, Viện kiểm sát nhận hồ sơ"),
    Input("harm", "Thiệt hại hoặc nguy cơ", InputKind.TEXT, WITHOUT_NAMES, max_length=4000),
    Input("harm_measure", "Biện pháp ngăn chặn, cơ quan đã báo", InputKind.TEXT, max_length=4000),
    Input("again_ground", "Tố cáo tiếp vì", InputKind.CHOICE,
          "Chỉ chọn khi đơn tố cáo lại vụ việc ghi ở ô mã số.", choices=(
        ("result", "Không đồng ý với kết quả giải quyết"), ("delay", "Quá hạn mà chưa được giải quyết")),
          only_for=("denunciation",)),
    Input("delay_reasons", "Lý do chậm giải quyết và trách nhiệm", InputKind.TEXT, max_length=4000),
)
# fmt: on
