"""Documents of verifying a complaint."""

from typing import Any

from feedback.domain.letters import verification
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import (
    Material,
    common,
    paragraphs,
    received,
    respondent,
    sender,
)
from feedback.services.letters.letter_contexts.outcome import FINDINGS
from feedback.services.letters.letter_contexts.teams import reporting, team_of, verifiers

#: By act: the rule whose clock it opens, and the article as the letter cites it.
PERIODS = {
    "ask_respondent": ("KN-RESPONDENT-EXPLAINS", "điểm c khoản 2 Điều 13 của Luật Khiếu nại"),
    "ask_holder": ("KN-INFO-FROM-HOLDER", ""),
}
PARTIES = ("Người khiếu nại", "Người bị khiếu nại", "Thanh tra tỉnh")


def _order(m: Material) -> dict[str, Any]:
    return {
        "complainant": sender(m),
        "petition_dated": received(m),
        "about": m.about,
        "to_verify": m.lines("to_verify"),
        "verify_by": m.act.day("verify_by"),
    }


def _decision(m: Material) -> Letter:
    leader, *members = team_of(m, m.act.data) or (None,)
    return verification.VerificationDecision(
        **common(m, ("Như Điều 4", *PARTIES)), **_order(m), leader=leader, members=tuple(members)
    )


def _assignment(m: Material) -> Letter:
    return verification.VerificationAssignment(
        **common(m, ("Như Điều 3", *PARTIES)), **_order(m), verifier=m.stated("verifier")
    )


def _information_request(m: Material) -> Letter:
    rule, article = PERIODS[m.act.action]
    return verification.InformationRequest(
        **common(m, ("Như trên",)),
        addressee=m.stated("holder") or respondent(m).called,
        complainant=sender(m),
        about=m.about,
        to_explain=m.act.action == "ask_respondent",
        items=m.lines("to_explain") or m.lines("papers_asked"),
        answer_by=m.act.day("answer_by") or m.due_by_rule.get(rule),
        period_source=article,
    )


def _assessment_request(m: Material) -> Letter:
    return verification.AssessmentRequest(
        **common(m, ("Như trên",)),
        addressee=m.stated("assessment_body"),
        complainant=sender(m),
        about=m.about,
        papers=m.lines("assessed_papers"),
        questions=m.lines("assessment"),
        answer_by=m.act.day("assessment_by"),
    )


def _report(m: Material) -> Letter:
    return verification.VerificationReport(
        **reporting(m),
        complainant=sender(m),
        respondent=respondent(m),
        contested=m.about,
        verified_until=m.act.on,
        verifiers=verifiers(m),
        to_verify=_verified(m),
        verified=m.lines("findings"),
        finding=FINDINGS.get(m.stated("report_finding")),
        proposals=m.lines("report_proposals"),
    )


def _verified(m: Material) -> tuple[str, ...]:
    """What the order names; the complaint itself where the settler gave none."""
    ordered = [m.facts.acts[act] for act in ("form_team", "entrust_verification")
               if m.facts.done(act)]  # fmt: skip
    latest = max(ordered, key=lambda act: act.on, default=None)
    stated = paragraphs(latest.data.get("to_verify", "")) if latest else ()
    return stated or paragraphs(m.told.story)


CONTEXTS = {
    "verification_decision": _decision,
    "verification_assignment": _assignment,
    "information_request": _information_request,
    "assessment_request": _assessment_request,
    "verification_report": _report,
}
