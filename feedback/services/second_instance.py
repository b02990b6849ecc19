"""Which case a complaint for the second time follows, and before whom it belongs.

It arises when the first complaint was decided or its period passed without a decision (Luật Khiếu
nại Điều 33 khoản 1), and belongs to the direct superior of whoever settles for the first time
(Điều 7 khoản 1). What comes earlier, or comes back to the same desk, is refused by name.
"""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import Kind
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.petition import Petition
from feedback.services.finding import case_numbered
from feedback.services.superiors import continuing, superior_on
from feedback.workflows.core import Act

FIRST = "complaint_first_time"


def name_first_case(
    session: Session, petition: Petition, act: Act, agency: Agency
) -> dict[str, Any]:
    """Link the petition to the first case, if the act names one; returns what the history adds."""
    typed = act.data.get("earlier", "")
    if not typed:
        return {}
    if petition.kind is not Kind.COMPLAINT:
        raise InvalidInputError("earlier", "Chỉ khiếu nại mới có lần hai; bỏ trống ô này.")
    first = _first_case(session, typed)
    _refuse_while_first_runs(session, first, act.on)
    _refuse_any_but_superior(session, first, agency, act.on)
    petition.earlier_case_id = first.id
    return {"earlier": first.uid.hex}


def _first_case(session: Session, typed: str) -> Case:
    first = case_numbered(session, typed)
    if first is None or first.procedure != FIRST:
        msg = (
            "Không có vụ việc khiếu nại lần đầu mang mã số này. "
            "Mã số có dạng VV-2026-00003 hoặc QN-2026-00012."
        )
        raise InvalidInputError("earlier", msg)
    if session.scalars(select(Case.id).where(Case.follows_id == first.id)).first() is not None:
        raise InvalidInputError("earlier", "Vụ việc này đã được thụ lý giải quyết lần hai.")
    return first


def _refuse_while_first_runs(session: Session, first: Case, on: date) -> None:
    ends = session.scalars(
        select(func.max(Deadline.due_legal)).where(
            Deadline.subject_id == first.id, Deadline.rule == "KN1-RESOLVE"
        )
    ).one()
    overdue = ends is not None and ends < on
    if first.settled_on is None and not overdue:
        msg = (
            "Khiếu nại lần đầu chưa có quyết định và chưa hết thời hạn giải quyết, "
            "nên chưa được khiếu nại lần hai (khoản 1 Điều 33 Luật Khiếu nại)."
        )
        raise InvalidInputError("earlier", msg)


def _refuse_any_but_superior(session: Session, first: Case, agency: Agency, on: date) -> None:
    """The superior of today: whoever settled may have ended since, or its district."""
    settled_by = session.get_one(Agency, first.agency_id)
    settler = continuing(session, settled_by, first.commune_code, on)
    superior = superior_on(session, settler, on)
    if superior is None:
        msg = f"Chưa rõ cơ quan cấp trên trực tiếp của {settler.name} trong hệ thống."
        raise InvalidInputError("earlier", msg)
    if agency.id != superior.id:
        msg = (
            f"Khiếu nại lần hai thuộc thẩm quyền của {superior.name}, "
            f"cấp trên trực tiếp của {settler.name} (khoản 1 Điều 7 Luật Khiếu nại)."
        )
        raise InvalidInputError("agency", msg)
