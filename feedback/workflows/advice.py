"""The advisory council of a complex complaint settled for the second time.

Luật Khiếu nại Điều 36 khoản 2: where it is needed. What it says in writing belongs to the file
(Điều 43), so nothing is decided before. Chapter IV on discipline knows no such council.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.advice import (
    case_is_complex,
    council_is_formed,
    no_council_is_formed,
)
from feedback.workflows.guards.citations import LKN
from feedback.workflows.rows import SAME, LetterDue, Transition

OFFICER, HEAD = Role.CASE_OFFICER, Role.HEAD
DURING = ("verifying", "verified", "dialogue_held")

# fmt: off
ROWS = (
    #          from          action                 target           title                           by       basis
    Transition(DURING,       "form_advisory_council", SAME,          "Thành lập Hội đồng tư vấn",    HEAD,    Basis(LKN, "36", "2"),
               needs=("council_chair", "council_secretary", "council_members", "to_advise"), provided=(case_is_complex, no_council_is_formed)),
    Transition(DURING,       "record_advice",       SAME,            "Ghi ý kiến của Hội đồng tư vấn", OFFICER, Basis(LKN, "43"),
               needs=("council_advice",), provided=(council_is_formed,)),
)

LETTERS = (
    #         letter                       by the act
    LetterDue("advisory_council_decision", "form_advisory_council"),
)
# fmt: on
