"""Documents that stop, resume, end, conclude or pass on a denunciation."""

from datetime import date
from typing import Any

from feedback.domain.letters import denunciation_outcome as outcome
from feedback.domain.letters.parts import Letter
from feedback.domain.recipients import MANAGING_BODY
from feedback.services.letters.letter_contexts.denunciations import (
    ACCEPTANCE,
    DENOUNCED,
    DENOUNCER,
    matter,
)
from feedback.services.letters.letter_contexts.material import (
    Material,
    cited,
    cited_within,
    common,
    paragraphs,
    verification_report,
)

TRUTHS = {
    "right": outcome.Truth.RIGHT,
    "partly": outcome.Truth.PARTLY_RIGHT,
    "wrong": outcome.Truth.WRONG,
}
END_GROUNDS = {
    "withdrawn": outcome.EndGround.WITHDRAWN,
    "death": outcome.EndGround.DEATH,
    "judgment": outcome.EndGround.JUDGMENT,
}


def _course(m: Material) -> dict[str, Any]:
    return {
        **common(m, ("Như Điều 3", DENOUNCER)),
        **matter(m),
        "accepted_on": m.accepted_on,
        "reason": m.stated("reason"),
        "executors": (
            "Thủ trưởng các đơn vị có liên quan, người được giao xác minh và người bị tố cáo"
        ),
    }


def _suspension_decision(m: Material) -> Letter:
    return outcome.DenunciationSuspensionDecision(
        **_course(m), ground=cited_within(m.stated("ground"), "Điều 34", "Luật Tố cáo")
    )


def _resumption_decision(m: Material) -> Letter:
    return outcome.DenunciationResumptionDecision(
        **_course(m),
        suspension_decision=cited(m, "denunciation_suspension_decision"),
        settle_by=m.due_now,
    )


def _termination_decision(m: Material) -> Letter:
    return outcome.DenunciationTerminationDecision(
        **_course(m), end_ground=END_GROUNDS.get(m.stated("end_ground"))
    )


def _investigation_transfer(m: Material) -> Letter:
    return outcome.InvestigationTransfer(
        **common(m, ("Như trên",)),
        **matter(m),
        addressee=m.stated("investigation_body"),
        crime_signs=paragraphs(m.facts.stated("note_crime_signs", "crime_signs")),
        reason=m.stated("reason"),
    )


#: Luật Tố cáo Điều 35 khoản 3: the denounced is sent it, in the copy that names no denouncer.
OWN_COPY = f"{DENOUNCED} (bản gửi người bị tố cáo)"


def _concluded(m: Material) -> dict[str, Any]:
    return {
        **matter(m),
        "finding": TRUTHS.get(m.stated("truth")),
        "reasoning": m.lines("conclusion"),
        "measures": m.lines("measures"),
    }


def _conclusion(m: Material) -> Letter:
    told = "record_explanation"
    return outcome.DenunciationConclusion(
        **common(m, (OWN_COPY, MANAGING_BODY, "Thanh tra tỉnh")),
        **_concluded(m),
        acceptance_decision=cited(m, ACCEPTANCE),
        verification_report=verification_report(m),
        verified=paragraphs(m.facts.stated("report_verification", "findings")),
        explained_on=_day(m.facts.stated(told, "explanation_on")),
        explained=m.facts.stated(told, "explanation_given") == "yes",
        explanation=paragraphs(m.facts.stated(told, "explanation")),
        legal_grounds=m.lines("legal_grounds"),
        responsibility=m.lines("responsibility"),
        policy_proposals=m.lines("policy_proposals"),
    )


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _conclusion_notice(m: Material) -> Letter:
    next_one = m.superior
    return outcome.ConclusionNotice(
        **common(m, ("Như trên",)),
        **_concluded(m),
        conclusion=cited(m, "denunciation_conclusion"),
        next_authority=(
            f"{next_one.head_title.capitalize()} {next_one.name}"
            if next_one
            else "người đứng đầu cơ quan, tổ chức cấp trên trực tiếp"
        ),
    )


CONTEXTS = {
    "denunciation_suspension_decision": _suspension_decision,
    "denunciation_resumption_decision": _resumption_decision,
    "denunciation_termination_decision": _termination_decision,
    "investigation_transfer": _investigation_transfer,
    "denunciation_conclusion": _conclusion,
    "conclusion_notice": _conclusion_notice,
}
