"""What each document is called among many: its printed title alone says too little."""

LETTER_NAMES: dict[str, str] = {
    "acceptance_notice": "Thông báo thụ lý",
    "complexity_record": "Văn bản xác định vụ việc phức tạp",
    "conclusion_notice": "Thông báo kết luận cho người tố cáo",
    "declination_notice": "Thông báo không thụ lý",
    "delay_demand": "Yêu cầu báo cáo việc chậm giải quyết tố cáo",
    "denounced_notice": "Thông báo nội dung tố cáo cho người bị tố cáo",
    "denouncer_notice": "Thông báo thụ lý cho người tố cáo",
    "denunciation_acceptance_decision": "Quyết định thụ lý tố cáo",
    "denunciation_conclusion": "Kết luận nội dung tố cáo",
    "denunciation_declination_notice": "Thông báo không thụ lý tố cáo",
    "denunciation_extension_decision": "Quyết định gia hạn giải quyết tố cáo",
    "denunciation_resumption_decision": "Quyết định tiếp tục giải quyết tố cáo",
    "denunciation_suspension_decision": "Quyết định tạm đình chỉ giải quyết tố cáo",
    "denunciation_termination_decision": "Quyết định đình chỉ giải quyết tố cáo",
    "extension_notice": "Thông báo gia hạn",
    "guidance_slip": "Phiếu hướng dẫn",
    "investigation_transfer": "Công văn chuyển hồ sơ có dấu hiệu tội phạm",
    "proposal_slip": "Phiếu đề xuất thụ lý",
    "receipt": "Giấy biên nhận",
    "reply": "Văn bản trả lời",
    "voter_answer": "Văn bản trả lời kiến nghị cử tri",
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
    "verification_team_decision": "Quyết định thành lập Tổ xác minh",
}


def letter_name(name: str) -> str:
    return LETTER_NAMES.get(name, name)
