"""Which case a complaint for the second time follows, and before whom it belongs.

It arises when the first complaint was decided or its period passed without a decision, and belongs
to the direct superior of whoever settles for the first time. What comes earlier, or comes back to
the same desk, is refused by name and article; each kind of complaint has its own.
"""

from dataclasses import dataclass
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
from feedback.services.competence.superiors import continuing, superior_on
from feedback.services.subject.finding import case_numbered
from feedback.workflows.registry import PROCEDURE_OF_KIND
from feedback.workflows.rows import Act


@dataclass(frozen=True, slots=True)
class Instances:
    """How the second instance of a kind follows the first."""

    #: what is settled, in a sentence
    called: str
    #: the rule of the first period
    settling: str
    #: articles on when one may complain again, and before whom
    arises_by: str
    belongs_by: str
    #: who stands above the province, where this system has nobody
    above_the_province: str


INSTANCES = {
    Kind.COMPLAINT: Instances(
        "khiếu nại",
        "KN1-RESOLVE",
        "khoản 1 Điều 33",
        "khoản 1 Điều 7",
        "Bộ trưởng quản lý ngành, lĩnh vực, hoặc Tòa án (khoản 3 Điều 7 Luật Khiếu nại)",
    ),
    Kind.DISCIPLINE_COMPLAINT: Instances(
        "khiếu nại quyết định kỷ luật",
        "KL-RESOLVE",
        "Điều 48 và Điều 51",
        "khoản 2 Điều 51",
        "Bộ trưởng Bộ Nội vụ (khoản 3 Điều 51 Luật Khiếu nại)",
    ),
}


def name_first_case(
    session: Session, petition: Petition, act: Act, agency: Agency
) -> dict[str, Any]:
    """Link the petition to the first case, if the act names one; returns what the history adds."""
    typed = act.data.get("earlier", "")
    if not typed:
        return _forget_case_of_another_kind(session, petition)
    instances = INSTANCES.get(petition.kind)
    if instances is None:
        raise InvalidInputError("earlier", "Chỉ khiếu nại mới có lần hai; bỏ trống ô này.")
    first = _first_case(session, typed, petition.kind, instances)
    _refuse_while_first_runs(session, first, instances, act.on)
    _refuse_any_but_superior(session, first, instances, agency, act.on)
    petition.earlier_case_id = first.id
    return {"earlier": first.uid.hex}


def _forget_case_of_another_kind(session: Session, petition: Petition) -> dict[str, Any]:
    """Whoever classifies anew as another kind takes back the link that the old kind had."""
    linked = session.get(Case, petition.earlier_case_id) if petition.earlier_case_id else None
    if linked is None or linked.kind is petition.kind:
        return {}
    petition.earlier_case_id = None
    return {"earlier": None}


def _first_case(session: Session, typed: str, kind: Kind, instances: Instances) -> Case:
    first = case_numbered(session, typed)
    if first is None or first.procedure != PROCEDURE_OF_KIND[kind]:
        msg = (
            f"Không có vụ việc {instances.called} lần đầu mang mã số này. "
            "Mã số có dạng VV-2026-00003 hoặc QN-2026-00012."
        )
        raise InvalidInputError("earlier", msg)
    if session.scalars(select(Case.id).where(Case.follows_id == first.id)).first() is not None:
        raise InvalidInputError("earlier", "Vụ việc này đã được thụ lý giải quyết lần hai.")
    return first


def _refuse_while_first_runs(session: Session, first: Case, instances: Instances, on: date) -> None:
    ends = session.scalars(
        select(func.max(Deadline.due_legal)).where(
            Deadline.subject_id == first.id,
            Deadline.rule == instances.settling,
            # ended without a decision, nothing is late any more
            Deadline.state == "open",
        )
    ).one()
    overdue = ends is not None and ends < on
    if first.settled_on is None and not overdue:
        msg = (
            "Khiếu nại lần đầu chưa có quyết định và chưa hết thời hạn giải quyết, "
            f"nên chưa được khiếu nại lần hai ({instances.arises_by} Luật Khiếu nại)."
        )
        raise InvalidInputError("earlier", msg)


def _refuse_any_but_superior(
    session: Session, first: Case, instances: Instances, agency: Agency, on: date
) -> None:
    """The superior of today: whoever settled may have ended since, or its district."""
    settled_by = session.get_one(Agency, first.agency_id)
    settler = continuing(session, settled_by, first.commune_code, on)
    superior = superior_on(session, settler, on)
    if superior is None:
        raise InvalidInputError("earlier", _nobody_above(settler, instances))
    if agency.id != superior.id:
        msg = (
            f"Khiếu nại lần hai thuộc thẩm quyền của {superior.name}, "
            f"cấp trên trực tiếp của {settler.name} ({instances.belongs_by} Luật Khiếu nại)."
        )
        raise InvalidInputError("agency", msg)


def _nobody_above(settler: Agency, instances: Instances) -> str:
    if settler.level == "province":
        return (
            f"Khiếu nại lần hai thuộc thẩm quyền của {instances.above_the_province}, "
            "ngoài hệ thống này: hãy hướng dẫn người khiếu nại."
        )
    return f"Chưa rõ cơ quan cấp trên trực tiếp của {settler.name} trong hệ thống."
