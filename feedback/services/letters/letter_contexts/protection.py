"""Documents that protect a denouncer; none reads the petition, its words or its sender."""

from typing import Any

from feedback.domain.letters import protection
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import Material, cited, common
from feedback.workflows.inputs.protection import PROTECTED

DECISION = "protection_decision"
BODY = "Cơ quan thực hiện biện pháp bảo vệ"
#: Given by hand, by whoever keeps the sealed annex; never sent with others.
BY_HAND = "Người được bảo vệ (giao trực tiếp theo chế độ mật)"


def _measures(m: Material, recipients: tuple[str, ...]) -> dict[str, Any]:
    chosen = m.stated("protected").split(",")
    return {
        **common(m, recipients),
        "protecting_body": m.stated("protecting_body"),
        "protected": tuple(words for choice, words in PROTECTED if choice in chosen),
        "sealed_annex": m.stated("sealed_annex"),
        "measures": m.lines("protection_measures"),
        "reason": m.stated("protection_reason"),
        "begins_on": m.act.day("protection_begins"),
    }


def _executors(m: Material) -> str:
    return f"{m.stated('protecting_body')} và các cơ quan, tổ chức, cá nhân có liên quan"


def _decision(m: Material) -> Letter:
    return protection.ProtectionDecision(
        **_measures(m, ("Như Điều 3", BY_HAND)), executors=_executors(m)
    )


def _request(m: Material) -> Letter:
    return protection.ProtectionRequest(**_measures(m, ("Như trên",)))


def _change(m: Material) -> Letter:
    return protection.ProtectionChange(
        **_measures(m, ("Như Điều 3", BY_HAND)),
        decision=cited(m, DECISION),
        executors=_executors(m),
    )


def _end(m: Material) -> Letter:
    return protection.ProtectionEnd(
        **common(m, ("Như Điều 3", BY_HAND)),
        decision=cited(m, DECISION),
        protecting_body=m.stated("protecting_body"),
        reason=m.stated("reason"),
        executors=_executors(m),
    )


def _refusal(m: Material) -> Letter:
    asked = m.facts.acts.get("ask_protection")
    return protection.ProtectionRefusalNotice(
        **common(m, ("Như trên",)),
        asked_on=asked.on if asked else None,
        reason=m.stated("reason"),
    )


CONTEXTS = {
    DECISION: _decision,
    "protection_request": _request,
    "protection_change_decision": _change,
    "protection_end_decision": _end,
    "protection_refusal_notice": _refusal,
}
