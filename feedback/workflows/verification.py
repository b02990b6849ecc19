"""Verifying a complaint: ordered by a decision, others are asked, what is found is reported.

Rows shared by the four procedures of complaints, in every edition (Luật Khiếu nại Điều 29, 38, 52,
55). ``assign`` of the tables is the settler's own verification, done by an officer of the house
without a decision; a team, or whoever else is given it, is named in one. An expert assessment
stops no clock of a complaint. ADR 28 tells whose report is whose.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import LKN
from feedback.workflows.guards.verification import (
    answer_lies_ahead,
    assessment_is_requested,
    assessment_lies_ahead,
    is_written_here,
    papers_are_asked_for,
    report_from_elsewhere_is_cited_whole,
    verification_ends_with_the_period,
)
from feedback.workflows.rows import SAME, Condition, LetterDue, Transition

OFFICER, HEAD = Role.CASE_OFFICER, Role.HEAD
BEFORE, DURING = ("accepted", "verifying"), ("verifying", "verified", "dialogue_held")
#: To it the articles on the second time and on discipline refer.
ASSESSED = Basis(LKN, "29", "3", "d")
#: What the report holds, and where one from elsewhere is cited.
REPORT = ("report_finding", "report_proposals", "report_number", "report_date")


# fmt: off
def rows(basis: Basis) -> tuple[Transition, ...]:
    """Ordered anew where somebody else must go on; under the article of the instance."""
    ends = verification_ends_with_the_period
    return (
        Transition(BEFORE,       "form_team",           "verifying",     "Thành lập Tổ xác minh",        HEAD,    basis,
                   needs=("team_leader", "team", "to_verify", "verify_by"), provided=(ends,)),
        Transition(BEFORE,       "entrust_verification", "verifying",    "Giao nhiệm vụ xác minh",       HEAD,    basis,
                   needs=("verifier", "officer", "to_verify", "verify_by"), provided=(ends,)),
        Transition(DURING,       "request_assessment",  SAME,            "Trưng cầu giám định",          HEAD,    ASSESSED,
                   needs=("assessment_body", "assessed_papers", "assessment", "assessment_by"), provided=(assessment_lies_ahead,)),
        Transition(DURING,       "receive_assessment",  SAME,            "Nhận kết quả giám định",       OFFICER, ASSESSED,
                   needs=("assessment",), provided=(assessment_is_requested,)),
    )


def asking(basis: Basis) -> tuple[Transition, ...]:
    """Asking whoever holds papers where no law sets a number of days (Chapter IV)."""
    return (
        Transition("verifying",  "ask_holder",          SAME,            "Yêu cầu nơi lưu giữ cung cấp tài liệu", OFFICER, basis,
                   needs=("holder", "papers_asked", "answer_by"), provided=(answer_lies_ahead,)),
        Transition("verifying",  "receive_papers",      SAME,            "Ghi nhận tài liệu được cung cấp", OFFICER, basis,
                   needs=("papers_received",), may_state=("explanation_paper",), provided=(papers_are_asked_for,)),
    )


def report(title: str, basis: Basis, *provided: Condition, needs: tuple[str, ...] = ()) -> Transition:
    """The report by which the verification ends, under the conditions of the instance."""
    return Transition("verifying",  "report_verification", "verified",   title,                          OFFICER, basis,
                      needs=("findings", *needs), may_state=REPORT, provided=(*provided, report_from_elsewhere_is_cited_whole))


LETTERS = (
    #         letter                     by the act
    LetterDue("verification_decision",   "form_team"),
    LetterDue("verification_assignment", "entrust_verification"),
    LetterDue("information_request",     "ask_holder"),
    LetterDue("assessment_request",      "request_assessment"),
    LetterDue("verification_report",     "report_verification", when=is_written_here),
)
# fmt: on
