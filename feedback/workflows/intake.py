"""Xử lý đơn: the procedure that every petition runs, whatever its kind.

The reception desk serves the whole province, so naming the competent agency while classifying only
hands the petition to that agency's desk. A transfer in the sense of the law (with its slip, once
for the same content) is the act of an agency that received what is not its own.

From 1 July 2026 Nghị định 154/2026/NĐ-CP adds the red line of 45 days and says how citizens are
received and refused (``reception``); the other steps are the same.
"""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.domain.roles import Role
from feedback.workflows import (
    correction,
    intake_denunciations,
    quarantine,
    reception,
    sessions,
    urging,
)
from feedback.workflows.core import Edition
from feedback.workflows.guards.citations import (
    HOUSE,
    LKN,
    LTC,
    LTCD,
    ND20,
    TT05,
    TT05_REPORTED,
    TT05_UNREAD,
)
from feedback.workflows.guards.denunciations import (
    conditions_are_met_if_denunciation,
    delay_is_looked_into,
    denouncer_is_known,
    every_harm_is_reported,
    every_sign_of_crime_is_passed_on,
    identity_is_checked_if_denunciation,
    is_written_denunciation,
)
from feedback.workflows.guards.discipline import (
    dismissal_is_known_if_about_discipline,
    is_no_digital_signature_if_about_discipline,
    is_signed_on_paper_if_about_discipline,
)
from feedback.workflows.guards.field_reports import urgency_is_of_a_report
from feedback.workflows.guards.kinds import (
    is_denunciation,
    is_discipline_complaint,
    is_either_complaint,
    is_first_complaint,
    is_information,
    is_no_denunciation,
    is_recommendation,
    is_second_complaint,
)
from feedback.workflows.guards.papers import was_transferred_here
from feedback.workflows.guards.reception import every_refusal_is_notified
from feedback.workflows.guards.rule_feedback import (
    is_rule_feedback,
    is_to_be_forwarded,
    sender_is_named_if_on_rules,
)
from feedback.workflows.guards.sorting import (
    concerns_a_complaint,
    informs_of_a_violation,
    is_not_a_complaint,
    is_signed_if_complaint,
    is_signed_if_denunciation,
    is_withdrawn_online,
    not_an_online_denunciation,
    not_transferred_before,
)
from feedback.workflows.guards.withdrawal import paper_is_signed_if_recorded_by_the_office
from feedback.workflows.rows import SAME, Act, Clock, LetterDue, Otherwise, State, Transition

CITIZEN, HEAD = Role.CITIZEN, Role.HEAD
#: Small agencies have no reception officer of their own: whoever handles petitions there may.
DESK = (Role.RECEPTION_OFFICER, Role.CASE_OFFICER)
RECEPTION = Role.RECEPTION_OFFICER
OPEN = ("received", "classified", "proposed", quarantine.SUSPECTED)
DESK_STATES = ("classified", "proposed")
OUTCOMES = (
    "accept",
    "decline",
    "guide",
    "guide_to_split",
    "transfer_outside",
    "return_to_sender",
    "archive",
    "join",
    "send_to_inspection",
    "withdraw",
    "confirm_junk",
    *intake_denunciations.OUTCOMES,
)


#: Acts that pass a petition on to another body.
TRANSFERS = ("transfer", "transfer_outside")

#: What classifying may say besides: how urgent; which case is taken up again, and why; whether it
#: is about dismissal; who is denounced; why another agency than the table's.
CONCERNING = (
    "urgency",
    "earlier",
    "again_ground",
    "dismissal",
    "denounced_agency",
    "denounced_post",
    "agency_reason",
)

#: The Law on Complaints speaks of complaints alone.
RECEIVED_BY_RECEPTION = Otherwise(is_recommendation, "kiến nghị, phản ánh", Basis(LTCD, "26", "2"))
#: Also what complains of delay or harassment while speaking of a rule.
FORWARDED = Otherwise(
    is_rule_feedback, "phản ánh về quy định hành chính", Basis(ND20, "9", "1", point="d")
)
PASSED_ON = Otherwise(is_denunciation, "tố cáo", Basis(LTC, "24", "2"))
BY_THE_HOUSE = Otherwise(is_recommendation, "kiến nghị, phản ánh", Basis(HOUSE))
OF_DISCIPLINE = Otherwise(is_discipline_complaint, "khiếu nại quyết định kỷ luật", Basis(LKN, "50"))
OF_DENUNCIATION = Otherwise(is_denunciation, "tố cáo", Basis(LTC, "29", form="04"))
NOT_ACCEPTED = Otherwise(is_denunciation, "tố cáo", Basis(LTC, "24", "1"))
ON_SIGNED_PAPER = Otherwise(
    is_discipline_complaint, "khiếu nại quyết định kỷ luật", Basis(LKN, "49")
)

#: What holds before any petition is accepted, each for the kind it speaks of.
ACCEPTABLE = (
    not_an_online_denunciation,
    is_signed_if_complaint,
    is_signed_on_paper_if_about_discipline,
    is_signed_if_denunciation,
    sender_is_named_if_on_rules,
    identity_is_checked_if_denunciation,
    denouncer_is_known,
    conditions_are_met_if_denunciation,
    delay_is_looked_into,
    every_sign_of_crime_is_passed_on,
    every_harm_is_reported,
)


def received_on(facts: Facts, _act: Act) -> date:
    """Clocks of intake count from the day of receipt, whenever the kind becomes known."""
    return facts.received_on


# fmt: off
STATES = (
    #     name                  title                     task                                   by    product
    State("received",           "Đã tiếp nhận",           "Phân loại đơn, xác định thẩm quyền",  RECEPTION, "Loại đơn và cơ quan có thẩm quyền"),
    State("classified",         "Đã phân loại",           "Đề xuất cách xử lý đơn",              RECEPTION, "Phiếu đề xuất hoặc dự thảo văn bản xử lý"),
    State("proposed",           "Đã đề xuất thụ lý",      "Quyết định thụ lý hoặc không thụ lý", HEAD, "Thông báo thụ lý hoặc không thụ lý"),
    quarantine.APART,
    State("accepted",           "Đã thụ lý",              final=True),
    State("declined",           "Không thụ lý",           final=True),
    State("guided",             "Đã hướng dẫn",           final=True),
    State("split",              "Đã hướng dẫn tách đơn",  final=True),
    State("transferred",        "Đã chuyển ra ngoài hệ thống", final=True),
    State("returned",           "Đã trả lại đơn",         final=True),
    State("archived",           "Đã lưu đơn",             final=True),
    State("joined",             "Đã nhập vào đơn trước",  final=True),
    State("sent_to_inspection", "Đã chuyển kiểm tra",     final=True),
    State("withdrawn",          "Người gửi đã rút",       final=True),
    *intake_denunciations.STATES,
    quarantine.CONFIRMED,
)

TRANSITIONS_2021 = (
    #          from         action                target                title                              by       basis
    Transition("received",  "classify",           "classified",         "Phân loại và chuyển",             DESK,    Basis(TT05_REPORTED, "6"),
               needs=("kind", "field", "agency"), may_state=CONCERNING, provided=(urgency_is_of_a_report,)),
    Transition("classified", "classify",          SAME,                 "Phân loại lại",                   DESK,    Basis(TT05_REPORTED, "6"),
               needs=("kind", "field", "agency"), may_state=CONCERNING, provided=(urgency_is_of_a_report,)),
    Transition(OPEN,        "ask_citizen",        SAME,                 "Yêu cầu công dân bổ sung",        DESK,    Basis(TT05_REPORTED, "6"),
               needs=("question",)),
    Transition(OPEN,        "add_information",    SAME,                 "Bổ sung thông tin",               CITIZEN, Basis(LTCD, "7"),
               needs=("information",)),
    Transition(("received", "classified"), "record_signature", SAME,    "Ghi nhận chữ ký",                 DESK,    Basis(TT05_REPORTED, "6", "2", "a"),
               needs=("signature_form",), provided=(is_no_digital_signature_if_about_discipline,), otherwise=(ON_SIGNED_PAPER,)),
    Transition("classified", "propose_acceptance", "proposed",          "Đề xuất thụ lý",                  DESK,    Basis(TT05, "13", form="01"),
               needs=("reason",), provided=(*ACCEPTABLE, dismissal_is_known_if_about_discipline)),
    Transition("proposed",  "accept",             "accepted",           "Thụ lý",                          HEAD,    Basis(LKN, "27"),
               provided=ACCEPTABLE, otherwise=(RECEIVED_BY_RECEPTION, OF_DISCIPLINE, OF_DENUNCIATION)),
    Transition(DESK_STATES, "decline",            "declined",           "Không thụ lý",                    HEAD,    Basis(LKN, "11"),
               needs=("ground", "reason"), provided=(not_an_online_denunciation,), otherwise=(BY_THE_HOUSE, NOT_ACCEPTED)),
    Transition(DESK_STATES, "guide",              "guided",             "Hướng dẫn",                       HEAD,    Basis(LTCD, "26", "1", "b"),
               needs=("agency", "reason"), provided=(concerns_a_complaint,)),
    Transition(DESK_STATES, "guide_to_split",     "split",              "Hướng dẫn tách đơn",              HEAD,    Basis(LTCD, "25", "3"),
               needs=("split_contents",)),
    Transition(DESK_STATES, "transfer",           "classified",         "Chuyển đơn",                      HEAD,    Basis(LTCD, "26", "2", "b"),
               needs=("agency", "reason"), provided=(is_not_a_complaint, not_transferred_before), otherwise=(FORWARDED, PASSED_ON)),
    Transition("classified", "transfer_back",     SAME,                 "Chuyển trả cơ quan chuyển đơn",   HEAD,    Basis(TT05_UNREAD),
               needs=("reason",), provided=(was_transferred_here,)),
    Transition(DESK_STATES, "transfer_outside",   "transferred",        "Chuyển đơn ra ngoài hệ thống",    HEAD,    Basis(LTCD, "26", "2", "b"),
               needs=("outside_body", "reason"), provided=(is_not_a_complaint, not_transferred_before), otherwise=(FORWARDED, PASSED_ON)),
    Transition(DESK_STATES, "send_to_inspection", "sent_to_inspection", "Chuyển thanh tra, kiểm tra",      HEAD,    Basis(LTC, "25", "2"),
               needs=("agency", "reason"), provided=(informs_of_a_violation,)),
    Transition(DESK_STATES, "return_to_sender",   "returned",           "Trả lại đơn",                     HEAD,    Basis(TT05_UNREAD),
               needs=("reason",), may_state=("forwarding_document",)),
    Transition(DESK_STATES, "archive",            "archived",           "Lưu đơn",                         HEAD,    Basis(TT05_REPORTED, "6", "2", "b"),
               needs=("ground", "reason"), provided=(every_refusal_is_notified,)),
    Transition(("received", "classified"), "join", "joined",            "Nhập vào đơn trước",              DESK,    Basis(TT05_UNREAD),
               needs=("original", "reason")),
    Transition(OPEN,        "withdraw",           "withdrawn",          "Rút đơn",                         (CITIZEN, *DESK), Basis(LKN, "10"),
               needs=("reason",), may_state=("withdrawal_paper",), provided=(is_withdrawn_online, paper_is_signed_if_recorded_by_the_office), otherwise=(BY_THE_HOUSE,)),
    *intake_denunciations.TRANSITIONS,
    *quarantine.ROWS,
    correction.row(STATES),
)

TRANSITIONS_2026 = (
    *TRANSITIONS_2021,
    *sessions.RECEPTION,
    *reception.ROWS,
    *urging.ROWS,
)

_CLOCKS = (
    #     rule                     opened by                 closed by   counted from    only for
    Clock("KN1-ACCEPT",            ("submit", "classify"),   OUTCOMES,   received_on,    is_first_complaint),
    Clock("KN2-ACCEPT",            ("submit", "classify"),   OUTCOMES,   received_on,    is_second_complaint),
    Clock("KL-ACCEPT",             ("submit", "classify"),   OUTCOMES,   received_on,    is_discipline_complaint),
    Clock("QDHC-FORWARD",          ("submit", "classify"),   (*OUTCOMES, "transfer"), received_on, is_to_be_forwarded),
    *intake_denunciations.clocks(OUTCOMES),
    *quarantine.CLOCKS,
)

CLOCKS_2021 = (
    Clock("TCD-RESULT-NOTICE",     ("submit",),              OUTCOMES,   received_on),
    *_CLOCKS,
)

CLOCKS_2026 = (
    Clock("TCD-RESULT-NOTICE",     ("submit",),              ("answer_delayed", *OUTCOMES), received_on),
    *_CLOCKS,
    Clock("XLD-HARD-STOP-45D",     ("submit",),              OUTCOMES,   received_on),
    *reception.clocks(OUTCOMES),
)

LETTERS_2021 = (
    #         letter                by the act             only for
    LetterDue("proposal_slip",      "propose_acceptance"),
    LetterDue("acceptance_notice",  "accept",              is_either_complaint),
    LetterDue("declination_notice", "decline",             is_either_complaint),
    LetterDue("guidance_slip",      "guide"),
    LetterDue("ineligibility_notice", "decline",           is_recommendation),
    LetterDue("split_guidance",     "guide_to_split"),
    *(LetterDue("transfer_slip",    act,                   is_no_denunciation) for act in TRANSFERS),
    *(LetterDue("denunciation_transfer_slip", act,         is_written_denunciation) for act in TRANSFERS),
    *(LetterDue("denunciation_handling_notice", act,       is_written_denunciation) for act in TRANSFERS),
    *(LetterDue("information_transfer", act,               is_information) for act in TRANSFERS),
    LetterDue("transfer_back",      "transfer_back"),
    LetterDue("information_transfer", "send_to_inspection"),
    LetterDue("return_slip",        "return_to_sender"),
    *intake_denunciations.LETTERS,
    *correction.LETTERS,
)

LETTERS_2026 = (
    *LETTERS_2021,
    *sessions.RECEPTION_LETTERS,
    *reception.LETTERS,
    *urging.LETTERS,
)
# fmt: on

EDITIONS = (
    Edition(
        procedure="intake",
        name="TT05-2021",
        title="Xử lý đơn",
        law=TT05,
        in_force_from=date(2021, 11, 15),
        in_force_to=date(2026, 6, 30),
        states=STATES,
        transitions=TRANSITIONS_2021,
        clocks=CLOCKS_2021,
        letters=LETTERS_2021,
    ),
    Edition(
        procedure="intake",
        name="TT05-2026",
        title="Xử lý đơn",
        law=f"{TT05}; Nghị định 154/2026/NĐ-CP",
        in_force_from=date(2026, 7, 1),
        states=STATES,
        transitions=TRANSITIONS_2026,
        clocks=CLOCKS_2026,
        letters=LETTERS_2026,
    ),
)
