"""Files of many senders are marked as such: when lodged, in their case, when joined to one."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.petitions import Kind
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.lodging.submission import submit
from feedback.services.subject.numbers import subject_number
from feedback.vault.keys import KeyRing
from tests.factories import Province, a_lodging, at


@pytest.fixture
def lodge(keys: KeyRing, province: Province):
    """A report of so many people, classified to the commune."""

    def lodged(people: int) -> int:
        report = a_lodging(Kind.REPORT, people=people)
        petition = submit(report, keys, at("2026-08-03"))
        said = {"kind": "report", "field": "land", "agency": "X06862"}
        casework.apply(petition, "classify", province.receptionist, at("2026-08-03", 9), said)
        return petition

    return lodged


@pytest.fixture
def accept(session: Session, province: Province):
    def accepted(petition: int) -> int:
        officer, because = province.commune_officer, {"reason": "Đúng thẩm quyền."}
        casework.apply(petition, "propose_acceptance", officer, at("2026-08-04"), because)
        proposal = proposals.propose(petition, "accept", officer, at("2026-08-04", 9), {})
        proposals.approve(proposal, province.commune_head, at("2026-08-05"))
        case = session.scalars(select(Petition.case_id).where(Petition.id == petition)).one()
        assert case is not None
        return case

    return accepted


def crowd(session: Session, subject: int) -> bool:
    session.expire_all()
    return session.get_one(Subject, subject).crowd


@pytest.mark.parametrize(("people", "many"), [(1, False), (4, False), (5, True), (40, True)])
def test_five_are_many_in_the_petition_and_in_its_case(session, lodge, accept, people, many):
    petition = lodge(people)
    assert crowd(session, petition) is many
    assert crowd(session, accept(petition)) is many


@pytest.mark.parametrize(("people", "many"), [(1, False), (9, True)])
def test_a_case_is_of_many_once_a_petition_of_many_joins_it(
    session, province, lodge, accept, people, many
):
    first, second = lodge(1), lodge(people)
    case = accept(first)
    number = subject_number(session.get_one(Petition, first))
    said = {"original": number, "reason": "Cùng một việc."}
    casework.apply(second, "join", province.commune_officer, at("2026-08-06"), said)
    assert crowd(session, case) is many
