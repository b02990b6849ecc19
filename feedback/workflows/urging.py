"""What is late: a superior demands it, whoever is late explains.

The demand stands in intake, where a superior learns of the delay from a petition; a denunciation has
a demand of its own there (Luật Tố cáo Điều 38). The explanation stands in the table of the case that
is late. For complaints and recommendations no article wants it in a number of days: whoever asks
says when.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import HOUSE, LTCD, ND154
from feedback.workflows.guards.kinds import is_recommendation
from feedback.workflows.guards.papers import something_is_late
from feedback.workflows.guards.sorting import is_no_denunciation_but_late_below
from feedback.workflows.rows import SAME, LetterDue, Otherwise, Transition

HEAD = Role.HEAD
DESK_STATES = ("classified", "proposed")
EXPLAINED = ("asked_by", "done_so_far", "delay_reasons", "expected_on")
BY_THE_BOARD = Otherwise(
    is_recommendation, "kiến nghị, phản ánh", Basis(ND154, "6", "4", point="a")
)

# fmt: off
ROWS = (
    #          from         action               target  title                                  by    basis
    Transition(DESK_STATES, "demand_settlement", SAME,   "Yêu cầu cấp dưới giải quyết, báo cáo", HEAD, Basis(LTCD, "26", "1", "b"),
               needs=("agency", "late_matter", "report_by", "reason"), provided=(is_no_denunciation_but_late_below,), otherwise=(BY_THE_BOARD,)),
)


def explain(states: tuple[str, ...], basis: Basis = Basis(HOUSE)) -> Transition:  # noqa: B008 - frozen
    """The explanation by whoever is late, under the article that wants it."""
    return Transition(states, "explain_delay",   SAME,   "Giải trình việc chậm giải quyết",     HEAD, basis,
                      needs=EXPLAINED, provided=(something_is_late,), while_paused=True)


LETTERS = (
    LetterDue("settlement_demand", "demand_settlement"),
)
EXPLANATION = (
    LetterDue("delay_explanation", "explain_delay"),
)
DENUNCIATION_REPORT = (
    LetterDue("denunciation_delay_report", "explain_delay"),
)
# fmt: on
