"""Setting a slip in a document right (Nghị định 30/2020/NĐ-CP Điều 18 khoản 3), in every procedure.

For slips of form and procedure. An error of content is mended by a new document of the same form.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import ND30
from feedback.workflows.guards.papers import there_is_a_document
from feedback.workflows.rows import SAME, LetterDue, State, Transition


# fmt: off
def row(states: tuple[State, ...]) -> Transition:
    """In every state that is not an end: the document may be an early one."""
    going_on = tuple(state.name for state in states if not state.final)
    return Transition(going_on, "correct_document", SAME, "Đính chính văn bản",  Role.HEAD, Basis(ND30, "18", "3"),
                      needs=("corrects", "stands", "must_read"), provided=(there_is_a_document,), while_paused=True)
# fmt: on


LETTERS = (LetterDue("correction_letter", "correct_document"),)
