"""Who is denounced, as the officer stated it while classifying, and where they must not decide.

The post stands in the row of the petition alone: an entry of the history is read by others and
would name a person by it.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from feedback.domain.competence.posts import LEADING, Post
from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import Kind
from feedback.models.agency import Agency, PostHolding
from feedback.models.petition import Petition
from feedback.workflows.rows import Act


def state_denounced(session: Session, petition: Petition, act: Act) -> None:
    """Keep who is denounced; classifying again without it keeps what was stated before."""
    code, post = act.data.get("denounced_agency", ""), act.data.get("denounced_post", "")
    if petition.kind is not Kind.DENUNCIATION:
        _refuse_if_stated(code, post)
        petition.denounced_agency_id = petition.denounced_post = None
        return
    if not code and not post:
        return
    if not post:
        raise InvalidInputError("denounced_post", "Chọn người bị tố cáo là ai ở cơ quan đó.")
    agency = session.scalars(select(Agency).where(Agency.code == code)).one_or_none()
    if agency is None:
        raise InvalidInputError("denounced_agency", "Chọn cơ quan của người bị tố cáo.")
    petition.denounced_agency_id, petition.denounced_post = agency.id, Post(post).value


def _refuse_if_stated(code: str, post: str) -> None:
    for field, value in (("denounced_agency", code), ("denounced_post", post)):
        if value:
            raise InvalidInputError(field, "Chỉ tố cáo mới có người bị tố cáo; bỏ trống ô này.")


def barred_agencies(session: Session, agency_id: int, post: Post, on: date) -> frozenset[int]:
    """Where a leading person denounced may not be judged: their agency, and all they lead besides.

    The holders of the post on the day are looked up by account, those with whom an ended agency
    ended too: who led it may lead the one that continues it. Empty for anybody who leads none.
    """
    if post not in LEADING:
        return frozenset()
    mine, other = aliased(PostHolding), aliased(PostHolding)
    rows = session.scalars(
        select(other.agency_id)
        .join(mine, mine.user_id == other.user_id)
        .join(Agency, Agency.id == mine.agency_id)
        .where(mine.agency_id == agency_id, mine.post == post.value)
        .where(or_(_held_on(mine, on), mine.last_day == Agency.in_force_to), _held_on(other, on))
    )
    return frozenset({agency_id, *rows})


def barred_by_subject(
    session: Session, subject_ids: Collection[int], on: date
) -> dict[int, frozenset[int]]:
    """For petitions and cases under way: agencies whose heads must not be told about them."""
    rows = session.execute(
        select(Petition.id, Petition.case_id, Petition.denounced_agency_id, Petition.denounced_post)
        .where(Petition.denounced_post.in_([post.value for post in LEADING]))
        .where(or_(Petition.id.in_(subject_ids), Petition.case_id.in_(subject_ids)))
    )
    barred: dict[int, frozenset[int]] = {}
    for petition_id, case_id, agency_id, post in rows:
        closed = barred_agencies(session, int(agency_id or 0), Post(str(post)), on)
        for subject_id in (petition_id, case_id):
            if subject_id is not None:
                barred[subject_id] = barred.get(subject_id, frozenset()) | closed
    return barred


def _held_on(holding: type[PostHolding], on: date) -> ColumnElement[bool]:
    return and_(holding.first_day <= on, or_(holding.last_day.is_(None), holding.last_day >= on))
