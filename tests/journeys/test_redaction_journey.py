"""The custodian's pages in a real browser: narrow without script, wide with it."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.services.lodging.submission import submit
from feedback.vault.keys import KeyRing
from tests.browser import assert_accessible, overhang
from tests.factories import a_lodging, at
from tests.passwords import HASH, PASSWORD

pytestmark = pytest.mark.journey

WORDS = "Tôi trực ca đêm nên thấy ông K. thu tiền không biên lai."


@pytest.fixture
def petition(app, settings) -> int:
    with app.app_context():
        db.session.execute(text("update user_account set password_hash = :hash"), {"hash": HASH})
        db.session.commit()
        sent = a_lodging(Kind.DENUNCIATION, story=WORDS)
        return submit(sent, KeyRing(settings.keys_dir), at("2026-11-20"))


@pytest.mark.parametrize(("width", "script"), [(360, False), (1440, True)])
def test_a_denunciation_is_read_and_retyped(petition, server, look, width, script):
    page = look(f"{server}/can-bo/dang-nhap?toi=/can-bo/luoc-danh", width=width, script=script)
    page.get_by_label("Tên đăng nhập").fill("giumat")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name=re.compile("QNTC-")).click()
    expect(page.get_by_text("Chưa có bản lược danh").first).to_be_visible()
    page.get_by_role("link", name="Đọc nguyên văn").click()
    page.get_by_role("button", name="Ghi lại và đọc").click()
    expect(page.get_by_text("Chọn lý do đọc.").first).to_be_visible()
    page.get_by_role("radio", name="Lập bản lược danh").check()
    page.get_by_role("button", name="Ghi lại và đọc").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert_fits(page, script=script)
    page.get_by_role("link", name="Quay lại").click()
    page.get_by_role("button", name="Lưu bản lược danh").click()
    expect(page.get_by_text("Chép lại nội dung đơn").first).to_be_visible()
    page.get_by_label("Chép lại bằng chữ").fill("Người tố cáo thấy ông K. thu tiền.")
    assert_fits(page, script=script)
    page.get_by_role("button", name="Lưu bản lược danh").click()
    expect(page.get_by_text("Đã lưu bản lược danh.")).to_be_visible()
    expect(page.get_by_text("Người tố cáo thấy ông K. thu tiền.").first).to_be_visible()
    page.get_by_role("link", name="Về danh sách").click()
    assert_fits(page, script=script)


def assert_fits(page, *, script: bool) -> None:
    assert overhang(page) <= 0
    if script:
        assert_accessible(page)
