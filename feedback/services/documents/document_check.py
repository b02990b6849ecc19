"""Whether a file is a document of ours, and whether a number was given: without what it says.

The hash of the file is looked for among those of every document, as rendered, signed and sealed,
and must stand in the history of its file too, since tables alone may be changed.
"""

from datetime import date
from hashlib import sha256

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from feedback.domain.history.merkle import leaf_hash
from feedback.domain.letters.genuine import (
    Checked,
    Known,
    Shape,
    Standing,
    Verdict,
    beginnings,
    shape_of,
)
from feedback.domain.letters.wording import code_words, short_day
from feedback.models.agency import Agency
from feedback.models.entry import Entry
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject
from feedback.services.documents.found_signatures import signatures
from feedback.services.ground import admission
from feedback.services.ground.admission import Shown
from feedback.workflows.glossary import letter_title


def check_file(session: Session, content: bytes) -> Checked:
    """What can be said of a file; never an error, whatever was sent."""
    shape, whole = shape_of(content), sha256(content).hexdigest()
    digests = beginnings(content) if shape is not Shape.EMPTY else []
    letter = _by_hash(session, digests)
    signed = signatures(content) if shape is Shape.PDF else ()
    if letter is None:
        return Checked(sha256=whole, shape=shape, verdict=Verdict.UNKNOWN, signatures=signed)
    return Checked(
        sha256=whole,
        shape=shape,
        verdict=_verdict(session, letter, whole),
        document=_known(session, letter),
        signatures=signed,
    )


def check_number(
    session: Session, *, agency: str, number: int, symbol: str, day: date
) -> Known | None:
    """The document of that agency, number, symbol and day; None when no such number was given."""
    words = (agency, symbol, str(day.year), str(number), day.isoformat())
    admission.show(session, Shown.NUMBER, "|".join(words))
    letter = session.scalars(
        select(IssuedLetter).where(
            func.split_part(IssuedLetter.book, "/", 1) == agency,
            IssuedLetter.symbol == symbol,
            IssuedLetter.year == day.year,
            IssuedLetter.number == number,
            IssuedLetter.issued_on == day,
        )
    ).one_or_none()
    return _known(session, letter) if letter else None


def _by_hash(session: Session, digests: list[str]) -> IssuedLetter | None:
    """The document whose file is the longest of these beginnings."""
    admission.show(session, Shown.FILES, ",".join(digests))
    columns = (IssuedLetter.issued_sha256, IssuedLetter.signed_sha256, IssuedLetter.pdf_sha256)
    found = session.scalars(
        select(IssuedLetter).where(or_(*(column.in_(digests) for column in columns)))
    ).all()
    place = {digest: number for number, digest in enumerate(digests)}
    last = len(digests)
    return min(
        found,
        key=lambda letter: min(place.get(digest or "", last) for digest in _files(letter)),
        default=None,
    )


def _files(letter: IssuedLetter) -> tuple[str | None, ...]:
    return letter.pdf_sha256, letter.signed_sha256, letter.issued_sha256


def _verdict(session: Session, letter: IssuedLetter, whole: str) -> Verdict:
    if whole not in _files(letter):
        return Verdict.ADDED_TO
    if not _in_history(session, letter, whole):
        return Verdict.CONTRADICTED
    return Verdict.UNCHANGED if whole == letter.file_sha256 else Verdict.EARLIER


def _in_history(session: Session, letter: IssuedLetter, digest: str) -> bool:
    """Whether an entry of the file, itself unchanged, says that hash of that document."""
    uid = session.get_one(Subject, letter.subject_id).uid
    entries = session.execute(select(Entry.body, Entry.leaf).where(Entry.subject == uid))
    said = (letter.uid.hex.encode(), digest.encode())
    return any(
        all(word in body for word in said) and leaf_hash(body) == leaf for body, leaf in entries
    )


def _known(session: Session, letter: IssuedLetter) -> Known:
    standing, by = _standing(session, letter)
    code = (letter.book or "").partition("/")[0]
    name = session.scalars(select(Agency.name).where(Agency.code == code)).one_or_none()
    return Known(
        title=letter_title(letter.name),
        agency=name or "",
        number=letter.number,
        symbol=letter.symbol,
        day=letter.issued_on,
        standing=standing,
        by=by,
    )


def _standing(session: Session, letter: IssuedLetter) -> tuple[Standing, str]:
    if letter.voided_at:
        return Standing.VOIDED, ""
    if not (letter.issued_at or (letter.own and letter.rendered_at)):
        return Standing.NOT_ISSUED, ""
    for standing, names_it in (
        (Standing.REPLACED, IssuedLetter.replaces_id == letter.id),
        (Standing.CORRECTED, IssuedLetter.corrects_id == letter.id),
    ):
        by = _issued(session, names_it)
        if by:
            return standing, by
    return Standing.IN_FORCE, ""


def _issued(session: Session, names_it: ColumnElement[bool]) -> str:
    """Number and day of the newest issued document of which this holds."""
    newer = session.scalars(
        select(IssuedLetter)
        .where(names_it, IssuedLetter.issued_at.is_not(None))
        .order_by(IssuedLetter.id.desc())
        .limit(1)
    ).one_or_none()
    if newer is None:
        return ""
    return f"số {code_words(newer.number, newer.symbol)} ngày {short_day(newer.issued_on)}"
