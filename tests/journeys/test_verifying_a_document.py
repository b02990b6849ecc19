"""Somebody with a paper in hand checks it, on a telephone and at a desk, in a real browser."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from feedback.demo.issuing import issue
from feedback.extensions import db
from feedback.models.letter import IssuedLetter
from feedback.services.documents.rendering import letter_bytes
from tests.browser import assert_accessible, overhang
from tests.factories import at
from tests.integration.inspection.conftest import Room

pytestmark = pytest.mark.journey


@pytest.fixture
def notice(app) -> bytes:
    """Signed in a thread of its own: the browser has the loop of this one."""
    Room(app).accepted()
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(issued, app).result()


def issued(app) -> bytes:
    with app.app_context():
        for letter in db.session.scalars(select(IssuedLetter.id)).all():
            issue(letter, at("2026-08-06", 12))
        notice = select(IssuedLetter).where(IssuedLetter.name == "acceptance_notice")
        return letter_bytes(db.session.scalars(notice).one())


@pytest.mark.parametrize(
    ("width", "script", "dark"), [(360, True, False), (1440, True, True), (360, False, False)]
)
def test_a_file_and_a_number_are_checked(notice, server, look, width, script, dark):
    page = look(f"{server}/kiem-tra-van-ban", width=width, script=script, dark=dark)

    def seen() -> None:
        expect(page.locator("h1")).to_have_count(1)
        assert overhang(page) <= 0
        if script:
            assert_accessible(page)

    seen()
    page.get_by_role("button", name="Kiểm tra tệp").click()
    expect(page.locator(".error-summary")).to_contain_text("Chọn tệp PDF")
    seen()
    for content, said in ((notice, "không bị sửa"), (notice + b"\n", "ghi thêm ở cuối")):
        file = {"name": "văn bản.pdf", "mimeType": "application/pdf", "buffer": content}
        page.get_by_label("Tệp PDF đã nhận").set_input_files(file)
        page.get_by_role("button", name="Kiểm tra tệp").click()
        expect(page.locator(".notice").first).to_contain_text(said)
        seen()
    page.get_by_label("Số, ký hiệu").fill("01/TB-UBND")
    for label, value in (("Ngày", "6"), ("Tháng", "8"), ("Năm", "2026")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Cơ quan ban hành").select_option("Ủy ban nhân dân xã Tiên Yên")
    page.get_by_role("button", name="Kiểm tra số").click()
    expect(page.get_by_role("status")).to_contain_text("Số này đã cấp")
    seen()
