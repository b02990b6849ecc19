"""Every letter by its name, what it must contain, and how its context is kept as JSON."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

from feedback.domain.errors import UnknownRuleError
from feedback.domain.letters import (
    citizens,
    correction,
    course,
    denunciation,
    denunciation_outcome,
    denunciation_verification,
    discipline,
    dispatch,
    enforcement,
    hearing,
    intake,
    minutes,
    outcome,
    protection,
    public_copies,
    receipts,
    reception,
    sorting,
    stay,
    urging,
    verification,
)
from feedback.domain.letters.books import Book
from feedback.domain.letters.codec import decode, encode
from feedback.domain.letters.parts import Content, Letter, Person

LETTERS: dict[str, type[Letter]] = {
    letter.name: letter
    for letter in (
        intake.Receipt,
        intake.ProposalSlip,
        intake.GuidanceSlip,
        intake.TransferSlip,
        intake.ReturnSlip,
        course.AcceptanceNotice,
        course.DeclinationNotice,
        course.ComplexityRecord,
        course.ExtensionNotice,
        course.SuspensionDecision,
        course.TerminationDecision,
        course.ResumptionDecision,
        verification.VerificationDecision,
        verification.VerificationAssignment,
        verification.InformationRequest,
        verification.AssessmentRequest,
        verification.VerificationReport,
        hearing.DialogueInvitation,
        hearing.AdvisoryCouncilDecision,
        outcome.SettlementDecision,
        outcome.SecondSettlementDecision,
        discipline.DisciplineSettlementDecision,
        discipline.SecondDisciplineSettlementDecision,
        stay.StayDecision,
        stay.StayLiftingDecision,
        enforcement.EnforcementAssignment,
        outcome.Reply,
        denunciation.AcceptanceDecision,
        denunciation.DenouncerNotice,
        denunciation.DenouncedNotice,
        denunciation.DenunciationDeclinationNotice,
        denunciation.VerificationTeamDecision,
        denunciation_verification.DenunciationVerificationAssignment,
        denunciation_verification.DenunciationAssessmentRequest,
        denunciation_verification.DenunciationTeamReport,
        denunciation_verification.DenunciationVerificationReport,
        denunciation.DenunciationExtensionDecision,
        denunciation.DelayDemand,
        denunciation_outcome.DenunciationSuspensionDecision,
        denunciation_outcome.DenunciationResumptionDecision,
        denunciation_outcome.DenunciationTerminationDecision,
        denunciation_outcome.InvestigationTransfer,
        denunciation_outcome.DenunciationConclusion,
        denunciation_outcome.ConclusionNotice,
        outcome.VoterAnswer,
        reception.ReceptionRefusal,
        reception.ReceptionConclusion,
        reception.OnlineReceptionInvitation,
        reception.HandlingNotice,
        sorting.SplitGuidance,
        sorting.DenunciationTransferSlip,
        sorting.InformationTransfer,
        sorting.DenunciationHandlingNotice,
        sorting.TransferBack,
        sorting.IneligibilityNotice,
        urging.SettlementDemand,
        urging.DelayExplanation,
        urging.DenunciationDelayReport,
        correction.CorrectionLetter,
        protection.ProtectionDecision,
        protection.ProtectionRequest,
        protection.ProtectionChange,
        protection.ProtectionEnd,
        protection.ProtectionRefusalNotice,
        public_copies.DenouncedConclusionCopy,
        public_copies.PublicConclusion,
        public_copies.PublicNotice,
        *minutes.LETTERS,
        *receipts.LETTERS,
        *citizens.LETTERS,
        dispatch.PostList,
        dispatch.DeliveryReceipt,
    )
}

#: What gives access to a file: printed where the letter says so, never kept in an attachment.
SECRETS = frozenset({"tracking_url", "tracking_code"})


_NO_PAPER: dict[str, str | None] = {
    "paper_kind": None,
    "paper_number": "",
    "paper_issued_on": None,
    "paper_issued_by": "",
}


def letter_named(name: str) -> type[Letter]:
    """The context class of a letter; an unknown name is ``UnknownRuleError``."""
    try:
        return LETTERS[name]
    except KeyError:
        raise UnknownRuleError(f"Không có mẫu văn bản tên “{name}”.") from None


def to_json(context: Letter | Book) -> dict[str, Any]:
    """The context as plain JSON values; days and instants in ISO 8601."""
    encoded: dict[str, Any] = encode(context)
    return encoded


def from_json(name: str, data: dict[str, Any]) -> Letter | Book:
    """The context that ``to_json`` wrote; anything else is ``ValueError``."""
    decoded: Letter | Book = decode(Book if name == Book.name else letter_named(name), data)
    return decoded


def public_json(context: Letter, printed: str) -> dict[str, Any]:
    """The context as it may leave with the document: no secret, no unprinted word on a person.

    ``printed`` is the visible text; whatever a ``Person`` holds that does not stand there is left
    out, so an identity paper needed only inside the office cannot travel unseen.
    """
    data = {key: value for key, value in to_json(context).items() if key not in SECRETS}
    _strip_people(context, data, " ".join(printed.split()))
    return data


def missing(context: Letter, *, draft: bool = False) -> tuple[str, ...]:
    """Mandatory contents that are empty, each with its article, in the order of the document.

    A draft gets number and day only when it is signed, so ``draft`` does not ask for them.
    """
    empty = (str(content) for content in absent(context, draft=draft).values())
    return (*empty, *context.omissions())


def absent(context: Letter, *, draft: bool = False) -> dict[str, Content]:
    """By field: the mandatory contents that are empty, in the order of the document."""
    skipped = {"head"} if draft else set()
    return {
        field: content
        for field, content in mandatory(type(context)).items()
        if field not in skipped and _blank(getattr(context, field))
    }


def mandatory(letter: type[Letter]) -> dict[str, Content]:
    """By field: the contents a letter may not be issued without."""
    hints = get_type_hints(letter, include_extras=True)
    return {
        field.name: mark
        for field in fields(letter)
        for mark in getattr(hints[field.name], "__metadata__", ())
        if isinstance(mark, Content)
    }


def _blank(value: object) -> bool:
    match value:
        case None:
            return True
        case str():
            return not value.strip()
        case tuple():
            return all(_blank(item) for item in value)
        case _:
            return not getattr(value, "complete", True)


def _strip_people(value: object, data: Any, printed: str) -> None:  # noqa: ANN401 - JSON
    for part, kept in _parts(value, data):
        if isinstance(part, Person):
            kept.update(dict(_unprinted(part, printed)))
        else:
            _strip_people(part, kept, printed)


def _unprinted(person: Person, printed: str) -> Iterator[tuple[str, str | None]]:
    """What to blank: each part of a person that the reader of the document does not see."""
    for key in ("name", "address"):
        if " ".join(getattr(person, key).split()) not in printed:
            yield key, ""
    if not person.paper_line or person.paper_line not in printed:
        yield from _NO_PAPER.items()


def _parts(value: object, data: Any) -> Iterator[tuple[object, Any]]:  # noqa: ANN401 - JSON
    if isinstance(value, tuple):
        yield from zip(value, data, strict=True)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name in data:
                yield getattr(value, field.name), data[field.name]
