"""From rows to the frozen contexts that letters are rendered from, one function per document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.domain.clock import civil_day
from feedback.domain.errors import UnknownRuleError
from feedback.domain.letters import course, intake, outcome
from feedback.domain.letters.parts import Issuer, Letter, LetterHead, Person, Signatory
from feedback.domain.letters.wording import short_day
from feedback.domain.petitions import LODGED_ONLINE_TITLES, Facts, Kind
from feedback.models.agency import Agency, UserAccount
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.workflows.core import Act

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a letter may speak of, loaded once by the service that issues it."""

    subject: Subject
    petition: Petition
    facts: Facts
    act: Act
    agency: Agency
    superior: Agency | None
    signer: UserAccount
    #: the agency or body named in the act, where one is
    other_body: str
    case_code: str
    symbol: str
    number: int | None
    due_before: date | None
    due_now: date | None
    total_days: int
    remote: bool
    earlier_letters: tuple[IssuedLetter, ...]
    #: letters of the case that was settled for the first time, where this one follows it
    first_letters: tuple[IssuedLetter, ...]
    first_agency: Agency | None

    def stated(self, name: str) -> str:
        return self.act.data.get(name, "").strip()

    def lines(self, name: str) -> tuple[str, ...]:
        return paragraphs(self.stated(name))

    @property
    def accepted_on(self) -> date:
        return self.facts.accepted_on or self.act.on

    @property
    def about(self) -> str:
        return self.petition.against or self.subject.title


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def context_of(name: str, material: Material) -> Letter:
    """The context of a document; UnknownRuleError when there is no such document."""
    if name not in _CONTEXTS:
        msg = f"Không có mẫu văn bản “{name}”."
        raise UnknownRuleError(msg)
    return _CONTEXTS[name](material)


def issuer_of(agency: Agency) -> Issuer:
    head = agency.head_title.capitalize()
    return Issuer(
        superior=tuple(agency.superior_lines),
        issuing=tuple(agency.issuing_lines),
        place=agency.place,
        name=agency.name,
        authority=f"{head} {agency.name}",
        symbol_parts=(agency.symbol,),
    )


def petitioner_of(petition: Petition) -> Person | None:
    """The sender as letters may name them: never that of information about a violation."""
    if petition.confidential or not petition.parties:
        return None
    party = petition.parties[0]
    return Person(
        name=party.name or "Người gửi không nêu tên",
        form_of_address=party.form_of_address or "ông/bà",
        address=party.address or petition.place or "không nêu địa chỉ",
    )


def _common(m: Material, recipients: tuple[str, ...]) -> dict[str, Any]:
    return {
        "issuer": issuer_of(m.agency),
        "case_code": m.case_code,
        "head": LetterHead(symbol=m.symbol, number=m.number, issued_on=m.act.on),
        "signatory": Signatory(authority=(m.signer.title.upper(),), name=m.signer.name),
        "recipients": recipients,
    }


def _sender(m: Material) -> Person:
    hidden = Person(name="người gửi đơn (danh tính được bảo vệ)", address="không nêu")
    return petitioner_of(m.petition) or hidden


def _kind_words(m: Material) -> str:
    return LODGED_ONLINE_TITLES[m.subject.kind].lower()


def _received(m: Material) -> date:
    return civil_day(m.petition.received_at)


def _proposal_slip(m: Material) -> Letter:
    return intake.ProposalSlip(
        **_common(m, ("Lãnh đạo cơ quan (để quyết định)",)),
        addressee=f"{m.agency.head_title.capitalize()} {m.agency.name}",
        kind=m.subject.kind,
        petitioner=_sender(m),
        received_on=_received(m),
        summary=paragraphs(m.petition.story),
        assessment=m.lines("reason"),
        proposal=f"Thụ lý giải quyết đơn {_kind_words(m)} theo quy định.",
        approver=(m.agency.head_title,),
    )


def _acceptance_notice(m: Material) -> Letter:
    return course.AcceptanceNotice(
        **_common(m, ("Như trên", "Thanh tra tỉnh")),
        complainant=_sender(m),
        received_on=_received(m),
        about=m.about,
        accepted_on=m.act.on,
        settle_within_days=m.total_days,
        settle_by=m.due_now or m.act.on,
    )


def _declination_notice(m: Material) -> Letter:
    return course.DeclinationNotice(
        **_common(m, ("Như trên",)),
        complainant=_sender(m),
        received_on=_received(m),
        about=m.about,
        ground=m.stated("ground"),
        reason=m.stated("reason"),
    )


def _guidance_slip(m: Material) -> Letter:
    return intake.GuidanceSlip(
        **_common(m, ("Như trên",)),
        kind=m.subject.kind,
        petitioner=_sender(m),
        received_on=_received(m),
        about=m.about,
        reason=m.stated("reason"),
        competent_authority=m.other_body,
    )


def _transfer_slip(m: Material) -> Letter:
    secret = m.subject.kind is Kind.DENUNCIATION
    return intake.TransferSlip(
        **_common(m, ("Như trên",) if secret else ("Như trên", "Người gửi đơn (để biết)")),
        addressee=m.other_body,
        kind=m.subject.kind,
        petitioner=None if secret else _sender(m),
        received_on=_received(m),
        about=m.subject.title,
        reason=m.stated("reason"),
        enclosures=("Bản in nội dung đơn",),
    )


def _return_slip(m: Material) -> Letter:
    return intake.ReturnSlip(
        **_common(m, ("Như trên",)),
        addressee="Cơ quan đã chuyển đơn",
        forwarding_document="hồ sơ chuyển đơn kèm theo",
        kind=m.subject.kind,
        petitioner=_sender(m),
        received_on=_received(m),
        about=m.subject.title,
        reason=m.stated("reason"),
    )


def _complexity_record(m: Material) -> Letter:
    return course.ComplexityRecord(
        **_common(m, ("Như trên", "Thanh tra tỉnh")),
        complainant=_sender(m),
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
        **_common(m, ("Như trên",)),
        kind=m.subject.kind,
        petitioner=_sender(m),
        received_on=_received(m),
        about=m.subject.title,
        was_due_on=m.due_before or m.act.on,
        due_on=m.due_now or m.act.on,
        reason=m.stated("reason"),
    )


def _stopping(m: Material) -> dict[str, Any]:
    return {
        **_common(m, ("Như Điều 3", "Thanh tra tỉnh")),
        "complainant": _sender(m),
        "petition_dated": _received(m),
        "accepted_on": m.accepted_on,
        "about": m.about,
        "ground": m.stated("ground") or "khoản 2",
        "reason": m.stated("reason"),
        "executors": "Thủ trưởng các đơn vị có liên quan và người khiếu nại",
    }


def _suspension_decision(m: Material) -> Letter:
    return course.SuspensionDecision(**_stopping(m))


def _termination_decision(m: Material) -> Letter:
    return course.TerminationDecision(**_stopping(m))


def _resumption_decision(m: Material) -> Letter:
    return course.ResumptionDecision(
        **_common(m, ("Như Điều 3", "Thanh tra tỉnh")),
        complainant=_sender(m),
        petition_dated=_received(m),
        about=m.about,
        suspension_decision=_cited(m, "suspension_decision"),
        reason=m.stated("reason"),
        settle_by=m.due_now or m.act.on,
        executors="Thủ trưởng các đơn vị có liên quan và người khiếu nại",
    )


def _settlement_decision(m: Material) -> Letter:
    superior = m.superior.name if m.superior else m.agency.name
    head = m.superior.head_title.capitalize() if m.superior else ""
    report = "report_verification"
    return outcome.SettlementDecision(
        **_common(m, ("Như Điều 4", f"{superior} (để báo cáo)", "Thanh tra tỉnh")),
        complainant=_sender(m),
        respondent=Person(
            name=f"{m.agency.head_title.capitalize()} {m.agency.name}", address=m.agency.place
        ),
        petition_dated=_received(m),
        about=paragraphs(m.petition.story),
        verification_report=(
            f"Báo cáo kết quả xác minh số {m.facts.stated(report, 'report_number')} "
            f"ngày {_shown(m.facts.stated(report, 'report_date'))}"
        ),
        verified=paragraphs(m.facts.stated(report, "findings")),
        dialogue_held=m.facts.done("hold_dialogue"),
        dialogue=paragraphs(m.facts.stated("hold_dialogue", "dialogue_result")),
        legal_grounds=tuple(map(_ground, m.lines("legal_grounds"))),
        finding=FINDINGS.get(m.stated("verdict")),
        reasoning=m.lines("conclusion"),
        ruling=RULINGS.get(m.stated("ruling")),
        contested=m.about,
        particulars=m.stated("particulars"),
        compensation=m.stated("compensation") or None,
        second_complaint_days=45 if m.remote else 30,
        second_authority=f"{head} {superior}".strip(),
        executors=m.stated("executors"),
    )


def _second_settlement_decision(m: Material) -> Letter:
    settler = m.first_agency or m.agency
    superior = m.superior.name if m.superior else "Thanh tra Chính phủ"
    report = "report_verification"
    return outcome.SecondSettlementDecision(
        **_common(
            m, ("Như Điều 3", f"{superior} (để báo cáo)", f"{settler.name}", "Thanh tra tỉnh")
        ),
        complainant=_sender(m),
        respondent=Person(
            name=f"{settler.head_title.capitalize()} {settler.name}", address=settler.place
        ),
        petition_dated=_received(m),
        about=paragraphs(m.petition.story),
        first_decision=_newest(m.first_letters, "settlement_decision"),
        first_result=m.lines("first_result"),
        verification_report=(
            f"Báo cáo kết quả xác minh số {m.facts.stated(report, 'report_number')} "
            f"ngày {_shown(m.facts.stated(report, 'report_date'))}"
        ),
        verified=paragraphs(m.facts.stated(report, "findings")),
        dialogue=paragraphs(m.facts.stated("hold_dialogue", "dialogue_result")),
        legal_grounds=tuple(map(_ground, m.lines("legal_grounds"))),
        finding=FINDINGS.get(m.stated("verdict")),
        reasoning=m.lines("conclusion"),
        ruling=RULINGS.get(m.stated("ruling")),
        contested=m.about,
        particulars=m.stated("particulars"),
        compensation=m.stated("compensation") or None,
        court="Tòa án có thẩm quyền",
        executors=m.stated("executors"),
    )


def _ground(line: str) -> str:
    """A ground as a decision states it; officers type the name of the law alone."""
    return line if line.startswith("Căn cứ") else f"Căn cứ {line}"


def _reply(m: Material) -> Letter:
    return outcome.Reply(
        **_common(m, ("Như trên",)),
        kind=m.subject.kind,
        petitioner=_sender(m),
        received_on=_received(m),
        about=m.subject.title,
        answer=m.lines("answer"),
        contact=m.agency.name,
    )


def _cited(m: Material, name: str) -> str:
    """The newest earlier letter of that name, as a document cites it."""
    return _newest(m.earlier_letters, name)


def _newest(letters: tuple[IssuedLetter, ...], name: str) -> str:
    for letter in reversed(letters):
        if letter.name == name:
            code = f"{letter.number}/{letter.symbol}"
            return f"{letter.title} số {code} ngày {short_day(letter.issued_on)}"
    return ""


def _shown(iso: str) -> str:
    return short_day(date.fromisoformat(iso)) if iso else ""


_CONTEXTS: dict[str, Callable[[Material], Letter]] = {
    "proposal_slip": _proposal_slip,
    "acceptance_notice": _acceptance_notice,
    "declination_notice": _declination_notice,
    "guidance_slip": _guidance_slip,
    "transfer_slip": _transfer_slip,
    "return_slip": _return_slip,
    "complexity_record": _complexity_record,
    "extension_notice": _extension_notice,
    "suspension_decision": _suspension_decision,
    "termination_decision": _termination_decision,
    "resumption_decision": _resumption_decision,
    "settlement_decision": _settlement_decision,
    "second_settlement_decision": _second_settlement_decision,
    "reply": _reply,
}
