"""A denunciation never comes before whom it denounces; other wrong addresses need a reason."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import Kind
from feedback.domain.roles import Role
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency, PostHolding, UserAccount
from feedback.models.deadline import Escalation
from feedback.models.petition import Petition
from feedback.services.acts import casework, effects
from feedback.services.ladder.escalation import escalate_overdue
from feedback.services.lodging.submission import submit
from feedback.services.subject.doing import Doing
from feedback.vault.keys import KeyRing
from feedback.workflows.rows import Act
from tests.factories import Province, a_lodging, at

LODGED, CLASSIFIED = at("2026-08-03"), at("2026-08-04")
Send = Callable[..., int]


@pytest.fixture
def send(session: Session, keys: KeyRing) -> Send:
    def lodge(kind: Kind = Kind.DENUNCIATION, against: str = "một người") -> int:
        return submit(a_lodging(kind=kind, against=against), keys, LODGED)

    return lodge


def said(agency: str, **more: str) -> dict[str, str]:
    return {"kind": "denunciation", "field": "conduct", "agency": agency, **more}


def who(agency: str, post: str) -> dict[str, str]:
    return {"denounced_agency": agency, "denounced_post": post}


def classified(session: Session) -> list[PerformedAct]:
    return [*session.scalars(select(PerformedAct).where(PerformedAct.action == "classify"))]


@pytest.mark.parametrize("post", ["head", "deputy", "agency"])
def test_whoever_leads_an_agency_is_not_judged_there(
    session: Session, province: Province, send: Send, post: str
):
    petition = send()
    with pytest.raises(InvalidInputError) as refused:
        casework.apply(
            petition, "classify", province.receptionist, CLASSIFIED,
            said("X06862", **who("X06862", post)),
        )  # fmt: skip
    assert refused.value.field == "agency"
    assert "khoản 1 Điều 12 Luật Tố cáo 25/2018/QH14" in str(refused.value)
    assert "khoản 2 Điều 5 Nghị định 31/2019/NĐ-CP" in str(refused.value)
    row = session.get_one(Petition, petition)
    assert (row.state, row.version, row.denounced_agency_id) == ("received", 1, None)
    assert classified(session) == []


def test_a_clerk_of_the_commune_is_judged_by_its_chair(
    session: Session, province: Province, send: Send
):
    petition = send()
    stated = said("X06862", **who("X06862", "other"))
    casework.apply(petition, "classify", province.receptionist, CLASSIFIED, stated)
    row = session.get_one(Petition, petition)
    assert row.denounced_post == "other"
    assert session.get_one(Agency, row.agency_id).code == "X06862"


def test_where_the_law_is_certain_no_reason_helps(province: Province, send: Send):
    """A director of a department: the provincial chair (LTC Điều 13 khoản 4)."""
    petition = send()
    stated = said("X06862", **who("SXD", "head"), agency_reason="Gần nơi ở hơn.")
    with pytest.raises(InvalidInputError, match="khoản 4 Điều 13") as refused:
        casework.apply(petition, "classify", province.receptionist, CLASSIFIED, stated)
    assert refused.value.field == "agency"
    casework.apply(
        petition, "classify", province.receptionist, CLASSIFIED, said("UBT", **who("SXD", "head"))
    )


def test_where_it_is_inferred_a_reason_is_asked_and_kept(
    session: Session, province: Province, send: Send
):
    """A commune chair: the provincial chair, which the law says for districts only."""
    petition = send()
    stated = said("SXD", **who("X06862", "head"))
    with pytest.raises(InvalidInputError, match="suy ra từ văn bản") as refused:
        casework.apply(petition, "classify", province.receptionist, CLASSIFIED, stated)
    assert refused.value.field == "agency_reason"
    stated["agency_reason"] = "Theo ý kiến của Chủ tịch Ủy ban nhân dân tỉnh."
    casework.apply(petition, "classify", province.receptionist, CLASSIFIED, stated)
    (act,) = classified(session)
    assert act.data["agency_reason"] == stated["agency_reason"]


def test_a_complaint_that_names_an_agency_goes_there_or_says_why_not(
    province: Province, send: Send
):
    petition = send(Kind.COMPLAINT, "Quyết định 12 của Sở Xây dựng")
    stated = said("X06862") | {"kind": "complaint"}
    with pytest.raises(InvalidInputError, match="Sở Xây dựng") as refused:
        casework.apply(petition, "classify", province.receptionist, CLASSIFIED, stated)
    assert refused.value.field == "agency_reason"
    stated["agency_reason"] = "Quyết định do Ủy ban nhân dân xã ban hành."
    casework.apply(petition, "classify", province.receptionist, CLASSIFIED, stated)


def test_whom_the_sender_names_is_passed_over_until_an_officer_says_who_is_denounced(
    province: Province, send: Send
):
    petition = send(against="công chức địa chính UBND xã Tiên Yên")
    with pytest.raises(InvalidInputError, match="Đơn nêu sai phạm của chính"):
        casework.apply(petition, "classify", province.receptionist, CLASSIFIED, said("X06862"))
    stated = said("X06862", **who("X06862", "other"))
    casework.apply(petition, "classify", province.receptionist, CLASSIFIED, stated)


def test_who_leads_two_agencies_is_judged_in_neither(
    session: Session, province: Province, send: Send
):
    """The deputy chair of the province who directs a department as well."""
    person = session.scalars(select(UserAccount).where(UserAccount.username == "giamdoc")).one()
    ids = dict(session.execute(select(Agency.code, Agency.id)).all())
    for code, post in (("SXD", "head"), ("X06862", "deputy")):
        session.add(
            PostHolding(
                agency_id=ids[code], post=post, user_id=person.id, first_day=date(2025, 7, 1)
            )
        )
    session.commit()
    petition = send()
    with pytest.raises(InvalidInputError, match="không nhận đơn này"):
        casework.apply(
            petition, "classify", province.receptionist, CLASSIFIED,
            said("X06862", **who("SXD", "head")),
        )  # fmt: skip


@pytest.mark.parametrize("action", ["transfer", "send_to_inspection", "accept"])
def test_no_act_brings_a_denunciation_to_whom_it_denounces(
    session: Session, province: Province, send: Send, action: str
):
    petition = send()
    casework.apply(
        petition, "classify", province.receptionist, CLASSIFIED, said("BTCD", **who("SXD", "head"))
    )
    row = session.get_one(Petition, petition)
    denounced = session.scalars(select(Agency).where(Agency.code == "SXD")).one()
    if action == "accept":
        row.agency_id = denounced.id
    act = Act(action, Role.HEAD, date(2026, 8, 5), {"agency": "SXD", "reason": "Chuyển."})
    with pytest.raises(InvalidInputError, match="không nhận đơn này"):
        effects.carry_out(Doing(session, row, act, province.board_head, at("2026-08-05")))
    session.rollback()


def test_an_agency_that_finds_its_own_head_denounced_hands_the_petition_up(
    session: Session, province: Province, send: Send
):
    petition = send()
    stated = said("X06862", **who("X06862", "other"))
    casework.apply(petition, "classify", province.receptionist, CLASSIFIED, stated)
    casework.apply(
        petition, "classify", province.commune_officer, at("2026-08-05"),
        said("UBT", **who("X06862", "head")),
    )  # fmt: skip
    holder = session.get_one(Petition, petition).agency_id
    assert session.get_one(Agency, holder).code == "UBT"


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        ({"denounced_agency": "SXD"}, "denounced_post"),
        ({"denounced_post": "head"}, "denounced_agency"),
        ({"denounced_agency": "nowhere", "denounced_post": "head"}, "denounced_agency"),
        ({"kind": "report", **who("SXD", "head")}, "denounced_agency"),
    ],
    ids=["no post", "no agency", "an agency that is none", "a report denounces nobody"],
)
def test_what_is_stated_by_halves_is_refused_beside_its_field(
    province: Province, send: Send, stated: dict[str, str], field: str
):
    kind = Kind(stated.get("kind", "denunciation"))
    with pytest.raises(InvalidInputError) as refused:
        casework.apply(
            send(kind), "classify", province.receptionist, CLASSIFIED, said("UBT") | stated
        )
    assert refused.value.field == field


def test_who_is_denounced_stands_in_no_entry_of_the_history(
    session: Session, province: Province, send: Send
):
    from feedback.models.entry import Entry  # noqa: PLC0415 - only this test reads bytes

    stated = said("UBT", **who("SXD", "head"))
    casework.apply(send(), "classify", province.receptionist, CLASSIFIED, stated)
    bodies = b"".join(session.scalars(select(Entry.body)))
    assert b"SXD" not in bodies
    assert b"denounced" not in bodies


def test_what_is_late_is_never_told_to_the_denounced_head(
    session: Session, province: Province, send: Send
):
    """Held by the commune whose chair is denounced, which only an older record can be."""
    petition = send()
    row = session.get_one(Petition, petition)
    commune = session.scalars(select(Agency).where(Agency.code == "X06862")).one()
    row.agency_id = row.denounced_agency_id = commune.id
    row.denounced_post = "head"
    session.commit()
    escalate_overdue(at("2027-03-01"), trusted=True)
    told = set(
        session.scalars(
            select(UserAccount.username).join(Escalation, Escalation.user_id == UserAccount.id)
        )
    )
    assert told == {"chutichtinh"}
