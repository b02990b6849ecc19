"""Documents: issued with their act, numbered without gap, rendered later by a worker.

An act that makes a document due is performed by the person who signs it; the drafter is whoever
proposed the act. Number, date and frozen context are fixed here, in the transaction of the act; the
PDF follows from the outbox row and can always be made again from the context.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from feedback.domain.errors import ConditionsNotMetError, NotAllowedError
from feedback.domain.history.entries import Draft, RegisterNumber
from feedback.domain.letters.catalogue import missing, to_json
from feedback.domain.letters.parts import Letter, LetterHead, OutgoingLetter
from feedback.domain.registers import Series, refuse_secrets
from feedback.letters.manifest import manifest
from feedback.models.agency import Agency
from feedback.models.letter import IssuedLetter
from feedback.services.books import registers, symbols
from feedback.services.ground import outbox
from feedback.services.letters import contexts
from feedback.services.letters.corrections import corrected_by
from feedback.services.letters.letter_contexts.catalogue import context_of
from feedback.services.letters.letter_contexts.material import Material
from feedback.services.letters.letter_material import Issuing, material_of
from feedback.services.letters.members import for_each, is_for_all_or_sender

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

#: From here on documents of one act are rendered together.
MANY = 4


def issue(issuing: Issuing, names: Sequence[str]) -> list[Draft]:
    """Issue the documents an act makes due; returns their history entries."""
    letters: list[IssuedLetter] = []
    for name in names:
        made = _approve(issuing, name)
        issuing.session.add_all(made)
        issuing.session.flush()  # the next one may cite these
        letters += made
    if len(letters) < MANY:
        return [file_for_rendering(issuing, letter) for letter in letters]
    return _file_together(issuing, letters)


def sketch(issuing: Issuing, name: str, place: int = 0) -> Letter:
    """The context of a document as far as the file goes: nothing is refused, no number taken.

    Of those made for each of several people the one at this place of their list.
    """
    each = for_each(name, _gathered(issuing, name))
    return context_of(name, each[min(place, len(each) - 1)])


def file_for_rendering(issuing: Issuing, letter: IssuedLetter) -> Draft:
    """Keep an approved document, and wake the worker that renders it; its history entry."""
    issuing.session.add(letter)
    issuing.session.flush()
    _wait_for_pdf(issuing, letter, wake_queue=True)
    return _approved(letter, issuing)


def _file_together(issuing: Issuing, letters: Sequence[IssuedLetter]) -> list[Draft]:
    """Many at once wait for one job, which fills the machine; each has its row nevertheless."""
    issuing.session.add_all(letters)
    issuing.session.flush()
    for letter in letters:
        _wait_for_pdf(issuing, letter, wake_queue=False)
    payload, key = {"batch": issuing.act_id}, f"batch-{issuing.act_id}"
    outbox.later(issuing.session, queue="letters", key=key, payload=payload, now=issuing.now)
    return [_approved(letter, issuing) for letter in letters]


def _wait_for_pdf(issuing: Issuing, letter: IssuedLetter, *, wake_queue: bool) -> None:
    outbox.later(
        issuing.session,
        queue="letters",
        key=f"letter-{letter.id}",
        payload={"letter": letter.id},
        now=issuing.now,
        wake_queue=wake_queue,
    )


def _approve(issuing: Issuing, name: str) -> list[IssuedLetter]:
    """The approved documents of an act: one, or one for each of several people."""
    _refuse_own_draft(name, issuing)
    material = _gathered(issuing, name)
    wrong = corrected_by(name, material.stated("corrects"), material.earlier_letters)
    each = for_each(name, material)
    letters = _numbered(issuing, name, [context_of(name, one) for one in each])
    for letter, of in zip(letters, each, strict=True):
        letter.for_citizen = _for_citizen(name, wrong) and is_for_all_or_sender(of)
        letter.corrects_id = wrong.id if wrong else None
    return letters


def numbered(issuing: Issuing, name: str, context: Letter) -> IssuedLetter:
    """The document of a context: refused when something is missing, numbered only then."""
    return _numbered(issuing, name, [context])[0]


def _numbered(issuing: Issuing, name: str, contexts: Sequence[Letter]) -> list[IssuedLetter]:
    """Documents of one name with consecutive numbers."""
    form, on = manifest(name), issuing.act.on
    for context in contexts:
        _refuse_incomplete(form.title, context)
    series, symbol = _numbering(issuing, name)
    if not form.numbered:
        return [_row(issuing, name, context, None, None, symbol) for context in contexts]
    numbers = registers.next_numbers(issuing.session, series.book, on.year, len(contexts))
    return [
        _row(issuing, name, context, series.book, number, symbol)
        for context, number in zip(contexts, numbers, strict=True)
    ]


def _refuse_incomplete(title: str, context: Letter) -> None:
    absent = missing(context, draft=True)
    if absent:
        msg = f"Chưa thể ban hành “{title}”: còn thiếu {', '.join(absent)}."
        raise ConditionsNotMetError(msg, tuple(f"Còn thiếu: {each}." for each in absent))
    refuse_secrets(to_json(context))


def _row(
    issuing: Issuing, name: str, context: Letter, book: str | None, number: int | None, symbol: str
) -> IssuedLetter:
    form, on = manifest(name), issuing.act.on
    uid, frozen = uuid4(), to_json(_with_head(context, symbol, number, on))
    return IssuedLetter(
        uid=uid,
        subject_id=issuing.subject.id,
        name=name,
        title=form.title.capitalize(),
        book=book,
        year=on.year if book else None,
        number=number,
        symbol=symbol if book else "",
        restricted=form.restricted,
        issued_on=on,
        frozen=contexts.seal(issuing.session, issuing.subject, uid, frozen, issuing.now),
        act_id=issuing.act_id,
        own=form.own,
        drafter_id=issuing.drafter_id or issuing.actor.user_id,
        signer_id=issuing.actor.user_id,
        approved_at=issuing.now,
        for_citizen=name not in NOT_FOR_CITIZENS,
    )


def _with_head(context: Letter, symbol: str, number: int | None, on: date) -> Letter:
    """The context with its number and day; papers without a number have no head."""
    if not isinstance(context, OutgoingLetter):
        return context
    return replace(context, head=LetterHead(symbol=symbol, number=number, issued_on=on))


def _gathered(issuing: Issuing, name: str) -> Material:
    agency = issuing.session.get_one(Agency, issuing.actor.agency_id)
    return material_of(issuing, agency, _numbering(issuing, name)[1])


def _numbering(issuing: Issuing, name: str) -> tuple[Series, str]:
    """The documents among which one of this name is numbered, and their symbol on that day."""
    agency, form = issuing.session.get_one(Agency, issuing.actor.agency_id), manifest(name)
    series = Series(agency.code, agency.symbol, form.symbol, form.restricted)
    return series, symbols.symbol_on(issuing.session, agency.id, series, issuing.act.on)


def _for_citizen(name: str, wrong: IssuedLetter | None) -> bool:
    """A correction is read by whoever reads what it corrects."""
    return wrong.for_citizen if wrong else name not in NOT_FOR_CITIZENS


def _refuse_own_draft(name: str, issuing: Issuing) -> None:
    if manifest(name).own:
        return
    if issuing.drafter_id is None or issuing.drafter_id == issuing.actor.user_id:
        msg = "Người soạn thảo không được ký văn bản do mình soạn: cần cán bộ khác trình."
        raise NotAllowedError(msg)


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
