"""Documents about what is late."""

from typing import Any

from feedback.domain.letters import urging
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import Material, common, received, sender


def _demand(m: Material) -> Letter:
    return urging.SettlementDemand(
        **common(m, ("Như trên", "Thanh tra tỉnh (để theo dõi)")),
        addressee=m.other_body,
        kind=m.subject.kind,
        received_on=received(m),
        late_matter=m.lines("late_matter"),
        reason=m.stated("reason"),
        report_by=m.act.day("report_by"),
    )


def _explained(m: Material) -> dict[str, Any]:
    """The period that is over: of settling, or whichever of the file ended first."""
    dates = [day for rule in m.facts.running if (day := m.facts.closing_dates.get(rule))]
    return {
        "addressee": m.stated("asked_by"),
        "was_due_on": m.due_before or min(dates, default=None),
        "done_so_far": m.lines("done_so_far"),
        "delay_reasons": m.lines("delay_reasons"),
        "expected_on": m.act.day("expected_on"),
    }


def _explanation(m: Material) -> Letter:
    return urging.DelayExplanation(
        **common(m, ("Như trên", "Người gửi đơn (để biết)")),
        **_explained(m),
        kind=m.subject.kind,
        petitioner=sender(m),
        about=m.about,
    )


def _denunciation_report(m: Material) -> Letter:
    return urging.DenunciationDelayReport(
        **common(m, ("Như trên",)), **_explained(m), accepted_on=m.accepted_on
    )


CONTEXTS = {
    "settlement_demand": _demand,
    "delay_explanation": _explanation,
    "denunciation_delay_report": _denunciation_report,
}
