"""One file and its paper in one row: subject, paper, sender, duty, names; made once.

A file of another agency is answered like one that does not exist.
"""

from typing import Any

from sqlalchemy import BigInteger, RowMapping, Select, bindparam, func, select, true
from sqlalchemy import case as sql_case
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor
from feedback.models.agency import Agency, Commune, UserAccount
from feedback.models.case import Case
from feedback.models.conflict import conflict_free
from feedback.models.identity import alike, stored_person
from feedback.models.obligation import Obligation
from feedback.models.petition import Petition
from feedback.models.redaction import RedactedCopy, stored_text
from feedback.models.subject import Subject
from feedback.models.together import is_followed, is_joint
from feedback.models.words import stored_words
from feedback.queries.views import first_petition

subject, petition, case = Subject.__table__, Petition.__table__, Case.__table__
agency, obligation = Agency.__table__, Obligation.__table__
account, commune = UserAccount.__table__, Commune.__table__
redacted_copy = RedactedCopy.__table__


def _statement() -> Select[Any]:
    """Subject, paper, sender, duty and names in one row."""
    person, head = account.alias("person"), account.alias("head")
    first = first_petition("first")
    at_work = func.coalesce(obligation.c.person_id, subject.c.person_id)
    copied = (
        select(redacted_copy)
        .where(redacted_copy.c.petition_id == petition.c.id)
        .order_by(redacted_copy.c.id.desc())
        .limit(1)
    ).lateral("copied")
    left_out = {"uid", "person_id", "search", "code_hash", "content", "title"}
    return (
        select(
            *(column for column in subject.c if column.name not in left_out),
            *(c.label(f"paper_{c.name}") for c in petition.c if c.name not in left_out),
            stored_person(petition.c.id).label("sender"),
            # those of a denunciation are not even selected
            sql_case((~subject.c.confidential, stored_words(petition.c.id))).label("words"),
            *copied.c["sha256", "pages", "made_at"],
            stored_text(copied.c.id).label("redacted"),
            alike(petition.c.id, subject.c.agency_id).label("alike"),
            case.c.year.label("case_year"),
            case.c.number.label("case_number"),
            case.c.accepted_on,
            case.c.verdict,
            is_joint(case.c.id).label("joint"),
            is_followed(case.c.id).label("followed"),
            agency.c.name.label("agency_name"),
            agency.c.code.label("agency_code"),
            agency.c.level.label("agency_level"),
            commune.c.name.label("commune"),
            obligation.c.task,
            obligation.c.role,
            obligation.c.product,
            obligation.c.due_on,
            obligation.c.paused,
            person.c.name.label("person"),
            person.c.title.label("person_title"),
            head.c.name.label("head"),
            head.c.title.label("head_title"),
        )
        .select_from(
            subject.join(agency, agency.c.id == subject.c.agency_id)
            .outerjoin(case, case.c.id == subject.c.id)
            .outerjoin(first, true())
            .join(petition, petition.c.id == func.coalesce(first.c.id, subject.c.id))
            .outerjoin(copied, true())
            .outerjoin(commune, commune.c.code == subject.c.commune_code)
            .outerjoin(
                obligation,
                (obligation.c.subject_id == subject.c.id) & obligation.c.done_at.is_(None),
            )
            .outerjoin(person, person.c.id == at_work)
            .outerjoin(head, head.c.id == obligation.c.head_id)
        )
        .where(
            subject.c.id == bindparam("subject_id", type_=BigInteger),
            subject.c.subject_kind == bindparam("kind"),
            subject.c.agency_id == bindparam("agency_id", type_=BigInteger),
            conflict_free(subject.c.id),
        )
    )


_HEAD = _statement()


def head_of(session: Session, actor: Actor, subject_id: int, kind: SubjectKind) -> RowMapping:
    given = {"subject_id": subject_id, "kind": kind, "agency_id": actor.agency_id}
    row = session.execute(_HEAD, given).mappings().one_or_none()
    if row is None:
        msg = "Không tìm thấy hồ sơ."
        raise NotFoundError(msg)
    return row
