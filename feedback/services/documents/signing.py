"""Documents are signed by the person, then sealed by the agency; or their number is voided.

Both signatures are added to the one file that was rendered; nothing is ever rendered again or
stamped afterwards. Who signs with a card of their own takes the file away and brings it back: then
it is ours, with one valid signature more, by a certificate known as theirs, or it is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleFormError,
)
from feedback.domain.history.entries import Draft
from feedback.domain.letters.signature import FoundSignature
from feedback.domain.roles import Actor, Role
from feedback.extensions import current_settings
from feedback.letters.places import Place
from feedback.models.agency import Agency, UserAccount
from feedback.models.letter import IssuedLetter, LetterSignature, Stage
from feedback.models.subject import Subject
from feedback.services.delivery import issuing
from feedback.services.documents import signed_outside, signing_keys
from feedback.services.documents.rendering import letter_bytes
from feedback.services.documents.signing_keys import Party
from feedback.services.files import kept_files
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.vault.demo_keys import is_demo
from feedback.vault.signing_keys import Method, authorities

#: The stage a document must be in, by the place that is to be signed.
BEFORE = {Place.PERSON: Stage.RENDERED, Place.SEAL: Stage.SIGNED}
EVENT = {Place.PERSON: "letter_signed", Place.SEAL: "letter_issued"}
KIND = {Place.PERSON: "person", Place.SEAL: "seal"}


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature under way."""

    session: Session
    letter: IssuedLetter
    party: Party
    actor: Actor
    now: datetime


def sign(letter_id: int, actor: Actor, now: datetime) -> None:
    """The person's signature, with a key that is kept here."""
    _with_key(letter_id, Place.PERSON, actor, now)


def seal(letter_id: int, actor: Actor, now: datetime) -> None:
    """The agency's signature, by its clerk; from now on the document is in force."""
    _with_key(letter_id, Place.SEAL, actor, now)


def take(letter_id: int, place: Place, pdf: bytes, actor: Actor, now: datetime) -> None:
    """A file that was signed outside; refused unless it is ours and nothing but signed."""
    with transaction() as session:
        signing = _begin(session, letter_id, place, actor, now)
        ours = letter_bytes(signing.letter)
        found = signed_outside.newest(session, signing.party, ours, pdf)
        _put(signing, pdf, found, Method.OUTSIDE)


def void(letter_id: int, actor: Actor, now: datetime, reason: str) -> None:
    """Give the number up before anything is issued under it; it stays in the register."""
    with transaction() as session:
        letter = _locked(session, letter_id)
        if letter.stage in {Stage.ISSUED, Stage.VOIDED}:
            msg = "Văn bản đã phát hành thì không hủy số; hãy thay thế hoặc đính chính."
            raise StaleFormError(msg)
        refuse_strangers(
            session, letter, Place.PERSON if _signs(letter, actor) else Place.SEAL, actor
        )
        if not reason.strip():
            raise InvalidInputError("reason", "Ghi rõ lý do hủy số.")
        letter.voided_at, letter.void_reason = now, reason.strip()
        session.flush()
        _say(session, letter, actor, now, "letter_voided", {})


def _with_key(letter_id: int, place: Place, actor: Actor, now: datetime) -> None:
    from feedback.letters.signatures import read_signatures  # noqa: PLC0415 - slow, seldom needed
    from feedback.letters.signing import sign as put  # noqa: PLC0415 - as above

    with transaction() as session:
        signing = _begin(session, letter_id, place, actor, now)
        picture = signing_keys.picture(session, signing.party)
        with signing_keys.signing_keys().open(signing.party.owner) as key:
            pdf = put(letter_bytes(signing.letter), place, key.signer, picture, now)
            method = key.method
        found = read_signatures(pdf, authorities(current_settings().signing_dir))
        _put(signing, pdf, signed_outside.valid_in(place, found), method)


def _begin(session: Session, letter_id: int, place: Place, actor: Actor, now: datetime) -> Signing:
    """The letter locked, in the stage for this signature, and the actor its signer or clerk."""
    letter = _locked(session, letter_id)
    if letter.own:
        msg = "Văn bản này ký tay, không ký số tại đây."
        raise NotAllowedError(msg)
    if letter.stage is not BEFORE[place]:
        raise StaleFormError(_why_not_now(letter, place))
    refuse_strangers(session, letter, place, actor)
    return Signing(session, letter, _party(session, letter, place), actor, now)


def _locked(session: Session, letter_id: int) -> IssuedLetter:
    letter = session.get(IssuedLetter, letter_id, with_for_update=True)
    if letter is None:
        msg = "Không tìm thấy văn bản."
        raise NotFoundError(msg)
    return letter


def _why_not_now(letter: IssuedLetter, place: Place) -> str:
    if letter.stage is Stage.VOIDED:
        return "Số của văn bản này đã hủy."
    if letter.stage is Stage.APPROVED:
        return "Văn bản chưa lập xong bản điện tử; bạn thử lại sau ít phút."
    if letter.stage is Stage.RENDERED and place is Place.SEAL:
        return "Người có thẩm quyền chưa ký văn bản này."
    return "Văn bản này đã được ký rồi."


def _signs(letter: IssuedLetter, actor: Actor) -> bool:
    return actor.user_id is not None and actor.user_id == letter.signer_id


def refuse_strangers(session: Session, letter: IssuedLetter, place: Place, actor: Actor) -> None:
    """Only the signer named in the document signs, only a clerk of its agency seals."""
    if place is Place.PERSON and not _signs(letter, actor):
        msg = "Chỉ người có thẩm quyền ký ghi trên văn bản mới được ký."
        raise NotAllowedError(msg)
    if place is Place.SEAL and (
        actor.role is not Role.CLERK or actor.agency_id != _agency(session, letter).id
    ):
        msg = "Chỉ văn thư của cơ quan ban hành mới được ký số của cơ quan."
        raise NotAllowedError(msg)


def _agency(session: Session, letter: IssuedLetter) -> Agency:
    """The agency that issues it: its signer's."""
    signer = session.get_one(UserAccount, letter.signer_id)
    return session.get_one(Agency, signer.agency_id)


def _party(session: Session, letter: IssuedLetter, place: Place) -> Party:
    if place is Place.SEAL:
        return signing_keys.agency(_agency(session, letter))
    return signing_keys.person(session.get_one(UserAccount, letter.signer_id))


def _put(signing: Signing, pdf: bytes, found: FoundSignature, method: Method) -> None:
    """Keep the file, the row of its newest signature as it was read back, and its entry."""
    session, letter, place = signing.session, signing.letter, signing.party.place
    subject = session.get_one(Subject, letter.subject_id)
    sha256 = kept_files.keep(session, subject, pdf, signing.now)
    session.add(
        LetterSignature(
            letter_id=letter.id,
            kind=KIND[place],
            user_id=signing.actor.user_id,
            signed_at=found.signed_at or signing.now,
            method=method,
            certificate_subject=found.subject,
            certificate_issuer=found.issuer,
            certificate_sha256=found.certificate_sha256,
            demo=is_demo(found.issuer),
        )
    )
    letter.failure = ""
    sent: list[Draft] = []
    if place is Place.PERSON:
        letter.signed_at, letter.signed_sha256 = signing.now, sha256
    else:
        letter.issued_sha256 = sha256
        sent = issuing.issued(session, letter, signing.now)
    session.flush()
    _say(session, letter, signing.actor, signing.now, EVENT[place], {"sha256": sha256}, sent)


def _say(
    session: Session,
    letter: IssuedLetter,
    actor: Actor,
    now: datetime,
    event: str,
    data: dict[str, str],
    following: Sequence[Draft] = (),
) -> None:
    subject = session.get_one(Subject, letter.subject_id)
    history.record_many(
        session,
        [
            Draft(
                subject=subject.uid,
                kind=subject.subject_kind,
                type=event,
                at=now,
                actor=actor.pseudonym,
                unit=actor.agency_code,
                data={"letter": letter.uid.hex, **data},
            ),
            *following,
        ],
    )
