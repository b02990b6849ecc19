"""Kiến nghị cử tri: collected when deputies meet voters, answered to who forwarded them.

No citizen lodges one: the delegation of the National Assembly or the People's Council forwards what
voters said, and the office enters it (``services.lodging.voters``). It never runs a clock of complaints; what
is a complaint or a denunciation is not settled here: its author is guided to lodge one.

Forwarded by the National Assembly, the answer is due in sixty days since 1 October 2020 (Quyết định
30/2020/QĐ-TTg; before that forty or fifty, Quyết định 33/2017/QĐ-TTg; both known from reports). For
the province's own Council no text sets a period: the sixty days are a target and never print as law.
That the People's Committee reports to the Council stands in Luật 87/2015/QH13 Điều 74, until Luật
121/2025/QH15, not read, replaces it.

Answers are of four kinds, by practice: settled, explained, not settled, and in progress with a
promised day. What is promised stays open and is answered again; the file ends when the body that
forwarded it has taken note of a final answer.
"""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows import correction
from feedback.workflows.core import Edition
from feedback.workflows.guards.citations import HOUSE, LGS87, QD33
from feedback.workflows.guards.voters import (
    coordination_is_due,
    from_the_assembly,
    from_the_council,
    promised_day_lies_ahead,
    received_on,
    voter_answer_is_issued,
    why_it_is_not_settled,
)
from feedback.workflows.rows import SAME, Clock, LetterDue, State, Transition

OFFICER, HEAD = Role.CASE_OFFICER, Role.HEAD
OFFICERS = (Role.RECEPTION_OFFICER, Role.CASE_OFFICER)
DESK = (Role.RECEPTION_OFFICER, Role.HEAD)
#: The state that rests on the agency's own word.
PROMISED = "promised"
OPEN = ("assigned", PROMISED)
ANSWERED = ("answer", "promise", "guide")

# fmt: off
STATES = (
    #     name        title                          task                                        by       product
    State("received", "Đã nhận kiến nghị cử tri",    "Giao cơ quan giải quyết, trả lời",         Role.RECEPTION_OFFICER, "Văn bản giao cơ quan giải quyết", "lãnh đạo giao cơ quan giải quyết"),
    State("assigned", "Đã giao giải quyết",          "Giải quyết, trình văn bản trả lời cử tri", OFFICER, "Văn bản trả lời kiến nghị cử tri", "văn bản trả lời cử tri được ký"),
    State("promised", "Đang giải quyết, đã hứa ngày", "Giải quyết xong theo ngày đã hứa, trả lời lại", OFFICER, "Văn bản trả lời lại", "đến ngày cơ quan đã hứa với cử tri"),
    State("answered", "Đã trả lời",                  "Báo cáo kết quả với nơi chuyển kiến nghị", OFFICER, "Báo cáo kết quả giải quyết", "văn bản trả lời được lập và báo cáo"),
    State("reported", "Đã báo cáo kết quả",          "Theo dõi ý kiến của nơi chuyển kiến nghị", OFFICER, "Ý kiến ghi nhận kết quả", "Hội đồng nhân dân hoặc Đoàn đại biểu Quốc hội cho ý kiến"),
    State("closed",   "Đã kết thúc",                 final=True),
    State("guided",   "Đã hướng dẫn gửi đơn",        final=True),
)

TRANSITIONS = (
    #          from         action                 target      title                                     by        basis
    Transition("received",  "hand_to",             "assigned", "Giao cơ quan giải quyết",                DESK,     Basis(LGS87, "74"),
               needs=("agency",), may_state=("partners",)),
    Transition(("received", "assigned"), "guide",  "guided",   "Hướng dẫn cử tri gửi đơn khiếu nại, tố cáo", HEAD, Basis(HOUSE),
               needs=("reason",)),
    Transition("assigned",  "assign",              SAME,       "Phân công người giải quyết",             HEAD,     Basis(HOUSE),
               needs=("officer",)),
    Transition(OPEN,        "request_coordination", SAME,      "Gửi yêu cầu phối hợp",                   OFFICERS, Basis(QD33),
               needs=("partners",)),
    Transition(OPEN,        "receive_coordination", SAME,      "Ghi nhận ý kiến phối hợp",               OFFICERS, Basis(QD33),
               needs=("coordination",)),
    Transition(OPEN,        "answer",              "answered", "Ký văn bản trả lời cử tri",              HEAD,     Basis(LGS87, "74"),
               needs=("outcome", "answer"), may_state=("reason",), provided=(why_it_is_not_settled,)),
    Transition("assigned",  "promise",             "promised", "Trả lời đang giải quyết, hứa ngày",      HEAD,     Basis(HOUSE),
               needs=("promised_on", "answer"), provided=(promised_day_lies_ahead,)),
    Transition("promised",  "promise",             SAME,       "Trả lời đang giải quyết, hứa ngày khác", HEAD,     Basis(HOUSE),
               needs=("promised_on", "answer", "reason"), provided=(promised_day_lies_ahead,)),
    Transition("answered",  "report_to_council",   "reported", "Báo cáo kết quả với nơi chuyển kiến nghị", OFFICERS, Basis(LGS87, "74"),
               needs=("report_number",), provided=(voter_answer_is_issued,)),
    Transition("promised",  "report_to_council",   SAME,       "Báo cáo tiến độ với nơi chuyển kiến nghị", OFFICERS, Basis(LGS87, "74"),
               needs=("report_number",), provided=(voter_answer_is_issued,)),
    Transition("reported",  "return_answer",       "assigned", "Ghi nhận yêu cầu giải quyết tiếp",       OFFICERS, Basis(LGS87, "74"),
               needs=("council_paper", "reason")),
    Transition("reported",  "close",               "closed",   "Kết thúc theo ý kiến ghi nhận kết quả",  OFFICERS, Basis(LGS87, "74"),
               needs=("council_paper",)),
    correction.row(STATES),
)

CLOCKS = (
    #     rule                   opened by                 closed by                              counted from  only for
    Clock("KNCT-QH-ANSWER",      ("accept",),              ANSWERED,                              None,         from_the_assembly),
    Clock("KNCT-HDND-ANSWER",    ("accept",),              ANSWERED,                              None,         from_the_council),
    Clock("KNCT-COORD-REQUEST",  ("hand_to",),             ("request_coordination", *ANSWERED),   received_on,  coordination_is_due),
    Clock("KNCT-COORD-ANSWER",   ("request_coordination",), ("receive_coordination", *ANSWERED),  None,         from_the_assembly),
)

LETTERS = (
    #         letter          by the act
    LetterDue("voter_answer", "answer"),
    LetterDue("voter_answer", "promise"),
    *correction.LETTERS,
)
# fmt: on

EDITIONS = (
    Edition(
        procedure="voter_recommendation",
        name="QD30-2020",
        title="Giải quyết, trả lời kiến nghị cử tri",
        law=f"{LGS87}; {QD33}",
        in_force_from=date(2020, 10, 1),
        states=STATES,
        transitions=TRANSITIONS,
        clocks=CLOCKS,
        letters=LETTERS,
    ),
)
