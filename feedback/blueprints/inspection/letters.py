"""What each document is called among many: its printed title alone says too little."""

LETTER_NAMES: dict[str, str] = {
    "acceptance_notice": "Thông báo thụ lý",
    "complexity_record": "Văn bản xác định vụ việc phức tạp",
    "declination_notice": "Thông báo không thụ lý",
    "extension_notice": "Thông báo gia hạn",
    "guidance_slip": "Phiếu hướng dẫn",
    "proposal_slip": "Phiếu đề xuất thụ lý",
    "receipt": "Giấy biên nhận",
    "reply": "Văn bản trả lời",
    "resumption_decision": "Quyết định tiếp tục giải quyết",
    "return_slip": "Phiếu trả lại đơn",
    "settlement_decision": "Quyết định giải quyết khiếu nại",
    "second_settlement_decision": "Quyết định giải quyết khiếu nại lần hai",
    "discipline_settlement_decision": "Quyết định giải quyết khiếu nại kỷ luật",
    "second_discipline_settlement_decision": "Quyết định giải quyết khiếu nại kỷ luật lần hai",
    "enforcement_assignment": "Công văn giao thi hành quyết định",
    "stay_decision": "Quyết định tạm đình chỉ thi hành",
    "stay_lifting_decision": "Quyết định hủy bỏ việc tạm đình chỉ thi hành",
    "suspension_decision": "Quyết định tạm đình chỉ",
    "termination_decision": "Quyết định đình chỉ",
    "transfer_slip": "Phiếu chuyển đơn",
}


def letter_name(name: str) -> str:
    return LETTER_NAMES.get(name, name)
