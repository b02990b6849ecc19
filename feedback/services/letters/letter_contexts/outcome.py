"""Documents that end a case."""

from feedback.domain.letters import outcome
from feedback.domain.letters.catalogue import from_json
from feedback.domain.letters.joint import is_same, listed
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import (
    Material,
    cite,
    common,
    grounds,
    newest,
    paragraphs,
    received,
    respondent,
    sender,
    verification_report,
)
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.voters import IN_PROGRESS, OUTCOMES

FINDINGS = {
    "right": outcome.Finding.RIGHT,
    "partly": outcome.Finding.PARTLY_RIGHT,
    "wrong": outcome.Finding.WRONG,
}
RULINGS = {
    "keep": outcome.Ruling.KEEP,
    "amend": outcome.Ruling.AMEND,
    "cancel_part": outcome.Ruling.CANCEL_PART,
    "cancel": outcome.Ruling.CANCEL,
    "end_act": outcome.Ruling.END_ACT,
}


def _settlement_decision(m: Material) -> Letter:
    with_list = m.facts.joint and m.member is None
    superior = m.superior.name if m.superior else m.agency.name
    head = m.superior.head_title.capitalize() if m.superior else ""
    return outcome.SettlementDecision(
        **common(m, ("Như Điều 4", f"{superior} (để báo cáo)", "Thanh tra tỉnh")),
        complainant=m.member or sender(m),
        respondent=respondent(m),
        petition_dated=received(m),
        about=paragraphs(m.told.story),
        withdrawn=m.withdrawn,
        verification_report=verification_report(m),
        verified=paragraphs(m.facts.stated("report_verification", "findings")),
        dialogue_held=m.facts.done("hold_dialogue"),
        dialogue=paragraphs(m.facts.stated("hold_dialogue", "dialogue_result")),
        legal_grounds=grounds(m),
        finding=FINDINGS.get(m.stated("verdict")),
        reasoning=m.lines("conclusion"),
        ruling=RULINGS.get(m.stated("ruling")),
        contested=m.about,
        particulars=m.stated("particulars"),
        compensation=m.stated("compensation") or None,
        second_complaint_days=45 if m.remote else 30,
        second_authority=f"{head} {superior}".strip(),
        executors=m.stated("executors"),
        joint=with_list,
        joint_complainants=listed(m.stated("joint_people")) if with_list else (),
        one_of_several=m.member is not None,
    )


def _own_decision(m: Material) -> str:
    """The first decision as cited: the sender's own, where each of several had one."""
    decisions = [each for each in m.first_letters if each.name == "settlement_decision"]
    for letter in reversed(decisions):
        decided = from_json(letter.name, m.context(letter))
        if not isinstance(decided, outcome.SettlementDecision) or not decided.one_of_several:
            continue
        if is_same(decided.complainant, sender(m)):
            return cite(letter)
    return newest(m.first_letters, "settlement_decision")


def _second_settlement_decision(m: Material) -> Letter:
    settler = m.first_agency or m.agency
    superior = m.superior.name if m.superior else "Thanh tra Chính phủ"
    return outcome.SecondSettlementDecision(
        **common(
            m, ("Như Điều 3", f"{superior} (để báo cáo)", f"{settler.name}", "Thanh tra tỉnh")
        ),
        complainant=sender(m),
        respondent=respondent(m),
        petition_dated=received(m),
        about=paragraphs(m.told.story),
        first_decision=_own_decision(m),
        first_result=m.lines("first_result"),
        withdrawn=m.withdrawn,
        verification_report=verification_report(m),
        verified=paragraphs(m.facts.stated("report_verification", "findings")),
        dialogue=paragraphs(m.facts.stated("hold_dialogue", "dialogue_result")),
        legal_grounds=grounds(m),
        finding=FINDINGS.get(m.stated("verdict")),
        reasoning=m.lines("conclusion"),
        ruling=RULINGS.get(m.stated("ruling")),
        contested=m.about,
        particulars=m.stated("particulars"),
        compensation=m.stated("compensation") or None,
        court="Tòa án có thẩm quyền",
        executors=m.stated("executors"),
    )


def _reply(m: Material) -> Letter:
    return outcome.Reply(
        **common(m, ("Như trên",)),
        kind=m.subject.kind,
        petitioner=sender(m),
        received_on=received(m),
        about=m.title,
        answer=m.lines("answer"),
        contact=m.agency.name,
    )


def _voter_answer(m: Material) -> Letter:
    told = m.facts.acts["accept"].data
    promised = m.act.day("promised_on")
    return outcome.VoterAnswer(
        **common(m, ("Như trên",)),
        addressee=dict(INPUTS["source"].choices).get(told.get("source", ""), ""),
        voters_of=told.get("voters_of", ""),
        session=told.get("session", ""),
        about=m.title,
        outcome=dict(OUTCOMES)[m.stated("outcome") or IN_PROGRESS],
        answer=m.lines("answer"),
        reason=m.lines("reason"),
        promised_on=promised,
    )


CONTEXTS = {
    "settlement_decision": _settlement_decision,
    "second_settlement_decision": _second_settlement_decision,
    "reply": _reply,
    "voter_answer": _voter_answer,
}
