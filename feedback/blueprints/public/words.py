"""What is said differently to each kind: an everyday sentence first, the law's word after.

Periods are never written here: they come from the rules (``periods``).
"""

from feedback.domain.petitions import Kind
from feedback.workflows import quarantine

UNSURE = "unsure"

SENTENCES = (
    (Kind.COMPLAINT.value, "Cơ quan nhà nước ra quyết định hoặc làm việc khiến tôi bị thiệt"),
    (Kind.DENUNCIATION.value, "Tôi muốn báo một người hoặc một nơi làm trái luật"),
    (Kind.RECOMMENDATION.value, "Tôi muốn đề nghị, góp ý để cơ quan làm tốt hơn"),
    (Kind.REPORT.value, "Tôi muốn báo một việc đang xảy ra ở nơi tôi sống"),
    (
        Kind.DISCIPLINE_COMPLAINT.value,
        "Tôi là cán bộ, công chức và không đồng ý với quyết định kỷ luật tôi",
    ),
    (
        Kind.RULE_FEEDBACK.value,
        "Tôi vướng một quy định hoặc thủ tục của Nhà nước, muốn sửa quy định đó",
    ),
    (UNSURE, "Tôi không chắc"),
)
TERMS = {
    Kind.COMPLAINT.value: "Khiếu nại",
    Kind.DENUNCIATION.value: "Tố cáo",
    Kind.RECOMMENDATION.value: "Kiến nghị",
    Kind.REPORT.value: "Phản ánh",
    Kind.DISCIPLINE_COMPLAINT.value: "Khiếu nại quyết định kỷ luật",
    Kind.RULE_FEEDBACK.value: "Phản ánh, kiến nghị về quy định hành chính",
}
EXAMPLES = {
    Kind.COMPLAINT.value: "Ví dụ: đền bù đất chưa đúng, bị phạt sai, bị từ chối cấp giấy.",
    Kind.DENUNCIATION.value: "Ví dụ: đòi tiền, bao che, lấn đất công. Tên bạn được giữ kín.",
    Kind.RECOMMENDATION.value: "Ví dụ: xin mở thêm giờ làm, làm đường mới.",
    Kind.REPORT.value: "Ví dụ: rác, mất nước, đường hỏng, ồn, khói bụi than.",
    Kind.DISCIPLINE_COMPLAINT.value: "Ví dụ: bị khiển trách, cảnh cáo, cách chức, buộc thôi việc.",
    Kind.RULE_FEEDBACK.value: "Ví dụ: phải nộp giấy tờ thừa, hai văn bản nói trái nhau.",
    UNSURE: "Trả lời thêm 3 câu ngắn, chúng tôi chỉ giúp bạn.",
}

#: When each kind is used, for the table beside the question.
USED_WHEN = {
    Kind.COMPLAINT: "Quyết định, việc làm của cơ quan động tới quyền lợi của chính bạn",
    Kind.DENUNCIATION: "Báo người làm trái luật. Đơn phải ký tên, hoặc tới nói trực tiếp",
    Kind.RECOMMENDATION: "Đề nghị, góp ý về chính sách, thủ tục",
    Kind.REPORT: "Báo một việc đang xảy ra ở nơi bạn sống",
    Kind.DISCIPLINE_COMPLAINT: "Bạn là cán bộ, công chức, bị kỷ luật và thấy trái pháp luật",
    Kind.RULE_FEEDBACK: "Một quy định, thủ tục gây vướng hoặc nói trái nhau",
}

TRIAGE = {
    "act": "Có giấy tờ hoặc việc làm nào của cơ quan, cán bộ mà bạn muốn thay đổi không?",
    "own": "Việc đó có động tới quyền, tài sản hoặc công việc của chính bạn không?",
    "violation": "Bạn có nói rằng một người hoặc một cơ quan cụ thể làm trái luật không?",
}

LABELS = {
    Kind.COMPLAINT: {
        "story": "Kể lại chuyện đã xảy ra",
        "against": "Bạn khiếu nại quyết định hoặc việc làm nào, của ai?",
        "known_on": "Bạn nhận quyết định hoặc biết việc đó ngày nào?",
    },
    Kind.DENUNCIATION: {
        "story": "Việc làm trái luật diễn ra thế nào?",
        "wanted": "Bạn có giấy tờ, bằng chứng hoặc ai chứng kiến không?",
        "against": "Ai làm, ở cơ quan hoặc nơi nào?",
        "known_on": "Việc đó xảy ra hoặc bạn biết ngày nào?",
    },
    Kind.RECOMMENDATION: {
        "story": "Bạn muốn đề nghị, góp ý điều gì?",
        "wanted": "Theo bạn, cơ quan nên làm gì?",
    },
    Kind.REPORT: {
        "story": "Việc gì đang xảy ra?",
        "wanted": "Bạn muốn cơ quan làm gì?",
    },
    Kind.DISCIPLINE_COMPLAINT: {
        "story": "Bạn bị kỷ luật về việc gì, sai ở chỗ nào?",
        "against": "Quyết định kỷ luật số nào, ngày nào, ai ký?",
        "known_on": "Bạn nhận quyết định kỷ luật ngày nào?",
    },
    Kind.RULE_FEEDBACK: {
        "story": "Quy định hoặc thủ tục nào, vướng ở chỗ nào?",
        "wanted": "Theo bạn, nên sửa thế nào?",
    },
}

#: What to have at hand before writing.
AT_HAND = {
    Kind.COMPLAINT: (
        "Quyết định hoặc giấy tờ bạn không đồng ý, nếu có.",
        "Ngày bạn nhận quyết định hoặc biết việc đó.",
        "Họ tên, địa chỉ của bạn.",
        "Ảnh chụp giấy tờ, hiện trạng, nếu có.",
    ),
    Kind.DENUNCIATION: (
        "Việc gì, ai làm, ở đâu, khi nào.",
        "Giấy tờ, ảnh, ghi âm, nếu có.",
    ),
    Kind.RECOMMENDATION: (
        "Điều bạn muốn thay đổi, và vì sao.",
        "Địa chỉ của bạn, nếu muốn nhận trả lời.",
    ),
    Kind.REPORT: (
        "Việc gì, ở xã, phường nào.",
        "Một tấm ảnh, nếu có.",
    ),
    Kind.DISCIPLINE_COMPLAINT: (
        "Quyết định kỷ luật, và ngày bạn nhận quyết định đó.",
        "Quyết định giải quyết lần đầu, nếu bạn khiếu nại lần hai.",
        "Họ tên, địa chỉ, nơi bạn làm việc.",
        "Giấy tờ chứng minh, nếu có.",
    ),
    Kind.RULE_FEEDBACK: (
        "Tên thủ tục, hoặc số của văn bản, nếu biết.",
        "Họ tên, địa chỉ, số điện thoại của bạn.",
    ),
}

STORY_HINTS = {
    Kind.COMPLAINT: "Việc gì, ai làm, từ bao giờ. Nếu có quyết định, ghi số và ngày.",
    Kind.DENUNCIATION: "Đừng viết điều gì chỉ mình bạn biết, nếu bạn muốn giữ kín mình là ai.",
    Kind.RECOMMENDATION: "Nói rõ hiện nay thế nào và nên sửa thế nào.",
    Kind.REPORT: "Việc gì, từ bao giờ, có nguy hiểm không.",
    Kind.DISCIPLINE_COMPLAINT: "Ghi số, ngày quyết định, hình thức kỷ luật, lý do bạn thấy sai.",
    Kind.RULE_FEEDBACK: "Văn bản hoặc thủ tục nào, bắt làm gì, vì sao thấy vô lý.",
}

#: Help for those who do not know how to begin.
OUTLINES = {
    Kind.COMPLAINT: (
        "Ngày nào, tôi nhận giấy gì, của ai.",
        "Giấy đó viết gì. Tôi thấy sai ở chỗ nào.",
        "Tôi bị thiệt gì.",
        "Tôi có giấy tờ gì để chứng minh.",
    ),
    Kind.DENUNCIATION: (
        "Ai, làm ở đâu, giữ chức vụ gì.",
        "Đã làm việc gì, ngày nào, ở đâu.",
        "Vì sao tôi biết. Có giấy tờ hoặc ai chứng kiến không.",
    ),
    Kind.RECOMMENDATION: (
        "Hiện nay việc đó đang làm thế nào.",
        "Khó khăn cho ai, vì sao.",
        "Tôi đề nghị sửa thế nào.",
    ),
    Kind.REPORT: (
        "Việc gì, nhìn thấy ở đâu.",
        "Bắt đầu từ bao giờ, lúc nào nặng nhất.",
        "Ảnh hưởng tới ai.",
    ),
    Kind.DISCIPLINE_COMPLAINT: (
        "Tôi làm việc gì, ở đâu. Ngày nào tôi nhận quyết định kỷ luật, ai ký.",
        "Quyết định nêu tôi vi phạm gì, kỷ luật hình thức nào.",
        "Vì sao tôi thấy trái pháp luật. Tôi yêu cầu sửa hay hủy.",
        "Tôi có giấy tờ gì để chứng minh.",
    ),
    Kind.RULE_FEEDBACK: (
        "Tôi làm thủ tục gì, ở đâu.",
        "Quy định nào gây vướng, hoặc trái với quy định nào.",
        "Tôi đề nghị sửa thế nào.",
    ),
}

#: Clocks as the sender reads them; one that is not here is called what the rule calls it.
CLOCKS = {
    "KN1-ACCEPT": "Thông báo thụ lý hoặc không thụ lý",
    "TCD-RESULT-NOTICE": "Báo cho bạn biết đơn được xử lý thế nào",
    "KN1-RESOLVE": "Giải quyết khiếu nại lần đầu",
    "KN1-DECISION-SEND": "Gửi quyết định giải quyết cho bạn",
    "KN2-ACCEPT": "Thông báo thụ lý hoặc không thụ lý",
    "KN2-RESOLVE": "Giải quyết khiếu nại lần hai",
    "KN2-DECISION-SEND": "Gửi quyết định giải quyết cho bạn",
    "KN2-PUBLISH": "Công khai quyết định giải quyết",
    "KN-RESPONDENT-EXPLAINS": "Người bị khiếu nại giải trình",
    "KN-INFO-FROM-HOLDER": "Nơi lưu giữ cung cấp tài liệu",
    "KN-STAY-OF-DECISION": "Quyết định có tạm dừng thi hành điều bạn khiếu nại hay không",
    "KN-SUSPEND-ISSUE": "Ra quyết định đình chỉ vì bạn đã rút đơn",
    "KL-ACCEPT": "Thông báo thụ lý hoặc không thụ lý",
    "KL-RESOLVE": "Giải quyết khiếu nại quyết định kỷ luật",
    "KL2-DECISION-SEND": "Gửi quyết định giải quyết cho bạn",
    "PAHT-ACK": "Đơn vị xử lý báo đã nhận (mốc của tỉnh, luật không định giờ)",
    "PAHT-URGENT": "Xử lý việc khẩn cấp tại chỗ (mốc của tỉnh, luật không định giờ)",
    "PAHT-NORMAL": "Xử lý tại chỗ (mốc của tỉnh, luật không định ngày)",
    "QDHC-FORWARD": "Chuyển tới nơi có thẩm quyền, nếu việc thuộc nơi khác",
    "KNPA-RESOLVE": "Trả lời bạn (mốc của tỉnh, luật không định ngày)",
}
#: The office's own concern, owed to nobody outside.
INTERNAL_CLOCKS = frozenset({"XLD-HARD-STOP-45D", quarantine.LOOK})

#: What the withdrawal of each kind means.
WITHDRAWAL = {
    Kind.COMPLAINT: (
        "Rút đơn là bạn không yêu cầu giải quyết nữa. Cơ quan sẽ kết thúc việc giải quyết."
    ),
    Kind.DENUNCIATION: (
        "Bạn rút thông tin đã gửi. Nếu có dấu hiệu vi phạm, cơ quan vẫn có thể tiếp tục kiểm tra."
    ),
    Kind.RECOMMENDATION: "Rút rồi, cơ quan có thể không trả lời kiến nghị này nữa.",
    Kind.REPORT: "Rút rồi, cơ quan có thể không trả lời phản ánh này nữa.",
    Kind.DISCIPLINE_COMPLAINT: (
        "Rút đơn là bạn không yêu cầu giải quyết nữa. Cơ quan sẽ kết thúc việc giải quyết."
    ),
    Kind.RULE_FEEDBACK: "Rút rồi, cơ quan có thể không trả lời phản ánh, kiến nghị này nữa.",
}

#: Of several people who complain one alone ends nothing (NĐ 124/2020/NĐ-CP Điều 7a).
WITHDRAWAL_AMONG_MANY = (
    "Nhiều người cùng khiếu nại: bạn rút thì cơ quan vẫn giải quyết cho những người còn lại. "
    "Cơ quan chỉ dừng khi tất cả cùng rút, có văn bản ký tên."
)
#: What withdrawing a part means.
PART = "Phần bạn rút không được xem xét nữa. Phần còn lại vẫn được giải quyết."


def withdrawal(kind: Kind, *, joint: bool) -> str:
    """What withdrawing means to whoever holds the code."""
    return WITHDRAWAL_AMONG_MANY if joint else WITHDRAWAL[kind]
