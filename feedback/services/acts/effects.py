"""What single acts change in a subject beyond its state: holder, kind, case, person.

Called by ``casework`` inside its transaction, after the law has said yes. Each returns what the
history adds to the entry of the act.
"""

from collections.abc import Callable

from feedback.services.acts import (
    assigning,
    classifying,
    denunciations,
    handing_back,
    handing_over,
    protection_calls,
    publication,
    reception,
    redacted,
    releasing,
    settling,
    taking_up,
    urging,
)
from feedback.services.letters import corrections, verifying
from feedback.services.subject.doing import Doing, Said


def carry_out(doing: Doing) -> Said:
    """Apply the particular effect of the act, if it has one."""
    effect = EFFECTS.get(doing.act.action)
    return effect(doing) if effect else {}


EFFECTS: dict[str, Callable[[Doing], Said]] = {
    "classify": classifying.classify,
    "set_aside": releasing.set_aside,
    "release": releasing.release,
    "transfer": handing_over.transfer,
    "send_to_inspection": handing_over.send_to_inspection,
    "record_signature": taking_up.sign_petition,
    "propose_acceptance": assigning.take_on,
    "accept": taking_up.accept,
    "join": taking_up.join,
    "assign": assigning.assign,
    "dispatch": assigning.assign,
    "hand_to": handing_over.hand_over,
    "answer": settling.answer_voters,
    "promise": settling.promise_voters,
    "determine_complex": settling.determine_complex,
    "check_identity": denunciations.check_identity,
    "redact": redacted.say,
    "request_protection": protection_calls.call,
    "form_team": denunciations.form_team,
    "verify_directly": assigning.assign,
    "entrust_verification": assigning.assign,
    "report_verification": verifying.report,
    "extend": denunciations.lengthen,
    "extend_again": denunciations.lengthen,
    "conclude": denunciations.conclude,
    "announce_meeting": publication.announce_meeting,
    "settle": settling.settle,
    "reply": settling.settle,
    "invite_online": reception.invite_online,
    "transfer_back": handing_back.transfer_back,
    "demand_settlement": urging.refuse_who_is_not_below,
    "correct_document": corrections.correct_document,
}
