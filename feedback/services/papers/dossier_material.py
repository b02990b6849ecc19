"""What a dossier is made of, read once: its pieces in order, and what stands on the sheets.

On a file whose sender is protected nothing goes along that could name them: not the petition, not
what was sent with it or scanned to it (nobody can tell what a scan shows), and of the documents
only those whose form has no place for who denounces and that nobody outside signs (the minutes of
a withdrawal stay out). Such pieces are listed with their hash alone, sealed originals with their
commitment; in their place goes the copy without who denounces (Luật Tố cáo, Điều 56).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain import dossier
from feedback.domain.clock import civil_day
from feedback.domain.dossier import Piece, Sort
from feedback.domain.letters.catalogue import from_json, letter_named
from feedback.domain.letters.denunciation import DenunciationPaper
from feedback.domain.letters.parts import Letter
from feedback.domain.letters.protection import (
    ProtectionEnd,
    ProtectionPaper,
    ProtectionRefusalNotice,
)
from feedback.domain.letters.wording import code_words, time_words
from feedback.domain.lodging import read_stated
from feedback.letters.manifest import Signs, manifest
from feedback.letters.page import subject_of
from feedback.models.act import PerformedAct, StatedFile
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Attachment, Petition
from feedback.models.safe_copy import SafeCopy
from feedback.models.subject import Subject
from feedback.services.acts import redacted
from feedback.services.files import kept_files, sent_files, stated_files
from feedback.services.files.sealed_files import Sealed
from feedback.services.letters.contexts import context_of as frozen_context
from feedback.services.papers import dossier_sheets
from feedback.services.subject.numbers import subject_number
from feedback.workflows.glossary import letter_title
from feedback.workflows.inputs.catalogue import INPUTS

#: Whom they protect is told by relation and place; in an archive that may be enough.
ON_PROTECTION = (ProtectionPaper, ProtectionEnd, ProtectionRefusalNotice)
#: Forms that somebody outside the office puts their name to.
OUTSIDE = frozenset({Signs.CITIZEN, Signs.ALL_PRESENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A piece and where its pages come from: a sheet's values, our own file, or a stranger's."""

    piece: Piece
    #: name and values of a sheet, for what lies in no store
    sheet: tuple[str, Mapping[str, Any]] | None = None
    own: bool = False
    size: int = 0
    #: what opens the safe copy from which the pages of a stranger's file are drawn, if there is one
    copy: Sealed | None = None
    #: what opens it
    locked: Sealed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    number: str
    laid: tuple[Laid, ...]
    cover: Mapping[str, Any]
    #: the history of these files, byte for byte, a line an entry
    history: bytes


def gather(session: Session, subject: Subject, made_at: datetime) -> Material:
    """Everything of the file and, for a case, of the petitions it was opened for."""
    petitions = _petitions(session, subject)
    files = [subject, *(one for one in petitions if one.id != subject.id)]
    sealed = any(one.confidential for one in files)
    laid = sorted(_laid(session, files, petitions, sealed=sealed), key=lambda one: one.piece.at)
    sheets = [
        Laid(piece=_sheet(title, made_at), sheet=(name, values))
        for name, title, values in dossier_sheets.closing(session, files, made_at)
    ]
    return Material(
        number=subject_number(subject),
        laid=tuple(laid + sheets),
        cover=dossier_sheets.cover(session, subject, made_at, sealed=sealed),
        history=dossier_sheets.export(session, files),
    )


def _petitions(session: Session, subject: Subject) -> list[Petition]:
    if isinstance(subject, Petition):
        return [subject]
    return list(
        session.scalars(
            select(Petition).where(Petition.case_id == subject.id).order_by(Petition.id)
        )
    )


def _laid(
    session: Session, files: Sequence[Subject], petitions: Sequence[Petition], *, sealed: bool
) -> Iterator[Laid]:
    for petition in petitions:
        yield _petition(session, petition, sealed=sealed)
        if sealed:
            yield from _redacted(session, petition)
    ids = [one.id for one in files]
    for attached, copy in session.execute(
        select(Attachment, SafeCopy.sha256)
        .outerjoin(SafeCopy, SafeCopy.attachment_id == Attachment.id)
        .where(Attachment.petition_id.in_(ids))
        .order_by(Attachment.id)
    ):
        known_by = attached.commitment or attached.sha256
        laid = _file("Tệp gửi kèm đơn", attached, known_by, sealed=sealed)
        yield laid if sealed else _sent(session, laid, attached, copy)
    titles = _stated_titles(session, ids)
    for stated in session.scalars(
        select(StatedFile).where(StatedFile.subject_id.in_(ids)).order_by(StatedFile.id)
    ):
        if stated.sha256 in titles:
            laid = _file(titles[stated.sha256], stated, stated.sha256, sealed=sealed)
            yield replace(laid, locked=stated_files.sealed(session, stated))
    letters = session.scalars(
        select(IssuedLetter).where(IssuedLetter.subject_id.in_(ids)).order_by(IssuedLetter.id)
    ).all()
    later = dict(_later(letters))
    for letter in letters:
        laid = _letter(letter, later.get(letter.id, ""), sealed=sealed)
        yield _kept(session, laid, letter) if laid.own and laid.piece.sha256 else laid


def _sent(session: Session, laid: Laid, attached: Attachment, copy: str | None) -> Laid:
    """A file of a sender, with what opens it and, if there is one, its safe copy."""
    of = attached.petition_id
    return replace(
        laid,
        locked=sent_files.sealed(session, of, attached.sha256),
        copy=sent_files.sealed(session, of, copy) if copy else None,
    )


def _kept(session: Session, laid: Laid, letter: IssuedLetter) -> Laid:
    locked = kept_files.sealed(session, letter.subject_id, laid.piece.sha256)
    return replace(laid, locked=locked)


def _petition(session: Session, petition: Petition, *, sealed: bool) -> Laid:
    number = subject_number(petition)
    piece = Piece(
        sort=Sort.PETITION,
        title="Đơn",
        code=number,
        at=petition.received_at,
        day=civil_day(petition.received_at),
        sha256=redacted.commitment_of(session, petition) if sealed else "",
        sealed=sealed,
        note=dossier.SEALED if sealed else "",
    )
    sheet = None if sealed else ("petition", dossier_sheets.petition(petition))
    return Laid(piece=piece, sheet=sheet)


def _redacted(session: Session, petition: Petition) -> Iterator[Laid]:
    """The newest copy without who denounces: a sheet with its words, or its pages."""
    copy = redacted.newest(session, petition.id)
    if copy is None:
        return
    number, retyped = subject_number(petition), not copy.pages
    piece = Piece(
        sort=Sort.PETITION,
        title="Bản lược danh",
        code=number,
        at=copy.made_at,
        day=civil_day(copy.made_at),
        sha256="" if retyped else copy.sha256,
    )
    words = {
        "number": number,
        "text": redacted.text_of(petition, copy),
        "made": time_words(copy.made_at),
    }
    if retyped:
        yield Laid(piece=piece, sheet=("redacted", words))
        return
    locked = kept_files.sealed(session, petition.id, copy.sha256)
    yield Laid(piece=piece, locked=locked)


def _file(title: str, file: Attachment | StatedFile, known_by: str, *, sealed: bool) -> Laid:
    piece = Piece(
        sort=Sort.FILE,
        title=title if sealed else f"{title}: {file.name}",
        at=file.added_at,
        day=civil_day(file.added_at),
        sha256=known_by,
        media_type=file.media_type,
        sealed=sealed,
        note=dossier.SEALED if sealed else "",
    )
    return Laid(piece=piece, size=file.size)


def _stated_titles(session: Session, ids: Sequence[int]) -> dict[str, str]:
    """By hash: as what a file was stated. One that only a returned draft named is no part of it."""
    acts = session.scalars(select(PerformedAct.data).where(PerformedAct.subject_id.in_(ids)))
    return {
        read_stated(value)[0]: INPUTS[name].title
        for data in acts
        for name, value in data.items()
        if name in INPUTS and value
    }


def _letter(letter: IssuedLetter, later: str, *, sealed: bool) -> Laid:
    out = sealed and not speaks_of_nobody(letter.name)
    note = dossier.SEALED if out else _standing(letter, sealed=sealed)
    piece = Piece(
        sort=Sort.DOCUMENT,
        title=_title(letter, out=out),
        code=code_words(letter.number, letter.symbol) if letter.number else "",
        at=letter.approved_at,
        day=letter.issued_on,
        sha256=(letter.file_sha256 or "") if not note or out else "",
        signed=not note and bool(letter.issued_sha256 or letter.signed_sha256),
        sealed=out,
        note="; ".join(part for part in (note, later) if part),
    )
    return Laid(piece=piece, own=not note)


def speaks_of_nobody(name: str) -> bool:
    """Whether the form can name nobody who denounces, neither in its text nor under it."""
    kind = letter_named(name)
    if not issubclass(kind, DenunciationPaper) or issubclass(kind, ON_PROTECTION):
        return False
    return manifest(name).signer not in OUTSIDE


def _title(letter: IssuedLetter, *, out: bool) -> str:
    """What it is and, unless it stays out, what it is about."""
    title, context = letter_title(letter.name), from_json(letter.name, frozen_context(letter))
    if out or not isinstance(context, Letter):
        return title
    about = subject_of(context, manifest(letter.name))
    return f"{title}. {about}" if about else title


def _standing(letter: IssuedLetter, *, sealed: bool) -> str:
    """Why a document has no page here; nothing for one in force."""
    if letter.voided_at:
        return "Số đã hủy" if sealed else f"Số đã hủy: {letter.void_reason}"
    if letter.rendered_at is None:
        return dossier.NO_FILE
    return "" if letter.issued_at or letter.own else dossier.NOT_ISSUED


def _later(letters: Iterable[IssuedLetter]) -> Iterator[tuple[int, str]]:
    """What became of a document by a later one (Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3)."""
    for letter in letters:
        code = code_words(letter.number, letter.symbol)
        if letter.issued_at and letter.replaces_id:
            yield letter.replaces_id, f"Được thay thế bằng số {code}"
        if letter.issued_at and letter.corrects_id:
            yield letter.corrects_id, f"Được đính chính bằng số {code}"


def _sheet(title: str, made_at: datetime) -> Piece:
    return Piece(sort=Sort.SHEET, title=title, at=made_at, day=civil_day(made_at))
