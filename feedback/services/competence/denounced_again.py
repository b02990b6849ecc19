"""Which case a renewed denunciation follows, on which ground, and before whom it belongs.

Tố cáo tiếp goes to the direct superior of whoever settled, or did not settle in time (Luật Tố cáo
Điều 37 khoản 1, Điều 38 khoản 1). On the first ground the case must be concluded, on the second its
period must have passed without a conclusion; anything else is refused by name and article.
"""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.petition import Petition
from feedback.services.competence.superiors import continuing, superior_on
from feedback.services.subject.finding import case_numbered
from feedback.workflows.rows import Act

PROCEDURE = "denunciation"
SETTLING = "TC-RESOLVE"
RESULT, DELAY = "result", "delay"
#: Before whom each ground belongs.
BELONGS_BY = {RESULT: "khoản 1 Điều 37", DELAY: "khoản 1 Điều 38"}


def name_earlier_case(
    session: Session, petition: Petition, act: Act, agency: Agency
) -> dict[str, Any]:
    """Link the petition to the case denounced again; returns what the history adds."""
    typed, ground = act.data.get("earlier", ""), act.data.get("again_ground", "")
    if not typed and not ground:
        petition.earlier_case_id = None
        return {}
    if not ground:
        raise InvalidInputError("again_ground", "Chọn lý do tố cáo tiếp.")
    earlier = _earlier_case(session, typed)
    _refuse_untimely(session, earlier, ground, act.on)
    _refuse_any_but_superior(session, earlier, agency, ground, act.on)
    petition.earlier_case_id = earlier.id
    return {"earlier": earlier.uid.hex, "again_ground": ground}


def _earlier_case(session: Session, typed: str) -> Case:
    found = case_numbered(session, typed)
    if found is None or found.procedure != PROCEDURE:
        msg = (
            "Không có vụ việc tố cáo mang mã số này. "
            "Mã số có dạng VV-2026-00003 hoặc TC-2026-00012."
        )
        raise InvalidInputError("earlier", msg)
    if session.scalars(select(Case.id).where(Case.follows_id == found.id)).first() is not None:
        raise InvalidInputError("earlier", "Tố cáo tiếp về vụ việc này đã được cấp trên thụ lý.")
    return found


def _refuse_untimely(session: Session, earlier: Case, ground: str, on: date) -> None:
    if ground == RESULT and earlier.settled_on is None:
        msg = "Vụ việc chưa có kết luận nội dung tố cáo (khoản 1 Điều 37 Luật Tố cáo)."
        raise InvalidInputError("again_ground", msg)
    if ground == DELAY and not _is_overdue(session, earlier, on):
        msg = (
            "Vụ việc chưa quá thời hạn giải quyết, hoặc đã có kết luận, đình chỉ "
            "(khoản 1 Điều 38 Luật Tố cáo)."
        )
        raise InvalidInputError("again_ground", msg)


def _is_overdue(session: Session, earlier: Case, on: date) -> bool:
    """The period still runs and its legal date lies behind; a suspended clock has none."""
    ends = session.scalars(
        select(func.max(Deadline.due_legal)).where(
            Deadline.subject_id == earlier.id,
            Deadline.rule == SETTLING,
            Deadline.state == "open",
        )
    ).one()
    return ends is not None and ends < on


def _refuse_any_but_superior(
    session: Session, earlier: Case, agency: Agency, ground: str, on: date
) -> None:
    """The superior of today: whoever settled may have ended since, or its district."""
    settled_by = session.get_one(Agency, earlier.agency_id)
    settler = continuing(session, settled_by, earlier.commune_code, on)
    superior = superior_on(session, settler, on)
    if superior is None:
        msg = f"Chưa rõ cấp trên trực tiếp của {settler.name} trong hệ thống."
        raise InvalidInputError("earlier", msg)
    if agency.id != superior.id:
        msg = (
            f"Tố cáo tiếp thuộc thẩm quyền của {superior.name}, "
            f"cấp trên trực tiếp của {settler.name} ({BELONGS_BY[ground]} Luật Tố cáo)."
        )
        raise InvalidInputError("agency", msg)
