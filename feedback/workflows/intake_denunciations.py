"""What intake adds for denunciations (Luật Tố cáo Điều 24, 25, 27, 29, 37, 38).

Only what is lodged in writing or in person is a denunciation; the web brings information, which is
checked or passed on but never accepted. Who denounces again names the earlier case and the ground.
"""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.domain.roles import Role
from feedback.workflows import sessions
from feedback.workflows.guards.citations import LTC
from feedback.workflows.guards.denunciations import (
    competence_is_missing,
    concerns_a_denunciation,
    crime_signs_are_noted,
    denounces_again_for_delay,
    harm_is_noted,
    is_again_for_delay,
    is_again_for_the_result,
    is_first_written_denunciation,
    is_lodged_as_a_denunciation,
    is_written_denunciation,
    other_condition_is_missing,
    report_on_delay_is_demanded,
)
from feedback.workflows.guards.sessions import minutes_are_taken_down_if_told_in_person
from feedback.workflows.redaction import redacting
from feedback.workflows.rows import SAME, Act, Clock, LetterDue, State, Transition

HEAD = Role.HEAD
DESK = (Role.RECEPTION_OFFICER, Role.CASE_OFFICER)
OPEN = ("received", "classified", "proposed")
DESK_STATES = ("classified", "proposed")
#: Ends that only denunciations come to.
OUTCOMES = ("transfer_to_investigation",)


def received_on(facts: Facts, _act: Act) -> date:
    """The periods of intake count from the day of receipt."""
    return facts.received_on


# fmt: off
STATES = (
    State("sent_to_investigation", "Đã chuyển cơ quan điều tra", final=True),
)

TRANSITIONS = (
    #          from          action               target                title                                          by      basis
    Transition("classified", "check_identity",    SAME,                 "Kiểm tra danh tính, điều kiện thụ lý tố cáo", DESK,   Basis(LTC, "24", "1"),
               needs=("identity_result", "check_scope", "denounced", "contents"), may_state=("conditions",),
               provided=(is_lodged_as_a_denunciation,), extends="TC-INITIAL"),
    Transition(DESK_STATES,  "record_withdrawal", SAME,                 "Ghi nhận việc rút tố cáo",                    DESK,   Basis(LTC, "33"),
               needs=("withdrawal_form", "withdrawn_part", "must_go_on", "kept_at", "reason"), provided=(is_lodged_as_a_denunciation, minutes_are_taken_down_if_told_in_person)),
    sessions.take_down_withdrawal(DESK_STATES, DESK, sessions.WITHDRAWAL_2019),
    Transition(OPEN,         "note_crime_signs",  SAME,                 "Ghi nhận dấu hiệu tội phạm",                  DESK,   Basis(LTC, "27", "1"),
               needs=("crime_signs",), provided=(concerns_a_denunciation,)),
    Transition(OPEN,         "transfer_to_investigation", "sent_to_investigation", "Chuyển hồ sơ sang cơ quan điều tra", HEAD, Basis(LTC, "27", "1"),
               needs=("investigation_body", "reason"), provided=(concerns_a_denunciation, crime_signs_are_noted)),
    Transition(OPEN,         "note_harm",         SAME,                 "Ghi nhận thiệt hại, nguy cơ phải ngăn chặn ngay", (*DESK, HEAD), Basis(LTC, "27", "2"),
               needs=("harm",), provided=(concerns_a_denunciation,)),
    Transition(OPEN,         "report_harm",       SAME,                 "Ngăn chặn, báo ngay cơ quan chức năng",       (*DESK, HEAD), Basis(LTC, "27", "2"),
               needs=("harm_measure",), provided=(concerns_a_denunciation, harm_is_noted)),
    Transition(DESK_STATES,  "demand_report",     SAME,                 "Yêu cầu báo cáo việc chậm giải quyết",        HEAD,   Basis(LTC, "38", "2"),
               needs=("reason",), provided=(denounces_again_for_delay,)),
    Transition(DESK_STATES,  "receive_delay_report", SAME,              "Nhận báo cáo lý do chậm giải quyết",          DESK,   Basis(LTC, "38", "3"),
               needs=("delay_reasons",), provided=(denounces_again_for_delay, report_on_delay_is_demanded)),
    redacting(OPEN, concerns_a_denunciation),
)


def clocks(outcomes: tuple[str, ...]) -> tuple[Clock, ...]:
    """The periods of a denunciation at intake; every outcome of intake ends them."""
    return (
        #     rule                   opened by               closed by                             counted from  only for
        Clock("TC-INITIAL",          ("submit", "classify"), outcomes,                             received_on,  is_first_written_denunciation),
        Clock("TC-FORWARD",          ("check_identity",),    ("transfer", *outcomes),              received_on,  competence_is_missing),
        Clock("TC-NONACCEPT-NOTICE", ("check_identity",),    outcomes,                             None,         other_condition_is_missing),
        Clock("TC-AGAIN-REVIEW",     ("classify",),          outcomes,                             received_on,  is_again_for_the_result),
        Clock("TC-OVERDUE-DEMAND",   ("classify",),          ("demand_report", *outcomes),         received_on,  is_again_for_delay),
        Clock("TC-OVERDUE-REPORT",   ("demand_report",),     ("receive_delay_report", *outcomes)),
        Clock("TC-CRIME-TRANSFER",   ("note_crime_signs",),  outcomes),
        Clock("TC-URGENT-HARM",      ("note_harm",),         ("report_harm", *outcomes)),
    )


LETTERS = (
    #         letter                             by the act                    only for
    LetterDue("denunciation_acceptance_decision", "accept",                    is_written_denunciation),
    LetterDue("denouncer_notice",                "accept",                     is_written_denunciation),
    LetterDue("denounced_notice",                "accept",                     is_written_denunciation),
    LetterDue("denunciation_declination_notice", "decline",                    is_written_denunciation),
    LetterDue("investigation_transfer",          "transfer_to_investigation"),
    LetterDue("delay_demand",                    "demand_report"),
    *sessions.WITHDRAWAL_LETTERS,
)
# fmt: on
