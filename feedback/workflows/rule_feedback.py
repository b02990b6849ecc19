"""Phản ánh, kiến nghị về quy định hành chính: an obstacle in a rule, or a defect of one.

Nghị định 20/2008/NĐ-CP (amended by 48/2013/NĐ-CP; its text was read without the amendment of
92/2017/NĐ-CP) asks for the sender's name, address and telephone, forwards within five working days
what belongs to another body, and has the result made public. It sets no number of days for the
answer: those states name what they wait for instead of a date we would have to invent.

Feedback that complains of delay or harassment is no feedback on a rule: it goes to the body with
authority (Điều 9 khoản 1 điểm d, Điều 14 khoản 1).
"""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows import correction, reception
from feedback.workflows.core import Edition
from feedback.workflows.guards.citations import HOUSE, LTCD, ND20
from feedback.workflows.guards.delivery import outcome_is_on_its_way
from feedback.workflows.guards.recommendations import (
    recommendation_is_withdrawn,
    reply_is_issued,
)
from feedback.workflows.guards.withdrawal import not_withdrawn_before
from feedback.workflows.rows import SAME, LetterDue, State, Transition

CITIZEN, OFFICER, HEAD = Role.CITIZEN, Role.CASE_OFFICER, Role.HEAD
UNANSWERED = ("accepted", "handling")
NO_DAYS = "cơ quan xem xét quy định; Nghị định 20/2008/NĐ-CP không định số ngày trả lời"

# fmt: off
STATES = (
    #     name         title                          task                                     by       product                        waits for
    State("accepted",  "Đã tiếp nhận",                "Phân công người xem xét quy định",      HEAD,    "Phân công xem xét",           NO_DAYS),
    State("handling",  "Đang xem xét quy định",       "Xem xét quy định, trình văn bản trả lời", OFFICER, "Văn bản trả lời",           NO_DAYS),
    State("replied",   "Đã ký trả lời",               "Gửi văn bản trả lời",                   OFFICER, "Xác nhận đã gửi trả lời",     "văn bản trả lời được lập và gửi"),
    State("sent",      "Đã trả lời",                  "Công khai kết quả xử lý",               OFFICER, "Kết quả được công khai",      "kết quả xử lý được công khai"),
    State("published", "Đã công khai",                "Kết thúc hồ sơ",                        OFFICER, "Kết thúc hồ sơ",              "cán bộ xếp hồ sơ"),
    State("closed",    "Đã kết thúc",                 final=True),
    State("forwarded", "Đã chuyển cơ quan có thẩm quyền", final=True),
    State("withdrawn", "Người gửi đã rút",            final=True),
)

TRANSITIONS = (
    #          from         action             target       title                               by       basis
    Transition("accepted",  "assign",          "handling",  "Phân công xem xét",                HEAD,    Basis(ND20, "14"),
               needs=("officer",)),
    Transition(UNANSWERED,  "forward",         "forwarded", "Chuyển cơ quan có thẩm quyền",     HEAD,    Basis(ND20, "9; 14", "9.1.d; 14.1"),
               needs=("outside_body", "reason")),
    Transition("handling",  "reply",           "replied",   "Ký văn bản trả lời",               HEAD,    Basis(ND20, "14"),
               needs=("regulation", "answer")),
    Transition("replied",   "send",            "sent",      "Gửi văn bản trả lời",              OFFICER, Basis(ND20, "14"),
               needs=("delivery",), provided=(reply_is_issued, outcome_is_on_its_way)),
    Transition("sent",      "publish",         "published", "Công khai kết quả xử lý",          OFFICER, Basis(ND20, "19"),
               needs=("published_at",)),
    Transition("published", "close",           "closed",    "Kết thúc hồ sơ",                   OFFICER, Basis(HOUSE)),
    Transition((*UNANSWERED, "replied", "sent"), "add_information", SAME, "Bổ sung thông tin",   CITIZEN, Basis(LTCD, "7"),
               needs=("information",)),
    Transition(UNANSWERED,  "withdraw",        SAME,        "Rút phản ánh, kiến nghị",          CITIZEN, Basis(HOUSE),
               needs=("reason",), provided=(not_withdrawn_before,)),
    Transition(UNANSWERED,  "terminate",       "withdrawn", "Kết thúc do người gửi rút",        HEAD,    Basis(HOUSE),
               needs=("reason",), provided=(recommendation_is_withdrawn,)),
    reception.notify_handling(UNANSWERED),
    correction.row(STATES),
)

LETTERS = (
    #         letter           by the act
    LetterDue("transfer_slip", "forward"),
    LetterDue("reply",         "reply"),
    *reception.HANDLING,
    *correction.LETTERS,
)
# fmt: on

EDITIONS = (
    Edition(
        procedure="rule_feedback",
        name="ND20-2008",
        title="Xử lý phản ánh, kiến nghị về quy định hành chính",
        law=f"{ND20}, sửa đổi bởi Nghị định 48/2013/NĐ-CP",
        in_force_from=date(2008, 3, 3),
        states=STATES,
        transitions=TRANSITIONS,
        clocks=(),
        letters=LETTERS,
    ),
)
