"""The clerk's pages in a real browser: accessible, narrow and wide, by keys, without script."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import text

from feedback.domain import clock
from feedback.extensions import db
from tests.browser import assert_accessible, overhang
from tests.passwords import HASH, PASSWORD

pytestmark = pytest.mark.journey

NEW = "/can-bo/van-ban-den/moi"
PAGES = ("/can-bo/so", "/can-bo/so/han-che", "/can-bo/so/ky-hieu", "/can-bo/van-ban-den", NEW)


@pytest.fixture(autouse=True)
def _passwords(app: Flask) -> Iterator[None]:
    with app.app_context():
        db.session.execute(text("update user_account set password_hash = :hash"), {"hash": HASH})
        db.session.commit()
        yield


@pytest.fixture
def enter(look, server: str):
    """The clerk of a commune signs in."""

    def go(path: str, **options: object) -> Page:
        page = look(f"{server}/can-bo/dang-nhap?toi={path}", **options)
        page.get_by_label("Tên đăng nhập").fill("canboxa")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page).to_have_url(re.compile(f"{re.escape(path)}$"))
        return page

    return go


def write_down(page: Page) -> None:
    page.get_by_label("Tác giả").fill("Thanh tra tỉnh Quảng Ninh")
    page.get_by_label("Số, ký hiệu văn bản").fill("128/TTr-NV4")
    page.get_by_label("Tên loại và trích yếu nội dung").fill("Công văn về việc báo cáo kết quả")
    page.get_by_label("Đơn vị hoặc người nhận").fill("Phòng Kinh tế")


@pytest.mark.parametrize("options", [{"width": 360}, {"width": 1440, "dark": True}], ids=str)
def test_every_page_is_accessible_and_fits(enter, server, options):
    page = enter(NEW, **options)
    write_down(page)
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Văn bản đến số 01")
    for path in (page.url, *(server + path for path in PAGES)):
        page.goto(path)
        assert_accessible(page)
        assert overhang(page) <= 0
        if folder := os.environ.get("PICTURES"):
            name = re.sub(r"\W+", "-", path.removeprefix(server)).strip("-")
            page.screenshot(path=Path(folder) / f"{name}-{options['width']}.png", full_page=True)


@pytest.mark.parametrize("script", [True, False])
def test_a_refused_entry_says_where_and_keeps_what_was_typed(enter, script):
    page = enter(NEW, script=script)
    write_down(page)
    page.get_by_label("Văn bản có đóng dấu chỉ độ mật").check()
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(
        page.get_by_role("link", name=re.compile("không nhận văn bản có độ mật"))
    ).to_be_visible()
    expect(page.get_by_label("Tác giả")).to_have_value("Thanh tra tỉnh Quảng Ninh")
    expect(page.get_by_label("Ngày", exact=True).first).to_have_value(str(clock.today().day))
    if script:
        assert_accessible(page)
