"""A deputy signs in the head's stead: said on the paper, pointed out, or refused."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from feedback.domain.errors import ConditionsNotMetError
from feedback.models.agency import UserAccount
from feedback.models.letter import IssuedLetter
from feedback.services.acts import casework
from feedback.services.drafting import previews, proposals
from feedback.services.letters.contexts import context_of
from feedback.services.lodging.submission import submit
from feedback.settings.choices import DeputyDecisions
from tests.factories import a_lodging, at

STAY = {"stay_until": "2026-08-20", "reason": "Hậu quả khó khắc phục."}


@pytest.fixture
def case(session, keys, province) -> int:
    """An accepted complaint with harm found; the head of the commune is a deputy."""
    petition = submit(a_lodging(), keys, at("2026-08-03"))
    route = {"kind": "complaint", "field": "land", "agency": "X06862"}
    casework.apply(petition, "classify", province.receptionist, at("2026-08-03"), route)
    officer, head = province.commune_officer, province.commune_head
    casework.apply(
        petition, "record_signature", officer, at("2026-08-04"), {"signature_form": "paper"}
    )
    casework.apply(petition, "propose_acceptance", officer, at("2026-08-04"), {"reason": "Đủ."})
    proposals.approve(
        proposals.propose(petition, "accept", officer, at("2026-08-05"), {}), head, at("2026-08-06")
    )
    found = session.scalars(select(IssuedLetter.subject_id)).all()[-1]
    session.rollback()
    harm, verifier = {"harm": "Nhà sắp bị phá dỡ."}, province.second_officer
    casework.apply(found, "find_irreparable_harm", verifier, at("2026-08-07"), harm)
    session.execute(
        update(UserAccount).where(UserAccount.id == head.user_id).values(title="Phó Chủ tịch")
    )
    session.commit()
    return found


def test_the_paper_says_in_whose_stead_and_the_reader_is_told(session, province, case):
    officer, head = province.commune_officer, province.commune_head
    looked = previews.look(
        case, "stay_decision", STAY, head, at("2026-08-07"), drafter_id=officer.user_id
    )
    assert any("Cấp phó ký thay (KT.)" in str(each) for each in looked.findings)
    proposal = proposals.propose(case, "stay_decision", officer, at("2026-08-07"), STAY)
    proposals.approve(proposal, head, at("2026-08-07", 10))
    decided = select(IssuedLetter).where(IssuedLetter.name == "stay_decision")
    context = context_of(session.scalars(decided).one())
    assert context["signatory"]["authority"] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


class TestWhereTheHouseRefusesIt:
    @pytest.fixture
    def settings(self, settings):
        return replace(settings, deputy_decisions=DeputyDecisions.REFUSE)

    def test_such_a_decision_is_stopped(self, province, case):
        with pytest.raises(ConditionsNotMetError) as refused:
            proposals.propose(
                case, "stay_decision", province.commune_officer, at("2026-08-07"), STAY
            )
        assert any("ký thay" in each for each in refused.value.missing)
