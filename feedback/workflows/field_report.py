"""Phản ánh hiện trường: a thing at a place that must be mended, reported by whoever saw it.

No text of the law sets a period for the mending, and no regulation of the province was found: the
two hours, the day, the five and the ten working days are targets of the province, and never print
as law. What the law owes the sender is the answer (Luật Tiếp công dân 42/2013/QH13, Điều 28 khoản
1), so that part is the part of any recommendation. Hours run from the minute of the act.

The table counts from 1 July 2025, when communes and departments became the units that mend. A report
is one of these when its urgency is stated with its classification; a report of anything else is
answered like a recommendation. Who reported stays hidden from the unit that mends.
"""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows import correction, reception, urging
from feedback.workflows.core import Edition
from feedback.workflows.guards.citations import HOUSE, LTCD, NQ205
from feedback.workflows.guards.delivery import outcome_is_on_its_way
from feedback.workflows.guards.field_reports import (
    is_no_emergency,
    is_urgent,
    partners_are_named_if_several,
)
from feedback.workflows.guards.recommendations import (
    not_extended_before,
    recommendation_is_withdrawn,
    reply_is_issued,
)
from feedback.workflows.guards.withdrawal import not_withdrawn_before
from feedback.workflows.rows import SAME, Clock, LetterDue, State, Transition

CITIZEN, OFFICER, HEAD = Role.CITIZEN, Role.CASE_OFFICER, Role.HEAD
#: Whoever is at the agency acknowledges: two hours are short.
ANYBODY = (Role.RECEPTION_OFFICER, Role.CASE_OFFICER, Role.HEAD)
UNANSWERED = ("received", "acknowledged", "handling", "handled")

# fmt: off
STATES = (
    #     name            title                        task                                       by       product
    State("received",     "Đã đến đơn vị xử lý",       "Xác nhận tiếp nhận phản ánh",             OFFICER, "Xác nhận tiếp nhận"),
    State("acknowledged", "Đã xác nhận tiếp nhận",     "Giao người xử lý tại hiện trường",        HEAD,    "Phân công xử lý"),
    State("handling",     "Đang xử lý tại hiện trường", "Xử lý tại hiện trường, báo kết quả kèm ảnh", OFFICER, "Kết quả xử lý kèm ảnh"),
    State("handled",      "Đã xử lý tại hiện trường",  "Trình văn bản trả lời",                   OFFICER, "Văn bản trả lời"),
    State("replied",      "Đã ký trả lời",             "Gửi văn bản trả lời",                     OFFICER, "Xác nhận đã gửi trả lời", "văn bản trả lời được lập và gửi"),
    State("sent",         "Đã trả lời",                "Công khai kết quả xử lý",                 OFFICER, "Kết quả công khai", "kết quả xử lý được công khai"),
    State("published",    "Đã công khai",              "Kết thúc hồ sơ",                          OFFICER, "Kết thúc hồ sơ", "cán bộ xếp hồ sơ"),
    State("closed",       "Đã kết thúc",               final=True),
    State("withdrawn",    "Người gửi đã rút",          final=True),
)

TRANSITIONS = (
    #          from            action                   target          title                           by       basis
    Transition("received",     "acknowledge",           "acknowledged", "Xác nhận tiếp nhận phản ánh",  ANYBODY, Basis(HOUSE)),
    Transition("acknowledged", "dispatch",              "handling",     "Giao xử lý tại hiện trường",   HEAD,    Basis(HOUSE),
               needs=("officer",), may_state=("partners",), provided=(partners_are_named_if_several,)),
    Transition("handling",     "report_result",         "handled",      "Báo kết quả xử lý",            OFFICER, Basis(HOUSE),
               needs=("result", "photo")),
    Transition("handled",      "send_back",             "handling",     "Yêu cầu xử lý lại",            HEAD,    Basis(HOUSE),
               needs=("reason",)),
    Transition(UNANSWERED,     "extend",                SAME,           "Gia hạn trả lời",              HEAD,    Basis(HOUSE),
               needs=("extra_days", "reason"), provided=(not_extended_before,), extends="KNPA-RESOLVE"),
    Transition("handled",      "reply",                 "replied",      "Ký văn bản trả lời",           HEAD,    Basis(LTCD, "28", "1"),
               needs=("answer",)),
    Transition("replied",      "send",                  "sent",         "Gửi văn bản trả lời",          OFFICER, Basis(LTCD, "28", "1"),
               needs=("delivery",), provided=(reply_is_issued, outcome_is_on_its_way)),
    Transition("sent",         "publish",               "published",    "Công khai kết quả xử lý",      OFFICER, Basis(NQ205),
               needs=("published_at",)),
    Transition("published",    "close",                 "closed",       "Kết thúc hồ sơ",               OFFICER, Basis(HOUSE)),
    Transition((*UNANSWERED, "replied", "sent"), "add_information", SAME, "Bổ sung thông tin",          CITIZEN, Basis(LTCD, "7"),
               needs=("information",)),
    Transition(UNANSWERED,     "withdraw",              SAME,           "Rút phản ánh",                 CITIZEN, Basis(HOUSE),
               needs=("reason",), provided=(not_withdrawn_before,)),
    Transition(UNANSWERED,     "terminate",             "withdrawn",    "Kết thúc do người gửi rút",    HEAD,    Basis(HOUSE),
               needs=("reason",), provided=(recommendation_is_withdrawn,)),
    reception.notify_handling(UNANSWERED),
    urging.explain(UNANSWERED),
    correction.row(STATES),
)

CLOCKS = (
    #     rule            opened by                    closed by                     only for
    Clock("PAHT-ACK",     ("accept",),                 ("acknowledge", "terminate")),
    Clock("PAHT-URGENT",  ("dispatch", "send_back"),   ("report_result", "terminate"), when=is_urgent),
    Clock("PAHT-NORMAL",  ("dispatch", "send_back"),   ("report_result", "terminate"), when=is_no_emergency),
    Clock("KNPA-RESOLVE", ("accept",),                 ("reply", "terminate")),
)

LETTERS = (
    #         letter              by the act
    LetterDue("extension_notice", "extend"),
    LetterDue("reply",            "reply"),
    *reception.HANDLING,
    *urging.EXPLANATION,
    *correction.LETTERS,
)
# fmt: on

EDITIONS = (
    Edition(
        procedure="field_report",
        name="QN-2025",
        title="Xử lý phản ánh hiện trường",
        law=f"{LTCD} (việc trả lời); thời gian xử lý là mốc đề xuất của tỉnh, không phải luật định",
        in_force_from=date(2025, 7, 1),
        states=STATES,
        transitions=TRANSITIONS,
        clocks=CLOCKS,
        letters=LETTERS,
    ),
)
