"""Minutes of meetings and receipts for papers handed over, while a file is looked into.

Minutes are printed when they are recorded and signed by hand by everybody; the scan is kept with an
act of its own. Who denounces signs too, on paper that never comes in here (Luật Tố cáo Điều 56).
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import LKN, ND31, ND154, ND156
from feedback.workflows.guards.denunciations import is_lodged_as_a_denunciation
from feedback.workflows.guards.sessions import (
    giver_is_not_named_if_denunciation,
    is_on_site,
    is_with_others,
    is_with_the_denouncer,
    last_session_was_not_with_the_denouncer,
    minutes_are_printed,
    nobody_is_named_beside_the_denouncer,
    session_was_held,
)
from feedback.workflows.rows import SAME, LetterDue, Otherwise, Transition

OFFICER = Role.CASE_OFFICER
#: Small agencies have no reception officer of their own: whoever handles petitions there may.
DESK = (Role.RECEPTION_OFFICER, Role.CASE_OFFICER)
VERIFICATION = Basis(LKN, "29")
WITH_THE_DENOUNCED = Basis(ND31, "12", "2", form="08")
BESIDES = (
    Otherwise(is_with_the_denouncer, "người tố cáo", Basis(ND31, "11", "2", form="08")),
    Otherwise(is_with_others, "cơ quan, cá nhân liên quan", Basis(ND31, "13", "2", form="08")),
    Otherwise(is_on_site, "xác minh thực tế", Basis(ND31, "14", "2", form="08")),
)
SESSION = ("session_on", "session_began", "place", "office_side", "session_content", "copies")


# fmt: off
def of_complaints(unsettled: tuple[str, ...]) -> tuple[Transition, ...]:
    """While a complaint is not settled."""
    return (
        #          from       action            target title                                       by       basis
        Transition(unsettled, "record_session", SAME,  "Lập biên bản làm việc",                    OFFICER, VERIFICATION,
                   needs=("session_with", "other_side", *SESSION), may_state=("papers_taken",), provided=(session_was_held,)),
        Transition(unsettled, "keep_minutes",   SAME,  "Lưu biên bản làm việc đã ký",              OFFICER, VERIFICATION,
                   needs=("minutes_on", "signed_minutes"), may_state=("not_signed",), provided=(minutes_are_printed,), while_paused=True),
        Transition(unsettled, "take_in_papers", SAME,  "Nhận thông tin, tài liệu, bằng chứng",     OFFICER, VERIFICATION,
                   needs=("giver", "received_time", "place", "papers_taken"), while_paused=True),
    )


def of_denunciations(unconcluded: tuple[str, ...]) -> tuple[Transition, ...]:
    """While a denunciation is not concluded."""
    return (
        Transition(unconcluded, "record_session", SAME, "Lập biên bản làm việc, xác minh",         OFFICER, WITH_THE_DENOUNCED,
                   needs=("denunciation_session_with", *SESSION), may_state=("other_side", "papers_taken"), otherwise=BESIDES,
                   provided=(session_was_held, nobody_is_named_beside_the_denouncer)),
        Transition(unconcluded, "keep_minutes",   SAME, "Lưu biên bản đã ký",                      OFFICER, WITH_THE_DENOUNCED,
                   needs=("minutes_on", "signed_minutes"), may_state=("not_signed",), provided=(minutes_are_printed, last_session_was_not_with_the_denouncer), while_paused=True),
    )


def take_down_withdrawal(states: tuple[str, ...], by: Role | tuple[Role, ...], basis: Basis) -> Transition:
    """Printed with empty lines for who withdraws, filled in and signed by hand."""
    written = (is_lodged_as_a_denunciation,) if by == DESK else ()
    return Transition(states, "take_down_withdrawal", SAME, "Lập biên bản ghi nhận việc rút tố cáo", by, basis,
                      needs=("session_began", "place", "withdrawn_part", "copies"), provided=written, while_paused=True)


#: At reception, whatever the petition is.
RECEPTION = (
    Transition(("received", "classified", "proposed"), "take_in_papers", SAME, "Nhận thông tin, tài liệu bổ sung", DESK, Basis(ND154, "15", "4", form="02/TCD"),
               needs=("received_time", "place", "papers_taken"), may_state=("giver",), provided=(giver_is_not_named_if_denunciation,)),
)
WITHDRAWAL_2019 = Basis(ND31, "4", "1", form="03")
WITHDRAWAL_2026 = Basis(ND31, "4", "2", form="03", amended_by=ND156)

COMPLAINT_LETTERS = (
    #         letter                            by the act
    LetterDue("working_minutes",                "record_session"),
    LetterDue("evidence_receipt",               "take_in_papers"),
)
DENUNCIATION_LETTERS = (
    LetterDue("denunciation_minutes",           "record_session"),
    LetterDue("denunciation_withdrawal_minutes", "take_down_withdrawal"),
)
WITHDRAWAL_LETTERS = (LetterDue("denunciation_withdrawal_minutes", "take_down_withdrawal"),)
RECEPTION_LETTERS = (LetterDue("papers_receipt", "take_in_papers"),)
# fmt: on
