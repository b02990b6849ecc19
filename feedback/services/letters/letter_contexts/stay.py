"""Decisions on staying the contested decision."""

from typing import Any

from feedback.domain.letters import stay
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import (
    Material,
    cited,
    common,
    paragraphs,
    received,
    sender,
)


def _either(m: Material) -> dict[str, Any]:
    settler = m.first_agency or m.agency
    return {
        **common(m, ("Như Điều 3", "Thanh tra tỉnh")),
        "complainant": sender(m),
        "petition_dated": received(m),
        "contested": m.about,
        "reason": m.stated("reason"),
        "executors": f"{settler.head_title} {settler.name} và người khiếu nại",
    }


def _stay_decision(m: Material) -> Letter:
    return stay.StayDecision(
        **_either(m),
        harm=paragraphs(m.facts.stated("find_irreparable_harm", "harm")),
        stay_from=m.act.on,
        stay_until=m.act.day("stay_until") or m.act.on,
    )


def _stay_lifting_decision(m: Material) -> Letter:
    return stay.StayLiftingDecision(**_either(m), stay_decision=cited(m, "stay_decision"))


CONTEXTS = {
    "stay_decision": _stay_decision,
    "stay_lifting_decision": _stay_lifting_decision,
}
