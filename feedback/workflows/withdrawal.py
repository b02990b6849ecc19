"""Withdrawing and ending without a decision, as the text of 1 July 2026 has it.

Rows shared by the four procedures of complaints. A part may be withdrawn and the rest goes on; of
several people who complain one alone ends nothing (Nghị định 124/2020/NĐ-CP Điều 7a, 28b, added by
Nghị định 155/2026/NĐ-CP). All of it also governs pending cases (Điều 22 khoản 1).
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import L136_UNREAD, LKN, ND124, ND155
from feedback.workflows.guards.stay import every_found_harm_is_answered
from feedback.workflows.guards.withdrawal import (
    ends_the_complaint,
    everyone_withdrew_if_several_complain,
    last_residence_is_named_if_nobody_is_left,
    not_confirmed_before,
    not_withdrawn_before,
    paper_is_signed_if_recorded_by_the_office,
    point_is_named_if_another_ground,
    several_people_complain,
    withdrawn_if_that_is_the_ground,
)
from feedback.workflows.rows import SAME, Clock, Transition

CITIZEN, OFFICER, HEAD = Role.CITIZEN, Role.CASE_OFFICER, Role.HEAD
UNSETTLED = ("accepted", "verifying", "verified", "dialogue_held")
#: The acts below, which the transition clause also gives to pending cases.
ACTS = ("withdraw", "withdraw_part", "confirm_all_withdrew", "terminate")

# fmt: off
ROWS = (
    #          from          action                 target           title                           by       basis
    Transition(UNSETTLED,    "withdraw",            SAME,            "Rút khiếu nại",                (CITIZEN, OFFICER), Basis(LKN, "10", amended_by=ND155),
               needs=("reason",), may_state=("withdrawal_paper",), provided=(not_withdrawn_before, paper_is_signed_if_recorded_by_the_office), while_paused=True),
    Transition(UNSETTLED,    "withdraw_part",       SAME,            "Rút một phần khiếu nại",       (CITIZEN, OFFICER), Basis(LKN, "10", amended_by=L136_UNREAD),
               needs=("withdrawn_content",), may_state=("withdrawal_paper",), provided=(not_withdrawn_before, paper_is_signed_if_recorded_by_the_office), while_paused=True),
    Transition(UNSETTLED,    "confirm_all_withdrew", SAME,           "Ghi nhận tất cả người khiếu nại cùng rút", OFFICER, Basis(ND124, "7a", "2", amended_by=ND155),
               needs=("withdrawal_paper",), provided=(several_people_complain, not_confirmed_before), while_paused=True),
    Transition(UNSETTLED,    "terminate",           "terminated",    "Đình chỉ giải quyết",          HEAD,    Basis(ND124, "28b", "1", form="14a", amended_by=ND155),
               needs=("termination_ground", "reason"), may_state=("ground", "last_residence"), while_paused=True,
               provided=(withdrawn_if_that_is_the_ground, everyone_withdrew_if_several_complain, last_residence_is_named_if_nobody_is_left, point_is_named_if_another_ground, every_found_harm_is_answered)),
)

CLOCKS = (
    #     rule                      opened by    closed by
    Clock("KN-SUSPEND-ISSUE",       ("withdraw", "confirm_all_withdrew"), ("terminate", "settle"), when=ends_the_complaint),
)
# fmt: on
