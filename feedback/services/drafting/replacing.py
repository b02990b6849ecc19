"""A document whose content is wrong is replaced by one of the same form.

Its act is not done again: only what the new statements change changes in the frozen context, under
a new number and day. The old document stays, replaced once the new one is issued; a number that was
voided is followed in the same way (Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import ConditionsNotMetError, NotFoundError, NotLawfulError
from feedback.domain.letters.catalogue import from_json, to_json
from feedback.domain.letters.checks import Finding
from feedback.domain.letters.parts import Letter
from feedback.domain.lodging import KeptFile
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor, Role
from feedback.models.act import PerformedAct, Proposal
from feedback.models.letter import IssuedLetter, Stage
from feedback.models.subject import Subject
from feedback.services.drafting import document_checks
from feedback.services.drafting.foreseeing import head_of
from feedback.services.drafting.proposing import put_before_head
from feedback.services.files import stated_files
from feedback.services.ground.transaction import transaction
from feedback.services.letters import correspondence
from feedback.services.letters.contexts import context_of as frozen_context
from feedback.services.letters.letter_material import Issuing
from feedback.services.log import history
from feedback.services.rights import permission
from feedback.services.subject.subjects import facts_of, lock
from feedback.services.time.clocks import Clocks
from feedback.workflows.registry import governing
from feedback.workflows.rows import Act, Transition

#: Parts of a document that are always those of whoever signs it anew.
_ALWAYS_NEW = frozenset({"head", "signatory"})
_ENDED = frozenset({Stage.ISSUED, Stage.VOIDED})


@dataclass(frozen=True, slots=True)
class Replacing:
    """A document to be replaced, the act that made it due, and what that act asks for."""

    letter: IssuedLetter
    act: PerformedAct
    row: Transition


def begin(session: Session, letter_id: int) -> Replacing:
    """What is to be replaced; ``NotLawfulError`` says why it may not be."""
    letter = session.get(IssuedLetter, letter_id)
    if letter is None:
        msg = "Không tìm thấy văn bản."
        raise NotFoundError(msg)
    if letter.own or letter.act_id is None or letter.stage not in _ENDED:
        msg = "Chỉ thay thế văn bản đã phát hành hoặc đã hủy số."
        raise NotLawfulError(msg)
    if successor(session, letter) is not None:
        msg = "Văn bản này đã có văn bản thay thế."
        raise NotLawfulError(msg)
    act = session.get_one(PerformedAct, letter.act_id)
    done_on = session.get_one(Subject, act.subject_id)
    edition = governing(done_on.procedure, done_on.edition, act.happened_on)
    row = next(row for row in edition.transitions if row.action == act.action)
    return Replacing(letter, act, row)


def successor(session: Session, letter: IssuedLetter) -> IssuedLetter | None:
    """The document that replaces this one, at least approved; one voided again does not count."""
    return session.scalars(
        select(IssuedLetter).where(
            IssuedLetter.replaces_id == letter.id, IssuedLetter.voided_at.is_(None)
        )
    ).first()


def propose(
    letter_id: int,
    actor: Actor,
    now: datetime,
    data: Mapping[str, str],
    *,
    version: int | None = None,
    files: Iterable[KeptFile] = (),
) -> int:
    """Put a replacing document before the head, refused now if it could not be signed then."""
    with transaction() as session:
        replacing = begin(session, letter_id)
        subject = lock(session, replacing.letter.subject_id, version)
        permission.refuse(session, actor, Action.DRAFT, subject.id)
        stated_files.add(session, subject, files, actor, now)
        stated_files.hashes(session, subject, data)
        document_checks.refuse_unsound(look(session, replacing, actor, now, data)[1])
        proposal = Proposal(
            subject_id=subject.id,
            agency_id=subject.agency_id,
            action=replacing.act.action,
            data=dict(data),
            replaces_id=letter_id,
            proposed_by_id=actor.user_id,
            proposed_at=now,
        )
        put_before_head(session, subject, proposal, actor)
        return proposal.id


def look(
    session: Session,
    replacing: Replacing,
    drafter: Actor,
    now: datetime,
    data: Mapping[str, str],
    signer: Actor | None = None,
) -> tuple[Letter, tuple[Finding, ...]]:
    """The document as it would be approved, and what is to be mended in it."""
    subject = session.get_one(Subject, replacing.letter.subject_id)
    head = signer or head_of(session, subject.agency_id)
    if head is None:
        msg = "Cơ quan chưa có tài khoản người đứng đầu để ký."
        raise NotLawfulError(msg)
    context = _context(_issuing(session, replacing, head, drafter.user_id, now, data), replacing)
    return context, document_checks.of_letters(subject, data, (context,), now)


def carry_out(session: Session, proposal: Proposal, actor: Actor, now: datetime) -> str:
    """Approve the replacing document with its proposal, in the caller's transaction; its title."""
    replacing = begin(session, proposal.replaces_id or 0)
    old = replacing.letter
    issuing = _issuing(session, replacing, actor, proposal.proposed_by_id, now, proposal.data)
    context = _context(issuing, replacing)
    document_checks.refuse_unsound(
        document_checks.of_letters(issuing.subject, proposal.data, (context,), now)
    )
    letter = correspondence.numbered(issuing, old.name, context)
    letter.replaces_id, letter.for_citizen = old.id, old.for_citizen
    entry = correspondence.file_for_rendering(issuing, letter)
    history.record_many(session, [replace(entry, data={**entry.data, "replaces": old.uid.hex})])
    return f"{letter.title} thay thế"


def _issuing(
    session: Session,
    replacing: Replacing,
    head: Actor,
    drafter_id: int | None,
    now: datetime,
    data: Mapping[str, str],
) -> Issuing:
    subject = session.get_one(Subject, replacing.letter.subject_id)
    return Issuing(
        session=session,
        subject=subject,
        facts=facts_of(session, subject),
        act=Act(replacing.act.action, Role.HEAD, civil_day(now), data),
        act_id=replacing.act.id,
        actor=head,
        drafter_id=drafter_id,
        due_before=Clocks(session, subject).legal_dates(),
        now=now,
    )


def _place(session: Session, letter: IssuedLetter) -> int:
    """Which of those that one act made for each of several people the document was at first."""
    while letter.replaces_id is not None:
        letter = session.get_one(IssuedLetter, letter.replaces_id)
    earlier = select(func.count()).where(
        IssuedLetter.act_id == letter.act_id,
        IssuedLetter.name == letter.name,
        IssuedLetter.replaces_id.is_(None),
        IssuedLetter.id < letter.id,
    )
    return session.scalars(earlier).one()


def _context(issuing: Issuing, replacing: Replacing) -> Letter:
    """The old context with what the new statements change, and no more."""
    name, old = replacing.letter.name, frozen_context(replacing.letter)
    stated = replace(issuing, act=replace(issuing.act, data=replacing.act.data))
    place = _place(issuing.session, replacing.letter)
    before = to_json(correspondence.sketch(stated, name, place))
    after = to_json(correspondence.sketch(issuing, name, place))
    changed = {key for key in after if after[key] != before[key]}
    if not changed and replacing.letter.stage is Stage.ISSUED:
        msg = "Nội dung không khác văn bản đã phát hành; sửa chỗ sai trước khi trình."
        raise ConditionsNotMetError(msg, [msg])
    taken = changed | (_ALWAYS_NEW & set(after))
    merged = {key: after[key] if key in taken else old.get(key, after[key]) for key in after}
    context = from_json(name, merged)
    assert isinstance(context, Letter)  # noqa: S101 - a name of the catalogue of letters
    return context
