"""Paragraphs an agency keeps ready: written by its own people, every version kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError, NotFoundError, StaleFormError
from feedback.domain.letters.paragraphs import PLACEHOLDERS, unknown_names
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.models.agency import UserAccount
from feedback.models.drafting import ParagraphVersion
from feedback.services.ground.transaction import transaction
from feedback.services.rights import permission

#: Who keeps the paragraphs of an agency: those who draft, and who signs.
CHANGED = "Người khác vừa sửa mẫu này. Xem lại bản mới rồi lưu; chữ bạn viết còn nguyên."


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it stands now, and who wrote it so."""

    number: int
    version: int
    field: str
    action: str
    title: str
    text: str
    retired: bool
    saved_at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A paragraph as it is to be kept."""

    field: str
    action: str
    title: str
    text: str
    retired: bool = False


def keep(
    wording: Wording, actor: Actor, now: datetime, *, number: int | None = None, seen: int = 0
) -> int:
    """A new paragraph, or the next version of one; its number. Text that stays adds nothing."""
    permission.refuse_role(actor, Action.KEEP_PARAGRAPHS)
    if unknown := unknown_names(wording.text):
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        msg = f"Hồ sơ không điền được: {', '.join(unknown)}. Chỉ dùng: {known}."
        raise InvalidInputError("text", msg)
    try:
        with transaction() as session:
            return _keep(session, wording, actor, now, number, seen)
    except IntegrityError as error:
        raise StaleFormError(CHANGED) from error


def _keep(
    session: Session,
    wording: Wording,
    actor: Actor,
    now: datetime,
    number: int | None,
    seen: int,
) -> int:
    mine = ParagraphVersion.agency_id == actor.agency_id
    before = None
    if number is not None:
        before = newest(session, actor, number)
        if _wording(before) == wording:
            return number
        if before.version != seen:
            raise StaleFormError(CHANGED)
    last = session.scalar(select(func.max(ParagraphVersion.number)).where(mine)) or 0
    row = ParagraphVersion(
        agency_id=actor.agency_id,
        number=number or last + 1,
        version=before.version + 1 if before else 1,
        field=wording.field,
        action=wording.action,
        title=wording.title,
        text=wording.text,
        retired=wording.retired,
        saved_at=now,
        saved_by_id=actor.user_id,
    )
    session.add(row)
    session.flush()
    return row.number


def all_of(session: Session, actor: Actor) -> tuple[Paragraph, ...]:
    """The paragraphs of the actor's agency as they stand, in the order they were begun."""
    return _read(session, actor, None)


def versions(session: Session, actor: Actor, number: int) -> tuple[Paragraph, ...]:
    """Every version of one, newest first."""
    rows = session.execute(
        _SELECT.where(
            ParagraphVersion.agency_id == actor.agency_id, ParagraphVersion.number == number
        ).order_by(ParagraphVersion.version.desc())
    )
    return tuple(_paragraph(row, name) for row, name in rows)


def newest(session: Session, actor: Actor, number: int) -> Paragraph:
    """One as it stands; NotFoundError for one of another agency."""
    found = _read(session, actor, number)
    if not found:
        msg = "Không tìm thấy mẫu đoạn văn."
        raise NotFoundError(msg)
    return found[0]


_SELECT = select(ParagraphVersion, UserAccount.name).join(
    UserAccount, UserAccount.id == ParagraphVersion.saved_by_id
)


def _read(session: Session, actor: Actor, number: int | None) -> tuple[Paragraph, ...]:
    asked = (
        _SELECT.where(ParagraphVersion.agency_id == actor.agency_id)
        .ext(distinct_on(ParagraphVersion.number))
        .order_by(ParagraphVersion.number, ParagraphVersion.version.desc())
    )
    if number is not None:
        asked = asked.where(ParagraphVersion.number == number)
    return tuple(_paragraph(row, name) for row, name in session.execute(asked))


def _paragraph(row: ParagraphVersion, person: str) -> Paragraph:
    return Paragraph(
        number=row.number,
        version=row.version,
        field=row.field,
        action=row.action,
        title=row.title,
        text=row.text,
        retired=row.retired,
        saved_at=row.saved_at,
        person=person,
    )


def _wording(kept: Paragraph) -> Wording:
    return Wording(kept.field, kept.action, kept.title, kept.text, kept.retired)
