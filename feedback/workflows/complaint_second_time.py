"""Giải quyết khiếu nại lần hai: a new case, linked to the first, before the superior of who settled it.

Unlike the first time, dialogue is always held (Điều 39), the decision is made public within fifteen
days and shown for fifteen more (Điều 41), and against it one may only sue (Điều 42). What changed on
1 July 2026 is what changed for the first time; withdrawal, suspension and dialogue of the new text
also govern pending cases (Nghị định 155/2026/NĐ-CP Điều 22 khoản 1).
"""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows import (
    advice,
    correction,
    delivery,
    dialogue,
    enforcement,
    explanation,
    publicity,
    sessions,
    stay,
    urging,
    verification,
    withdrawal,
)
from feedback.workflows.core import Edition
from feedback.workflows.guards.advice import council_has_advised_if_formed
from feedback.workflows.guards.citations import LKN, ND124, ND124_UNREAD, ND155
from feedback.workflows.guards.complaints import (
    not_yet_complex,
    second_decision_is_in_force,
    second_decision_is_issued,
    verification_is_reported,
)
from feedback.workflows.guards.course import (
    every_decision_on_the_course_is_sent,
    suspension_is_issued,
    termination_is_issued,
)
from feedback.workflows.guards.delivery import course_decision_is_on_its_way, outcome_is_on_its_way
from feedback.workflows.guards.dialogue import (
    dialogue_day_has_come,
    dialogue_is_announced,
    dialogue_is_held,
    dialogue_lies_ahead,
    head_presides_where_the_head_must,
)
from feedback.workflows.guards.enforcement import (
    decision_is_carried_out,
    decision_was_shown_long_enough,
    is_displayed,
    meeting_was_announced,
    press_says_it_twice,
)
from feedback.workflows.guards.explanation import holder_had_the_time, respondent_had_the_time
from feedback.workflows.guards.stay import every_found_harm_is_answered
from feedback.workflows.guards.verification import report_is_issued
from feedback.workflows.guards.withdrawal import complaint_is_withdrawn, not_withdrawn_before
from feedback.workflows.rows import SAME, Clock, LetterDue, State, TakeOver, Transition

CITIZEN, OFFICER, HEAD = Role.CITIZEN, Role.CASE_OFFICER, Role.HEAD
UNSETTLED = ("accepted", "verifying", "verified", "dialogue_held")
RUNNING = (*UNSETTLED, "settled", "sent", "published", "enforcing", "enforced")
DECISION = (
    "first_result",
    "verdict",
    "legal_grounds",
    "conclusion",
    "ruling",
    "particulars",
    "executors",
)

# fmt: off
STATES = (
    #     name             title                    task                                                    by       product
    State("accepted",      "Đã thụ lý",             "Phân công người xác minh",                             HEAD,    "Phân công xác minh"),
    State("verifying",     "Đang xác minh",         "Xác minh nội dung khiếu nại",                          OFFICER, "Báo cáo kết quả xác minh"),
    State("verified",      "Đã xác minh",           "Tổ chức đối thoại",                                    OFFICER, "Biên bản đối thoại"),
    State("dialogue_held", "Đã đối thoại",          "Trình dự thảo quyết định giải quyết",                  OFFICER, "Quyết định giải quyết khiếu nại lần hai"),
    State("settled",       "Đã ra quyết định",      "Gửi quyết định giải quyết",                            OFFICER, "Xác nhận đã gửi quyết định"),
    State("sent",          "Đã gửi quyết định",     "Công khai quyết định giải quyết",                      OFFICER, "Quyết định được công khai"),
    State("published",     "Đã công khai",          "Theo dõi đến khi quyết định có hiệu lực pháp luật",    OFFICER, "Kết thúc hồ sơ"),
    *enforcement.STATES,
    State("closed",        "Đã kết thúc",           final=True),
    State("terminated",    "Đã đình chỉ giải quyết", "Gửi quyết định đình chỉ",                             OFFICER, "Xác nhận đã gửi quyết định", "quyết định đình chỉ được lập và gửi"),
)

_COMMON = (
    #          from          action                 target           title                           by       basis
    Transition("accepted",   "assign",              "verifying",     "Phân công xác minh",           HEAD,    Basis(LKN, "38"),
               needs=("officer",)),
    verification.report("Báo cáo kết quả xác minh", Basis(LKN, "38"), respondent_had_the_time, holder_had_the_time, needs=("claim_differs",)),
    *verification.rows(Basis(LKN, "38")),
    Transition(("verified", "dialogue_held"), "settle", "settled",   "Ra quyết định giải quyết",     HEAD,    Basis(LKN, "40"),
               needs=DECISION, may_state=("compensation",), provided=(verification_is_reported, report_is_issued, every_found_harm_is_answered, dialogue_is_held, council_has_advised_if_formed)),
    Transition("settled",    "send",                "sent",          "Gửi quyết định",               OFFICER, Basis(LKN, "41", "1"),
               needs=("delivery",), provided=(second_decision_is_issued, outcome_is_on_its_way)),
    Transition("sent",       "announce_meeting",    SAME,            "Thông báo cuộc họp công khai quyết định", OFFICER, Basis(ND124_UNREAD, "29"),
               needs=("meeting_on", "place")),
    Transition("sent",       "publish",             "published",     "Công khai quyết định",         OFFICER, Basis(LKN, "41", "2"),
               needs=("published_how", "published_at"), may_state=("press_times",), provided=(meeting_was_announced, press_says_it_twice)),
    *explanation.ROWS,
    *advice.ROWS,
    *stay.ROWS,
    delivery.row(Basis(LKN, "42")),
    *enforcement.rows(("published",), Basis(LKN, "46"), second_decision_is_in_force),
    *sessions.of_complaints(UNSETTLED),
    Transition(RUNNING,      "add_information",     SAME,            "Bổ sung thông tin",            CITIZEN, Basis(LKN, "12", "1"),
               needs=("information",), while_paused=True),
    publicity.announce("sent", Basis(LKN, "41", "2")),
    urging.explain(UNSETTLED),
    correction.row(STATES),
)

TRANSITIONS_2020 = (
    *_COMMON,
    Transition(("published", "enforced"), "close",  "closed",        "Kết thúc hồ sơ",               OFFICER, Basis(LKN, "44", "2"),
               provided=(second_decision_is_in_force, decision_is_carried_out, decision_was_shown_long_enough)),
    Transition("terminated", "send_notice",         "closed",        "Gửi quyết định đình chỉ",      OFFICER, Basis(LKN, "10"),
               needs=("delivery",), provided=(termination_is_issued, course_decision_is_on_its_way)),
    dialogue.invite_as_before(Basis(LKN, "39"), dialogue_lies_ahead),
    Transition("verified",   "hold_dialogue",       "dialogue_held", "Tổ chức đối thoại",            HEAD,    Basis(LKN, "39"),
               needs=("presided_by", "dialogue_result"), provided=(dialogue_is_announced, dialogue_day_has_come)),
    Transition(UNSETTLED,    "determine_complex",   SAME,            "Gia hạn: xác định vụ việc phức tạp", HEAD, Basis(LKN, "37"),
               needs=("criteria", "reason", "determination"), provided=(not_yet_complex,), extends="KN2-RESOLVE"),
    Transition(UNSETTLED,    "withdraw",            SAME,            "Rút khiếu nại",                CITIZEN, Basis(LKN, "10"),
               needs=("reason",), provided=(not_withdrawn_before,)),
    Transition(UNSETTLED,    "terminate",           "terminated",    "Đình chỉ giải quyết",          HEAD,    Basis(LKN, "10"),
               needs=("reason",), provided=(complaint_is_withdrawn, every_found_harm_is_answered)),
)

TRANSITIONS_2026 = (
    *_COMMON,
    Transition(("published", "enforced"), "close",  "closed",        "Kết thúc hồ sơ",               OFFICER, Basis(LKN, "44", "2"),
               provided=(second_decision_is_in_force, decision_is_carried_out, decision_was_shown_long_enough, every_decision_on_the_course_is_sent)),
    Transition("terminated", "send_notice",         "closed",        "Gửi quyết định đình chỉ",      OFFICER, Basis(ND124, "28b", "1", amended_by=ND155),
               needs=("delivery",), provided=(termination_is_issued, course_decision_is_on_its_way)),
    Transition(RUNNING,      "send_notice",         SAME,            "Gửi quyết định tạm đình chỉ hoặc tiếp tục", OFFICER, Basis(ND124, "28b", "1", amended_by=ND155),
               needs=("delivery",), provided=(suspension_is_issued, course_decision_is_on_its_way), while_paused=True),
    dialogue.invite("dialogue_reasons"),
    dialogue.postpone(dialogue_is_announced, dialogue_day_has_come),
    dialogue.record(dialogue_is_announced, dialogue_day_has_come),
    dialogue.hold(Basis(LKN, "39"), dialogue_is_announced, dialogue_day_has_come, head_presides_where_the_head_must, needs=("presided_by",)),
    Transition(UNSETTLED,    "determine_complex",   SAME,            "Gia hạn: xác định vụ việc phức tạp", HEAD, Basis(ND124, "3a", amended_by=ND155),
               needs=("criteria", "reason", "determination"), provided=(not_yet_complex,), extends="KN2-RESOLVE"),
    Transition(UNSETTLED,    "suspend",             SAME,            "Tạm đình chỉ giải quyết",      HEAD,    Basis(ND124, "28b", "1", form="14a", amended_by=ND155),
               needs=("ground", "reason"), provided=(every_found_harm_is_answered,), pauses="suspended"),
    Transition(UNSETTLED,    "resume",              SAME,            "Tiếp tục giải quyết",          HEAD,    Basis(ND124, "28b", "2", form="14b", amended_by=ND155),
               needs=("reason",), resumes="suspended"),
    *withdrawal.ROWS,
)

CLOCKS_2020 = (
    #     rule                      opened by    closed by
    Clock("KN2-RESOLVE",            ("accept",), ("settle", "terminate")),
    Clock("KN2-DECISION-SEND",      ("settle",), ("send",)),
    Clock("KN2-PUBLISH",            ("settle",), ("publish",)),
    Clock("KN2-PUBLISH-DISPLAY",    ("publish",), ("close",), when=is_displayed, waits=True),
    Clock("KN2-DECISION-IN-FORCE",  ("settle",), ("close",), waits=True),
    *explanation.CLOCKS,
    *stay.CLOCKS,
)

CLOCKS_2026 = (
    *CLOCKS_2020,
    Clock("KN-SUSPEND-SEND",        ("suspend", "terminate"), ("send_notice",)),
    Clock("KN-RESUME-SEND",         ("resume",), ("send_notice",)),
    *withdrawal.CLOCKS,
)

LETTERS_2020 = (
    #         letter                         by the act
    LetterDue("second_settlement_decision",  "settle"),
    LetterDue("termination_decision",        "terminate"),
    *stay.LETTERS,
    *verification.LETTERS,
    *dialogue.NOTICES,
    *explanation.LETTERS,
    *advice.LETTERS,
    *enforcement.LETTERS,
    *publicity.LETTERS,
    *urging.EXPLANATION,
    *correction.LETTERS,
    *sessions.COMPLAINT_LETTERS,
)

LETTERS_2026 = (
    *LETTERS_2020,
    LetterDue("complexity_record",           "determine_complex"),
    LetterDue("suspension_decision",         "suspend"),
    LetterDue("resumption_decision",         "resume"),
    *dialogue.LETTERS,
)
# fmt: on

EDITIONS = (
    Edition(
        procedure="complaint_second_time",
        name="LKN-2020",
        title="Giải quyết khiếu nại lần hai",
        law=f"{LKN}; {ND124}",
        in_force_from=date(2020, 12, 10),
        in_force_to=date(2026, 6, 30),
        states=STATES,
        transitions=TRANSITIONS_2020,
        clocks=CLOCKS_2020,
        letters=LETTERS_2020,
    ),
    Edition(
        procedure="complaint_second_time",
        name="LKN-2026",
        title="Giải quyết khiếu nại lần hai",
        law=f"{LKN}, sửa đổi bởi Luật 136/2025/QH15",
        in_force_from=date(2026, 7, 1),
        states=STATES,
        transitions=TRANSITIONS_2026,
        clocks=CLOCKS_2026,
        letters=LETTERS_2026,
        takes_over=TakeOver(
            (
                *dialogue.ACTS,
                "suspend",
                "resume",
                *withdrawal.ACTS,
                "send_notice",
                "close",
            ),
            Basis(ND155, "22", "1"),
        ),
    ),
)
