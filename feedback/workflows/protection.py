"""Bảo vệ người tố cáo while the denunciation is settled (Luật Tố cáo, chương VI; Điều 47 to 55).

The settler decides what is in their own power and asks the body in charge for the rest, on request
or on their own finding (Điều 47 khoản 3, Điều 51). Measures end with the conclusion or the decision
to terminate (Điều 54 khoản 2 điểm a), or earlier by decision. Who is protected stands in a sealed
annex on paper and in no row here.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import LTC
from feedback.workflows.guards.protection import (
    nobody_is_protected_yet,
    protection_holds,
    protection_is_asked,
)
from feedback.workflows.rows import SAME, LetterDue, Transition

OFFICER, HEAD = Role.CASE_OFFICER, Role.HEAD
UNCONCLUDED = ("accepted", "notified", "verifying", "explained", "reported")
MEASURES = ("protecting_body", "protected", "sealed_annex", "protection_measures", "protection_reason", "protection_begins")  # fmt: skip

# fmt: off
ROWS = (
    #          from         action                target  title                                    by       basis
    Transition(UNCONCLUDED, "ask_protection",     SAME,   "Ghi nhận đề nghị bảo vệ người tố cáo",  OFFICER, Basis(LTC, "50"),
               needs=("asked_how", "protected", "protection_reason", "kept_at"), while_paused=True),
    Transition(UNCONCLUDED, "protect_denouncer",  SAME,   "Áp dụng biện pháp bảo vệ",              HEAD,    Basis(LTC, "52"),
               needs=MEASURES, provided=(nobody_is_protected_yet,), while_paused=True),
    Transition(UNCONCLUDED, "request_protection", SAME,   "Đề nghị cơ quan có thẩm quyền bảo vệ",  HEAD,    Basis(LTC, "51", "1"),
               needs=MEASURES, while_paused=True),
    Transition(UNCONCLUDED, "refuse_protection",  SAME,   "Không áp dụng biện pháp bảo vệ",        HEAD,    Basis(LTC, "51", "3"),
               needs=("reason",), provided=(protection_is_asked,), while_paused=True),
    Transition(UNCONCLUDED, "change_protection",  SAME,   "Thay đổi, bổ sung biện pháp bảo vệ",    HEAD,    Basis(LTC, "54", "1"),
               needs=MEASURES, provided=(protection_holds,), while_paused=True),
    Transition(UNCONCLUDED, "end_protection",     SAME,   "Chấm dứt áp dụng biện pháp bảo vệ",     HEAD,    Basis(LTC, "54", "2", "b"),
               needs=("protecting_body", "reason"), provided=(protection_holds,), while_paused=True),
)

LETTERS = (
    #         letter                        by the act
    LetterDue("protection_decision",        "protect_denouncer"),
    LetterDue("protection_request",         "request_protection"),
    LetterDue("protection_refusal_notice",  "refuse_protection"),
    LetterDue("protection_change_decision", "change_protection"),
    LetterDue("protection_end_decision",    "end_protection"),
)
# fmt: on
