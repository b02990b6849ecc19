"""Documents of hearing others before a complaint is decided."""

from feedback.domain.letters import hearing
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import (
    Material,
    common,
    received,
    respondent,
    sender,
)


def _dialogue_invitation(m: Material) -> Letter:
    return hearing.DialogueInvitation(
        **common(m, ("Như trên", "Thanh tra tỉnh")),
        complainant=sender(m),
        respondent=respondent(m),
        others=m.lines("others_invited"),
        about=m.about,
        held_on=m.act.day("dialogue_on"),
        held_at=m.stated("dialogue_at"),
        place=m.stated("place"),
        matters=m.lines("dialogue_about"),
    )


def _advisory_council_decision(m: Material) -> Letter:
    return hearing.AdvisoryCouncilDecision(
        **common(m, ("Như Điều 3", "Thanh tra tỉnh")),
        complainant=sender(m),
        petition_dated=received(m),
        about=m.about,
        chair=m.stated("council_chair"),
        secretary=m.stated("council_secretary"),
        members=m.lines("council_members"),
        questions=m.lines("to_advise"),
    )


CONTEXTS = {
    "dialogue_invitation": _dialogue_invitation,
    "advisory_council_decision": _advisory_council_decision,
}
