"""Carrying out a decision that is in force (Luật Khiếu nại Điều 46; of discipline Điều 58).

Rows shared by the four procedures of complaints, because the law says the same for all: whoever
settled assigns in writing who carries the decision out, and follows it up. The law has no number
of days for it, so what is waited for is named and no clock runs. ADR 25 tells why rows are shared.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.enforcement import (
    decision_leaves_something_to_do,
    target_day_lies_ahead,
)
from feedback.workflows.rows import SAME, Condition, LetterDue, State, Transition

OFFICER, HEAD = Role.CASE_OFFICER, Role.HEAD

# fmt: off
STATES = (
    #     name             title                    task                                                    by       product
    State("enforcing",     "Đang thi hành",         "Theo dõi, đôn đốc thi hành quyết định",                OFFICER, "Kết quả thi hành", "quyết định được thi hành xong; luật không định số ngày"),
    State("enforced",      "Đã thi hành",           "Kết thúc hồ sơ",                                       OFFICER, "Kết thúc hồ sơ", "hồ sơ được kết thúc"),
)

LETTERS = (
    #         letter                    by the act
    LetterDue("enforcement_assignment", "assign_enforcement"),
)


def rows(sources: tuple[str, ...], basis: Basis, in_force: Condition) -> tuple[Transition, ...]:
    """The acts of carrying out, from the states where a decision may be in force.

    Assigned anew where somebody else must go on; the earlier assignment stays in the file.
    """
    return (
        Transition((*sources, "enforcing"), "assign_enforcement", "enforcing", "Giao thi hành quyết định", HEAD, basis,
                   needs=("executor", "to_carry_out", "enforce_by"), provided=(in_force, decision_leaves_something_to_do, target_day_lies_ahead)),
        Transition("enforcing", "report_enforcement", SAME,         "Báo cáo việc thi hành",        OFFICER, basis,
                   needs=("enforcement_report",)),
        Transition("enforcing", "confirm_enforced", "enforced",     "Xác nhận đã thi hành xong",    OFFICER, basis,
                   needs=("enforcement_result",), may_state=("enforcement_paper",)),
    )
# fmt: on
