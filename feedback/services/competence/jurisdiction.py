"""Where a petition may go: never to the denounced; elsewhere than the table says, with a reason.

Called by the acts that hand a petition on or accept it, before anything is written.
"""

from sqlalchemy.orm import Session

from feedback.domain import routing
from feedback.domain.competence.denunciations import NEVER_ITS_OWN
from feedback.domain.competence.finding import Concerned, Found, find, read_concerned
from feedback.domain.competence.posts import POST_TITLES, Post
from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import Kind
from feedback.models.agency import Agency
from feedback.models.petition import Petition
from feedback.services.competence.denounced import barred_agencies
from feedback.services.competence.seats import desk_of, desks_on
from feedback.services.subject import words
from feedback.workflows.rows import Act

#: The article, as every refusal cites it.
CITED = "; ".join(str(each) for each in NEVER_ITS_OWN)


def refuse_the_denounced(
    session: Session, petition: Petition, agency: Agency, act: Act, field: str = "agency"
) -> None:
    """No denunciation at the agency whose head or deputy it denounces (LTC Điều 12 khoản 1)."""
    if petition.kind is not Kind.DENUNCIATION:
        return
    if petition.denounced_agency_id is None:
        _refuse_the_named(petition, agency, field)
        return
    if is_barred(session, petition, agency, act):
        post = Post(str(petition.denounced_post))
        msg = f"{agency.name} không nhận đơn này: đơn tố cáo {POST_TITLES[post]} ở đó ({CITED})."
        raise InvalidInputError(field, msg)


def is_barred(session: Session, petition: Petition, agency: Agency, act: Act) -> bool:
    """Whether the officer stated that somebody who leads this agency is denounced."""
    if petition.denounced_agency_id is None:
        return False
    post = Post(str(petition.denounced_post))
    return agency.id in barred_agencies(session, petition.denounced_agency_id, post, act.on)


def _refuse_the_named(petition: Petition, agency: Agency, field: str) -> None:
    """Nobody said who is denounced: then whom the sender names counts as leading there."""
    if routing.barred(petition.kind, words.read(petition).against, [desk_of(agency, None)]):
        msg = (
            f"Đơn nêu sai phạm của chính {agency.name}. Chọn cơ quan cấp trên hoặc cơ quan khác, "
            f"hoặc ghi rõ người bị tố cáo nếu không phải người đứng đầu, cấp phó ({CITED})."
        )
        raise InvalidInputError(field, msg)


def refuse_the_incompetent(
    session: Session, petition: Petition, agency: Agency, act: Act, *, asks_reason: bool
) -> None:
    """What the law says for certain of a leading person binds; elsewhere a reason is enough.

    Keeping a petition where it is hands nothing on. ``asks_reason`` where the act has the input
    ``agency_reason``; other acts state their reason anyhow.
    """
    found = found_for(session, petition, act)
    if found is None or found.answer.row is None:
        return
    if agency.id == petition.agency_id or (found.first and found.first.code == agency.code):
        return
    if binding(found):
        raise InvalidInputError("agency", sentence(found))
    if found.first and asks_reason and not act.data.get("agency_reason"):
        msg = f"{sentence(found)} Nếu vẫn chuyển tới {agency.name}, hãy ghi lý do."
        raise InvalidInputError("agency_reason", msg)


def found_for(session: Session, petition: Petition, act: Act) -> Found | None:
    """The answer of the table; None where nobody is named, or it follows an earlier case."""
    if petition.earlier_case_id is not None:
        return None
    desks = desks_on(session, act.on)
    concerned = read_concerned(petition.kind, words.read(petition).against, desks)
    if petition.denounced_agency_id is not None:
        where = session.get_one(Agency, petition.denounced_agency_id)
        above = session.get(Agency, where.superior_id) if where.superior_id else None
        post = Post(str(petition.denounced_post))
        concerned = Concerned(desk_of(where, above.code if above else None), post, stated=True)
    if concerned is None:
        return None
    return find(petition.kind, concerned, desks, act.on, petition.field)


def binding(found: Found) -> bool:
    """Stated, leading, and read in the law: the officer cannot choose otherwise."""
    return found.concerned.stated and found.concerned.leads and found.answer.certain


def sentence(found: Found) -> str:
    """Who is competent and by which article, and how surely that is known."""
    answer = found.answer
    who = f"{answer.first} ({found.first.name})" if found.first else str(answer.first)
    sure = f", {answer.sure.words}" if answer.sure and not answer.certain else ""
    return f"Theo bảng thẩm quyền, nơi giải quyết là {who} ({answer.basis}{sure})."
