"""The row of the queue that is open in the pane: enough to classify and route it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, func, select, true
from sqlalchemy.orm import Session

from feedback.domain.erasure import shown
from feedback.domain.lodging import file_title
from feedback.domain.petitions import Kind, SubjectKind
from feedback.domain.roles import Actor
from feedback.extensions import current_texts
from feedback.models.agency import Commune
from feedback.models.conflict import conflict_free
from feedback.models.petition import Attachment
from feedback.models.words import stored_words
from feedback.queries.views import AGENCY, first_petition, obligation, petition, subject
from feedback.vault.identities import Stored

#: A story may be long; a pane shows its beginning.
SHOWN = 1500

attachment, commune = Attachment.__table__, Commune.__table__


@dataclass(frozen=True, slots=True)
class Opened:
    id: int
    subject_kind: SubjectKind
    kind: Kind
    declared_kind: Kind
    state: str
    title: str
    field: str
    version: int
    confidential: bool
    channel: str
    anonymous: bool
    signed: bool
    story: str
    whole: bool
    wanted: str
    against: str
    place: str
    commune_code: str | None
    commune: str
    files: int
    files_size: int
    task: str
    product: str
    book: str
    year: int
    number: int


def _statement() -> Select[Any]:
    first = first_petition("first")
    files = (
        select(func.count().label("files"), func.sum(attachment.c.size).label("files_size")).where(
            attachment.c.petition_id == petition.c.id
        )
    ).lateral("kept")
    return (
        select(
            *(
                subject.c[name]
                for name in (
                    "id", "subject_kind", "kind", "state", "field", "version", "confidential",
                    "commune_code",
                )
            ),
            petition.c.declared_kind,
            petition.c.channel,
            petition.c.anonymous,
            petition.c.signed,
            stored_words(petition.c.id).label("words"),
            petition.c.book,
            petition.c.year,
            petition.c.number,
            func.coalesce(commune.c.name, "").label("commune"),
            files.c.files,
            func.coalesce(files.c.files_size, 0).label("files_size"),
            obligation.c.task,
            obligation.c.product,
        )
        .select_from(
            subject.outerjoin(first, true())
            .join(petition, petition.c.id == func.coalesce(first.c.id, subject.c.id))
            .outerjoin(files, true())
            .outerjoin(commune, commune.c.code == subject.c.commune_code)
            .join(
                obligation,
                (obligation.c.subject_id == subject.c.id) & obligation.c.done_at.is_(None),
            )
        )
        .where(subject.c.id.in_(bindparam("subjects", expanding=True)))
        .where(subject.c.agency_id == AGENCY, conflict_free(subject.c.id))
        .order_by(subject.c.id)
    )  # fmt: skip


_OPENED = _statement()


def opened(session: Session, actor: Actor, subject_id: int) -> Opened | None:
    """The open row; None when this agency holds no open file of that id."""
    found = opened_together(session, actor, [subject_id])
    return found[0] if found else None


def opened_together(
    session: Session, actor: Actor, subject_ids: Sequence[int]
) -> tuple[Opened, ...]:
    """Several rows at once, in the order of their numbers."""
    given = {"subjects": list(subject_ids), "agency_id": actor.agency_id}
    rows = session.execute(_OPENED, given).mappings()
    return tuple(_opened(row) for row in rows)


def _opened(row: RowMapping) -> Opened:
    words = shown(current_texts().words(Stored.of(row["words"])))
    read = {
        "title": file_title(Kind(row["kind"]), row["channel"], words.story),
        "story": words.story[:SHOWN],
        "whole": len(words.story) <= SHOWN,
        "wanted": words.wanted[:SHOWN],
        "against": words.against,
        "place": words.place,
    }
    kinds = {
        "subject_kind": SubjectKind(row["subject_kind"]),
        "kind": Kind(row["kind"]),
        "declared_kind": Kind(row["declared_kind"]),
        "files_size": int(row["files_size"]),
    }
    rest = {name: value for name, value in row.items() if name != "words"}
    return Opened(**(rest | kinds | read))
