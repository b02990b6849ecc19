"""Staying the contested decision while the complaint is settled (Luật Khiếu nại Điều 35).

Rows shared by both instances, in every edition; Chapter IV on discipline knows no stay. Who finds
that carrying the decision out would do harm hard to repair has it decided at once. A stay lasts no
longer than what remains of the period, ends with the decision, and is lifted when its reason ends.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import LKN
from feedback.workflows.guards.stay import (
    decision_is_not_stayed,
    decision_is_stayed,
    harm_is_found,
    no_harm_waits,
    stay_ends_with_the_period,
)
from feedback.workflows.rows import SAME, Clock, LetterDue, Transition

OFFICER, HEAD = Role.CASE_OFFICER, Role.HEAD
UNSETTLED = ("accepted", "verifying", "verified", "dialogue_held")

# fmt: off
ROWS = (
    #          from          action                 target           title                           by       basis
    Transition(UNSETTLED,    "find_irreparable_harm", SAME,          "Ghi nhận hậu quả khó khắc phục", OFFICER, Basis(LKN, "35"),
               needs=("harm",), provided=(no_harm_waits, decision_is_not_stayed)),
    Transition(UNSETTLED,    "stay_decision",       SAME,            "Tạm đình chỉ thi hành quyết định bị khiếu nại", HEAD, Basis(LKN, "35"),
               needs=("stay_until", "reason"), provided=(harm_is_found, stay_ends_with_the_period)),
    Transition(UNSETTLED,    "dismiss_stay",        SAME,            "Không tạm đình chỉ thi hành",  HEAD,    Basis(LKN, "35"),
               needs=("reason",), provided=(harm_is_found,), while_paused=True),
    Transition(UNSETTLED,    "lift_stay",           SAME,            "Hủy bỏ việc tạm đình chỉ thi hành", HEAD, Basis(LKN, "35"),
               needs=("reason",), provided=(decision_is_stayed,), while_paused=True),
)

CLOCKS = (
    #     rule                      opened by    closed by
    Clock("KN-STAY-OF-DECISION",    ("find_irreparable_harm",), ("stay_decision", "dismiss_stay")),
)

LETTERS = (
    #         letter                    by the act
    LetterDue("stay_decision",          "stay_decision"),
    LetterDue("stay_lifting_decision",  "lift_stay"),
)
# fmt: on
