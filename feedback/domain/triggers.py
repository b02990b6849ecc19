"""The events that start a period, in the words in which an explanation names them.

By the code that a row of the time limits carries in ``trigger``; a row with a code that has no
words here stops the import.
"""

# fmt: off
TRIGGERS = {
    "received_at_reception": "tiếp nhận nội dung tại nơi tiếp công dân",
    "refusal_grounds_established": "có đủ căn cứ từ chối tiếp công dân",
    "case_resolved": "giải quyết xong vụ việc",
    "result_received_by_forwarder": "bên chuyển đơn nhận được kết quả",
    "decision_issued": "ban hành quyết định giải quyết",
    "online_session_date": "ngày tiếp công dân trực tuyến",
    "online_session_start_time": "giờ bắt đầu buổi tiếp công dân trực tuyến",
    "received": "nhận đơn",
    "incoming_document_registered": "đăng ký văn bản đến",
    "document_signed": "ký văn bản",
    "decision_received_or_act_known": "nhận được quyết định hoặc biết được hành vi bị khiếu nại",
    "request_made": "có yêu cầu cung cấp thông tin, giải trình",
    "complaint_received": "nhận khiếu nại",
    "accepted": "thụ lý",
    "irreparable_harm_found": "thấy hậu quả khó khắc phục nếu thi hành quyết định",
    "dialogue_date": "ngày đối thoại",
    "suspension_or_termination_decision_issued": "ban hành quyết định tạm đình chỉ hoặc đình chỉ",
    "suspension_grounds_established": "có đủ căn cứ tạm đình chỉ hoặc đình chỉ",
    "resumption_decision_issued": "ban hành quyết định tiếp tục giải quyết",
    "termination_notice": "thông báo đình chỉ giải quyết",
    "first_period_expired_without_decision_or_first_decision_received": (
        "hết thời hạn giải quyết lần đầu mà không có quyết định, hoặc nhận được quyết định lần đầu"
    ),
    "publication_meeting_date": "ngày họp công khai quyết định",
    "published": "bắt đầu niêm yết, đăng tải",
    "discipline_decision_received": "nhận được quyết định kỷ luật",
    "first_decision_received": "nhận được quyết định giải quyết lần đầu",
    "denunciation_received": "nhận tố cáo",
    "conditions_found_not_met": "thấy không đủ điều kiện thụ lý",
    "crime_sign_found": "phát hiện dấu hiệu tội phạm",
    "harm_or_threat_found": "phát hiện hành vi gây hoặc đe dọa gây thiệt hại",
    "acceptance_decision_issued": "ban hành quyết định thụ lý",
    "suspension_ground_ended": "không còn căn cứ tạm đình chỉ",
    "conclusion_issued": "ban hành kết luận nội dung tố cáo",
    "handling_result_available": "có kết quả xử lý kiến nghị",
    "conclusion_or_handling_decision_issued": (
        "ban hành kết luận nội dung tố cáo hoặc quyết định xử lý"
    ),
    "renewed_denunciation_received": "nhận tố cáo tiếp",
    "renewed_denunciation_for_delay_received": "nhận tố cáo tiếp về việc quá hạn chưa giải quyết",
    "superior_demand_received": "nhận được yêu cầu báo cáo của cấp trên",
    "assigned": "giao việc cho đơn vị xử lý",
    "coordination_request_received": "nhận được yêu cầu phối hợp",
    "received_from_council_standing_committee": "nhận kiến nghị do Thường trực HĐND tỉnh chuyển",
    "session_opens": "ngày khai mạc kỳ họp HĐND",
    "settlement_decision_issued": "ban hành quyết định giải quyết",
    "breach_detected": "phát hiện vi phạm dữ liệu cá nhân",
}
# fmt: on
