"""Documents of a denunciation on its way. None reads the petition's words or its sender."""

from datetime import date
from typing import Any

from feedback.domain.letters import denunciation
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import (
    Material,
    cited,
    cited_within,
    common,
    paragraphs,
    received,
)
from feedback.services.letters.letter_contexts.teams import team_of
from feedback.services.subject.numbers import subject_number
from feedback.workflows.limits.registry import limit_in_force

DENOUNCER, DENOUNCED = "Người tố cáo", "Người bị tố cáo"
ACCEPTANCE = "denunciation_acceptance_decision"

#: Which test each choice of the form stands for (Nghị định 31/2019/NĐ-CP, Điều 3 khoản 2).
TESTS = {
    "places": denunciation.DenunciationTest.SEVERAL_PLACES,
    "contents": denunciation.DenunciationTest.SEVERAL_CONTENTS,
    "many_people": denunciation.DenunciationTest.MANY_PEOPLE,
    "foreign": denunciation.DenunciationTest.FOREIGN_ELEMENT,
    "several_agencies": denunciation.DenunciationTest.SEVERAL_AGENCIES,
    "disagreement": denunciation.DenunciationTest.AGENCIES_DISAGREE,
    "evidence": denunciation.DenunciationTest.CONTRADICTORY_EVIDENCE,
}


def checked(m: Material, name: str) -> str:
    """What was stated when the denunciation was checked."""
    return m.checked.data.get(name, "").strip() if m.checked else ""


def matter(m: Material) -> dict[str, Any]:
    """Whom and what is denounced, as the check found it."""
    return {"denounced": checked(m, "denounced"), "contents": paragraphs(checked(m, "contents"))}


def _acceptance_decision(m: Material) -> Letter:
    return denunciation.AcceptanceDecision(
        **common(m, ("Như Điều 3",)),
        **matter(m),
        checked_on=m.checked.on if m.checked else None,
        **_period(m),
    )


def _denouncer_notice(m: Material) -> Letter:
    return denunciation.DenouncerNotice(
        **common(m, ("Như trên",)), **matter(m), decision=cited(m, ACCEPTANCE), **_period(m)
    )


def _period(m: Material) -> dict[str, Any]:
    return {"settle_within_days": m.total_days, "settle_by": m.due_now}


def _denounced_notice(m: Material) -> Letter:
    return denunciation.DenouncedNotice(
        **common(m, ("Như trên",)), **matter(m), decision=cited(m, ACCEPTANCE)
    )


def _declination_notice(m: Material) -> Letter:
    return denunciation.DenunciationDeclinationNotice(
        **common(m, ("Như trên",)),
        received_on=received(m),
        contents=paragraphs(checked(m, "contents")),
        ground=cited_within(m.stated("ground"), "Điều 29", "Luật Tố cáo"),
        reason=m.stated("reason"),
    )


def _team_decision(m: Material) -> Letter:
    leader, *members = team_of(m, m.act.data) or (None,)
    return denunciation.VerificationTeamDecision(
        **common(m, ("Như Điều 4",)),
        denounced=checked(m, "denounced"),
        contents=m.lines("contents"),
        leader=leader,
        members=tuple(members),
        verify_by=m.due_now,
    )


def _extension_decision(m: Material) -> Letter:
    stated = m.stated("denunciation_criteria").split(",")
    return denunciation.DenunciationExtensionDecision(
        **common(m, ("Như Điều 3", DENOUNCER)),
        **matter(m),
        accepted_on=m.accepted_on,
        again=m.act.action == "extend_again",
        tests=tuple(TESTS[choice] for choice in stated if choice in TESTS),
        reason=m.stated("reason"),
        was_due_on=m.due_before,
        due_on=m.due_now,
    )


def _delay_demand(m: Material) -> Letter:
    agency, late = m.first_agency, m.first_case
    return denunciation.DelayDemand(
        **common(m, ("Như trên",)),
        addressee=f"{agency.head_title.capitalize()} {agency.name}" if agency else "",
        late_case=subject_number(late) if late else "",
        accepted_on=late.accepted_on if late else None,
        reason=m.stated("reason"),
        report_within_days=_days_to_report(m.act.on),
    )


def _days_to_report(on: date) -> int:
    return limit_in_force("TC-OVERDUE-REPORT", on, on).span.length


CONTEXTS = {
    ACCEPTANCE: _acceptance_decision,
    "denouncer_notice": _denouncer_notice,
    "denounced_notice": _denounced_notice,
    "denunciation_declination_notice": _declination_notice,
    "verification_team_decision": _team_decision,
    "denunciation_extension_decision": _extension_decision,
    "delay_demand": _delay_demand,
}
