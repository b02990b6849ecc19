"""What others owe while a complaint is verified (Luật Khiếu nại Điều 12, 13).

Rows shared by both instances, in every edition; the limits are of complaints against decisions and
acts, not of Chapter IV. The respondent and whoever holds papers have seven days. Their silence does
not stop the verification: once the days are over it is reported as it stands.
"""

from feedback.domain.roles import Role
from feedback.workflows.guards.explanation import (
    OF_HOLDER,
    OF_RESPONDENT,
    holder_is_asked,
    holder_is_not_asked_yet,
    respondent_is_asked,
    respondent_is_not_asked_yet,
)
from feedback.workflows.rows import SAME, Clock, LetterDue, Transition

OFFICER = Role.CASE_OFFICER

# fmt: off
ROWS = (
    #          from          action                 target           title                           by       basis
    Transition("verifying",  "ask_respondent",      SAME,            "Yêu cầu người bị khiếu nại giải trình", OFFICER, OF_RESPONDENT,
               needs=("to_explain",), provided=(respondent_is_not_asked_yet,)),
    Transition("verifying",  "receive_explanation", SAME,            "Ghi nhận giải trình",          OFFICER, OF_RESPONDENT,
               needs=("respondent_explanation",), may_state=("explanation_paper",), provided=(respondent_is_asked,)),
    Transition("verifying",  "ask_holder",          SAME,            "Yêu cầu nơi lưu giữ cung cấp tài liệu", OFFICER, OF_HOLDER,
               needs=("holder", "papers_asked"), provided=(holder_is_not_asked_yet,)),
    Transition("verifying",  "receive_papers",      SAME,            "Ghi nhận tài liệu được cung cấp", OFFICER, OF_HOLDER,
               needs=("papers_received",), may_state=("explanation_paper",), provided=(holder_is_asked,)),
)

CLOCKS = (
    #     rule                      opened by    closed by
    Clock("KN-RESPONDENT-EXPLAINS", ("ask_respondent",), ("receive_explanation", "report_verification", "terminate")),
    Clock("KN-INFO-FROM-HOLDER",    ("ask_holder",), ("receive_papers", "report_verification", "terminate")),
)

LETTERS = (
    #         letter               by the act
    LetterDue("information_request", "ask_respondent"),
)
# fmt: on
