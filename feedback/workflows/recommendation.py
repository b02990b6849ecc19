"""Kiến nghị, phản ánh: the short procedure, and by far the most used.

The law owes the sender an answer on the handling within ten working days (Luật Tiếp công dân
42/2013/QH13, Điều 28 khoản 1) and sets no period for the substance: that clock is a target of the
province and never prints as law.
"""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows import correction, reception, urging
from feedback.workflows.core import Edition
from feedback.workflows.guards.citations import HOUSE, LTCD, NQ205
from feedback.workflows.guards.delivery import outcome_is_on_its_way
from feedback.workflows.guards.recommendations import (
    not_extended_before,
    recommendation_is_withdrawn,
    reply_is_issued,
)
from feedback.workflows.guards.withdrawal import not_withdrawn_before
from feedback.workflows.rows import SAME, Clock, LetterDue, State, Transition

CITIZEN, OFFICER, HEAD = Role.CITIZEN, Role.CASE_OFFICER, Role.HEAD
UNANSWERED = ("accepted", "handling")

# fmt: off
STATES = (
    #     name         title                 task                                by       product
    State("accepted",  "Đã thụ lý",          "Phân công người giải quyết",       HEAD,    "Phân công giải quyết"),
    State("handling",  "Đang giải quyết",    "Kiểm tra, giải quyết và trình văn bản trả lời", OFFICER, "Văn bản trả lời"),
    State("replied",   "Đã ký trả lời",      "Gửi văn bản trả lời",              OFFICER, "Xác nhận đã gửi trả lời", "văn bản trả lời được lập và gửi"),
    State("sent",      "Đã trả lời",         "Công khai kết quả, kết thúc hồ sơ", OFFICER, "Kết quả công khai", "kết quả được công khai, nếu phải công khai"),
    State("published", "Đã công khai",       "Kết thúc hồ sơ",                   OFFICER, "Kết thúc hồ sơ", "cán bộ xếp hồ sơ"),
    State("closed",    "Đã kết thúc",        final=True),
    State("withdrawn", "Người gửi đã rút",   final=True),
)

TRANSITIONS = (
    #          from         action             target       title                        by       basis
    Transition("accepted",  "assign",          "handling",  "Phân công giải quyết",      HEAD,    Basis(LTCD, "28", "1"),
               needs=("officer",)),
    Transition(UNANSWERED,  "extend",          SAME,        "Gia hạn giải quyết",        HEAD,    Basis(HOUSE),
               needs=("extra_days", "reason"), provided=(not_extended_before,), extends="KNPA-RESOLVE"),
    Transition("handling",  "reply",           "replied",   "Ký văn bản trả lời",        HEAD,    Basis(LTCD, "28", "1"),
               needs=("answer",)),
    Transition("replied",   "send",            "sent",      "Gửi văn bản trả lời",       OFFICER, Basis(LTCD, "28", "1"),
               needs=("delivery",), provided=(reply_is_issued, outcome_is_on_its_way)),
    Transition("sent",      "publish",         "published", "Công khai kết quả",         OFFICER, Basis(NQ205),
               needs=("published_at",)),
    Transition(("sent", "published"), "close", "closed",    "Kết thúc hồ sơ",            OFFICER, Basis(HOUSE)),
    Transition((*UNANSWERED, "replied", "sent"), "add_information", SAME, "Bổ sung thông tin", CITIZEN, Basis(LTCD, "7"),
               needs=("information",)),
    Transition(UNANSWERED,  "withdraw",        SAME,        "Rút kiến nghị, phản ánh",   CITIZEN, Basis(HOUSE),
               needs=("reason",), provided=(not_withdrawn_before,)),
    Transition(UNANSWERED,  "terminate",       "withdrawn", "Kết thúc do người gửi rút", HEAD,    Basis(HOUSE),
               needs=("reason",), provided=(recommendation_is_withdrawn,)),
    reception.notify_handling(UNANSWERED),
    urging.explain(UNANSWERED),
    correction.row(STATES),
)

CLOCKS = (
    #     rule             opened by    closed by
    Clock("KNPA-RESOLVE",  ("accept",), ("reply", "terminate")),
)

LETTERS = (
    #         letter               by the act
    LetterDue("extension_notice",  "extend"),
    LetterDue("reply",             "reply"),
    *reception.HANDLING,
    *urging.EXPLANATION,
    *correction.LETTERS,
)
# fmt: on

EDITIONS = (
    Edition(
        procedure="recommendation",
        name="LTCD-2014",
        title="Giải quyết kiến nghị, phản ánh",
        law=LTCD,
        in_force_from=date(2014, 7, 1),
        states=STATES,
        transitions=TRANSITIONS,
        clocks=CLOCKS,
        letters=LETTERS,
    ),
)
