"""The words of the procedures: each identifier of the tables and the law's Vietnamese for it.

A table that names a state, an act or a document this page does not know stops the import: nobody
finds a second English word for a term of the law by accident. ``docs/glossary.md`` shows the same
words (``flask workflows draw``).
"""

PROCEDURES: dict[str, str] = {
    "intake": "xử lý đơn",
    "complaint_first_time": "giải quyết khiếu nại lần đầu",
    "complaint_second_time": "giải quyết khiếu nại lần hai",
    "recommendation": "giải quyết kiến nghị, phản ánh",
}

#: Verbs.
ACTS: dict[str, str] = {
    "submit": "gửi, tiếp nhận",
    "classify": "phân loại",
    "ask_citizen": "yêu cầu công dân bổ sung",
    "add_information": "bổ sung thông tin",
    "record_signature": "ghi nhận chữ ký",
    "propose_acceptance": "đề xuất thụ lý",
    "accept": "thụ lý",
    "decline": "không thụ lý",
    "guide": "hướng dẫn",
    "transfer": "chuyển đơn",
    "transfer_outside": "chuyển đơn ra ngoài hệ thống",
    "send_to_inspection": "chuyển thanh tra, kiểm tra",
    "return_to_sender": "trả lại đơn",
    "archive": "lưu đơn",
    "join": "nhập vào đơn trước",
    "withdraw": "rút đơn",
    "assign": "phân công",
    "report_verification": "báo cáo kết quả xác minh",
    "invite_dialogue": "thông báo tổ chức đối thoại",
    "hold_dialogue": "tổ chức đối thoại",
    "determine_complex": "xác định vụ việc phức tạp",
    "extend": "gia hạn",
    "suspend": "tạm đình chỉ",
    "resume": "tiếp tục giải quyết",
    "terminate": "đình chỉ",
    "settle": "ra quyết định giải quyết",
    "reply": "trả lời",
    "send": "gửi quyết định, gửi trả lời",
    "send_notice": "gửi quyết định đình chỉ, tạm đình chỉ, tiếp tục",
    "publish": "công khai",
    "close": "kết thúc hồ sơ",
}

#: Participles; words that differ between procedures stand one after the other.
STATES: dict[str, str] = {
    "received": "đã tiếp nhận",
    "classified": "đã phân loại",
    "proposed": "đã đề xuất thụ lý",
    "accepted": "đã thụ lý",
    "declined": "không thụ lý",
    "guided": "đã hướng dẫn",
    "transferred": "đã chuyển ra ngoài hệ thống",
    "returned": "đã trả lại đơn",
    "archived": "đã lưu đơn",
    "joined": "đã nhập vào đơn trước",
    "sent_to_inspection": "đã chuyển kiểm tra",
    "withdrawn": "người gửi đã rút",
    "verifying": "đang xác minh",
    "verified": "đã xác minh",
    "dialogue_held": "đã đối thoại",
    "settled": "đã ra quyết định",
    "sent": "đã gửi quyết định; đã trả lời",
    "published": "đã công khai",
    "closed": "đã kết thúc",
    "terminated": "đã đình chỉ giải quyết",
    "handling": "đang giải quyết",
    "replied": "đã ký trả lời",
}

LETTERS: dict[str, str] = {
    "acceptance_notice": "thông báo thụ lý",
    "complexity_record": "văn bản xác định vụ việc phức tạp",
    "declination_notice": "thông báo không thụ lý",
    "extension_notice": "thông báo gia hạn",
    "guidance_slip": "phiếu hướng dẫn",
    "proposal_slip": "phiếu đề xuất thụ lý",
    "receipt": "giấy biên nhận",
    "reply": "văn bản trả lời",
    "resumption_decision": "quyết định tiếp tục giải quyết",
    "return_slip": "phiếu trả lại đơn",
    "second_settlement_decision": "quyết định giải quyết khiếu nại lần hai",
    "settlement_decision": "quyết định giải quyết khiếu nại",
    "suspension_decision": "quyết định tạm đình chỉ",
    "termination_decision": "quyết định đình chỉ",
    "transfer_slip": "phiếu chuyển đơn",
}


def letter_title(name: str) -> str:
    """A document at the beginning of a line; a name nobody knows stays as it is."""
    words = LETTERS.get(name, name)
    return words[:1].upper() + words[1:]
