"""Documents of verifying a denunciation. None reads the petition's words or its sender."""

from typing import Any

from feedback.domain.letters import denunciation_verification as verification
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.denunciation_outcomes import TRUTHS
from feedback.services.letters.letter_contexts.denunciations import DENOUNCER, checked, matter
from feedback.services.letters.letter_contexts.material import Material, common, paragraphs
from feedback.services.letters.letter_contexts.teams import reporting, verifiers


def _assignment(m: Material) -> Letter:
    return verification.DenunciationVerificationAssignment(
        **common(m, ("Như Điều 3",)),
        denounced=checked(m, "denounced"),
        contents=m.lines("contents"),
        verifier=m.stated("verifier"),
        verify_by=m.act.day("verify_by"),
    )


def _assessment_request(m: Material) -> Letter:
    return verification.DenunciationAssessmentRequest(
        **common(m, ("Như trên", DENOUNCER)),
        addressee=m.stated("assessment_body"),
        papers=m.lines("assessed_papers"),
        questions=m.lines("assessment"),
        answer_by=m.act.day("assessment_by"),
    )


def _report(m: Material) -> dict[str, Any]:
    told = "record_explanation"
    return {
        **reporting(m),
        **matter(m),
        "verified": m.lines("findings"),
        "explained": m.facts.stated(told, "explanation_given") == "yes",
        "explanation": paragraphs(m.facts.stated(told, "explanation")),
        "finding": TRUTHS.get(m.stated("report_truth")),
        "responsibility": m.lines("report_responsibility"),
        "proposals": m.lines("report_proposals"),
    }


def _team_report(m: Material) -> Letter:
    return verification.DenunciationTeamReport(**_report(m), team=verifiers(m))


def _verification_report(m: Material) -> Letter:
    given = m.facts.stated("entrust_verification", "verifier")
    return verification.DenunciationVerificationReport(
        **_report(m), verifier=given or f"{m.signer.name}, {m.signer.title}"
    )


CONTEXTS = {
    "denunciation_verification_assignment": _assignment,
    "denunciation_assessment_request": _assessment_request,
    "denunciation_team_report": _team_report,
    "denunciation_verification_report": _verification_report,
}
