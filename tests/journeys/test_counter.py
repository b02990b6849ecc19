"""A paper at the counter in a real browser: by keys alone, narrow and wide, without script."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import text

from feedback.extensions import db
from tests.browser import assert_accessible, overhang
from tests.papers import PDF, SCAN
from tests.passwords import HASH, PASSWORD

pytestmark = pytest.mark.journey

PAGE = "/can-bo/nhan-don"
SCAN_FILE = {"name": SCAN.name, "mimeType": SCAN.media_type, "buffer": PDF}


@pytest.fixture(autouse=True)
def _passwords(app: Flask) -> Iterator[None]:
    with app.app_context():
        db.session.execute(text("update user_account set password_hash = :hash"), {"hash": HASH})
        db.session.commit()
        yield


@pytest.fixture
def enter(look, server: str):
    """The receptionist of a commune signs in."""

    def go(path: str = PAGE, **options: object) -> Page:
        page = look(f"{server}/can-bo/dang-nhap?toi={path}", **options)
        page.get_by_label("Tên đăng nhập").fill("canboxa")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page).to_have_url(re.compile(f"{re.escape(path)}$"))
        return page

    return go


def fill_in(page: Page, kind: str = "Khiếu nại") -> None:
    page.get_by_role("radio", name=kind, exact=True).check()
    page.get_by_label("Họ và tên").fill("Chíu A Sáng")
    page.get_by_label("Địa chỉ", exact=True).fill("thôn Thủy Cơ, xã Tiên Yên")
    page.get_by_label("Điện thoại").fill("0912 345 678")
    page.get_by_label("Nội dung", exact=True).fill("Xã thu hồi đất mà không bồi thường.")
    page.get_by_role("radio", name="Có", exact=True).check()


def test_a_paper_is_written_down_by_keys_alone(enter):
    page = enter("/can-bo")
    keys = page.keyboard
    page.locator("[data-find]").focus()
    page.locator(".views a").first.focus()
    keys.press("n")
    expect(page).to_have_url(re.compile(f"{PAGE}$"))
    expect(page.get_by_role("radio", name="Nộp trực tiếp")).to_be_focused()
    for _ in range(4):  # over the three boxes of the day to the kind
        keys.press("Tab")
    keys.press("Space")
    expect(page.get_by_role("radio", name="Khiếu nại", exact=True)).to_be_checked()
    keys.press("Tab")
    keys.press("Tab")
    keys.type("Chíu A Sáng")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("thôn Thủy Cơ, xã Tiên Yên")
    page.get_by_label("Nội dung", exact=True).focus()
    keys.type("Xã thu hồi đất mà không bồi thường.")
    page.get_by_role("radio", name="Có", exact=True).focus()
    keys.press("Space")
    keys.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã ghi vào sổ: QN-2026-00001")
    expect(page.get_by_role("button", name="In giấy biên nhận")).to_be_focused()
    keys.press("n")
    expect(page).to_have_url(re.compile(rf"{PAGE}\?cach=counter&ngay=\d{{4}}-\d\d-\d\d$"))
    expect(page.get_by_label("Họ và tên")).to_have_value("")


def test_what_does_not_concern_the_paper_is_out_of_the_way(enter):
    page = enter()
    forwarder, secrecy = page.get_by_label("Nơi chuyển đơn đến"), page.locator(".for-denunciation")
    expect(forwarder).to_be_hidden()
    expect(secrecy.first).to_be_hidden()
    page.get_by_role("radio", name="Cơ quan, tổ chức khác chuyển đến").check()
    expect(forwarder).to_be_visible()
    page.get_by_role("radio", name="Tố cáo", exact=True).check()
    expect(page.get_by_text("niêm phong ngay khi ghi sổ")).to_be_visible()
    expect(page.get_by_label("Liên hệ bằng thư")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(320, False), (360, True), (1440, False)])
def test_form_refusal_and_receipt_are_accessible_and_fit(enter, width, dark):
    page = enter(width=width, dark=dark)
    page.get_by_role("radio", name="Tố cáo", exact=True).check()
    assert_accessible(page)
    assert overhang(page) <= 0
    page.get_by_label("Bản chụp đơn").set_input_files(SCAN_FILE)
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    assert overhang(page) <= 0
    fill_in(page)
    page.get_by_label("Bản chụp đơn").set_input_files(SCAN_FILE)
    page.get_by_label("Điện thoại").fill("12")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator(".files__name")).to_contain_text(SCAN.name)
    assert_accessible(page)
    page.get_by_label("Điện thoại").fill("")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã ghi vào sổ")
    expect(page.get_by_text(SCAN.name)).to_be_visible()
    assert_accessible(page)
    assert overhang(page) <= 0


def test_all_of_it_works_without_script(enter):
    page = enter(width=360, script=False)
    fill_in(page, "Phản ánh")
    page.get_by_label("Bản chụp đơn").set_input_files(SCAN_FILE)
    page.get_by_label("Ngày", exact=True).first.fill("31")
    page.get_by_label("Tháng", exact=True).first.fill("2")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator(".error-summary")).to_contain_text("Không có ngày này")
    expect(page.locator(".files__name")).to_contain_text(SCAN.name)
    day = page.get_by_label("Ngày", exact=True).first
    expect(day).to_have_value("31")
    page.goto(page.url)
    fill_in(page, "Phản ánh")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã ghi vào sổ")
    with page.expect_download() as receipt:
        page.get_by_role("button", name="In giấy biên nhận").click()
    assert receipt.value.suggested_filename == "bien-nhan-QN-2026-00001.pdf"


def test_pressing_back_and_reloading_write_nothing_twice(enter, app):
    page = enter()
    fill_in(page)
    page.get_by_role("button", name="Ghi vào sổ").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã ghi vào sổ")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã ghi vào sổ: QN-2026-00001")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhận đơn")
    with app.app_context():
        assert db.session.scalar(text("select count(*) from petition")) == 1
