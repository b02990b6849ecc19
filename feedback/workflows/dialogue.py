"""Dialogue under the text of 1 July 2026 (Nghị định 124/2020/NĐ-CP Điều 28, 28a, amended by 155).

Rows shared by the four procedures of complaints. The settler announces it in writing (Luật Khiếu
nại Điều 30 khoản 2), five days before, which is asked when it is announced, so no clock runs; who
stays away with a good reason has it announced again, who stays away without one does not stop it.
Also for pending cases (Điều 22 khoản 1).
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import ND124, ND155
from feedback.workflows.guards.dialogue import (
    invited_five_days_before,
    is_announced_again_after_postponing,
    no_reason_stands_beside_none,
    nobody_is_excused,
)
from feedback.workflows.guards.sessions import absent_are_named, minutes_are_of_this_dialogue
from feedback.workflows.rows import SAME, Condition, LetterDue, Transition

OFFICER, HEAD = Role.CASE_OFFICER, Role.HEAD
#: The acts below, which the transition clause also gives to pending cases.
ACTS = ("invite_dialogue", "postpone_dialogue", "record_dialogue", "hold_dialogue")
#: What the minutes must say (Mẫu số 14); day and place are those that were announced.
MINUTES = (
    "session_began",
    "chair",
    "complainant_side",
    "respondent_side",
    "absence",
    "presented",
    "opinions",
    "agreed",
    "differing",
    "copies",
)
#: Hour, day, place and matter (Điều 30 khoản 2), and who comes besides the parties.
ANNOUNCED = ("dialogue_on", "dialogue_at", "place", "dialogue_about")
BESIDES = ("others_invited",)


# fmt: off
def postpone(*provided: Condition) -> Transition:
    """Somebody is excused, with papers that prove it; under the conditions of the instance."""
    return Transition("verified", "postpone_dialogue", SAME,         "Hoãn đối thoại vì vắng mặt có lý do chính đáng", OFFICER, Basis(ND124, "28", "5", amended_by=ND155),
                      needs=("absence_reason", "absence_paper"), provided=(*provided, is_announced_again_after_postponing))


def invite(*besides: str) -> Transition:
    """The announcement, and what the instance wants stated with it besides."""
    return Transition("verified", "invite_dialogue", SAME,           "Thông báo tổ chức đối thoại",  HEAD,    Basis(ND124, "28", "1", amended_by=ND155),
                      needs=(*ANNOUNCED, *besides), may_state=BESIDES, provided=(invited_five_days_before, no_reason_stands_beside_none))


def invite_as_before(basis: Basis, lies_ahead: Condition) -> Transition:
    """The announcement under the text before, which had no number of days."""
    return Transition("verified", "invite_dialogue", SAME,           "Thông báo tổ chức đối thoại",  HEAD,    basis,
                      needs=ANNOUNCED, may_state=BESIDES, provided=(lies_ahead,))


def record(*provided: Condition) -> Transition:
    """Its minutes, written by an officer while it is held and printed for everybody to sign."""
    return Transition("verified", "record_dialogue", SAME,           "Lập biên bản đối thoại",       OFFICER, Basis(ND124, "28", "4", form="14", amended_by=ND155),
                      needs=MINUTES, may_state=("related_side", "bodies_side", "absent_people"), provided=(*provided, is_announced_again_after_postponing, absent_are_named))


def hold(basis: Basis, *provided: Condition, needs: tuple[str, ...] = ()) -> Transition:
    """The dialogue itself, proved by its signed minutes, under the article and conditions of the instance."""
    return Transition("verified", "hold_dialogue",  "dialogue_held", "Tổ chức đối thoại",            HEAD,    basis,
                      needs=(*needs, "absence", "dialogue_result", "signed_minutes"), may_state=("not_signed",),
                      provided=(*provided, is_announced_again_after_postponing, nobody_is_excused, minutes_are_of_this_dialogue))


#: Of every edition; the minutes are of the text of 1 July 2026.
NOTICES = (LetterDue("dialogue_invitation", "invite_dialogue"),)
LETTERS = (LetterDue("dialogue_minutes", "record_dialogue"),)
# fmt: on
