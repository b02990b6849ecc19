"""The document that says who carries a decision out."""

from feedback.domain.letters import enforcement
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import Material, common, newest, sender

DECISIONS = (
    "settlement_decision",
    "second_settlement_decision",
    "discipline_settlement_decision",
    "second_discipline_settlement_decision",
)


def _enforcement_assignment(m: Material) -> Letter:
    decisions = (newest(m.earlier_letters, name) for name in DECISIONS)
    return enforcement.EnforcementAssignment(
        **common(m, ("Như trên", "Người khiếu nại", "Thanh tra tỉnh")),
        decision=next((cited for cited in decisions if cited), ""),
        complainant=sender(m),
        about=m.about,
        executor=m.stated("executor"),
        to_carry_out=m.lines("to_carry_out"),
        enforce_by=m.act.day("enforce_by") or m.act.on,
    )


CONTEXTS = {"enforcement_assignment": _enforcement_assignment}
