"""Copies for the denounced and the public: of the real document its number and finding, no more.

What they say is read from the boxes stated for them alone, never from the conclusion, the check,
the report or the petition.
"""

from typing import Any

from feedback.domain.letters import public_copies
from feedback.domain.letters.parts import Letter
from feedback.domain.petitions import Kind
from feedback.services.letters.letter_contexts.denunciation_outcomes import TRUTHS
from feedback.services.letters.letter_contexts.enforcement import DECISIONS
from feedback.services.letters.letter_contexts.material import Material, cite, cited, common, last
from feedback.workflows.limits.registry import limit_in_force

CONCLUSION = "denunciation_conclusion"
DISPLAY = "TC-PUBLISH-DISPLAY"


def _open(m: Material, recipients: tuple[str, ...]) -> dict[str, Any]:
    return {
        **common(m, recipients),
        "conclusion": cited(m, CONCLUSION),
        "open_contents": m.lines("open_contents"),
        "finding": TRUTHS.get(m.facts.stated("conclude", "truth")),
        "open_conclusion": m.lines("open_conclusion"),
        "open_measures": m.lines("open_measures"),
    }


def _for_the_denounced(m: Material) -> Letter:
    return public_copies.DenouncedConclusionCopy(**_open(m, ("Như trên", "Thanh tra tỉnh")))


def _for_everybody(m: Material) -> Letter:
    return public_copies.PublicConclusion(**_open(m, ("Nơi niêm yết, đăng tải", "Thanh tra tỉnh")))


def _notice(m: Material) -> Letter:
    denounced = m.subject.kind is Kind.DENUNCIATION
    document = last(m.earlier_letters, frozenset({CONCLUSION, *DECISIONS}))
    return public_copies.PublicNotice(
        **common(m, ("Nơi niêm yết, đăng tải", "Thanh tra tỉnh")),
        of_what="kết luận nội dung tố cáo" if denounced else "quyết định giải quyết khiếu nại",
        document=cite(document) if document else "",
        open_summary=m.lines("open_summary"),
        shown_where=m.stated("shown_where"),
        shown_from=m.act.day("shown_from"),
        #: of complaints the text that says how long was not read, so no number is printed
        shown_days=limit_in_force(DISPLAY, m.act.on).span.length if denounced else None,
    )


CONTEXTS = {
    "denounced_conclusion_copy": _for_the_denounced,
    "public_conclusion": _for_everybody,
    "public_notice": _notice,
}
