"""The head's list to sign and the clerk's, as they are used."""

import io
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from feedback.extensions import db
from feedback.letters.places import Place
from feedback.letters.signing import sign
from feedback.letters.stamps import signature_of
from feedback.models.letter import IssuedLetter, SigningIdentity
from feedback.models.outbox import OutboxItem
from feedback.services.documents.rendering import letter_bytes, render_letter
from feedback.vault.demo_keys import DemoKeys
from feedback.vault.signing_keys import Owner
from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.conftest import Office
from tests.worlds import stories

DAY = "2026-08-05"
CLASSIFIED = {"kind": "complaint", "field": "land", "agency": "xa tien yen"}
GUIDED = {"agency": "so xay dung", "reason": "Thuộc thẩm quyền của Sở Xây dựng."}


def guide_twice(app: Flask) -> list[int]:
    """Two letters of guidance that the head approved; both are rendered."""
    office = Office(app)
    for number in range(2):
        petition = office.lodge(at("2026-08-03"), story=f"Đường liên thôn đoạn {number} bị sụt.")
        office.act("tiepnhan", "2026-08-03", petition, "classify", **CLASSIFIED)
        office.act("canboxa", "2026-08-04", petition, "guide", **GUIDED)
        office.approve("chutichxa", "2026-08-04")
    with office.app.app_context():
        rows = db.session.scalars(select(OutboxItem.id).where(OutboxItem.queue == "letters")).all()
        for row in rows:
            render_letter(row, at("2026-08-04", 15))
        return list(db.session.scalars(select(IssuedLetter.id).order_by(IssuedLetter.id)))


beginning, letters = stories(letters=guide_twice)


@pytest.fixture
def head(office: Office) -> Iterator[Visitor]:
    with office.desk("chutichxa", DAY) as visitor:
        yield visitor


def test_both_are_signed_with_one_press_and_then_sealed(office, letters, head):
    page = head.get("/can-bo/ky")
    assert texts(page.text).count("Xem văn bản (PDF") == 2
    assert "Chờ ký (2)" in texts(page.text)
    assert "không có giá trị pháp lý" in texts(page.text)
    assert head.post("/can-bo/ky", {"letter": letters}).status_code == 302
    done = head.get("/can-bo/ky")
    assert "Đã ký 2 văn bản." in texts(done.text)
    assert "Không có văn bản nào đang chờ." in texts(done.text)
    with office.desk("vanthuxa", DAY, 10) as clerk:
        listed = clerk.get("/can-bo/ky")
        assert "Văn bản chờ chữ ký số của cơ quan" in texts(listed.text)
        assert clerk.get(f"/can-bo/van-ban/{letters[0]}.pdf").data.startswith(b"%PDF-")
        assert clerk.post("/can-bo/ky", {"letter": letters}).status_code == 302
    assert office.one("select count(*) from letter where issued_at is not null") == 2


def test_one_that_is_refused_does_not_take_the_other_with_it(office, letters, head):
    head.get("/can-bo/ky")
    office.write("update letter set pdf_sha256 = repeat('0', 64) where id = :id", id=letters[0])
    answer = head.post("/can-bo/ky", {"letter": letters})
    assert answer.status_code == 409
    assert "không còn nguyên vẹn" in texts(answer.text)
    assert office.one("select count(*) from letter where signed_at is not null") == 1


def test_nothing_chosen_is_said(letters, head):
    head.get("/can-bo/ky")
    answer = head.post("/can-bo/ky")
    assert answer.status_code == 422
    assert "Chọn ít nhất một văn bản" in texts(answer.text)


def test_a_number_is_given_up_with_a_reason(office, letters, head):
    head.get("/can-bo/ky")
    empty = head.post(f"/can-bo/ky/{letters[0]}/huy", {"reason": " "})
    assert empty.status_code == 422
    assert "Ghi rõ lý do" in texts(empty.text)
    assert head.post(f"/can-bo/ky/{letters[0]}/huy", {"reason": "Sai tên."}).status_code == 302
    assert office.one("select void_reason from letter where id = :id", id=letters[0]) == "Sai tên."
    with office.desk("canboxa", DAY, 11) as officer:
        subject = office.one("select subject_id from letter where id = :id", id=letters[0])
        file = texts(officer.get(f"/can-bo/don/{subject}").text)
    assert "Đã hủy số" in file
    assert "Sai tên." in file


def test_what_was_mended_since_the_return_stands_beside_the_document(office, letters):
    petition = office.lodge(at("2026-08-03"), story="Chợ xã bị ngập.")
    office.act("tiepnhan", "2026-08-03", petition, "classify", **CLASSIFIED)
    office.act("canboxa", "2026-08-04", petition, "guide", **GUIDED)
    newest = office.one("select max(id) from proposal")
    with office.desk("chutichxa", "2026-08-04", 9) as head:
        head.get("/can-bo/cho-quyet")
        head.post(f"/can-bo/cho-quyet/{newest}/tra-lai", {"note": "Ghi rõ điều luật."})
    mended = GUIDED | {"reason": "Thuộc quyền của Sở Xây dựng theo Điều 18."}
    office.act("canboxa", "2026-08-04", petition, "guide", **mended)
    office.approve("chutichxa", "2026-08-04")
    with office.desk("chutichxa", DAY) as head:
        page = head.get("/can-bo/ky").text
    assert texts(page).count("Đã sửa so với bản trả lại") == 1
    assert "<del" in page
    assert "theo Điều 18" in texts(page)
    assert "không đổi từ khi duyệt" in texts(page)


def test_a_document_is_given_back_and_who_drafted_it_hears_of_it(office, letters, head):
    page = texts(head.get("/can-bo/ky").text)
    assert page.count("Trả lại: hủy số và soạn lại") == 2
    assert "soạn văn bản thay thế" in page
    head.post(f"/can-bo/ky/{letters[0]}/huy", {"reason": "Sai tên ông Hòa."})
    told = office.one("select text from notice where user_id = (select id from user_account"
                      " where username = 'canboxa') and text like 'Bị trả lại%'")  # fmt: skip
    assert "soạn văn bản thay thế" in told
    assert "Hòa" not in told
    with office.desk("vanthuxa", DAY, 10) as clerk:
        assert "Trả lại: hủy số" not in texts(clerk.get("/can-bo/ky").text)


def test_of_a_protected_file_the_notice_names_no_number(office, letters, head):
    office.write("update subject set confidential = true")
    head.get("/can-bo/ky")
    head.post(f"/can-bo/ky/{letters[0]}/huy", {"reason": "Sai tên."})
    told = office.one("select text from notice where text like 'Bị trả lại%'")
    assert "hồ sơ có danh tính được bảo vệ" in told


def test_a_file_signed_outside_is_brought_back_or_refused_beside_its_field(office, letters, head):
    owner = Owner(seal=False, name="chutichxa", shown="Trần Quang Minh")
    with office.app.app_context():
        ours = letter_bytes(db.session.get_one(IssuedLetter, letters[0]))
        with DemoKeys(office.app.extensions["settings"].signing_dir).open(owner) as key:
            signed = sign(
                ours, Place.PERSON, key.signer, signature_of(owner.shown), at("2026-08-05")
            )
    path = f"/can-bo/ky/{letters[0]}/tep"
    head.get("/can-bo/ky")
    nothing = head.post(path, {})
    assert "Chọn tệp PDF đã ký." in texts(nothing.text)
    other = head.post(path, {"signed": (io.BytesIO(b"%PDF-1.7 other"), "ky.pdf")})
    assert other.status_code == 422
    assert "không phải văn bản này chỉ thêm chữ ký" in texts(other.text)
    unknown = head.post(path, {"signed": (io.BytesIO(signed), "ky.pdf")})
    assert "Chưa đăng ký chứng thư số" in texts(unknown.text)
    assert office.one("select count(*) from letter where signed_at is not null") == 0


def test_the_lists_are_for_heads_and_clerks(office, letters):
    with office.desk("canboxa", DAY) as officer:
        assert officer.get("/can-bo/ky").status_code == 403


def test_a_clerk_works_no_files(office, letters):
    with office.desk("vanthuxa", DAY) as clerk:
        assert clerk.get("/can-bo").status_code == 403
        subject = office.one("select subject_id from letter where id = :id", id=letters[0])
        assert clerk.get(f"/can-bo/don/{subject}").status_code == 403


def test_a_clerk_of_another_agency_sees_none_of_it(office, letters, head):
    head.get("/can-bo/ky")
    head.post("/can-bo/ky", {"letter": letters})
    with office.desk("vanthuso", DAY, 10) as clerk:
        assert "Không có văn bản nào" in texts(clerk.get("/can-bo/ky").text)
        assert clerk.get(f"/can-bo/van-ban/{letters[0]}.pdf").status_code == 404


def test_who_is_enrolled_is_known_by_the_newest_certificate(office, tmp_path):
    keys = DemoKeys(office.app.extensions["settings"].signing_dir)
    owner = Owner(seal=False, name="chutichxa", shown="Trần Quang Minh")
    with keys.open(owner) as key:
        (tmp_path / "cert.der").write_bytes(key.signer.signing_cert.dump())
    (tmp_path / "no.png").write_bytes(b"GIF89a")
    run = office.app.test_cli_runner().invoke
    certificate = ["--certificate", str(tmp_path / "cert.der")]
    good = run(args=["signing", "enrol", "--person", "chutichxa", *certificate])
    assert good.exit_code == 0, good.output
    assert "Trần Quang Minh" in good.output
    for wrong in (
        ["--person", "khong-co", *certificate],
        [*certificate],
        ["--person", "chutichxa", "--certificate", str(tmp_path / "no.png")],
        ["--agency", "X06862", *certificate, "--picture", str(tmp_path / "no.png")],
    ):
        assert run(args=["signing", "enrol", *wrong]).exit_code != 0, wrong
    with office.app.app_context():
        assert len(db.session.scalars(select(SigningIdentity)).all()) == 1
