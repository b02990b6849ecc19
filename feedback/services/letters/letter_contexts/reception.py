"""Documents of receiving citizens."""

from typing import Any

from feedback.domain.letters import reception
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import (
    Material,
    common,
    day_stated,
    open_title,
    paragraphs,
    received,
    sender,
)

REFUSED = "refuse_reception"
GROUNDS = {ground.value: ground for ground in reception.RefusalGround}


def _who(m: Material) -> dict[str, Any]:
    return {"kind": m.subject.kind, "petitioner": sender(m)}


def _refusal(m: Material) -> Letter:
    """What the officer stated who refused; the head adds nothing but the signature."""
    return reception.ReceptionRefusal(
        **common(m, ("Như trên", "Ban Tiếp công dân tỉnh (để biết)")),
        **_who(m),
        came_on=day_stated(m, REFUSED, "reception_on"),
        about=open_title(m),
        reason=m.facts.stated(REFUSED, "reason"),
        refusal_ground=GROUNDS.get(m.facts.stated(REFUSED, "refusal_ground")),
    )


def _conclusion(m: Material) -> Letter:
    return reception.ReceptionConclusion(
        **common(m, ("Các cơ quan, đơn vị được giao", "Công dân được tiếp")),
        **_who(m),
        received_on=day_stated(m, "receive_citizen", "reception_on"),
        about=open_title(m),
        conclusion=m.lines("directions"),
        tasks=m.lines("tasks"),
        resolve_by=m.act.day("resolve_by"),
    )


def _invitation(m: Material) -> Letter:
    return reception.OnlineReceptionInvitation(
        **common(m, ("Như trên", "Các điểm cầu thành phần")),
        **_who(m),
        about=open_title(m),
        chaired_by=f"{m.agency.head_title.capitalize()} {m.agency.name}",
        session_on=m.act.day("session_on"),
        session_time=m.stated("session_time"),
        centre=m.stated("session_centre"),
        branches=m.lines("session_branches"),
        joint=m.petition.people > 1,
    )


def _handling(m: Material) -> Letter:
    delayed = m.act.action == "answer_delayed"
    outcome = reception.HandlingOutcome
    return reception.HandlingNotice(
        **common(m, ("Như trên",)),
        **_who(m),
        received_on=received(m),
        about=open_title(m),
        handling=outcome.DELAYED if delayed else outcome.ACCEPTED,
        reason=" ".join(paragraphs(m.stated("reason"))),
        contact=m.agency.name,
    )


CONTEXTS = {
    "reception_refusal": _refusal,
    "reception_conclusion": _conclusion,
    "online_reception_invitation": _invitation,
    "handling_notice": _handling,
}
