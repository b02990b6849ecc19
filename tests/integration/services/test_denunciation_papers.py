"""Papers on a denunciation are issued in their order, filled from the check, and read by few."""

from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError, NotAllowedError
from feedback.domain.petitions import Kind
from feedback.domain.roles import Role
from feedback.models.act import PerformedAct
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.queries.tracking import tracked
from feedback.services.letters import correspondence, letter_material
from feedback.services.letters.contexts import context_of
from feedback.services.lodging.submission import submit
from feedback.services.subject.subjects import facts_of
from feedback.vault.keys import KeyRing
from feedback.workflows.rows import Act
from tests.factories import Province, a_lodging, at

ACCEPTED = date(2026, 9, 21)
PAPERS = ("denunciation_acceptance_decision", "denouncer_notice", "denounced_notice")
CHECKED = {"denounced": "ông Vũ Đình Khải", "contents": "Lập hồ sơ khống."}


@pytest.fixture
def case(session: Session, keys: KeyRing, province: Province) -> Case:
    """A case of a denunciation, as accepting opens it: with its check and its clock."""
    petition = session.get_one(
        Petition, submit(a_lodging(Kind.DENUNCIATION), keys, at("2026-09-14"))
    )
    opened = _case(petition, province.commune_head.agency_id)
    session.add(opened)
    session.flush()
    petition.case_id = opened.id
    session.add(
        PerformedAct(
            subject_id=petition.id,
            action="check_identity",
            happened_on=date(2026, 9, 18),
            recorded_at=at("2026-09-18"),
            actor_role=Role.CASE_OFFICER,
            data=CHECKED,
        )
    )
    session.add(
        Deadline(
            subject_id=opened.id,
            limit_id="TC-RESOLVE@2019",
            rule="TC-RESOLVE",
            started_on=ACCEPTED,
            due_raw=date(2026, 10, 21),
            due_legal=date(2026, 10, 21),
        )
    )
    session.commit()
    return opened


def _case(petition: Petition, agency: int | None) -> Case:
    """Whatever its edition: the papers are tried here, not the procedure."""
    return Case(
        kind=Kind.DENUNCIATION,
        procedure="denunciation",
        edition="LTC-2026",
        state="accepted",
        agency_id=agency,
        confidential=True,
        received_at=petition.received_at,
        year=2026,
        number=31,
        accepted_on=ACCEPTED,
    )


def issue(session, subject, actor, act, names, drafter):
    given = letter_material.Issuing(
        session=session,
        subject=subject,
        facts=facts_of(session, subject),
        act=act,
        act_id=None,
        actor=actor,
        drafter_id=drafter.user_id,
        due_before={},
        now=at("2026-09-21"),
    )
    correspondence.issue(given, names)
    session.commit()
    found = session.scalars(
        select(IssuedLetter).where(IssuedLetter.name.in_(names)).order_by(IssuedLetter.id)
    )
    return list(found)


@pytest.fixture
def accepted(session: Session, province: Province, case: Case) -> list[IssuedLetter]:
    act = Act("accept", Role.HEAD, ACCEPTED, {})
    return issue(session, case, province.commune_head, act, PAPERS, province.second_officer)


def test_the_decision_comes_first_and_the_notices_cite_it(accepted):
    assert [letter.name for letter in accepted] == list(PAPERS)
    decision, to_denouncer, to_denounced = (context_of(letter) for letter in accepted)
    assert decision["contents"] == ["Lập hồ sơ khống."]
    assert (decision["settle_within_days"], decision["settle_by"]) == (30, "2026-10-21")
    for notice in (to_denouncer, to_denounced):
        assert notice["decision"] == "Quyết định số 01/QĐ-UBND ngày 21/9/2026"


def test_the_denouncer_reads_the_notice_and_neither_decision_nor_what_the_denounced_is_told(
    session, case, accepted
):
    assert [letter.for_citizen for letter in accepted] == [False, True, False]
    petition = session.scalars(select(Petition.id).where(Petition.case_id == case.id)).one()
    session.execute(
        update(IssuedLetter).values(
            rendered_at=at("2026-09-22"),
            pdf_sha256="0" * 64,
            issued_at=at("2026-09-22"),
            issued_sha256="0" * 64,
        )
    )
    session.expire_all()
    shown = tracked(session, petition, date(2026, 9, 22)).letters
    assert [letter.name for letter in shown] == ["denouncer_notice"]


def _form_team(session, province, case, **team):
    stated = {"team_leader": "xacminh", "team": "xacminh,canboxa", "contents": "Hồ sơ."}
    act = Act("form_team", Role.HEAD, date(2026, 9, 25), stated | team)
    names = ("verification_team_decision",)
    return issue(session, case, province.commune_head, act, names, province.second_officer)


def test_a_team_is_printed_by_name_and_post(session, province, case):
    (decision,) = _form_team(session, province, case)
    assert context_of(decision)["leader"] == {"name": "Đặng Văn Sáu", "post": "Chuyên viên"}
    assert context_of(decision)["members"] == [{"name": "Phạm Thị Mận", "post": "Chuyên viên"}]
    assert context_of(decision)["verify_by"] == "2026-10-21"


@pytest.mark.parametrize(
    ("team", "field"),
    [({"team": "xacminh,khongco"}, "team"), ({"team_leader": "khongco"}, "team_leader")],
)
def test_somebody_unknown_is_refused_beside_the_field(session, province, case, team, field):
    with pytest.raises(InvalidInputError) as refused:
        _form_team(session, province, case, **team)
    assert refused.value.field == field


def test_nobody_signs_a_decision_of_their_own_draft(session, province, case):
    act = Act("accept", Role.HEAD, ACCEPTED, {})
    head = province.commune_head
    with pytest.raises(NotAllowedError):
        issue(session, case, head, act, ("denunciation_acceptance_decision",), head)


def test_the_superior_demands_a_report_of_who_holds_the_late_case(session, keys, province, case):
    again = session.get_one(Petition, submit(a_lodging(Kind.DENUNCIATION), keys, at("2026-12-22")))
    again.earlier_case_id = case.id
    act = Act("demand_report", Role.HEAD, date(2026, 12, 24), {"reason": "Đã quá thời hạn."})
    (demand,) = issue(
        session, again, province.province_head, act, ("delay_demand",), province.province_officer
    )
    assert context_of(demand)["addressee"] == "Chủ tịch Ủy ban nhân dân xã Tiên Yên"
    assert context_of(demand)["late_case"] == "VV-2026-00031"
    assert context_of(demand)["accepted_on"] == "2026-09-21"
    assert not demand.for_citizen
