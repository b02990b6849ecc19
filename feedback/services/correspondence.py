"""Documents: issued with their act, numbered without gap, rendered later by a worker.

An act that makes a document due is performed by the person who signs it; the drafter is whoever
proposed the act. Number, date and frozen context are fixed here, in the transaction of the act; the
PDF follows from the outbox row and can always be made again from the context.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import ConditionsNotMetError, NotAllowedError
from feedback.domain.history.entries import Draft, RegisterNumber
from feedback.domain.letters.catalogue import missing, to_json
from feedback.domain.letters.joint import EACH, is_same, listed
from feedback.domain.letters.parts import Letter
from feedback.domain.petitions import Facts
from feedback.domain.registers import Series, refuse_secrets
from feedback.domain.roles import Actor
from feedback.letters.manifest import manifest
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services import denunciation_material, outbox, registers, symbols, verifying
from feedback.services.corrections import corrected_by
from feedback.services.letter_contexts.catalogue import context_of
from feedback.services.letter_contexts.material import Material, petitioner_of
from feedback.services.numbers import subject_number
from feedback.services.remote import remote_areas
from feedback.workflows.core import Act

#: Not shown on the tracking page: papers of the house, and those of a denunciation that are written
#: to others than the denouncer.
NOT_FOR_CITIZENS = frozenset(
    {
        "proposal_slip",
        "denunciation_acceptance_decision",
        "denounced_notice",
        "verification_team_decision",
        "investigation_transfer",
        "denunciation_conclusion",
        "delay_demand",
        "denunciation_transfer_slip",
        "information_transfer",
        "transfer_back",
        "settlement_demand",
        "denunciation_delay_report",
        "protection_decision",
        "protection_request",
        "protection_change_decision",
        "protection_end_decision",
        "denounced_conclusion_copy",
        "public_conclusion",
        "information_request",
        "assessment_request",
        "verification_report",
        "advisory_council_decision",
        "denunciation_verification_assignment",
        "denunciation_team_report",
        "denunciation_verification_report",
        "dialogue_minutes",
        "working_minutes",
        "denunciation_minutes",
        "denunciation_withdrawal_minutes",
        "papers_receipt",
        "evidence_receipt",
    }
)

#: Made once for each of several people where the act says so (Luật Khiếu nại, Điều 31 khoản 3).
FOR_EACH = frozenset({"settlement_decision"})
#: From here on documents of one act are rendered together.
MANY = 4

#: The period that the documents of a file speak of, by its rule.
SETTLING = (
    "KN1-RESOLVE",
    "KN2-RESOLVE",
    "KL-RESOLVE",
    "TC-RESOLVE",
    "KNPA-RESOLVE",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """An act under way that makes documents due: on which file, by whom, drafted by whom."""

    session: Session
    subject: Subject
    facts: Facts
    act: Act
    #: None while an act is only thought of
    act_id: int | None
    actor: Actor
    drafter_id: int | None
    #: legal dates by rule, as they stood before the act
    due_before: Mapping[str, date]
    now: datetime


def issue(issuing: Issuing, names: Sequence[str]) -> list[Draft]:
    """Issue the documents an act makes due; returns their history entries."""
    letters = [letter for name in names for letter in _approve(issuing, name)]
    issuing.session.add_all(letters)
    issuing.session.flush()
    _have_rendered(issuing, letters)
    return [_approved(letter, issuing) for letter in letters]


def _have_rendered(issuing: Issuing, letters: Sequence[IssuedLetter]) -> None:
    """A row for each PDF; many at once wait for one job, which fills the machine."""
    many = len(letters) >= MANY
    for letter in letters:
        outbox.later(
            issuing.session,
            queue="letters",
            key=f"letter-{letter.id}",
            payload={"letter": letter.id},
            now=issuing.now,
            wake_queue=not many,
        )
    if many:
        payload = {"batch": issuing.act_id}
        key = f"batch-{issuing.act_id}"
        outbox.later(issuing.session, queue="letters", key=key, payload=payload, now=issuing.now)


def sketch(issuing: Issuing, name: str) -> Letter:
    """The context of a document as far as the file goes: nothing is refused, no number taken."""
    agency = issuing.session.get_one(Agency, issuing.actor.agency_id)
    symbol = symbols.symbol_on(issuing.session, agency.id, _series(name, agency), issuing.act.on)
    material = material_of(issuing, agency, symbol)
    return context_of(name, next(iter(_for_each(name, material)), material))


def _series(name: str, agency: Agency) -> Series:
    """The documents among which one of this name is numbered."""
    form = manifest(name)
    return Series(agency.code, agency.symbol, form.symbol, form.restricted)


def _approve(issuing: Issuing, name: str) -> list[IssuedLetter]:
    """The approved documents of a name: one, or one for each of several people.

    Refused when something is missing, numbered only when nothing is.
    """
    _refuse_own_draft(name, issuing)
    form, act, actor = manifest(name), issuing.act, issuing.actor
    agency = issuing.session.get_one(Agency, actor.agency_id)
    series = _series(name, agency)
    symbol = symbols.symbol_on(issuing.session, agency.id, series, act.on)
    material = material_of(issuing, agency, symbol)
    copies = _for_each(name, material)
    for copy in copies:
        _refuse_incomplete(form.title, context_of(name, copy))
    book = series.book if form.numbered else None
    numbers: Sequence[int | None] = [None] * len(copies)
    if book:
        numbers = registers.next_numbers(issuing.session, book, act.on.year, len(copies))
    return [
        _approved_row(issuing, name, replace(copy, number=number), book)
        for copy, number in zip(copies, numbers, strict=True)
    ]


def _for_each(name: str, material: Material) -> list[Material]:
    """The material as it is, or once for each person whom the document is made for."""
    if name not in FOR_EACH or material.stated("joint_form") != EACH:
        return [material]
    return [replace(material, member=each) for each in listed(material.stated("joint_people"))]


def _refuse_incomplete(title: str, context: Letter) -> None:
    absent = missing(context, draft=True)
    if absent:
        msg = f"Chưa thể ban hành “{title}”: còn thiếu {', '.join(absent)}."
        raise ConditionsNotMetError(msg, absent)
    refuse_secrets(to_json(context))


def _approved_row(
    issuing: Issuing, name: str, material: Material, book: str | None
) -> IssuedLetter:
    form, act, actor = manifest(name), issuing.act, issuing.actor
    wrong = corrected_by(name, material.stated("corrects"), material.earlier_letters)
    return IssuedLetter(
        uid=uuid4(),
        subject_id=issuing.subject.id,
        name=name,
        title=form.title.capitalize(),
        book=book,
        year=act.on.year if book else None,
        number=material.number,
        symbol=material.symbol if book else "",
        restricted=form.restricted,
        issued_on=act.on,
        context=to_json(context_of(name, material)),
        act_id=issuing.act_id,
        own=form.own,
        drafter_id=issuing.drafter_id or actor.user_id,
        signer_id=actor.user_id,
        approved_at=issuing.now,
        for_citizen=_for_citizen(name, wrong) and _is_sender_or_all(material),
        corrects_id=wrong.id if wrong else None,
    )


def _for_citizen(name: str, wrong: IssuedLetter | None) -> bool:
    """A correction is read by whoever reads what it corrects."""
    return wrong.for_citizen if wrong else name not in NOT_FOR_CITIZENS


def _is_sender_or_all(material: Material) -> bool:
    """What is made for one of several people is read on the page of the petition by its sender."""
    sender = petitioner_of(material.petition)
    return material.member is None or (sender is not None and is_same(material.member, sender))


def _refuse_own_draft(name: str, issuing: Issuing) -> None:
    if manifest(name).own:
        return
    if issuing.drafter_id is None or issuing.drafter_id == issuing.actor.user_id:
        msg = "Người soạn thảo không được ký văn bản do mình soạn: cần cán bộ khác trình."
        raise NotAllowedError(msg)


def material_of(issuing: Issuing, agency: Agency, symbol: str) -> Material:
    session, subject, act = issuing.session, issuing.subject, issuing.act
    petition = petition_of(session, subject)
    deadline = _main_deadline(session, subject)
    first = _followed(session, subject)
    areas = remote_areas(session, subject.commune_code)
    return Material(
        subject=subject,
        petition=petition,
        facts=issuing.facts,
        act=act,
        agency=agency,
        superior=session.get(Agency, agency.superior_id) if agency.superior_id else None,
        signer=session.get_one(UserAccount, issuing.actor.user_id),
        other_body=_agency_name(session, act.data.get("agency", ""))
        or act.data.get("outside_body", ""),
        case_code=subject_number(subject),
        symbol=symbol,
        number=None,
        due_before=issuing.due_before.get(deadline.rule) if deadline else None,
        due_now=deadline.due_legal if deadline else None,
        total_days=_total_days(deadline),
        remote=bool(areas.basis(subject.commune_code, act.on)),
        earlier_letters=_earlier_letters(session, subject),
        first_letters=_earlier_letters(session, first) if first else (),
        first_agency=session.get_one(Agency, first.agency_id) if first else None,
        first_case=first,
        checked=denunciation_material.checked(session, petition),
        people={
            **verifying.team(session, issuing.facts),
            **denunciation_material.named_people(session, act),
        },
        withdrawn=_withdrawn(session, subject),
        due_by_rule=_due_by_rule(session, subject),
    )


def _followed(session: Session, subject: Subject) -> Case | None:
    """The case that was settled for the first time, for one that settles again."""
    if isinstance(subject, Petition):
        follows = subject.earlier_case_id
    else:
        follows = subject.follows_id if isinstance(subject, Case) else None
    return session.get_one(Case, follows) if follows is not None else None


def _withdrawn(session: Session, subject: Subject) -> tuple[str, ...]:
    """What was withdrawn of the complaint, each time one withdrew a part."""
    return tuple(
        session.scalars(
            select(PerformedAct.data["withdrawn_content"].astext)
            .where(PerformedAct.subject_id == subject.id, PerformedAct.action == "withdraw_part")
            .order_by(PerformedAct.id)
        )
    )


def _earlier_letters(session: Session, subject: Subject) -> tuple[IssuedLetter, ...]:
    return tuple(
        session.scalars(
            select(IssuedLetter)
            .where(IssuedLetter.subject_id == subject.id)
            .order_by(IssuedLetter.id)
        )
    )


def petition_of(session: Session, subject: Subject) -> Petition:
    """The petition itself, or the first one that a case was opened for."""
    if isinstance(subject, Petition):
        return subject
    return session.scalars(
        select(Petition).where(Petition.case_id == subject.id).order_by(Petition.id).limit(1)
    ).one()


def _agency_name(session: Session, code: str) -> str:
    if not code:
        return ""
    return session.scalars(select(Agency.name).where(Agency.code == code)).one_or_none() or ""


def _main_deadline(session: Session, subject: Subject) -> Deadline | None:
    """The period for settling or answering, which letters speak of."""
    return session.scalars(
        select(Deadline)
        .where(Deadline.subject_id == subject.id)
        .where(Deadline.rule.in_(SETTLING))
        .order_by(Deadline.id.desc())
        .limit(1)
    ).one_or_none()


def _due_by_rule(session: Session, subject: Subject) -> dict[str, date]:
    """The legal date of the newest clock of each rule that has one."""
    rows = session.execute(
        select(Deadline.rule, Deadline.due_legal)
        .where(Deadline.subject_id == subject.id, Deadline.due_legal.is_not(None))
        .order_by(Deadline.id)
    )
    return {rule: due for rule, due in rows if due is not None}


def _total_days(deadline: Deadline | None) -> int:
    if deadline is None or deadline.due_raw is None:
        return 0
    return (deadline.due_raw - deadline.started_on).days


def _approved(letter: IssuedLetter, issuing: Issuing) -> Draft:
    register = None
    if letter.book is not None and letter.year is not None and letter.number is not None:
        register = RegisterNumber(letter.book, letter.year, letter.number)
    return Draft(
        subject=issuing.subject.uid,
        kind=issuing.subject.subject_kind,
        type="letter_approved",
        at=issuing.now,
        actor=issuing.actor.pseudonym,
        unit=issuing.actor.agency_code,
        data={"letter": letter.uid.hex, "name": letter.name, "symbol": letter.symbol},
        register=register,
    )
