"""Copies for other eyes, and the notice that a decision or conclusion is made public.

A conclusion may name the denouncer in any of its texts, so what the denounced and the public read is
stated anew (``domain.letters.public_copies``) and signed by a head before anything is sent or shown
(Luật Tố cáo Điều 35 khoản 3, Điều 40 khoản 3).
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import LTC
from feedback.workflows.rows import SAME, LetterDue, Transition

HEAD = Role.HEAD

# fmt: off
COPIES = (
    #          from         action                  target  title                                                by    basis
    Transition("concluded", "issue_copies",         SAME,   "Ký bản gửi người bị tố cáo và bản công khai kết luận", HEAD, Basis(LTC, "40", "3"),
               needs=("open_contents", "open_conclusion", "open_measures")),
)


def announce(states: str | tuple[str, ...], basis: Basis) -> Transition:
    """The notice that says what is public, where and since when."""
    return Transition(states, "announce_publication", SAME, "Thông báo công khai",                               HEAD, basis,
                      needs=("open_summary", "shown_where", "shown_from"))


LETTERS = (
    LetterDue("public_notice",              "announce_publication"),
)
COPY_LETTERS = (
    LetterDue("denounced_conclusion_copy",  "issue_copies"),
    LetterDue("public_conclusion",          "issue_copies"),
)
# fmt: on
