"""Tiếp công dân: what happens at the counter and before the head, on a petition that is written down.

Nghị định 154/2026/NĐ-CP, from 1 July 2026. Nothing here changes the state of a petition: whoever is
received, refused or invited has it sorted as the law wants. A person who is turned away without a
paper is written down first, as the counter writes down what is spoken (docs/adr/0029).

Two grounds of refusal are told in writing by the head within three working days (Điều 4 khoản 3);
the others are explained on the spot.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import LTCD, ND154
from feedback.workflows.guards.denunciations import is_written_denunciation
from feedback.workflows.guards.kinds import is_either_complaint
from feedback.workflows.guards.reception import (
    NOTICE,
    acceptance_is_examined,
    handling_is_not_notified_yet,
    head_has_received,
    is_refused_in_writing,
    may_be_received_online,
    no_refusal_waits,
    refusal_ground_fits_the_kind,
    refusal_waits,
    result_is_still_owed,
)
from feedback.workflows.rows import SAME, Clock, LetterDue, Otherwise, Transition

HEAD = Role.HEAD
DESK = (Role.RECEPTION_OFFICER, Role.CASE_OFFICER)
OPEN = ("received", "classified", "proposed")
DESK_STATES = ("classified", "proposed")

ON_THE_SPOT = Otherwise(
    lambda facts, act: not is_refused_in_writing(facts, act),
    "các căn cứ khác, giải thích trực tiếp",
    Basis(ND154, "4", "2"),
)

# fmt: off
ROWS = (
    #          from         action                target  title                                          by    basis
    Transition(OPEN,        "receive_citizen",    SAME,   "Ghi buổi tiếp vào sổ tiếp công dân",          DESK, Basis(ND154, "27", "1", form="03/TCD"),
               needs=("received_by", "reception_on", "reception_form", "visitors", "reception_content"), may_state=("settled_by",)),
    Transition(OPEN,        "conclude_reception", SAME,   "Kết luận việc tiếp công dân",                 HEAD, Basis(ND154, "25", "2"),
               needs=("directions", "tasks", "resolve_by"), provided=(head_has_received,)),
    Transition(OPEN,        "invite_online",      SAME,   "Mời dự buổi tiếp công dân trực tuyến",        HEAD, Basis(ND154, "23", "1"),
               needs=("session_on", "session_time", "session_centre"), may_state=("session_branches",), provided=(may_be_received_online,)),
    Transition(OPEN,        "refuse_reception",   SAME,   "Từ chối tiếp công dân",                       DESK, Basis(ND154, "4", "3"),
               needs=("reception_on", "refusal_ground", "reason"), provided=(no_refusal_waits, refusal_ground_fits_the_kind), otherwise=(ON_THE_SPOT,)),
    Transition(OPEN,        "notify_refusal",     SAME,   "Thông báo từ chối tiếp công dân",             HEAD, Basis(ND154, "4", "3", form="01/TCD"),
               provided=(refusal_waits,)),
    Transition(DESK_STATES, "answer_delayed",     SAME,   "Thông báo cần thêm thời gian kiểm tra, xác minh", HEAD, Basis(LTCD, "28", "1", point="b"),
               needs=("reason",), provided=(acceptance_is_examined, result_is_still_owed)),
)


def notify_handling(states: tuple[str, ...]) -> Transition:
    """That a recommendation or report was accepted; a complaint has its notice of acceptance."""
    return Transition(states, "notify_handling",  SAME,   "Thông báo kết quả xử lý đơn",                 HEAD, Basis(LTCD, "28", "1", point="a"),
                      provided=(handling_is_not_notified_yet,))


def clocks(outcomes: tuple[str, ...]) -> tuple[Clock, ...]:
    """The three working days of the notice; whatever settles the petition overtakes a refusal."""
    return (
        Clock(NOTICE, ("refuse_reception",), ("notify_refusal", *outcomes), when=is_refused_in_writing),
    )


LETTERS = (
    #         letter                          by the act            only for
    LetterDue("reception_conclusion",         "conclude_reception"),
    LetterDue("online_reception_invitation",  "invite_online"),
    LetterDue("reception_refusal",            "notify_refusal"),
    LetterDue("handling_notice",              "answer_delayed",     is_either_complaint),
    LetterDue("denunciation_handling_notice", "answer_delayed",     is_written_denunciation),
)
HANDLING = (
    LetterDue("handling_notice",              "notify_handling"),
)
# fmt: on
