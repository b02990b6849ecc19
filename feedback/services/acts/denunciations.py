"""What acts of a denunciation change beyond the state: the team, the flags, the verdict."""

from sqlalchemy import select

from feedback.domain.errors import InvalidInputError
from feedback.domain.roles import Role
from feedback.models.agency import UserAccount
from feedback.models.case import Case
from feedback.services.rights import conflicts
from feedback.services.subject.doing import Doing, Said
from feedback.workflows.guards.denunciations import SPECIALLY_COMPLEX

VERIFIERS = frozenset({Role.CASE_OFFICER, Role.RECEPTION_OFFICER})
#: Where identity and conditions are checked lengthens the period of intake to ten working days.
SCOPES = {
    "several_places": "check_in_several_places",
    "delegated": "check_delegated_to_other_agency",
}


def check_identity(doing: Doing) -> Said:
    """The period of intake is that of the place of checking (Luật Tố cáo Điều 24 khoản 1)."""
    scope = SCOPES.get(doing.act.data["check_scope"])
    others = [flag for flag in doing.subject.flags if flag not in SCOPES.values()]
    doing.subject.flags = [*others, scope] if scope else others
    return {}


def form_team(doing: Doing) -> Said:
    """The leader is the person at work and reports; all are active colleagues who verify."""
    members = [name for name in doing.act.data["team"].split(",") if name]
    leader = _member(doing, "team_leader", doing.act.data["team_leader"])
    if leader.role != Role.CASE_OFFICER:
        msg = "Chọn một cán bộ thụ lý, xác minh: Tổ trưởng ký báo cáo kết quả xác minh."
        raise InvalidInputError("team_leader", msg)
    team = {leader.id, *(_member(doing, "team", name).id for name in members)}
    doing.subject.person_id = leader.id
    return {"person": f"user:{leader.id}", "team": sorted(f"user:{member}" for member in team)}


def _member(doing: Doing, field: str, username: str) -> UserAccount:
    member = doing.session.scalars(
        select(UserAccount).where(UserAccount.username == username, UserAccount.active)
    ).one_or_none()
    if member is None or member.agency_id != doing.subject.agency_id:
        raise InvalidInputError(field, "Chọn cán bộ của chính cơ quan đang giữ hồ sơ.")
    if member.role not in VERIFIERS:
        raise InvalidInputError(field, "Người được chọn không làm công việc xác minh.")
    conflicts.refuse_in_conflict(doing.session, member.id, doing.subject.id, field)
    return member


def lengthen(doing: Doing) -> Said:
    """One criterion makes the matter complex, two make it specially so (NĐ 31/2019 Điều 3)."""
    case = doing.subject
    if not isinstance(case, Case) or case.procedure != "denunciation":
        return {}
    criteria = doing.act.data["denunciation_criteria"].split(",")
    case.complex = True
    if len(criteria) >= SPECIALLY_COMPLEX and "specially_complex" not in case.flags:
        case.flags = [*case.flags, "specially_complex"]
    return {"criteria": criteria}


def conclude(doing: Doing) -> Said:
    case = doing.subject
    if not isinstance(case, Case):
        raise TypeError("only a case is concluded")
    case.settled_on, case.verdict = doing.act.on, doing.act.data["truth"]
    return {"verdict": case.verdict}
