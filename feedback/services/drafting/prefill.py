"""What a file already says, put where a draft asks for it; and the words that paragraphs name."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.letters.wording import short_day
from feedback.domain.roles import Role
from feedback.models.agency import Agency
from feedback.models.subject import Subject
from feedback.services.drafting.foreseeing import head_of
from feedback.services.letters import letter_material
from feedback.services.letters.letter_contexts.material import (
    Material,
    newest,
    petitioner_of,
    received,
    sender,
)
from feedback.services.subject.subjects import facts_of
from feedback.services.time.clocks import Clocks
from feedback.workflows.rows import Act

#: Stated once and meant for the whole file: the next act that asks begins with the same.
CARRIED = frozenset({"place", "legal_grounds", "executors", "executor", "dialogue_result"})


def for_draft(
    session: Session, subject_id: int, action: str, asked: Sequence[str], now: datetime
) -> dict[str, str]:
    """What a new draft of the act begins with; nothing without a head to sign it."""
    made = _material(session, subject_id, action, now)
    return prefilled(made, asked) if made else {}


def for_paragraphs(session: Session, subject_id: int, action: str, now: datetime) -> dict[str, str]:
    """The names in braces that paragraphs may use, as the file reads them."""
    made = _material(session, subject_id, action, now)
    return words(made) if made else {}


def _material(session: Session, subject_id: int, action: str, now: datetime) -> Material | None:
    """What a document of the act is made of, before anything is typed."""
    subject = session.get_one(Subject, subject_id)
    head = head_of(session, subject.agency_id)
    if head is None:
        return None
    issuing = letter_material.Issuing(
        session=session,
        subject=subject,
        facts=facts_of(session, subject),
        act=Act(action, Role.HEAD, civil_day(now)),
        act_id=None,
        actor=head,
        drafter_id=None,
        due_before=Clocks(session, subject).legal_dates(),
        now=now,
    )
    agency = session.get_one(Agency, subject.agency_id)
    return letter_material.material_of(issuing, agency, agency.symbol)


def prefilled(m: Material, asked: Sequence[str]) -> dict[str, str]:
    """The fields that the file can fill in; each is the drafter's to change."""
    earlier = {
        name: text
        for act in m.facts.acts.values()
        for name, text in act.data.items()
        if name in CARRIED
    }
    made = {name: fill(m) for name, fill in FILLED.items() if name in asked}
    found = {name: earlier.get(name) or made.get(name, "") for name in asked}
    return {name: text for name, text in found.items() if text}


def words(m: Material) -> dict[str, str]:
    """Names of the file by the words that paragraphs use for them."""
    person = petitioner_of(m.petition, m.words.place)
    return {
        "người gửi": sender(m).called,
        "địa chỉ người gửi": person.address if person else "",
        "ngày nhận đơn": short_day(received(m)),
        "số hồ sơ": m.case_code,
        "nội dung": m.title,
        "cơ quan": m.agency.name,
        "người đứng đầu": _authority(m),
        "ngày thụ lý": short_day(m.facts.accepted_on) if m.facts.accepted_on else "",
        "hạn giải quyết": short_day(m.due_now) if m.due_now else "",
    }


def _authority(m: Material) -> str:
    return f"{m.agency.head_title.capitalize()} {m.agency.name}"


def _executors(m: Material) -> str:
    """Who is bound by the decision: the one complained of and the one who complained."""
    person = petitioner_of(m.petition, m.words.place)
    return ", ".join(part for part in (_authority(m), person.called if person else "") if part)


def _first_result(m: Material) -> str:
    """The first decision, by number and day; how it ended is for the drafter to tell."""
    for name in ("settlement_decision", "discipline_settlement_decision"):
        if cited := newest(m.first_letters, name):
            return cited
    return ""


def _grounds(m: Material) -> str:
    """The grounds of the newest decision in this matter."""
    for letter in (*reversed(m.earlier_letters), *reversed(m.first_letters)):
        if grounds := m.context(letter).get("legal_grounds"):
            return "\n".join(line.removeprefix("Căn cứ ") for line in grounds)
    return ""


FILLED: Mapping[str, Callable[[Material], str]] = {
    "executors": _executors,
    "first_result": _first_result,
    "legal_grounds": _grounds,
}
