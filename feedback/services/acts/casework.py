"""The one door: whoever changes the state of a petition or a case comes through ``apply``.

Lock the subject, ask its pinned edition, write everything that follows (state, clocks, documents,
obligation), and last the history, all in one transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.history.entries import Draft, RegisterNumber
from feedback.domain.letters.wording import numbered
from feedback.domain.lodging import KeptFile
from feedback.domain.petitions import Facts
from feedback.domain.policy.actions import Action
from feedback.domain.roles import SYSTEM, Actor
from feedback.letters.manifest import manifest
from feedback.models.act import PerformedAct
from feedback.models.case import Case
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.acts import added, effects, taking_up
from feedback.services.competence.denounced_again import DELAY
from feedback.services.files import stated_files
from feedback.services.ground.transaction import transaction
from feedback.services.ladder import escalation
from feedback.services.letters import correspondence, letter_material
from feedback.services.log import history
from feedback.services.rights import permission
from feedback.services.subject.doing import Doing
from feedback.services.subject.subjects import facts_of, lock
from feedback.services.time import clock_moves, obligations
from feedback.services.time.clocks import Clocks
from feedback.workflows.core import Decision
from feedback.workflows.events import EVENTS
from feedback.workflows.registry import governing
from feedback.workflows.rows import Act

#: Acts of who does nothing else with a file have a right of their own.
RIGHTS = {"redact": Action.REDACT}


def apply(
    subject_id: int,
    action: str,
    actor: Actor,
    now: datetime,
    data: Mapping[str, str] | None = None,
    *,
    version: int | None = None,
    drafter_id: int | None = None,
    files: Iterable[KeptFile] = (),
) -> Decision:
    """Perform one lawful act on a petition or a case, or refuse it in the law's words."""
    with transaction() as session:
        subject = lock(session, subject_id, version)
        stated_files.add(session, subject, files, actor, now)
        return perform(session, subject, action, actor, now, data or {}, drafter_id=drafter_id)


def perform(
    session: Session,
    subject: Subject,
    action: str,
    actor: Actor,
    now: datetime,
    data: Mapping[str, str],
    *,
    drafter_id: int | None = None,
) -> Decision:
    """The act inside a transaction the caller holds, on a subject the caller has locked."""
    permission.refuse(session, actor, RIGHTS.get(action, Action.ACT_ON), subject.id)
    act = Act(action, actor.role, civil_day(now), data)
    facts = facts_of(session, subject)
    decision = governing(subject.procedure, subject.edition, act.on).decide(facts, act)
    late = escalation.catch_up(session, subject, now)
    doing = Doing(session, subject, act, actor, now)
    clocks = Clocks(session, subject)
    due_before = clocks.legal_dates()
    numbered_before = _register(subject)
    said = stated_files.hashes(session, subject, data)
    said |= effects.carry_out(doing)
    subject.state = decision.target.name
    subject.version += 1
    performed = _remember(session, subject, decision, act, actor, now)
    said |= clock_moves.move(clocks, decision, act, now)
    opened = taking_up.opened_case(session, subject, facts, act, actor, now)
    letters = correspondence.issue(
        letter_material.Issuing(
            session=session,
            subject=_bearer(session, subject, action),
            facts=facts,
            act=act,
            act_id=performed.id,
            actor=actor,
            drafter_id=drafter_id,
            due_before=due_before,
            now=now,
        ),
        decision.letters,
    )
    said |= clocks.documented(_document_of(decision, letters, act))
    obligations.renew(session, subject, decision.target, clocks, now)
    register = _register(subject)
    given = None if register == numbered_before else register
    entry = replace(_entry(subject, decision, act, actor, now, said), register=given)
    earlier = _taken_over(session, subject, facts, act)
    history.record_many(session, [*late, entry, *opened, *letters])
    if earlier is not None:
        perform(session, earlier, "take_over", SYSTEM, now, {})
    return decision


def _register(subject: Subject) -> RegisterNumber | None:
    """The number of a petition: an act that gives it another one says so in its entry."""
    if not isinstance(subject, Petition):
        return None
    return RegisterNumber(subject.book, subject.year, subject.number)


def _taken_over(session: Session, subject: Subject, facts: Facts, act: Act) -> Subject | None:
    """The case a superior takes over by accepting a denunciation renewed for delay, locked.

    It ends where it was, and its period begins anew here (Luật Tố cáo Điều 38 khoản 5; Nghị định
    31/2019/NĐ-CP Điều 5). It is locked before the history is, as by everybody.
    """
    late = act.action == "accept" and facts.stated("classify", "again_ground") == DELAY
    earlier = subject.earlier_case_id if isinstance(subject, Petition) else None
    return lock(session, earlier) if late and earlier is not None else None


def _document_of(decision: Decision, letters: Sequence[Draft], act: Act) -> str:
    """The document an act makes, by title, number and day; else the act in the file."""
    day = f"ngày {act.on:%d/%m/%Y}"
    if not letters:
        return f"“{decision.title}” ghi trong hồ sơ {day}"
    number = letters[0].register
    symbol = numbered(number.number, letters[0].data["symbol"]) if number else ""
    alike = [each for each in letters if each.data["name"] == letters[0].data["name"]]
    if number and len(alike) > 1:
        symbol += f" và {len(alike) - 1} văn bản cùng loại"
    return f"{manifest(letters[0].data['name']).title.capitalize()}{symbol} {day}"


def _remember(
    session: Session,
    subject: Subject,
    decision: Decision,
    act: Act,
    actor: Actor,
    now: datetime,
) -> PerformedAct:
    sealed = added.sealed(session, subject, act, now)
    performed = PerformedAct(
        subject_id=subject.id,
        action=act.action,
        happened_on=act.on,
        recorded_at=now,
        actor_role=actor.role,
        user_id=actor.user_id,
        basis=str(decision.basis),
        data={} if sealed else dict(act.data),
        sealed=sealed,
    )
    session.add(performed)
    session.flush()
    return performed


def _bearer(session: Session, subject: Subject, action: str) -> Subject:
    """Whose file a document belongs to: the acceptance notice opens the file of the case."""
    if action == "accept" and isinstance(subject, Petition) and subject.case_id:
        return session.get_one(Case, subject.case_id)
    return subject


def _entry(
    subject: Subject,
    decision: Decision,
    act: Act,
    actor: Actor,
    now: datetime,
    said: dict[str, Any],
) -> Draft:
    data = {
        "act": act.action,
        "from": decision.source,
        "to": decision.target.name,
        "on": act.on.isoformat(),
        "edition": subject.edition,
        "basis": str(decision.basis),
        **said,
    }
    return Draft(
        subject.uid,
        subject.subject_kind,
        EVENTS[act.action],
        now,
        actor.pseudonym,
        actor.agency_code,
        data,
    )
