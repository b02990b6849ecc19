"""Giải quyết tố cáo: from the decision to accept to the conclusion, its handling and follow-up.

Who denounces stands in no row, input or letter of this table (Luật Tố cáo Điều 8, 56). Extensions
add to the period, once for a complex matter, twice for a specially complex one (Điều 30); an expert
assessment stops the clock while the work goes on, a suspension stops both. Whoever denounces again
opens a case of its own at the superior, linked to this one (Điều 37, 38); a case not settled in
time may be taken over by the superior, and the period begins anew there.

The table begins with the decree of 28 May 2019, to which the law left verification and display. From
1 July 2026 withdrawal and follow-up have new text, also for pending cases (Nghị định
156/2026/NĐ-CP Điều 10).
"""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows import correction, protection, publicity, sessions, urging
from feedback.workflows.core import Edition
from feedback.workflows.guards.citations import (
    LTC,
    LTC_UNREAD,
    ND31,
    ND31_UNREAD,
    ND156,
)
from feedback.workflows.guards.delivery import (
    course_decision_is_on_its_way,
    notices_are_on_their_way,
    outcome_is_on_its_way,
)
from feedback.workflows.guards.denunciations import (
    acceptance_is_issued,
    conclusion_is_issued,
    conclusion_was_shown_long_enough,
    crime_signs_are_noted,
    decision_on_the_denunciation_course_is_issued,
    denouncer_is_redacted,
    every_harm_is_reported,
    every_sign_of_crime_is_passed_on,
    every_suspension_is_sent,
    harm_is_noted,
    is_clear_and_proved,
    is_specially_complex,
    lengthened_once,
    nobody_in_the_team_is_tied,
    not_lengthened_twice,
    not_lengthened_yet,
    nothing_demands_to_go_on,
    recommended_handling_is_answered,
    team_has_two_or_more,
    verification_of_denunciation_is_reported,
    withdrawal_is_recorded_if_that_is_the_ground,
)
from feedback.workflows.guards.papers import copies_are_issued
from feedback.workflows.guards.sessions import minutes_are_taken_down_if_told_in_person
from feedback.workflows.guards.verification import (
    a_team_reports,
    assessment_lies_ahead,
    report_from_elsewhere_is_cited_whole,
    report_on_denunciation_is_issued,
    verification_of_denunciation_ends_with_the_period,
    whoever_was_given_it_reports,
)
from feedback.workflows.redaction import redacting
from feedback.workflows.rows import SAME, Clock, LetterDue, State, TakeOver, Transition

CITIZEN, OFFICER, HEAD, SYSTEM = Role.CITIZEN, Role.CASE_OFFICER, Role.HEAD, Role.SYSTEM
UNCONCLUDED = ("accepted", "notified", "verifying", "explained", "reported")
CONCLUDED = ("concluded", "sent", "handled", "published", "followed_up")
RUNNING = (*UNCONCLUDED, *CONCLUDED)
NOTHING_LEFT = (every_suspension_is_sent, every_sign_of_crime_is_passed_on, every_harm_is_reported)
TEAM = ("team_leader", "team", "no_conflict", "contents")
#: What a report holds, and where one from elsewhere is cited.
REPORT = (
    "report_truth",
    "report_responsibility",
    "report_proposals",
    "report_number",
    "report_date",
)
CONCLUSION = ("truth", "legal_grounds", "conclusion", "responsibility", "measures")

# fmt: off
STATES = (
    #     name          title                     task                                            by       product
    State("accepted",   "Đã thụ lý",              "Gửi thông báo thụ lý, thông báo nội dung tố cáo", OFFICER, "Thông báo đã gửi"),
    State("notified",   "Đã thông báo thụ lý",    "Thành lập Tổ xác minh",                        HEAD,    "Quyết định thành lập Tổ xác minh"),
    State("verifying",  "Đang xác minh",          "Làm việc, yêu cầu người bị tố cáo giải trình", OFFICER, "Biên bản làm việc, văn bản giải trình"),
    State("explained",  "Người bị tố cáo đã giải trình", "Báo cáo kết quả xác minh",              OFFICER, "Báo cáo kết quả xác minh"),
    State("reported",   "Đã có báo cáo xác minh", "Trình dự thảo kết luận nội dung tố cáo",       OFFICER, "Kết luận nội dung tố cáo"),
    State("concluded",  "Đã kết luận",            "Gửi kết luận, thông báo cho người tố cáo",     OFFICER, "Xác nhận đã gửi kết luận"),
    State("sent",       "Đã gửi kết luận",        "Xử lý kết luận nội dung tố cáo",               HEAD,    "Văn bản xử lý kết luận"),
    State("handled",    "Đã xử lý kết luận",      "Công khai kết luận",                           OFFICER, "Kết luận được công khai"),
    State("published",  "Đã công khai kết luận",  "Theo dõi, đôn đốc thực hiện kết luận",         OFFICER, "Báo cáo kết quả thực hiện", "kết luận được thực hiện"),
    State("followed_up", "Đã thực hiện kết luận", "Kết thúc hồ sơ",                               OFFICER, "Kết thúc hồ sơ", "hết 15 ngày niêm yết, đăng tải"),
    State("closed",     "Đã kết thúc",            final=True),
    State("terminated", "Đã đình chỉ giải quyết", "Gửi quyết định đình chỉ",                      OFFICER, "Xác nhận đã gửi quyết định"),
    State("taken_over", "Cấp trên đã thụ lý",     final=True),
)

_COMMON = (
    #          from          action                target        title                                   by       basis
    Transition("accepted",   "notify_acceptance",  "notified",   "Gửi thông báo thụ lý",                 OFFICER, Basis(LTC, "29", "3", form="05, 06"),
               needs=("delivery",), provided=(acceptance_is_issued, notices_are_on_their_way)),
    Transition("notified",   "form_team",          "verifying",  "Thành lập Tổ xác minh",                HEAD,    Basis(ND31, "10", form="07"),
               needs=TEAM, provided=(denouncer_is_redacted, team_has_two_or_more, nobody_in_the_team_is_tied)),
    Transition("notified",   "verify_directly",    "verifying",  "Tự xác minh, xử lý ngay",              HEAD,    Basis(LTC, "43"),
               needs=("officer", "fast_track", "reason"), provided=(denouncer_is_redacted, is_clear_and_proved)),
    Transition("notified",   "entrust_verification", "verifying", "Giao xác minh nội dung tố cáo",       HEAD,    Basis(LTC, "31", "2"),
               needs=("verifier", "officer", "contents", "verify_by"), provided=(denouncer_is_redacted, verification_of_denunciation_ends_with_the_period)),
    Transition("verifying",  "record_explanation", "explained",  "Ghi nhận giải trình của người bị tố cáo", OFFICER, Basis(LTC_UNREAD),
               needs=("explanation_on", "explanation_given", "explanation")),
    Transition("explained",  "report_verification", "reported",  "Báo cáo kết quả xác minh",             OFFICER, Basis(ND31_UNREAD, form="10, 11"),
               needs=("findings",), may_state=REPORT, provided=(report_from_elsewhere_is_cited_whole,)),
    Transition("reported",   "conclude",           "concluded",  "Kết luận nội dung tố cáo",             HEAD,    Basis(LTC, "35", form="12"),
               needs=CONCLUSION, may_state=("policy_proposals",), provided=(verification_of_denunciation_is_reported, report_on_denunciation_is_issued)),
    Transition("concluded",  "send",               "sent",       "Gửi kết luận",                         OFFICER, Basis(LTC, "35", "3"),
               needs=("delivery",), provided=(conclusion_is_issued, copies_are_issued, outcome_is_on_its_way)),
    Transition("sent",       "act_on_conclusion",  "handled",    "Xử lý kết luận",                       HEAD,    Basis(LTC, "36", "1"),
               needs=("handling", "particulars")),
    Transition(("handled", "published"), "receive_handling_result", SAME, "Nhận kết quả xử lý kiến nghị", OFFICER, Basis(LTC, "36", "3"),
               needs=("handled_on", "handling_result")),
    Transition("handled",    "publish",            "published",  "Công khai kết luận",                   OFFICER, Basis(LTC, "40", "1"),
               needs=("published_at",)),
    Transition("followed_up", "close",             "closed",     "Kết thúc hồ sơ",                       OFFICER, Basis(ND31, "6", "2"),
               provided=(conclusion_was_shown_long_enough, *NOTHING_LEFT)),
    Transition(UNCONCLUDED,  "extend",             SAME,         "Gia hạn giải quyết tố cáo",            HEAD,    Basis(LTC, "30", "2", form="01"),
               needs=("denunciation_criteria", "reason", "determination"), provided=(not_lengthened_yet,), extends="TC-RESOLVE", adds="complex"),
    Transition(UNCONCLUDED,  "extend_again",       SAME,         "Gia hạn lần thứ hai (đặc biệt phức tạp)", HEAD, Basis(LTC, "30", "3", form="01"),
               needs=("denunciation_criteria", "reason", "determination"), provided=(lengthened_once, not_lengthened_twice, is_specially_complex),
               extends="TC-RESOLVE", adds="specially_complex"),
    Transition(UNCONCLUDED,  "request_assessment", SAME,         "Trưng cầu giám định",                  HEAD,    Basis(ND31, "15", "4", form="09"),
               needs=("assessment_body", "assessment", "assessment_by"), may_state=("assessed_papers",), provided=(assessment_lies_ahead,), pauses="expert_assessment"),
    Transition(UNCONCLUDED,  "receive_assessment", SAME,         "Nhận kết quả giám định",               OFFICER, Basis(ND31, "15", "4"),
               needs=("assessment",), resumes="expert_assessment"),
    Transition(UNCONCLUDED,  "suspend",            SAME,         "Tạm đình chỉ giải quyết tố cáo",       HEAD,    Basis(LTC, "34", "1"),
               needs=("ground", "reason"), pauses="suspended"),
    Transition(UNCONCLUDED,  "note_ground_ended",  SAME,         "Ghi nhận căn cứ tạm đình chỉ không còn", OFFICER, Basis(LTC, "34", "2"),
               needs=("reason",), while_paused=True),
    Transition(UNCONCLUDED,  "resume",             SAME,         "Tiếp tục giải quyết tố cáo",           HEAD,    Basis(LTC, "34", "2"),
               needs=("reason",), resumes="suspended"),
    Transition(UNCONCLUDED,  "terminate",          "terminated", "Đình chỉ giải quyết tố cáo",           HEAD,    Basis(LTC, "34", "3"),
               needs=("end_ground", "reason"), provided=(withdrawal_is_recorded_if_that_is_the_ground, nothing_demands_to_go_on), while_paused=True),
    Transition(RUNNING,      "send_notice",        SAME,         "Gửi quyết định tạm đình chỉ, tiếp tục", OFFICER, Basis(LTC, "34", "4"),
               needs=("delivery",), provided=(decision_on_the_denunciation_course_is_issued, course_decision_is_on_its_way), while_paused=True),
    Transition("terminated", "send_notice",        "closed",     "Gửi quyết định đình chỉ",              OFFICER, Basis(LTC, "34", "4"),
               needs=("delivery",), provided=(decision_on_the_denunciation_course_is_issued, course_decision_is_on_its_way, every_sign_of_crime_is_passed_on, every_harm_is_reported)),
    Transition((*RUNNING, "terminated"), "note_crime_signs", SAME, "Ghi nhận dấu hiệu tội phạm",         OFFICER, Basis(LTC, "27", "1"),
               needs=("crime_signs",), while_paused=True),
    Transition((*RUNNING, "terminated"), "transfer_to_investigation", SAME, "Chuyển hồ sơ sang cơ quan điều tra", HEAD, Basis(LTC, "27", "1"),
               needs=("investigation_body", "reason"), provided=(crime_signs_are_noted,), while_paused=True),
    Transition((*RUNNING, "terminated"), "note_harm", SAME,      "Ghi nhận thiệt hại, nguy cơ phải ngăn chặn ngay", (OFFICER, HEAD), Basis(LTC, "27", "2"),
               needs=("harm",), while_paused=True),
    Transition((*RUNNING, "terminated"), "report_harm", SAME,    "Ngăn chặn, báo ngay cơ quan chức năng", (OFFICER, HEAD), Basis(LTC, "27", "2"),
               needs=("harm_measure",), provided=(harm_is_noted,), while_paused=True),
    Transition(UNCONCLUDED,  "take_over",          "taken_over", "Cấp trên thụ lý giải quyết",           SYSTEM,  Basis(LTC, "38", "5"),
               while_paused=True),
    *sessions.of_denunciations(UNCONCLUDED),
    Transition(RUNNING,      "add_information",    SAME,         "Bổ sung thông tin",                    CITIZEN, Basis(LTC_UNREAD),
               needs=("information",), while_paused=True),
    redacting(RUNNING),
    *publicity.COPIES,
    publicity.announce(("sent", "handled"), Basis(LTC, "40", "2")),
    *protection.ROWS,
    urging.explain(UNCONCLUDED, Basis(LTC, "38", "3")),
    correction.row(STATES),
)

WITHDRAWAL = ("withdrawal_form", "withdrawn_part", "must_go_on", "kept_at", "reason")

TRANSITIONS_2019 = (
    *_COMMON,
    Transition(UNCONCLUDED,  "record_withdrawal",  SAME,         "Ghi nhận việc rút tố cáo",             OFFICER, Basis(LTC, "33"),
               needs=WITHDRAWAL, provided=(minutes_are_taken_down_if_told_in_person,), while_paused=True),
    sessions.take_down_withdrawal(UNCONCLUDED, OFFICER, sessions.WITHDRAWAL_2019),
    Transition("published",  "report_follow_up",   SAME,         "Báo cáo hằng tháng việc thực hiện kết luận", OFFICER, Basis(ND31, "18", "2"),
               needs=("follow_up",)),
    Transition("published",  "finish_follow_up",   "followed_up", "Kết luận đã được thực hiện",          OFFICER, Basis(ND31, "18"),
               needs=("follow_up",), provided=(recommended_handling_is_answered,)),
)

TRANSITIONS_2026 = (
    *_COMMON,
    Transition(UNCONCLUDED,  "record_withdrawal",  SAME,         "Ghi nhận việc rút tố cáo",             OFFICER, Basis(LTC, "33", form="02, 03", amended_by=ND156),
               needs=WITHDRAWAL, provided=(minutes_are_taken_down_if_told_in_person,), while_paused=True),
    sessions.take_down_withdrawal(UNCONCLUDED, OFFICER, sessions.WITHDRAWAL_2026),
    Transition("published",  "report_follow_up",   SAME,         "Báo cáo việc thực hiện kết luận",      OFFICER, Basis(ND31, "18", amended_by=ND156),
               needs=("follow_up",)),
    Transition("published",  "finish_follow_up",   "followed_up", "Kết luận đã được thực hiện",          OFFICER, Basis(ND31, "18", amended_by=ND156),
               needs=("follow_up",), provided=(recommended_handling_is_answered,)),
)

CLOCKS = (
    #     rule                     opened by              closed by
    Clock("TC-RESOLVE",            ("accept",),           ("conclude", "terminate", "take_over")),
    Clock("TC-ACCEPT-NOTICE",      ("accept",),           ("notify_acceptance", "terminate", "take_over")),
    Clock("TC-SUSPEND-SEND",       ("suspend", "terminate"), ("send_notice", "take_over")),
    Clock("TC-RESUME",             ("note_ground_ended",), ("resume", "conclude", "terminate", "take_over")),
    Clock("TC-CONCLUSION-SEND",    ("conclude",),         ("send",)),
    Clock("TC-CONCLUSION-HANDLE",  ("conclude",),         ("act_on_conclusion",)),
    Clock("TC-PUBLISH",            ("conclude",),         ("publish",)),
    Clock("TC-PUBLISH-DISPLAY",    ("publish",),          ("close",), waits=True),
    Clock("TC-CRIME-TRANSFER",     ("note_crime_signs",), ("transfer_to_investigation", "take_over")),
    Clock("TC-URGENT-HARM",        ("note_harm",),        ("report_harm", "take_over")),
)

LETTERS = (
    #         letter                                 by the act
    LetterDue("verification_team_decision",          "form_team"),
    LetterDue("denunciation_verification_assignment", "entrust_verification"),
    LetterDue("denunciation_assessment_request",     "request_assessment"),
    LetterDue("denunciation_team_report",            "report_verification", when=a_team_reports),
    LetterDue("denunciation_verification_report",    "report_verification", when=whoever_was_given_it_reports),
    LetterDue("denunciation_extension_decision",     "extend"),
    LetterDue("denunciation_extension_decision",     "extend_again"),
    LetterDue("denunciation_suspension_decision",    "suspend"),
    LetterDue("denunciation_resumption_decision",    "resume"),
    LetterDue("denunciation_termination_decision",   "terminate"),
    LetterDue("investigation_transfer",              "transfer_to_investigation"),
    LetterDue("denunciation_conclusion",             "conclude"),
    LetterDue("conclusion_notice",                   "conclude"),
    *publicity.COPY_LETTERS,
    *publicity.LETTERS,
    *protection.LETTERS,
    *urging.DENUNCIATION_REPORT,
    *correction.LETTERS,
    *sessions.DENUNCIATION_LETTERS,
)
# fmt: on

SUSPENSION = Basis(LTC, "34", "1")

EDITIONS = (
    Edition(
        procedure="denunciation",
        name="LTC-2019",
        title="Giải quyết tố cáo",
        law=f"{LTC}; {ND31}",
        in_force_from=date(2019, 5, 28),
        in_force_to=date(2026, 6, 30),
        states=STATES,
        transitions=TRANSITIONS_2019,
        clocks=CLOCKS,
        letters=LETTERS,
        suspension=SUSPENSION,
    ),
    Edition(
        procedure="denunciation",
        name="LTC-2026",
        title="Giải quyết tố cáo",
        law=f"{LTC}, sửa đổi bởi Luật 136/2025/QH15; {ND31}, sửa đổi bởi {ND156}",
        in_force_from=date(2026, 7, 1),
        states=STATES,
        transitions=TRANSITIONS_2026,
        clocks=CLOCKS,
        letters=LETTERS,
        suspension=SUSPENSION,
        takes_over=TakeOver(
            ("take_down_withdrawal", "record_withdrawal", "report_follow_up", "finish_follow_up"),
            Basis(ND156, "10"),
        ),
    ),
)
