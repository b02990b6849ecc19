"""Verifying a complaint through the officers' pages: ordered, asked, reported, cited."""

from typing import Any

from tests.client import texts
from tests.factories import at
from tests.integration.office.complaints import accepted_complaint
from tests.integration.office.conftest import Office, day_fields
from tests.integration.office.test_complaint_through_the_web import SETTLEMENT, VERIFICATION

TEAM = {
    "team_leader": "xacminh",
    "team": ["xacminh", "canboxa"],
    "to_verify": "Nguồn gốc thửa đất số 118.",
    **day_fields("verify_by", "2026-09-01"),
}


def context(office: Office, name: str) -> Any:
    return office.context(name)


def test_a_team_verifies_reports_under_its_leader_and_its_report_is_cited(office):
    case = accepted_complaint(office)
    alone = office.act("chutichxa", "2026-08-07", case, "form_team", **TEAM)
    assert "Người soạn thảo không được ký" in texts(alone.text)
    office.act("canboxa", "2026-08-07", case, "form_team", **TEAM)
    office.approve("chutichxa", "2026-08-07")
    office.render(at("2026-08-07", 11))
    decision = context(office, "verification_decision")
    assert decision["leader"]["name"] == "Đặng Văn Sáu"
    assert [member["name"] for member in decision["members"]] == ["Phạm Thị Mận"]
    assert decision["verify_by"] == "2026-09-01"

    office.act(
        "xacminh", "2026-08-10", case, "ask_holder",
        holder="Văn phòng đăng ký đất đai", papers_asked="Sổ mục kê năm 1991.",
    )  # fmt: skip
    request = context(office, "information_request")
    assert (request["addressee"], request["answer_by"]) == (
        "Văn phòng đăng ký đất đai",
        "2026-08-17",
    )
    office.act("xacminh", "2026-08-12", case, "receive_papers", papers_received="Đã nhận.")

    report = VERIFICATION | {"claim_differs": "no"}
    office.write("update user_account set role = 'case_officer' where username = 'canboxa'")
    other = office.act("canboxa", "2026-08-14", case, "report_verification", **report)
    assert "Báo cáo do người được giao xác minh ký: Đặng Văn Sáu" in texts(other.text)
    lacking = office.act(
        "xacminh", "2026-08-14", case, "report_verification", **(report | {"report_finding": ""})
    )
    assert "Luật Khiếu nại, Điều 29 khoản 4 điểm e" in texts(lacking.text)
    office.act("xacminh", "2026-08-14", case, "report_verification", **report)
    written = context(office, "verification_report")
    assert written["signatory"]["authority"] == ["TỔ TRƯỞNG TỔ XÁC MINH"]
    assert [each["name"] for each in written["verifiers"]] == ["Đặng Văn Sáu", "Phạm Thị Mận"]
    assert written["to_verify"] == ["Nguồn gốc thửa đất số 118."]
    assert written["on_order"].startswith("Quyết định số 01/QĐ-UBND ngày 07/8/2026")

    unread = office.act("xacminh", "2026-08-17", case, "settle", **SETTLEMENT)
    assert "Báo cáo kết quả xác minh chưa được lập thành văn bản" in texts(unread.text)
    office.render(at("2026-08-17"))
    office.act("xacminh", "2026-08-17", case, "settle", **SETTLEMENT)
    office.approve("chutichxa", "2026-08-18")
    cited = context(office, "settlement_decision")["verification_report"]
    assert cited.startswith("Báo cáo số 01/BC-UBND ngày 14/8/2026")


def test_whoever_else_is_given_it_reports_elsewhere_and_one_decision_lists_all_who_complain(office):
    case = accepted_complaint(office, people=2)
    given = {
        "verifier": "Thanh tra tỉnh Quảng Ninh",
        "officer": "xacminh",
        "to_verify": "Nguồn gốc thửa đất số 118.",
    }
    late = office.act(
        "canboxa", "2026-08-07", case, "entrust_verification",
        **given, **day_fields("verify_by", "2026-09-30"),
    )  # fmt: skip
    assert "không được vượt quá thời hạn giải quyết" in texts(late.text)
    office.act(
        "canboxa", "2026-08-07", case, "entrust_verification",
        **given, **day_fields("verify_by", "2026-09-01"),
    )  # fmt: skip
    office.approve("chutichxa", "2026-08-07")
    assert context(office, "verification_assignment")["verifier"] == "Thanh tra tỉnh Quảng Ninh"
    office.act(
        "xacminh", "2026-08-14", case, "report_verification",
        findings="Hộ ông Hòa sử dụng từ năm 1991.", claim_differs="no",
        report_number="12/BC-TTr", **day_fields("report_date", "2026-08-13"),
    )  # fmt: skip
    assert office.one("select count(*) from letter where name = 'verification_report'") == 0
    unlisted = office.act("xacminh", "2026-08-17", case, "settle", **SETTLEMENT)
    assert "Luật Khiếu nại, Điều 31 khoản 3" in texts(unlisted.text)
    listed = "Nguyễn Văn Hòa; thôn Đồng Mạ\nLưu Thị Mận; thôn Đồng Mạ"
    office.act("xacminh", "2026-08-18", case, "settle", **SETTLEMENT, joint_people=listed)
    office.approve("chutichxa", "2026-08-18")
    decision = context(office, "settlement_decision")
    assert [person["name"] for person in decision["joint_complainants"]] == [
        "Nguyễn Văn Hòa",
        "Lưu Thị Mận",
    ]
    cited = decision["verification_report"]
    assert cited == "Báo cáo kết quả xác minh số 12/BC-TTr ngày 13/8/2026"
