"""A complaint from acceptance to closing, through the one door."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.demo.issuing import issue_waiting
from feedback.domain.errors import (
    ConditionsNotMetError,
    InvalidInputError,
    NotAllowedError,
    NotLawfulError,
    StaleFormError,
)
from feedback.domain.petitions import Kind
from feedback.models.act import PerformedAct, Proposal
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.models.obligation import NO_CLOCK, Obligation
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.lodging import submission
from feedback.vault.keys import KeyRing
from tests.factories import Province, a_lodging, at
from tests.papers import DIALOGUE, SCAN, papers, scan

DETERMINED = {"determination": SCAN.stated}

CLASSIFIED = {"kind": "complaint", "field": "land", "agency": "X06862"}
DECISION = {
    "verdict": "right",
    "legal_grounds": "Luật Đất đai ngày 18 tháng 01 năm 2024",
    "conclusion": "Diện tích 62,5 m² đủ điều kiện được bồi thường.",
    "ruling": "amend",
    "particulars": "Bổ sung bồi thường về đất đối với 62,5 m².",
    "executors": "Phòng Kinh tế, ông Nguyễn Văn Hòa",
}


@pytest.fixture
def petition(session: Session, keys: KeyRing, province: Province) -> int:
    """A signed complaint at the commune's desk, proposed for acceptance."""
    petition_id = submission.submit(a_lodging(), keys, at("2026-08-03"))
    casework.apply(petition_id, "classify", province.receptionist, at("2026-08-04"), CLASSIFIED)
    officer = province.commune_officer
    signature = {"signature_form": "paper"}
    casework.apply(petition_id, "record_signature", officer, at("2026-08-05"), signature)
    reason = {"reason": "Đủ điều kiện, đúng thẩm quyền."}
    casework.apply(petition_id, "propose_acceptance", officer, at("2026-08-05"), reason)
    return petition_id


@pytest.fixture
def case(session: Session, petition: int, province: Province) -> int:
    """The case that acceptance on 6 August opens."""
    proposal = proposals.propose(petition, "accept", province.commune_officer, at("2026-08-05"), {})
    proposals.approve(proposal, province.commune_head, at("2026-08-06"))
    case_id = session.get_one(Petition, petition).case_id
    session.commit()
    assert case_id is not None
    return case_id


def due(session: Session, subject: int, rule: str) -> tuple[date | None, date | None, str]:
    session.expire_all()
    row = session.scalars(
        select(Deadline).where(Deadline.subject_id == subject, Deadline.rule == rule)
    ).one()
    return row.due_raw, row.due_legal, row.state


def test_only_the_reception_desk_hands_on_by_classifying(
    session: Session, keys: KeyRing, province: Province
) -> None:
    petition_id = submission.submit(a_lodging(), keys, at("2026-08-03"))
    casework.apply(petition_id, "classify", province.receptionist, at("2026-08-04"), CLASSIFIED)
    elsewhere = CLASSIFIED | {"agency": "SXD"}
    with pytest.raises(InvalidInputError, match="Chuyển đơn"):
        casework.apply(
            petition_id, "classify", province.commune_officer, at("2026-08-05"), elsewhere
        )


def test_acceptance_opens_a_case_with_its_clock_and_notice(session: Session, case: int) -> None:
    row = session.get_one(Case, case)
    assert (row.edition, row.state, row.number) == ("LKN-2026", "accepted", 1)
    assert due(session, case, "KN1-RESOLVE") == (date(2026, 9, 5), date(2026, 9, 7), "open")
    notice = session.scalars(select(IssuedLetter).where(IssuedLetter.subject_id == case)).one()
    assert (notice.name, notice.number, notice.symbol) == ("acceptance_notice", 1, "TB-UBND")
    assert notice.drafter_id != notice.signer_id


def test_acceptance_closes_the_clocks_of_intake(session: Session, petition: int, case: int) -> None:
    states = session.scalars(select(Deadline.state).where(Deadline.subject_id == petition)).all()
    assert set(states) == {"met"}


def test_suspension_stops_the_clock_and_resumption_gives_the_days_back(
    session: Session, case: int, province: Province
) -> None:
    casework.apply(case, "assign", province.commune_head, at("2026-08-06"), {"officer": "xacminh"})
    said = {"ground": "điểm b khoản 1", "reason": "Chờ kết quả giám định."}
    approve(case, "suspend", province, "2026-08-10", said)
    assert due(session, case, "KN1-RESOLVE") == (None, None, "open")
    approve(case, "resume", province, "2026-08-20", {"reason": "Đã có kết quả."})
    assert due(session, case, "KN1-RESOLVE")[0] == date(2026, 9, 5) + timedelta(days=10)


def test_complexity_in_writing_lengthens_the_total_to_45_days(
    session: Session, case: int, province: Province
) -> None:
    said = {
        "criteria": "contents,evidence",
        "reason": "Hai nội dung, chứng cứ mâu thuẫn.",
        **DETERMINED,
    }
    approve(case, "determine_complex", province, "2026-08-10", said)
    assert due(session, case, "KN1-RESOLVE")[0] == date(2026, 8, 6) + timedelta(days=45)
    names = session.scalars(select(IssuedLetter.name).where(IssuedLetter.subject_id == case)).all()
    assert "complexity_record" in names


def test_nobody_signs_what_they_drafted(case: int, province: Province) -> None:
    said = {"criteria": "contents", "reason": "Hai nội dung.", **DETERMINED}
    with pytest.raises(NotAllowedError, match="Người soạn thảo không được ký"):
        casework.apply(
            case, "determine_complex", province.commune_head, at("2026-08-10"), said, files=[scan()]
        )


def test_the_head_of_another_agency_decides_nothing(case: int, province: Province) -> None:
    proposal = proposals.propose(
        case,
        "determine_complex",
        province.second_officer,
        at("2026-08-10"),
        {"criteria": "contents", "reason": "x", **DETERMINED},
        files=[scan()],
    )
    with pytest.raises(NotAllowedError):
        proposals.approve(proposal, province.department_head, at("2026-08-10"))


def test_officers_of_another_agency_do_nothing(case: int, province: Province) -> None:
    with pytest.raises(NotAllowedError, match="cơ quan khác giữ"):
        casework.apply(
            case, "report_verification", province.department_officer, at("2026-08-10"), {}
        )


def test_a_form_opened_before_somebody_else_acted_is_refused(
    session: Session, case: int, province: Province
) -> None:
    seen = session.get_one(Subject, case).version
    session.commit()
    assign = {"officer": "xacminh"}
    casework.apply(case, "assign", province.commune_head, at("2026-08-06"), assign, version=seen)
    with pytest.raises(StaleFormError, match="người khác cập nhật"):
        casework.apply(
            case, "assign", province.commune_head, at("2026-08-06"), assign, version=seen
        )


def test_a_page_that_read_the_file_before_sees_what_is_true_under_the_lock(
    house: Flask, session: Session, case: int, province: Province
) -> None:
    read = session.get_one(Subject, case)
    seen = read.version
    with ThreadPoolExecutor(1) as somebody_else:

        def assign() -> None:
            with house.app_context():
                name = {"officer": "xacminh"}
                casework.apply(case, "assign", province.commune_head, at("2026-08-06"), name)

        somebody_else.submit(assign).result()
    with pytest.raises(StaleFormError):
        casework.apply(
            case,
            "assign",
            province.commune_head,
            at("2026-08-06"),
            {"officer": "xacminh"},
            version=seen,
        )
    assert read.version == seen + 1


def test_a_refused_act_writes_nothing(session: Session, case: int, province: Province) -> None:
    before = session.scalars(select(PerformedAct.id)).all()
    with pytest.raises(NotLawfulError):
        casework.apply(case, "settle", province.commune_head, at("2026-08-10"), DECISION)
    session.rollback()
    assert session.scalars(select(PerformedAct.id)).all() == before


def test_one_proposal_at_a_time(case: int, province: Province) -> None:
    said = {"criteria": "contents", "reason": "x", **DETERMINED}
    officer = province.second_officer
    proposals.propose(case, "determine_complex", officer, at("2026-08-10"), said, files=[scan()])
    with pytest.raises(StaleFormError, match="đang có một đề xuất"):
        proposals.propose(
            case, "determine_complex", officer, at("2026-08-10"), said, files=[scan()]
        )


def test_a_returned_proposal_goes_back_with_its_note(
    session: Session, case: int, province: Province
) -> None:
    said = {"criteria": "contents", "reason": "x", **DETERMINED}
    number = proposals.propose(
        case, "determine_complex", province.second_officer, at("2026-08-10"), said, files=[scan()]
    )
    proposals.send_back(number, province.commune_head, at("2026-08-11"), "Nêu rõ căn cứ.")
    session.expire_all()
    proposal = session.get_one(Proposal, number)
    assert (proposal.verdict, proposal.note) == ("returned", "Nêu rõ căn cứ.")
    assert not session.get_one(Case, case).complex


def test_settling_needs_dialogue_where_they_differ_and_sending_needs_the_document(
    session: Session, case: int, province: Province
) -> None:
    officer = province.second_officer
    casework.apply(case, "assign", province.commune_head, at("2026-08-06"), {"officer": "xacminh"})
    report = {
        "report_number": "57/BC-TXM",
        "report_date": "2026-08-20",
        "findings": "Hộ ông Hòa sử dụng đất ổn định từ năm 1991.",
        "claim_differs": "yes",
    }
    casework.apply(case, "report_verification", officer, at("2026-08-20"), report)
    with pytest.raises(ConditionsNotMetError, match="đối thoại"):
        proposals.propose(case, "settle", officer, at("2026-08-21"), DECISION)
    invitation = {
        "dialogue_on": "2026-08-27",
        "dialogue_at": "08 giờ",
        "place": "Trụ sở",
        "dialogue_about": "Nguồn gốc đất.",
    }
    approve(case, "invite_dialogue", province, "2026-08-21", invitation)
    render_all(session, case)
    casework.apply(case, "record_dialogue", officer, at("2026-08-27"), DIALOGUE)
    held = {
        "absence": "nobody",
        "dialogue_result": "Thống nhất về nguồn gốc đất.",
        "signed_minutes": SCAN.stated,
    }
    with pytest.raises(ConditionsNotMetError, match="Chưa lập biên bản"):
        casework.apply(
            case, "hold_dialogue", province.commune_head, at("2026-08-27"), held, files=[scan()]
        )
    render_all(session, case)
    casework.apply(
        case, "hold_dialogue", province.commune_head, at("2026-08-27"), held, files=[scan()]
    )
    approve(case, "settle", province, "2026-08-31", DECISION)
    assert due(session, case, "KN1-RESOLVE")[2] == "met"
    assert due(session, case, "KN1-DECISION-IN-FORCE")[1] == date(2026, 9, 30)
    with pytest.raises(ConditionsNotMetError, match="chưa được ký, đóng dấu"):
        casework.apply(case, "send", officer, at("2026-09-01"), {"delivery": "portal"})
    render_all(session, case)
    casework.apply(case, "send", officer, at("2026-09-01"), {"delivery": "portal"})
    assert duty_of(session, case) == NO_CLOCK, "that a decision enters into force is no duty"


def test_every_open_subject_owes_exactly_one_thing(session: Session, case: int) -> None:
    owed = session.scalars(select(Obligation.subject_id).where(Obligation.done_at.is_(None))).all()
    still_open = session.scalars(select(Subject.id).where(Subject.closed_on.is_(None))).all()
    assert sorted(owed) == sorted(still_open)


def test_a_report_runs_the_short_procedure(
    session: Session, keys: KeyRing, province: Province
) -> None:
    petition = submission.submit(a_lodging(Kind.REPORT, against=""), keys, at("2026-08-03"))
    said = CLASSIFIED | {"kind": "report", "field": "transport"}
    casework.apply(petition, "classify", province.receptionist, at("2026-08-03", 9), said)
    officer = province.commune_officer
    casework.apply(petition, "propose_acceptance", officer, at("2026-08-04"), {"reason": "Đúng."})
    proposal = proposals.propose(petition, "accept", officer, at("2026-08-04", 9), {})
    proposals.approve(proposal, province.commune_head, at("2026-08-04", 10))
    case = session.get_one(Petition, petition).case_id
    session.commit()
    assert case is not None
    casework.apply(
        case, "assign", province.commune_head, at("2026-08-04", 11), {"officer": "xacminh"}
    )
    approve(case, "extend", province, "2026-08-10", {"extra_days": "5", "reason": "Chờ vật tư."})
    assert due(session, case, "KNPA-RESOLVE")[0] == date(2026, 9, 3)
    approve(case, "reply", province, "2026-08-20", {"answer": "Đã sửa đường."})
    assert session.get_one(Case, case).state == "replied"


def render_all(session: Session, case: int) -> None:
    issue_waiting(case, at("2026-08-31", hour=10))


def duty_of(session: Session, case: int) -> date:
    session.expire_all()
    return session.scalars(
        select(Obligation.due_on).where(Obligation.subject_id == case, Obligation.done_at.is_(None))
    ).one()


def approve(case: int, action: str, province: Province, day: str, said: dict[str, str]) -> None:
    """An officer drafts in the morning, the head decides an hour later."""
    proposal = proposals.propose(
        case, action, province.second_officer, at(day), said, files=papers(said)
    )
    proposals.approve(proposal, province.commune_head, at(day, hour=9))


def test_an_act_states_only_files_of_its_own_file(case: int, province: Province) -> None:
    said = {"criteria": "contents", "reason": "Hai nội dung.", **DETERMINED}
    with pytest.raises(InvalidInputError, match="Chưa có tệp này trong hồ sơ"):
        proposals.propose(
            case, "determine_complex", province.second_officer, at("2026-08-10"), said
        )
