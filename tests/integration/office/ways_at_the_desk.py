"""What desks do with petitions, and what is answered besides complaints and denunciations."""

import re

from tests.client import Visitor
from tests.integration.office.conftest import day_fields
from tests.integration.office.test_reception_through_the_web import PLACE, STORY
from tests.integration.office.test_voters_through_the_web import PAGE, TYPED
from tests.integration.office.test_written_down import PAPER
from tests.integration.office.walking import COMMUNE, DEPARTMENT, PROVINCE, Walk
from tests.integration.office.ways_of_complaints import HERE

REPORT = PAPER | {"kind": "report", "story": STORY, "against": ""}
OFFICER, HEAD = COMMUNE.officer, COMMUNE.head
FORMS = re.compile(r'href="(/bieu-mau/[\w-]+\.pdf)"')


def complaints_answered_at_once(walk: Walk) -> None:
    """Guided, split, sent back, declined, told to wait: one petition each."""
    answers = {
        "guide": {"agency": "so xay dung", "reason": "Thuộc thẩm quyền của Sở Xây dựng."},
        "guide_to_split": {"split_contents": "Đất đai: xã Tiên Yên.\nĐường: Sở Xây dựng."},
        "return_to_sender": {"reason": "Không thuộc thẩm quyền."},
        "decline": {"ground": "khoản 2 Điều 11", "reason": "Đã giải quyết lần hai."},
        "answer_delayed": {"reason": "Cần xác minh thêm."},
    }
    for action, stated in answers.items():
        walk.decide(COMMUNE, walk.classified(PAPER, HERE, COMMUNE), action, **stated)
    walk.issue(COMMUNE)


def received_at_the_counter(walk: Walk) -> None:
    """Heard by the head, invited to the camera, refused in writing, not taken up."""
    report = walk.classified(REPORT, PLACE, COMMUNE)
    today = day_fields("reception_on", walk.today)
    walk.act(
        OFFICER, report, "receive_citizen", **today, received_by="head",
        reception_form="in_person", visitors="3", reception_content=STORY,
    )  # fmt: skip
    walk.decide(
        COMMUNE, report, "conclude_reception", directions="Kiểm tra tại chỗ.",
        tasks="1. Phòng Kinh tế kiểm tra.", **day_fields("resolve_by", "2026-08-14"),
    )  # fmt: skip
    walk.decide(
        COMMUNE, report, "invite_online", **day_fields("session_on", "2026-08-12"),
        session_time="08 giờ 30 phút", session_centre="Trụ sở tiếp công dân",
    )  # fmt: skip
    walk.act(
        OFFICER, report, "refuse_reception", **today, refusal_ground="point_h",
        reason="đã được trả lời bằng văn bản, không có tình tiết mới",
    )  # fmt: skip
    walk.decide(COMMUNE, report, "notify_refusal")
    walk.decide(COMMUNE, report, "decline", ground="điểm h", reason="Đã trả lời.")
    walk.issue(COMMUNE)


def transferred_and_sent_back(walk: Walk) -> None:
    report = walk.classified(REPORT, PLACE, COMMUNE)
    walk.decide(COMMUNE, report, "transfer", agency="so xay dung", reason="Đường tỉnh.")
    walk.issue(COMMUNE)
    walk.decide(DEPARTMENT, report, "transfer_back", reason="Đường do xã quản lý.")
    walk.issue(DEPARTMENT)


def late_below(walk: Walk) -> None:
    above = {"agency": "uy ban nhan dan tinh", "agency_reason": "Liên quan nhiều nơi."}
    report = walk.classified(REPORT, PLACE | above, PROVINCE)
    walk.decide(
        PROVINCE, report, "demand_settlement", agency="xa tien yen", reason="Chưa trả lời.",
        late_matter="Đường ngập, xã nhận đơn ngày 02/6/2026.",
        **day_fields("report_by", "2026-08-20"),
    )  # fmt: skip
    walk.issue(PROVINCE)


def told_through_the_web_and_inspected(walk: Walk) -> None:
    """Information about a violation, which is no denunciation because it came through the web."""
    with walk.visitor() as citizen:
        _send(citizen)
    petition = walk.office.one("select max(id) from petition")
    place = {"kind": "denunciation", "field": "conduct", "agency": "xa tien yen"}
    walk.act("tiepnhan", petition, "classify", **place)
    walk.decide(
        COMMUNE, petition, "send_to_inspection", agency="thanh tra tinh", reason="Có chứng cứ."
    )
    walk.issue(COMMUNE)


def _send(citizen: Visitor) -> None:
    citizen.answer("/gui-don", {"kind": "denunciation"})
    citizen.answer("/gui-don/cau-chuyen", {"story": "Thu tiền làm giấy tờ đất, không biên lai."})
    citizen.answer("/gui-don/ve-ai", {"against": "Công chức địa chính xã Tiên Yên"})
    sender = {"name": "Nguyễn Văn Hòa", "address": "thôn Đồng Mạ", "people": "1"}
    citizen.answer("/gui-don/ban-la-ai", sender)
    citizen.answer("/gui-don/lien-he", {"phone": "0912 345 678"})
    sent = citizen.answer("/gui-don/cam-doan", {"sworn": "y"})
    assert sent.headers["Location"] == "/bien-nhan"


def report_answered(walk: Walk) -> None:
    case = walk.accept(COMMUNE, walk.classified(REPORT, PLACE, COMMUNE))
    walk.decide(COMMUNE, case, "notify_handling")
    walk.decide(COMMUNE, case, "extend", extra_days="5", reason="Chờ đo đạc.")
    walk.act(HEAD, case, "assign", officer=OFFICER)
    walk.decide(COMMUNE, case, "reply", answer="Đã nạo vét cống.")
    walk.issue(COMMUNE)


def voters_answered(walk: Walk) -> None:
    with walk.desk("tiepnhan") as visitor:
        assert visitor.answer(PAGE, TYPED).status_code == 302
    case = walk.office.one("select max(id) from legal_case")
    walk.act("tiepnhan", case, "hand_to", agency="xa tien yen")
    walk.act(HEAD, case, "assign", officer=OFFICER)
    walk.decide(COMMUNE, case, "answer", outcome="settled", answer="Đã kè xong.")
    walk.issue(COMMUNE)


def forms_for_everybody(walk: Walk) -> None:
    with walk.visitor() as citizen:
        for address in FORMS.findall(citizen.get("/bieu-mau").text):
            walk.made.append(citizen.get(address).data)
