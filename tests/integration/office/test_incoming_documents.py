"""The register of incoming documents, through its pages."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from feedback.domain.lodging import Channel
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.services.lodging import registration
from feedback.services.log.verification import snapshot, verify
from feedback.vault.keys import KeyRing
from tests.client import texts
from tests.factories import a_lodging, at, read_province
from tests.integration.office.conftest import Office, day_fields

PAGE = "/can-bo/van-ban-den"
NEW = f"{PAGE}/moi"
TYPED = {
    **day_fields("arrived_on", "2026-08-03"),
    "sender": "Thanh tra tỉnh",
    "code": "128/TTr-NV4",
    **day_fields("dated", "2026-07-30"),
    "abstract": "Công văn về việc báo cáo kết quả giải quyết đơn",
    "recipient": "Phòng Kinh tế",
    **day_fields("due_on", "2026-08-20"),
}


def enter(office: Office, day: str = "2026-08-03", **changes: str):
    with office.desk("canboxa", day) as visitor:
        return visitor.answer(NEW, TYPED | changes)


def rows(office: Office, what: str) -> list:
    with office.app.app_context():
        found = db.session.execute(text(f"SELECT {what} FROM incoming_document ORDER BY id"))  # noqa: S608 - columns named below
        return [tuple(row) for row in found]


def test_a_document_gets_the_next_number_whatever_it_is_made_of(office):
    for electronic in ("", "y"):
        assert enter(office, **({"electronic": "y"} if electronic else {})).status_code == 302
    assert rows(office, "book, year, number, electronic") == [
        ("X06862/VBĐ", 2026, 1, False),
        ("X06862/VBĐ", 2026, 2, True),
    ]
    with office.app.app_context(), snapshot(db.engine) as connection:
        assert verify(connection, checkpoints=None, public_key=None).findings == []


def test_the_numbers_begin_anew_with_the_year(office):
    enter(office)
    enter(office, "2027-01-04", **day_fields("due_on", "2027-02-01"))
    assert rows(office, "year, number") == [(2026, 1), (2027, 1)]


def test_sent_twice_it_is_one_document(office):
    with office.desk("canboxa", "2026-08-03") as visitor:
        visitor.get(NEW)
        hidden = visitor.hidden(NEW)
        for _ in range(2):
            assert visitor.post(NEW, hidden | TYPED).status_code == 302
    assert rows(office, "number") == [(1,)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"sender": ""}, "Ghi cơ quan, tổ chức, người gửi văn bản.", id="no sender"),
        pytest.param({"abstract": " "}, "Ghi tên loại và trích yếu", id="no abstract"),
        pytest.param({"recipient": ""}, "Ghi đơn vị hoặc người nhận.", id="no recipient"),
        pytest.param(day_fields("arrived_on", "2026-08-04"), "chưa đến", id="tomorrow"),
        pytest.param(day_fields("dated", "2026-08-04"), "sau ngày đến", id="written later"),
        pytest.param(day_fields("due_on", "2026-08-01"), "trước ngày đến", id="due before"),
        pytest.param({"dated-day": "31", "dated-month": "2"}, "Không có ngày này", id="no day"),
        pytest.param({"file_number": "VV-2026-00077"}, "không giữ hồ sơ nào", id="no such file"),
        pytest.param({"file_number": "chữ"}, "không giữ hồ sơ nào", id="no number at all"),
        pytest.param({"secret": "y"}, "không nhận văn bản có độ mật", id="a state secret"),
        pytest.param({"abstract": "Báo cáo (TỐI MẬT)"}, "không nhận văn bản", id="secret in words"),
    ],
)  # fmt: skip
def test_what_must_be_mended_is_said_beside_its_field_and_nothing_is_lost(office, changes, said):
    answer = enter(office, **changes)
    assert answer.status_code == 422
    assert said in texts(answer.text)
    assert "128/TTr-NV4" in answer.text
    assert rows(office, "id") == []


def test_the_file_of_another_agency_is_like_one_that_is_not_there(office):
    office.lodge(at("2026-08-01"))
    assert "không giữ hồ sơ nào" in texts(enter(office, file_number="QN-2026-00001").text)


def test_a_wrong_entry_is_cancelled_with_its_reason_and_stays(office):
    enter(office)
    entered = office.one("SELECT id FROM incoming_document")
    with office.desk("canboxa", "2026-08-04") as visitor:
        assert visitor.answer(f"{PAGE}/{entered}", {"reason": ""}).status_code == 422
        token = visitor.hidden(f"{PAGE}/{entered}")
        assert visitor.post(f"{PAGE}/{entered}", {"reason": "Ghi hai lần"}).status_code == 302
        again = token | {"reason": "Lần nữa"}
        assert visitor.post(f"{PAGE}/{entered}", again).status_code == 409
        assert "Ghi hai lần" in texts(visitor.get(PAGE).text)
    enter(office)
    assert rows(office, "number, cancel_reason") == [(1, "Ghi hai lần"), (2, "")]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM incoming_document",
        "UPDATE incoming_document SET number = 7",
        "UPDATE incoming_document SET abstract = 'khác'",
    ],
)
def test_the_database_keeps_what_was_entered(office, statement):
    enter(office)
    with office.app.app_context(), pytest.raises(DBAPIError):
        db.session.execute(text(statement))


def test_it_is_the_work_of_those_who_keep_the_books(office):
    with office.desk("xacminh", "2026-08-03") as visitor:
        assert visitor.get(PAGE).status_code == 403
        assert visitor.get(NEW).status_code == 403


def test_another_agency_reads_none_of_it(office):
    enter(office)
    entered = office.one("SELECT id FROM incoming_document")
    with office.desk("tiepnhan", "2026-08-03") as visitor:
        assert "Thanh tra tỉnh" not in visitor.get(PAGE).text
        assert visitor.get(f"{PAGE}/{entered}").status_code == 404


def forwarded(office: Office, **changes) -> int:
    """A petition that the inspectorate sent on to the commune."""
    keys = KeyRing(office.app.extensions["settings"].keys_dir)
    lodging = a_lodging(
        channel=Channel.FORWARDED, forwarded_by="Thanh tra tỉnh", signed=True, **changes
    )
    with office.app.app_context():
        officer = read_province(db.session()).commune_officer
        return registration.register(lodging, officer, keys, at("2026-08-03"))


def test_a_petition_sent_on_by_another_body_is_an_incoming_document_too(office):
    petition = forwarded(office)
    (row,) = rows(office, "book, number, sender, subject_id, restricted")
    assert row == ("X06862/VBĐ", 1, "Thanh tra tỉnh", petition, False)


def test_a_denunciation_sent_on_goes_into_the_restricted_book(office):
    forwarded(office, kind=Kind.DENUNCIATION, story="Cán bộ địa chính nhận tiền.", against="")
    (row,) = rows(office, "book, number, abstract, restricted")
    assert row == ("X06862/VBĐ-BV", 1, "Chuyển đơn tố cáo", True)
    with office.desk("canboxa", "2026-08-03") as visitor:
        assert "Chuyển đơn" not in texts(visitor.get(PAGE).text).partition("Mới nhất trước")[2]
        assert "Chuyển đơn tố cáo" in texts(visitor.get(f"{PAGE}?so=han-che").text)


def test_a_file_that_turns_out_protected_hides_what_the_open_book_said(office):
    petition = forwarded(office, story="Tôi là Nguyễn Văn Hòa tố giác cán bộ.")
    assert office.one("SELECT abstract FROM incoming_document") == (
        "Chuyển đơn khiếu nại số QN-2026-00001"
    )
    office.write("UPDATE subject SET confidential = true WHERE id = :id", id=petition)
    with office.desk("canboxa", "2026-08-03") as visitor:
        shown = texts(visitor.get(PAGE).text)
    assert "Nguyễn Văn Hòa" not in shown
    assert "Nội dung được bảo vệ" in shown
