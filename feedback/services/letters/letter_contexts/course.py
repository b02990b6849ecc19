"""Documents on the course of a case: accepted, declined, lengthened, stopped, resumed."""

from typing import Any

from feedback.domain.letters import course
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import (
    Material,
    cited,
    cited_within,
    common,
    received,
    sender,
)

#: Which test of complexity each choice of the form stands for (Điều 3a NĐ 124/2020/NĐ-CP).
TESTS = {
    "places": course.Complexity.SEVERAL_PLACES,
    "contents": course.Complexity.SEVERAL_CONTENTS,
    "many_people": course.Complexity.MANY_PEOPLE,
    "foreign": course.Complexity.FOREIGN_ELEMENT,
    "several_agencies": course.Complexity.SEVERAL_AGENCIES,
    "disagreement": course.Complexity.AGENCIES_DISAGREE,
    "evidence": course.Complexity.CONTRADICTORY_EVIDENCE,
}


def _acceptance_notice(m: Material) -> Letter:
    return course.AcceptanceNotice(
        **common(m, ("Như trên", "Thanh tra tỉnh")),
        complainant=sender(m),
        received_on=received(m),
        about=m.about,
        second=m.facts.second,
        accepted_on=m.act.on,
        settle_within_days=m.total_days,
        settle_by=m.due_now or m.act.on,
    )


def _declination_notice(m: Material) -> Letter:
    return course.DeclinationNotice(
        **common(m, ("Như trên",)),
        complainant=sender(m),
        received_on=received(m),
        about=m.about,
        ground=cited_within(m.stated("ground"), "Điều 11", "Luật Khiếu nại"),
        reason=m.stated("reason"),
    )


def _complexity_record(m: Material) -> Letter:
    return course.ComplexityRecord(
        **common(m, ("Như trên", "Thanh tra tỉnh")),
        complainant=sender(m),
        about=m.about,
        accepted_on=m.accepted_on,
        findings=tuple(
            course.ComplexityFinding(test=TESTS[choice], facts=m.stated("reason"))
            for choice in m.stated("criteria").split(",")
            if choice in TESTS
        ),
        was_due_on=m.due_before or m.act.on,
        settle_within_days=m.total_days,
        settle_by=m.due_now or m.act.on,
    )


def _extension_notice(m: Material) -> Letter:
    return course.ExtensionNotice(
        **common(m, ("Như trên",)),
        kind=m.subject.kind,
        petitioner=sender(m),
        received_on=received(m),
        about=m.title,
        was_due_on=m.due_before or m.act.on,
        due_on=m.due_now or m.act.on,
        reason=m.stated("reason"),
    )


#: Points of Luật Khiếu nại Điều 11a that Nghị định 155/2026/NĐ-CP Điều 12 names.
GROUNDS = {"no_successor": "điểm b khoản 2"}


def _stopping(m: Material) -> dict[str, Any]:
    stated = m.stated("ground") or GROUNDS.get(m.stated("termination_ground"), "khoản 2")
    return {
        **common(m, ("Như Điều 3", "Thanh tra tỉnh")),
        "complainant": sender(m),
        "petition_dated": received(m),
        "accepted_on": m.accepted_on,
        "about": m.about,
        "ground": cited_within(stated, "Điều 11a", "Luật Khiếu nại"),
        "reason": m.stated("reason"),
        "executors": "Thủ trưởng các đơn vị có liên quan và người khiếu nại",
    }


def _suspension_decision(m: Material) -> Letter:
    return course.SuspensionDecision(**_stopping(m))


def _termination_decision(m: Material) -> Letter:
    """Where nobody is left who complained, it goes to where they last lived (Điều 28b khoản 1)."""
    stopping = _stopping(m)
    last = m.stated("last_residence")
    recipients = (*stopping.pop("recipients"), *((last,) if last else ()))
    return course.TerminationDecision(**stopping, recipients=recipients)


def _resumption_decision(m: Material) -> Letter:
    return course.ResumptionDecision(
        **common(m, ("Như Điều 3", "Thanh tra tỉnh")),
        complainant=sender(m),
        petition_dated=received(m),
        about=m.about,
        suspension_decision=cited(m, "suspension_decision"),
        reason=m.stated("reason"),
        settle_by=m.due_now or m.act.on,
        executors="Thủ trưởng các đơn vị có liên quan và người khiếu nại",
    )


CONTEXTS = {
    "acceptance_notice": _acceptance_notice,
    "declination_notice": _declination_notice,
    "complexity_record": _complexity_record,
    "extension_notice": _extension_notice,
    "suspension_decision": _suspension_decision,
    "termination_decision": _termination_decision,
    "resumption_decision": _resumption_decision,
}
