"""Feedback on a rule, from the citizen's form to the closed file, through the pages."""

import pytest
import time_machine

from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.conftest import Office

KIND = "admin_regulation_feedback"
STORY = "Làm thủ tục xác nhận cư trú, xã bắt nộp thêm bản sao sổ hộ khẩu đã bỏ."
SENDER = {"name": "Nguyễn Văn Hòa", "address": "thôn Đồng Mạ", "phone": "0912 345 678"}


@pytest.fixture
def citizen(app):
    """A citizen who has told the story on 3 August 2026, and says nothing of themselves yet."""
    with time_machine.travel(at("2026-08-03"), tick=True):
        visitor = Visitor(app)
        assert visitor.answer("/gui-don", {"kind": KIND}).status_code == 303
        visitor.answer("/gui-don/cau-chuyen", {"story": STORY, "wanted": "Bỏ giấy này."})
        yield visitor


@pytest.fixture
def petition(office: Office, citizen: Visitor) -> int:
    assert citizen.answer("/gui-don/lien-he", SENDER).status_code == 303
    citizen.answer("/gui-don/cam-doan", {"sworn": "y"})
    return office.one("select id from petition")


def classify(office: Office, petition: int, agency: str = "xa tien yen") -> None:
    answer = office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind=KIND, field="administrative", agency=agency,
    )  # fmt: skip
    assert answer.status_code == 302


def accept(office: Office, petition: int) -> int:
    office.act("canboxa", "2026-08-05", petition, "propose_acceptance", reason="Đúng thẩm quyền.")
    office.act("canboxa", "2026-08-05", petition, "accept")
    office.approve("chutichxa", "2026-08-05")
    return office.case_of(petition)


def test_the_kind_is_offered_in_everyday_words(citizen):
    page = texts(citizen.get("/gui-don").text)
    assert "Tôi vướng một quy định hoặc thủ tục của Nhà nước, muốn sửa quy định đó" in page
    assert "luật không định ngày trả lời" in page


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("name", "Nhập họ và tên của bạn."),
        ("address", "Nhập địa chỉ nơi bạn ở."),
        ("phone", "Nhập số điện thoại của bạn."),
    ],
)
def test_name_address_and_telephone_are_asked_for_beside_the_field(citizen, missing, says):
    answer = citizen.answer("/gui-don/lien-he", SENDER | {missing: ""})
    assert answer.status_code == 422
    assert says in texts(answer.text)
    kept = next(value for name, value in SENDER.items() if name != missing)
    assert kept in answer.text, "nothing typed is lost"


def test_a_page_that_was_passed_over_is_found_before_sending(citizen):
    check = texts(citizen.get("/gui-don/kiem-tra").text)
    assert "Phản ánh về quy định cần họ tên, địa chỉ và điện thoại." in check
    sent = citizen.post("/gui-don/cam-doan", {"sworn": "y"})
    assert sent.headers["Location"].endswith("/gui-don/kiem-tra")


def test_it_is_answered_published_and_closed_on_no_invented_date(office, petition):
    classify(office, petition)
    clock = "select due_legal from deadline where rule = 'QDHC-FORWARD'"
    assert office.one(clock).isoformat() == "2026-08-10"
    case = accept(office, petition)
    assert office.one("select procedure from subject where id = :id", id=case) == "rule_feedback"
    assert office.one("select count(*) from deadline where subject_id = :id", id=case) == 0
    office.act("chutichxa", "2026-08-05", case, "assign", officer="xacminh")
    said = {"regulation": "Điều 3 Quyết định 5/2024/QĐ-UBND", "answer": "Đã kiến nghị bãi bỏ."}
    office.act("xacminh", "2026-08-20", case, "reply", **said)
    office.approve("chutichxa", "2026-08-20")
    office.render(at("2026-08-20", 11))
    office.act("xacminh", "2026-08-21", case, "send", delivery="portal")
    early = office.act("xacminh", "2026-08-21", case, "close")
    assert early.status_code >= 400
    office.act("xacminh", "2026-08-21", case, "publish", published_at="Cổng thông tin của tỉnh")
    assert office.act("xacminh", "2026-08-21", case, "close").status_code == 302
    assert office.one("select state from subject where id = :id", id=case) == "closed"


def test_a_case_that_turns_out_to_complain_of_delay_is_forwarded_with_its_slip(office, petition):
    classify(office, petition)
    case = accept(office, petition)
    said = {"outside_body": "Thanh tra Bộ Nội vụ", "reason": "Phản ánh cán bộ gây phiền hà."}
    office.act("canboxa", "2026-08-06", case, "forward", **said)
    office.approve("chutichxa", "2026-08-06")
    assert office.one("select state from subject where id = :id", id=case) == "forwarded"
    assert office.context("transfer_slip")["addressee"] == "Thanh tra Bộ Nội vụ"
