"""What letters are made of, and what all of them say alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from feedback.domain.clock import civil_day
from feedback.domain.erasure import lost_text, lost_words
from feedback.domain.errors import NotLawfulError
from feedback.domain.letters.parts import Issuer, LetterHead, Person, Signatory
from feedback.domain.letters.wording import numbered, short_day
from feedback.domain.lodging import file_title, lodged_title
from feedback.domain.petitions import DoneAct, Facts, Kind
from feedback.domain.roles import Role
from feedback.domain.words import Words
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.letters.contexts import context_of as frozen_context
from feedback.services.subject.identities import plain_of
from feedback.workflows.guards.verification import REPORTS
from feedback.workflows.rows import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a letter may speak of, loaded once by the service that issues it."""

    subject: Subject
    petition: Petition
    #: what the petition says; read by ``told``
    words: Words
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
    first_case: Case | None
    #: how a denunciation was checked before it was accepted; nothing for other kinds
    checked: DoneAct | None
    #: colleagues named in the act, or in the team that verifies, by account name
    people: Mapping[str, UserAccount]
    #: parts of the complaint that were withdrawn, in the order they were
    withdrawn: tuple[str, ...]
    #: the one person whom this document is for, where each of several gets one
    member: Person | None = None
    #: legal dates by rule, once the act is done
    due_by_rule: Mapping[str, date] = field(default_factory=dict)

    #: opens the frozen context of an earlier letter
    context: Callable[[IssuedLetter], dict[str, Any]] = frozen_context

    def stated(self, name: str) -> str:
        return self.act.data.get(name, "").strip()

    def lines(self, name: str) -> tuple[str, ...]:
        return paragraphs(self.stated(name))

    @property
    def accepted_on(self) -> date:
        return self.facts.accepted_on or self.act.on

    @property
    def told(self) -> Words:
        if self.words.lost:
            msg = f"{lost_text(self.words)}: không lập văn bản nêu nội dung đơn được nữa."
            raise NotLawfulError(msg)
        return self.words

    @property
    def title(self) -> str:
        return file_title(self.petition.kind, self.petition.channel, self.told.story)

    @property
    def about(self) -> str:
        return self.told.against or self.title


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


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


def petitioner_of(petition: Petition, place: str = "") -> Person | None:
    """The sender as letters may name them.

    Never of information about a violation, nor of a field report, whose handling unit signs.
    """
    if petition.confidential or petition.urgency or not petition.parties:
        return None
    known = plain_of(petition.parties[0])
    if known.lost:
        raise NotLawfulError(f"{lost_words(known)}: không lập văn bản nêu tên người gửi được nữa.")
    return Person(
        name=known.name or "Người gửi không nêu tên",
        form_of_address=known.form_of_address or "ông/bà",
        address=known.address or place or "không nêu địa chỉ",
    )


def common(m: Material, recipients: tuple[str, ...]) -> dict[str, Any]:
    """What every document has: issuer, number, day, signatory, recipients."""
    return {
        "issuer": issuer_of(m.agency),
        "case_code": m.case_code,
        "head": LetterHead(symbol=m.symbol, number=m.number, issued_on=m.act.on),
        "signatory": signatory_of(m.agency, m.signer),
        "recipients": recipients,
    }


def signatory_of(agency: Agency, signer: UserAccount) -> Signatory:
    """The head signs under the title of the post alone, a deputy in the head's stead.

    Nghị định 30/2020/NĐ-CP, Điều 13 khoản 1; Phụ lục I, II.7.b.
    """
    head = signer.role == Role.HEAD and signer.agency_id == agency.id
    if not head:
        return Signatory(authority=(signer.title.upper(),), name=signer.name)
    if signer.title.startswith("Phó"):
        authority = (f"KT. {agency.head_title}", f"PHÓ {agency.head_title}")
        return Signatory(authority=authority, name=signer.name)
    return Signatory(authority=(agency.head_title,), name=signer.name)


def sender(m: Material) -> Person:
    """Who sent the petition; a protected sender under that word alone."""
    hidden = Person(name="người gửi đơn (danh tính được bảo vệ)", address="không nêu")
    return petitioner_of(m.petition, m.words.place) or hidden


def open_title(m: Material) -> str:
    """What the file is called; of a denunciation no word that its sender may have written."""
    return "tố cáo" if m.subject.kind is Kind.DENUNCIATION else m.title


def kind_words(m: Material) -> str:
    """The kind of the petition as it stands in a sentence."""
    of = m.petition
    return lodged_title(m.subject.kind, of.channel, anonymous=of.anonymous).lower()


def received(m: Material) -> date:
    """The day of receipt."""
    return civil_day(m.petition.received_at)


def cited(m: Material, name: str) -> str:
    """The newest earlier letter of that name, as a document cites it."""
    return newest(m.earlier_letters, name)


def newest(letters: tuple[IssuedLetter, ...], name: str) -> str:
    """The newest letter of that name, as a document cites it; empty where there is none.

    Where one act made one for each of several people, all of them are cited.
    """
    found = last(letters, frozenset({name}))
    return cite(*_together(found, letters)) if found else ""


def _together(one: IssuedLetter, letters: tuple[IssuedLetter, ...]) -> tuple[IssuedLetter, ...]:
    """All that its act made of its name, if for each of several; else itself alone."""
    made = tuple(
        each
        for each in letters
        if (each.act_id, each.name) == (one.act_id, one.name) and each.replaces_id is None
    )
    return made if one.act_id is not None and len(made) > 1 else (one,)


def last(letters: tuple[IssuedLetter, ...], names: frozenset[str]) -> IssuedLetter | None:
    """The newest letter of any of these names."""
    return next((letter for letter in reversed(letters) if letter.name in names), None)


def cite(letter: IssuedLetter, *others: IssuedLetter) -> str:
    """``Thông báo số 07/TB-UBND ngày 12/4/2026``, of several ``số 07/… đến số 11/…``."""
    code = numbered(letter.number, letter.symbol)
    if others:
        code += f" đến{numbered(others[-1].number, others[-1].symbol)}"
    return f"{letter.title}{code} ngày {short_day(letter.issued_on)}"


def shown(iso: str) -> str:
    """A day stated in ISO form as documents write it."""
    return short_day(date.fromisoformat(iso)) if iso else ""


def day_stated(m: Material, action: str, name: str) -> date | None:
    """A day stated with an earlier act; None where there was none."""
    iso = m.facts.stated(action, name)
    return date.fromisoformat(iso) if iso else None


def respondent(m: Material) -> Person:
    """Who is complained of: the head of the agency that settles, or settled, for the first time."""
    settler = m.first_agency or m.agency
    return Person(name=f"{settler.head_title.capitalize()} {settler.name}", address=settler.place)


def verification_report(m: Material) -> str:
    """The report of verification as it is cited: the house's own, or one from elsewhere."""
    for letter in reversed(m.earlier_letters):
        if letter.name in REPORTS:
            return f"{newest((letter,), letter.name)} về kết quả xác minh"
    number = m.facts.stated("report_verification", "report_number")
    day = shown(m.facts.stated("report_verification", "report_date"))
    return f"Báo cáo kết quả xác minh số {number} ngày {day}" if number else ""


def cited_within(stated: str, article: str, law: str) -> str:
    """``điểm a khoản 1 Điều 34 của Luật Tố cáo``, however much of it was typed."""
    if not stated or "Luật" in stated:
        return stated
    within = stated if "Điều" in stated else f"{stated} {article}"
    return f"{within} của {law}"


def grounds(m: Material) -> tuple[str, ...]:
    """Grounds as a decision states them; officers type the names of the laws alone."""
    return tuple(
        line if line.startswith("Căn cứ") else f"Căn cứ {line}" for line in m.lines("legal_grounds")
    )
