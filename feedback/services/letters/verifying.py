"""Who verifies: the team as it was formed, and whose name stands under the report."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotAllowedError
from feedback.domain.petitions import Facts
from feedback.models.act import PerformedAct
from feedback.models.agency import UserAccount
from feedback.services.letters.denunciation_material import NAMING, accounts
from feedback.services.subject.doing import Doing, Said

#: Acts that name who is to report.
ORDERS = ("form_team", "entrust_verification")


def team(session: Session, facts: Facts) -> Mapping[str, UserAccount]:
    """Everybody of the team, by account; of its members also those who have left since."""
    names = {name for field in NAMING for name in accounts(facts.stated("form_team", field))}
    if not names:
        return {}
    rows = session.scalars(select(UserAccount).where(UserAccount.username.in_(names)))
    return {person.username: person for person in rows}


def report(doing: Doing) -> Said:
    """The leader of the team, or whoever was given the verification, reports in person.

    Luật Khiếu nại Điều 29 khoản 3 điểm e, Nghị định 31/2019/NĐ-CP Điều 16. Once that person has
    left the agency or that work, somebody else of the agency does.
    """
    subject, session = doing.subject, doing.session
    charged = session.get(UserAccount, subject.person_id) if subject.person_id else None
    if charged is None or charged.id == doing.actor.user_id or not _is_ordered(doing):
        return {}
    if charged.active and charged.agency_id == subject.agency_id and charged.role == doing.act.role:
        msg = f"Báo cáo do người được giao xác minh ký: {charged.name}, {charged.title}."
        raise NotAllowedError(msg)
    return {}


def _is_ordered(doing: Doing) -> bool:
    asked = (
        select(PerformedAct.id)
        .where(PerformedAct.subject_id == doing.subject.id, PerformedAct.action.in_(ORDERS))
        .limit(1)
    )
    return doing.session.scalar(asked) is not None
