"""Papers on a denunciation, filled from a file in which the denouncer stands everywhere."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from letter_specimens import SPECIMENS

from feedback.domain.errors import NotLawfulError
from feedback.domain.identity import Identity
from feedback.domain.letters.catalogue import missing, to_json
from feedback.domain.letters.denunciation import DenunciationTest
from feedback.domain.letters.parts import TeamMember
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.domain.words import Words
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Party, Petition
from feedback.services.letters.letter_contexts import (
    denunciation_outcomes,
    denunciation_verification,
    denunciations,
)
from feedback.services.letters.letter_contexts import material as of_letters
from feedback.services.letters.letter_contexts.catalogue import context_of
from feedback.services.letters.letter_contexts.material import Material
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.rows import Act

NAMES = (
    *denunciations.CONTEXTS,
    *denunciation_outcomes.CONTEXTS,
    *denunciation_verification.CONTEXTS,
)
ON = date(2026, 10, 19)
WHO, WHERE, PHONE = "Lò Thị Kín", "thôn Khe Vắng, xã Tiên Yên", "0912 000 111"
CHECKED = {
    "denounced": "ông Vũ Đình Khải, Trưởng phòng Kinh tế",
    "contents": "1. Lập hồ sơ khống.\n\n2. Thu tiền không có chứng từ.",
    "identity_result": "confirmed",
}
#: All that acts of the procedure may state; each letter takes its own.
STATED = {
    "ground": "điểm b khoản 1",
    "reason": "cần đợi kết quả giám định lại",
    "team_leader": "truong",
    "team": "truong, hanh,bao,hanh",
    "contents": "1. Hồ sơ hỗ trợ.\n2. Việc thu tiền.",
    "denunciation_criteria": "contents,evidence",
    "end_ground": "withdrawn",
    "investigation_body": "Cơ quan Cảnh sát điều tra Công an tỉnh",
    "truth": "partly",
    "conclusion": "Có hồ sơ lập khống.",
    "legal_grounds": "Nghị định về hỗ trợ thiên tai.",
    "responsibility": "Ông Vũ Đình Khải chịu trách nhiệm trực tiếp.",
    "measures": "Thu hồi số tiền hỗ trợ sai.",
    "verifier": "Văn phòng HĐND và UBND xã",
    "verify_by": "2026-11-10",
    "assessment_body": "Phòng Kỹ thuật hình sự",
    "assessment": "Chữ ký nhận tiền có phải của một người không?",
    "assessment_by": "2026-11-02",
    "findings": "Năm hồ sơ không có biên bản kiểm đếm.",
    "report_truth": "partly",
    "report_responsibility": "Ông Vũ Đình Khải không thẩm tra hồ sơ.",
    "report_proposals": "Thu hồi số tiền hỗ trợ sai.",
}
ACTS = {
    "record_explanation": {
        "explanation_on": "2026-10-06",
        "explanation_given": "yes",
        "explanation": "Hồ sơ do thôn lập.",
    },
    "report_verification": {
        "report_number": "61/BC-TXM",
        "report_date": "2026-10-14",
        "findings": "Năm hồ sơ không có biên bản kiểm đếm.",
    },
    "form_team": {"team_leader": "truong", "team": "truong,hanh,bao"},
    "note_crime_signs": {"crime_signs": "Giả chữ ký người nhận."},
}


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file does say who denounces: whatever reads it gets the name."""
    who = Identity(name=WHO, address=WHERE, phone=PHONE)
    monkeypatch.setattr(of_letters, "plain_of", lambda _party: who)


def _agency(name, title="CHỦ TỊCH"):
    return Agency(
        name=name, head_title=title, superior_lines=[], issuing_lines=[name.upper()],
        place="Tiên Yên", symbol="UBND",
    )  # fmt: skip


def _letter(name, title, symbol):
    return IssuedLetter(name=name, title=title, number=5, symbol=symbol, issued_on=ON)


def _person(username, name, title="Chuyên viên"):
    return UserAccount(username=username, name=name, title=title)


MATERIAL = Material(
    subject=Case(kind=Kind.DENUNCIATION, year=2026, number=31),
    petition=Petition(
        kind=Kind.DENUNCIATION,
        confidential=False,
        received_at=datetime(2026, 9, 14, 2, tzinfo=UTC),
        parties=[Party(role="sender", sealed=b"for a custodian")],
    ),
    words=Words(
        story=f"Tôi là {WHO}, ở {WHERE}, điện thoại {PHONE}.",
        against=f"người đã dọa {WHO}",
        place=WHERE,
    ),
    facts=Facts(
        subject=SubjectKind.CASE,
        kind=Kind.DENUNCIATION,
        state="reported",
        received_on=date(2026, 9, 14),
        accepted_on=date(2026, 9, 21),
        acts={name: DoneAct(ON, data) for name, data in ACTS.items()},
    ),
    act=Act("conclude", Role.HEAD, ON, STATED),
    agency=_agency("Ủy ban nhân dân xã Tiên Yên"),
    superior=_agency("Ủy ban nhân dân tỉnh Quảng Ninh"),
    signer=_person("chutich", "Trần Quang Minh", "Chủ tịch"),
    other_body="",
    case_code="VV-2026-00031",
    symbol="QĐ-UBND",
    number=7,
    due_before=date(2026, 10, 21),
    due_now=date(2026, 11, 20),
    total_days=30,
    remote=False,
    earlier_letters=(
        _letter("denunciation_acceptance_decision", "Quyết định", "QĐ-UBND"),
        _letter("verification_team_decision", "Quyết định", "QĐ-UBND"),
        _letter("denunciation_suspension_decision", "Quyết định", "QĐ-UBND"),
        _letter("denunciation_conclusion", "Kết luận", "KL-UBND"),
    ),
    first_letters=(),
    withdrawn=(),
    first_agency=_agency("Ủy ban nhân dân xã Ba Chẽ"),
    first_case=Case(year=2026, number=12, accepted_on=date(2026, 7, 3)),
    checked=DoneAct(date(2026, 9, 18), CHECKED),
    people={
        "truong": _person("truong", "Phạm Đức Thịnh", "Chánh Văn phòng"),
        "hanh": _person("hanh", "Vũ Thị Hạnh"),
        "bao": _person("bao", "Lê Quốc Bảo"),
    },
)


@pytest.mark.parametrize("lost", [Words(unreadable=True), Words(erased="asked")])
def test_no_document_tells_what_cannot_be_read_any_more(lost):
    of = replace(MATERIAL, words=lost)
    for member in ("told", "title", "about"):
        with pytest.raises(NotLawfulError, match="không lập văn bản nêu nội dung đơn"):
            getattr(of, member)


def filled(name, material=MATERIAL):
    return context_of(name, material)


def stating(action="conclude", **changes):
    return replace(MATERIAL, act=Act(action, Role.HEAD, ON, STATED | changes))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_denouncer_comes_from_the_file_into_a_paper(name):
    said = json.dumps(to_json(filled(name)), ensure_ascii=False)
    assert [word for word in (WHO, WHERE, PHONE, "Kín", "Khe Vắng") if word in said] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_file_fills_every_paper(name):
    assert missing(filled(name)) == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("denunciation_acceptance_decision", "nội dung tố cáo được thụ lý"),
        ("denouncer_notice", "nội dung tố cáo"),
        ("denounced_notice", "nội dung tố cáo"),
        ("denunciation_conclusion", "nội dung tố cáo"),
    ],
)
def test_what_the_check_did_not_find_is_asked_for(name, told):
    absent = missing(filled(name, replace(MATERIAL, checked=None)))
    assert told in [phrase.partition(" (")[0] for phrase in absent]


@pytest.mark.parametrize("name", ["denouncer_notice", "denounced_notice"])
def test_a_notice_of_acceptance_follows_the_decision(name):
    assert missing(filled(name, replace(MATERIAL, earlier_letters=()))) == (
        "quyết định thụ lý tố cáo (Luật Tố cáo, Điều 29 khoản 3)",
    )


def test_a_team_is_its_leader_and_the_others_once_each_in_order():
    decision = filled("verification_team_decision")
    assert decision.leader == TeamMember(name="Phạm Đức Thịnh", post="Chánh Văn phòng")
    assert [member.name for member in decision.members] == ["Vũ Thị Hạnh", "Lê Quốc Bảo"]
    assert decision.contents == ("1. Hồ sơ hỗ trợ.", "2. Việc thu tiền.")


def test_nobody_verifies_alone():
    alone = replace(SPECIMENS["verification_team_decision"], members=())
    assert missing(alone) == (
        "từ hai người trở lên trong Tổ, mỗi người có họ tên, chức vụ (NĐ 31/2019, Điều 10 khoản 1)",
    )


@pytest.mark.parametrize(
    ("action", "criteria", "again", "told"),
    [
        ("extend", "places", False, ()),
        ("extend", "", False, ("tiêu chí phức tạp (NĐ 31/2019, Điều 3 khoản 2)",)),
        ("extend_again", "places,foreign", True, ()),
        (
            "extend_again",
            "places",
            True,
            ("từ hai tiêu chí phức tạp trở lên (NĐ 31/2019, Điều 3 khoản 3)",),
        ),
    ],
)
def test_the_second_extension_needs_two_tests(action, criteria, again, told):
    material = stating(action, denunciation_criteria=criteria)
    decision = filled("denunciation_extension_decision", material)
    assert decision.again is again
    assert (decision.was_due_on, decision.due_on) == (date(2026, 10, 21), date(2026, 11, 20))
    assert missing(decision) == told


@pytest.mark.parametrize(
    ("stated", "cited"),
    [
        ("điểm b khoản 1", "điểm b khoản 1 Điều 34 của Luật Tố cáo"),
        ("điểm b khoản 1 Điều 34", "điểm b khoản 1 Điều 34 của Luật Tố cáo"),
        ("điểm b khoản 1 Điều 34 Luật Tố cáo", "điểm b khoản 1 Điều 34 Luật Tố cáo"),
    ],
)
def test_a_ground_is_cited_once_however_much_is_typed(stated, cited):
    decision = filled("denunciation_suspension_decision", stating(ground=stated))
    assert decision.ground == cited


def test_the_choices_of_the_forms_are_those_the_papers_print():
    assert {value for value, _ in INPUTS["denunciation_criteria"].choices} == set(
        denunciations.TESTS
    )
    assert set(denunciations.TESTS.values()) == set(DenunciationTest)
    for name, known in (
        ("end_ground", denunciation_outcomes.END_GROUNDS),
        ("truth", denunciation_outcomes.TRUTHS),
    ):
        assert {value for value, _ in INPUTS[name].choices} == set(known)


def test_the_demand_goes_to_who_is_late_and_gives_five_working_days():
    demand = filled("delay_demand")
    assert demand.addressee == "Chủ tịch Ủy ban nhân dân xã Ba Chẽ"
    assert (demand.late_case, demand.report_within_days) == ("VV-2026-00012", 5)


def test_the_denouncer_is_addressed_by_the_number_of_the_file():
    assert filled("denouncer_notice").denouncer == "Người tố cáo theo hồ sơ VV-2026-00031"


def test_the_team_reports_under_the_name_of_its_leader_and_on_its_order():
    report = filled("denunciation_team_report", replace(MATERIAL, signer=MATERIAL.people["truong"]))
    assert filled("denunciation_team_report").signatory.authority == ("CHỦ TỊCH",), "not the leader"
    assert [member.name for member in report.team] == [
        "Phạm Đức Thịnh",
        "Vũ Thị Hạnh",
        "Lê Quốc Bảo",
    ]
    assert report.signatory.authority == ("TỔ TRƯỞNG TỔ XÁC MINH",)
    assert report.on_order == "Quyết định số 05/QĐ-UBND ngày 19/10/2026"


def test_an_explanation_that_was_given_is_told_in_the_report():
    report = SPECIMENS["denunciation_team_report"]
    told = "nội dung giải trình của người bị tố cáo (NĐ 31/2019, Điều 16 khoản 2 điểm c)"
    assert missing(replace(report, explanation=())) == (told,)
    assert missing(replace(report, explained=False, explanation=())) == ()


def test_a_conclusion_cites_the_report_of_the_house_before_one_from_elsewhere():
    assert filled("denunciation_conclusion").verification_report == (
        "Báo cáo kết quả xác minh số 61/BC-TXM ngày 14/10/2026"
    )
    own = _letter("denunciation_team_report", "Báo cáo", "BC-UBND")
    material = replace(MATERIAL, earlier_letters=(*MATERIAL.earlier_letters, own))
    assert filled("denunciation_conclusion", material).verification_report == (
        "Báo cáo số 05/BC-UBND ngày 19/10/2026 về kết quả xác minh"
    )
