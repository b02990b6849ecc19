"""Documents handed out through the officers' pages, and what everybody may read of them."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf

from feedback.domain.deliveries import DeliveryChannel
from feedback.extensions import db
from feedback.models.letter import IssuedLetter
from feedback.services.delivery import delivery_choices
from feedback.services.delivery.delivery_choices import Choice
from tests.client import Visitor, texts
from tests.documents.nd30_sheet import sheet_of
from tests.factories import at, read_province
from tests.integration.office.conftest import Office, day_fields
from tests.integration.services.test_deliveries import settle_on_paper
from tests.papers import upload
from tests.worlds import stories

#: What no file name, subject or metadata may tell.
TELLING = ("Hòa", "62,5", "845", "Đồng Mạ", "khiếu nại", "QN-2026")


beginning, case = stories(case=settle_on_paper)


def way(office: Office, case: int, channel: str) -> int:
    """The newest delivery of the decision by a channel."""
    sql = (
        "select max(d.id) from delivery d join letter l on l.id = d.letter_id where d.channel = :c"
        " and d.subject_id = :s and l.name = 'settlement_decision'"
    )
    return office.one(sql, c=channel, s=case)


def tries(office: Office, delivery: int) -> int:
    return office.one("select count(*) from delivery_attempt where delivery_id = :d", d=delivery)


def test_the_file_lists_where_its_documents_go_and_how_they_stand(office: Office, case: int):
    with office.desk("xacminh", "2026-09-02") as visitor:
        page = visitor.get(f"/can-bo/vu-viec/{case}")
    shown = texts(page.text)
    for words in (
        "Phát hành",
        "Quyết định giải quyết khiếu nại số 01/QĐ-UBND ngày 01/09/2026",
        "Người gửi đơn",
        "Bưu chính Chưa gửi",
        "Thanh tra tỉnh",
        "Gửi cơ quan trong hệ thống Đang gửi",
    ):
        assert words in shown, words
    assert "Còn nơi nhận bắt buộc chưa được gửi văn bản" in shown


def test_the_head_reads_and_does_not_hand_out(office: Office, case: int):
    delivery = way(office, case, "post")
    with office.desk("chutichxa", "2026-09-02") as visitor:
        assert "Gửi cách khác" not in visitor.get(f"/can-bo/vu-viec/{case}").text
        assert visitor.get("/can-bo/phat-hanh").status_code == 200
        assert visitor.get(f"/can-bo/phat-hanh/{delivery}").status_code == 403


def test_another_agency_sees_nothing_of_it(office: Office, case: int):
    delivery = way(office, case, "post")
    letter = office.one("select letter_id from delivery where id = :d", d=delivery)
    with office.desk("cbso", "2026-09-02") as visitor:
        for path in (
            f"/can-bo/phat-hanh/{delivery}",
            f"/can-bo/phat-hanh/van-ban/{letter}/them",
            f"/can-bo/phat-hanh/{delivery}/ky-nhan.pdf",
            f"/can-bo/phat-hanh/den/{delivery}.pdf",
            "/can-bo/phat-hanh/buu-dien.zip",
        ):
            assert visitor.get(path).status_code == 404, path
        assert "Không có phong bì nào" in texts(visitor.get("/can-bo/phat-hanh").text)


def test_the_batch_holds_list_envelopes_and_documents_and_its_names_tell_nothing(
    office: Office, case: int
):
    with office.desk("xacminh", "2026-09-02") as visitor:
        answer = visitor.get("/can-bo/phat-hanh/buu-dien.zip")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=gui-buu-dien-20260902.zip"
    packed = ZipFile(BytesIO(answer.data))
    first, *others = packed.namelist()
    assert first == "00-bang-ke-va-dia-chi.pdf"
    assert [name[:11] for name in others] == ["01-van-ban-", "02-van-ban-"]
    listed = packed.read(first)
    said = sheet_of(listed).text
    assert "Ông Nguyễn Văn Hòa" in said
    assert "thôn Đồng Mạ" in said
    assert "62,5" not in said
    with pikepdf.open(BytesIO(listed)) as pdf:
        hidden = " ".join(str(value) for value in pdf.docinfo.values())
        hidden += pdf.Root.Metadata.read_bytes().decode() + " ".join(pdf.attachments)
    for word in TELLING:
        assert word not in " ".join(packed.namelist()) + hidden + str(answer.headers)


def test_envelopes_given_to_the_post_are_recorded_together(office: Office, case: int):
    delivery = way(office, case, "post")
    with office.desk("xacminh", "2026-09-02") as visitor:
        visitor.get("/can-bo/phat-hanh")
        path = "/can-bo/phat-hanh/buu-dien"
        refused = visitor.post(path, day_fields("on", "2026-09-02"))
        assert refused.status_code == 422
        assert "Chọn ít nhất một phong bì" in texts(refused.text)
        early = visitor.post(path, {"delivery": [delivery], **day_fields("on", "2026-08-30")})
        assert early.status_code == 422
        assert "trước ngày ban hành" in texts(early.text)
        assert tries(office, delivery) == 0
        answer = visitor.post(path, {"delivery": [delivery], **day_fields("on", "2026-09-02")})
        assert answer.status_code == 302
        assert "giao bưu điện 1 phong bì" in texts(visitor.get("/can-bo/phat-hanh").text)
    assert tries(office, delivery) == 1


def test_a_result_is_recorded_with_its_proof_and_fills_in_the_day_of_receipt(
    office: Office, case: int
):
    delivery = way(office, case, "post")
    path = f"/can-bo/phat-hanh/{delivery}"
    with office.desk("xacminh", "2026-09-02") as visitor:
        refused = visitor.answer(path, {"result": "delivered", **day_fields("on", "2026-09-05")})
        assert refused.status_code == 422
        assert "Ngày này chưa đến" in texts(refused.text)
        visitor.answer(path, {"result": "sent", **day_fields("on", "2026-09-02")})
        assert visitor.answer(f"/can-bo/ho-so/{case}/send", {"delivery": "post"}).status_code == 302
    with office.desk("xacminh", "2026-09-09") as visitor:
        proven = {"result": "delivered", **day_fields("on", "2026-09-07"), "proof": upload()}
        assert visitor.answer(path, proven).status_code == 302
        page = texts(visitor.get(f"/can-bo/vu-viec/{case}").text)
        assert "Tính là đã nhận ngày 07/09/2026 (ngày ghi trên giấy báo phát)" in page
        form = visitor.get(f"/can-bo/ho-so/{case}/record_delivery").text
        assert 'name="delivered_on-day" type="text" inputmode="numeric" value="7"' in form
        other = {"delivered_how": "post", **day_fields("delivered_on", "2026-09-05")}
        wrong = visitor.answer(f"/can-bo/ho-so/{case}/record_delivery", other)
        assert wrong.status_code == 422
        assert "khác ngày trên chứng cứ" in texts(wrong.text)


def test_what_comes_back_stands_in_the_queue_and_on_the_page(office: Office, case: int):
    delivery = way(office, case, "post")
    with office.desk("xacminh", "2026-09-08") as visitor:
        back = {"result": "bounced", **day_fields("on", "2026-09-08")}
        visitor.answer(f"/can-bo/phat-hanh/{delivery}", back)
        page = texts(visitor.get("/can-bo/phat-hanh").text)
        assert "Chưa phát được (1)" in page
        assert "Bị chuyển hoàn" in page
        assert "Kiểm tra địa chỉ rồi gửi lại" in page
        queue = visitor.get("/can-bo?xem=chua-phat-duoc").text
        assert "Văn bản chưa phát được" in texts(queue)
        assert f"mo={case}" in queue or f"/vu-viec/{case}" in queue
        path = f"/can-bo/phat-hanh/van-ban/{_letter(office, delivery)}/them"
        visitor.get(f"{path}?noi=sender:1")
        assert visitor.post(path, {"channel": "hand"}).status_code == 302
        assert "Chưa phát được" not in texts(visitor.get("/can-bo/phat-hanh").text)


def _letter(office: Office, delivery: int) -> int:
    return office.one("select letter_id from delivery where id = :d", d=delivery)


def test_a_receipt_to_sign_by_hand(office: Office, case: int):
    letter = _letter(office, way(office, case, "post"))
    path = f"/can-bo/phat-hanh/van-ban/{letter}/them"
    with office.desk("xacminh", "2026-09-02") as visitor:
        visitor.get(f"{path}?noi=sender:1")
        visitor.post(path, {"channel": "hand"})
        delivery = way(office, case, "hand")
        answer = visitor.get(f"/can-bo/phat-hanh/{delivery}/ky-nhan.pdf")
        assert "Ông Nguyễn Văn Hòa" in sheet_of(answer.data).text
        office.write("update subject set confidential = true")
        hidden = sheet_of(visitor.get(f"/can-bo/phat-hanh/{delivery}/ky-nhan.pdf").data).text
    for word in ("Hòa", "Đồng Mạ"):
        assert word not in hidden
    assert "danh tính được bảo vệ" in hidden


def test_an_agency_reads_and_acknowledges_what_came_to_it(office: Office, case: int):
    letter = _letter(office, way(office, case, "post"))
    with office.app.app_context():
        officer = read_province(db.session()).second_officer
        choice = Choice(channel=DeliveryChannel.AGENCY, label="Sở Xây dựng")
        delivery = delivery_choices.add(letter, choice, officer, at("2026-09-02"))
    with office.desk("cbso", "2026-09-03") as visitor:
        page = visitor.get("/can-bo/phat-hanh")
        assert "Văn bản đến (1)" in texts(page.text)
        answer = visitor.get(f"/can-bo/phat-hanh/den/{delivery}.pdf")
        name = answer.headers["Content-Disposition"]
        assert name.startswith("attachment; filename=van-ban-")
        for word in TELLING:
            assert word not in name
        visitor.get("/can-bo/phat-hanh")
        for _ in range(2):
            visitor.post(f"/can-bo/phat-hanh/den/{delivery}/nhan")
        assert "Đã nhận" in texts(visitor.get("/can-bo/phat-hanh").text)
    assert tries(office, delivery) == 2


def test_only_the_public_copy_is_shown_to_everybody_and_only_while_it_is_shown(
    office: Office, case: int
):
    letter = _letter(office, way(office, case, "post"))
    path = f"/can-bo/phat-hanh/van-ban/{letter}/them"
    with office.desk("xacminh", "2026-09-02") as visitor:
        visitor.get(f"{path}?noi=public")
        refused = visitor.post(path, {"channel": "web"})
        assert refused.status_code == 422
        assert "Chưa có bản công khai" in texts(refused.text)
        notice, copy = _public_notice(office, letter)
        path = f"/can-bo/phat-hanh/van-ban/{notice}/them"
        visitor.get(f"{path}?noi=public")
        assert visitor.post(path, {"channel": "web"}).status_code == 302
        token = office.one("select token from delivery where channel = 'web'")
        anybody = Visitor(office.app)
        assert anybody.get(f"/cong-khai/{token}").status_code == 404
        web = office.one("select id from delivery where channel = 'web'")
        shown = {"result": "displayed", **day_fields("on", "2026-09-02")}
        visitor.answer(f"/can-bo/phat-hanh/{web}", shown)
        page = anybody.get(f"/cong-khai/{token}")
        assert "Ít nhất đến hết 17/09/2026" in texts(page.text)
        assert page.headers["X-Robots-Tag"] == "noindex"
        pdf = anybody.get(f"/cong-khai/{token}/van-ban.pdf")
        assert pdf.headers["Content-Disposition"] == f"attachment; filename=van-ban-{copy}.pdf"
        for word in TELLING:
            assert word not in page.text.partition("<main")[2].partition("</main>")[0]
        assert anybody.get("/cong-khai/khac").status_code == 404
    with office.desk("xacminh", "2026-09-20") as visitor:
        down = {"result": "taken_down", **day_fields("on", "2026-09-20")}
        visitor.answer(f"/can-bo/phat-hanh/{web}", down)
        assert Visitor(office.app).get(f"/cong-khai/{token}").status_code == 404
        assert "Đặng Văn Sáu" in visitor.get(f"/can-bo/vu-viec/{case}").text


def _public_notice(office: Office, letter_id: int) -> tuple[int, str]:
    """A document for everybody: its id, and how it is called as a file."""
    with office.app.app_context():
        session = db.session()
        of = session.get_one(IssuedLetter, letter_id)
        copy = IssuedLetter(
            subject_id=of.subject_id, name="public_notice", title="Quyết định",
            book="public", year=2026, number=1, symbol=of.symbol, issued_on=of.issued_on,
            frozen=b"", drafter_id=of.drafter_id, signer_id=of.signer_id,
            approved_at=of.approved_at, for_citizen=False, rendered_at=of.rendered_at,
            pdf_sha256=of.pdf_sha256, signed_at=of.issued_at, signed_sha256=of.pdf_sha256,
            issued_at=of.issued_at, issued_sha256=of.pdf_sha256,
        )  # fmt: skip
        session.add(copy)
        session.commit()
        return copy.id, copy.uid.hex[:8]
