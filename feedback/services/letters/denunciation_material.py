"""What letters on a denunciation are made of beside the file itself: its check, the people named.

Nothing here reads who denounces: the matter is taken from what the officer stated who checked it,
never from the petition's own words, in which the denouncer may be recognised.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import DoneAct, Kind
from feedback.models.act import PerformedAct
from feedback.models.agency import UserAccount
from feedback.models.petition import Petition
from feedback.workflows.rows import Act

#: Inputs that name colleagues by their accounts.
NAMING = ("team_leader", "team")


def checked(session: Session, petition: Petition) -> DoneAct | None:
    """The latest check of the denunciation a case was opened for, with what was stated."""
    if petition.kind is not Kind.DENUNCIATION:
        return None
    row = session.execute(
        select(PerformedAct.happened_on, PerformedAct.data)
        .where(PerformedAct.subject_id == petition.id, PerformedAct.action == "check_identity")
        .order_by(PerformedAct.id.desc())
        .limit(1)
    ).one_or_none()
    return DoneAct(row.happened_on, row.data) if row else None


def named_people(session: Session, act: Act) -> Mapping[str, UserAccount]:
    """The colleagues an act names; refused next to the field that names somebody unknown."""
    named = {field: accounts(act.data.get(field, "")) for field in NAMING}
    wanted = {account for each in named.values() for account in each}
    if not wanted:
        return {}
    rows = session.scalars(
        select(UserAccount).where(UserAccount.username.in_(wanted), UserAccount.active)
    )
    known = {person.username: person for person in rows}
    for field, each in named.items():
        if not known.keys() >= set(each):
            raise InvalidInputError(field, "Chọn người trong danh sách cán bộ đang làm việc.")
    return known


def accounts(stated: str) -> tuple[str, ...]:
    """Account names as they are stated, joined by commas."""
    return tuple(name.strip() for name in stated.split(",") if name.strip())
