"""Decisions on complaints against decisions of discipline."""

from feedback.domain.letters import discipline
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import (
    Material,
    common,
    grounds,
    newest,
    paragraphs,
    received,
    respondent,
    sender,
    verification_report,
)
from feedback.workflows.limits.registry import limit_in_force

FINDINGS = {
    "right": discipline.DisciplineFinding.RIGHT,
    "partly": discipline.DisciplineFinding.PARTLY_RIGHT,
    "wrong": discipline.DisciplineFinding.WRONG,
}
RULINGS = {
    "keep": discipline.DisciplineRuling.KEEP,
    "amend": discipline.DisciplineRuling.AMEND,
    "cancel_part": discipline.DisciplineRuling.CANCEL_PART,
    "cancel": discipline.DisciplineRuling.CANCEL,
}
#: After the chair of a province one turns to the Minister (Luật Khiếu nại Điều 51 khoản 3).
ABOVE_THE_PROVINCE = "Bộ trưởng Bộ Nội vụ"
#: Whom the chair of a province sends a second decision besides (Điều 56 khoản 2).
ALSO_TOLD = ("Tổng Thanh tra Chính phủ", "Bộ trưởng Bộ Nội vụ")


def _settlement_decision(m: Material) -> Letter:
    return discipline.DisciplineSettlementDecision(
        **common(m, (_last_article(m, 3), "Cơ quan, tổ chức hữu quan")),
        complainant=sender(m),
        respondent=respondent(m),
        petition_dated=received(m),
        about=paragraphs(m.told.story),
        withdrawn=m.withdrawn,
        verification_report=verification_report(m),
        verified=paragraphs(m.facts.stated("report_verification", "findings")),
        council=paragraphs(m.facts.stated("consult_council", "council_opinion")),
        dialogue=paragraphs(m.facts.stated("hold_dialogue", "dialogue_result")),
        legal_grounds=grounds(m),
        finding=FINDINGS.get(m.stated("verdict")),
        reasoning=m.lines("conclusion"),
        ruling=RULINGS.get(m.stated("discipline_ruling")),
        contested=m.about,
        particulars=m.stated("particulars"),
        compensation=m.stated("compensation") or None,
        second_complaint_days=_days_to_complain_again(m),
        second_authority=_above(m),
        dismissal=m.petition.dismissal,
        executors=m.stated("executors"),
    )


def _second_settlement_decision(m: Material) -> Letter:
    settler = m.first_agency or m.agency
    others = ALSO_TOLD if m.agency.level == "province" else ()
    first = f"{settler.head_title.capitalize()} {settler.name}"
    return discipline.SecondDisciplineSettlementDecision(
        **common(m, (_last_article(m, 3 if m.petition.dismissal else 2), first, *others)),
        complainant=sender(m),
        respondent=respondent(m),
        petition_dated=received(m),
        about=paragraphs(m.told.story),
        first_decision=newest(m.first_letters, "discipline_settlement_decision"),
        withdrawn=m.withdrawn,
        verification_report=verification_report(m),
        verified=paragraphs(m.facts.stated("report_verification", "findings")),
        dialogue=paragraphs(m.facts.stated("hold_dialogue", "dialogue_result")),
        legal_grounds=grounds(m),
        reasoning=m.lines("conclusion"),
        on_first=m.lines("on_first_settlement"),
        finding=FINDINGS.get(m.stated("verdict")),
        particulars=m.stated("particulars"),
        compensation=m.stated("compensation") or None,
        dismissal=m.petition.dismissal,
        executors=m.stated("executors"),
    )


def _last_article(m: Material, articles: int) -> str:
    """The article that names who carries the decision out; compensation has one of its own."""
    return f"Như Điều {articles + bool(m.stated('compensation'))}"


def _above(m: Material) -> str:
    """Before whom one complains again; empty where nobody is known, which stops the letter."""
    if m.superior is not None:
        return f"{m.superior.head_title.capitalize()} {m.superior.name}"
    return ABOVE_THE_PROVINCE if m.agency.level == "province" else ""


def _days_to_complain_again(m: Material) -> int:
    """The period of Điều 48, as it is longer after a dismissal."""
    limit = limit_in_force("KL2-LODGE", m.act.on)
    longer = limit.variant_for(frozenset({"dismissal"} if m.petition.dismissal else ()))
    return (longer or limit).span.length


CONTEXTS = {
    "discipline_settlement_decision": _settlement_decision,
    "second_discipline_settlement_decision": _second_settlement_decision,
}
