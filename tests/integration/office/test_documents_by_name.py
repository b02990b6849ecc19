"""Documents by their full names, wherever somebody has to tell one from another."""

import re

import pytest

from feedback.vault.codes import new_code
from tests.client import texts
from tests.factories import at
from tests.integration.office.test_minutes_through_the_web import MET, TAKEN
from tests.integration.office.test_reception_through_the_web import PLACE
from tests.integration.office.test_written_down import PAPER
from tests.integration.office.walking import COMMUNE, Walk
from tests.integration.office.ways_at_the_desk import REPORT
from tests.integration.office.ways_of_complaints import HERE
from tests.integration.office.ways_of_denunciations import checked

OFFICER = COMMUNE.officer


@pytest.fixture
def walk(office) -> Walk:
    return Walk(office)


def page(walk: Walk, path: str) -> str:
    with walk.desk(OFFICER) as visitor:
        return visitor.get(path).text


def test_beside_a_draft_stand_the_documents_there_are_each_to_be_read(walk):
    petition = walk.classified(PAPER, HERE, COMMUNE)
    walk.act(OFFICER, petition, "take_in_papers", **TAKEN)
    walk.act(OFFICER, petition, "propose_acceptance", reason="Đủ điều kiện.")
    walk.render()
    beside = page(walk, f"/can-bo/ho-so/{petition}/accept").partition('id="earlier-title"')[2]
    assert re.search(r'href="/can-bo/van-ban/\d+.pdf">Giấy biên nhận tài liệu nhận sau<', beside)
    assert re.search(r'href="/can-bo/van-ban/\d+.pdf">Phiếu đề xuất thụ lý số 01/PĐX-UBND<', beside)
    assert "None" not in beside


def test_a_form_that_two_acts_issue_says_which_act(walk):
    report = walk.classified(REPORT, PLACE, COMMUNE)
    listed = page(walk, f"/can-bo/ho-so/{report}/soan-van-ban")
    names = re.findall(r'aria-label="(Soạn Phiếu chuyển đơn kiến nghị, phản ánh[^"]*)"', listed)
    assert [name.partition(": ")[2] for name in names] == [
        "Chuyển đơn",
        "Chuyển đơn ra ngoài hệ thống",
    ]


def test_a_declined_complaint_cites_its_article_once_and_tells_its_end(walk):
    code = new_code()
    petition = walk.office.lodge(at("2026-08-03"), code=code)
    walk.act("tiepnhan", petition, "classify", **HERE)
    why = {"ground": "khoản 2 Điều 11", "reason": "Đã giải quyết lần hai."}
    walk.decide(COMMUNE, petition, "decline", **why)
    walk.issue(COMMUNE)
    ground = walk.office.context("")["ground"]
    assert ground == "khoản 2 Điều 11 của Luật Khiếu nại"
    assert re.search("Rõ kết quả Không thụ lý", texts(page(walk, f"/can-bo/don/{petition}")))
    with walk.visitor() as sender:
        told = texts(sender.answer("/tra-cuu", {"code": code}).text)
    assert "Tải “Thông báo không thụ lý số 01/TB-UBND”" in told


def test_what_a_document_lacks_is_said_to_be_lacking(walk):
    case = walk.accept(COMMUNE, checked(walk))
    walk.on("2026-08-10")
    with walk.desk(OFFICER) as visitor:
        path = f"/can-bo/ho-so/{case}/record_session"
        refused = visitor.answer(path, MET | {"denunciation_session_with": "denounced"})
    assert refused.status_code == 422
    assert "Còn thiếu: người cùng làm việc (NĐ 30/2020" in texts(refused.text)
