"""One document from the choice of its form to the citizen who checks it, in a real browser.

The officer has a telephone without script, then a desk; the head a wide screen; the clerk no mouse.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from feedback.domain import clock
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.jobs import letters
from feedback.models.outbox import OutboxItem
from feedback.services.acts import casework
from feedback.services.lodging.submission import submit
from feedback.vault.codes import new_code
from feedback.vault.keys import KeyRing
from tests.browser import assert_accessible, overhang
from tests.factories import a_lodging, read_province
from tests.journeys.test_office import enter, petitions
from tests.journeys.test_workbench_pages import BUTTON, PATIENCE, keep_picture
from tests.passwords import PASSWORD

__all__ = ["enter", "petitions"]

pytestmark = pytest.mark.journey

CODE = new_code()
GROUND = "khoản 2 Điều 11 Luật Khiếu nại"
REASON = "Đã có quyết định giải quyết lần hai có hiệu lực pháp luật"
NOTE = "Ghi rõ số và ngày của quyết định."
MENDED = f"{REASON}, số 845/QĐ-UBND ngày 20/7/2026."


@pytest.fixture
def complaint(app: Flask, petitions: list[int]) -> int:
    """A complaint whose sender knows its code, on the desk of the commune."""
    with app.app_context():
        keys, now = KeyRing(app.extensions["settings"].keys_dir), clock.now()
        petition = submit(a_lodging(Kind.COMPLAINT, code=CODE), keys, now)
        stated = {"kind": "complaint", "field": "land", "agency": "X06862"}
        casework.apply(petition, "classify", read_province(db.session()).receptionist, now, stated)
    return petition


@pytest.fixture
def worker(app: Flask) -> Iterator[ThreadPoolExecutor]:
    """A thread of its own: the browser has the loop of this one."""
    with ThreadPoolExecutor(1) as apart:
        yield apart


def make_what_waits(app: Flask) -> None:
    waiting = OutboxItem.queue == "letters", OutboxItem.done_at.is_(None)
    with app.app_context():
        for item in db.session.scalars(select(OutboxItem.id).where(*waiting)).all():
            letters.render(item)


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if goal.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"no key leads to {goal}")


def seen(page: Page, name: str) -> None:
    """Nothing is wider than the screen; what has script is read by axe as well."""
    keep_picture(page, f"journey-{name}")
    assert overhang(page) <= 0, name


def test_a_document_goes_from_its_form_to_whoever_checks_it(
    app, enter, look, server, complaint, worker
):
    narrow = enter("canboxa", f"/can-bo/don/{complaint}", script=False, width=360)
    _draft_on_a_telephone(narrow)
    wide = enter("chutichxa", "/can-bo/cho-quyet")
    _return_with_a_note(wide)
    _mend_at_a_desk(enter("canboxa", f"/can-bo/ho-so/{complaint}/decline"))
    _read_the_difference_and_approve(wide)
    worker.submit(make_what_waits, app).result()
    _sign(wide, f"{server}/can-bo/ky")
    _seal_by_keys_alone(look(f"{server}/can-bo/dang-nhap?toi=/can-bo/ky"))
    _hand_over_on_a_telephone(narrow, f"{server}/can-bo/don/{complaint}")
    pdf = _read_as_the_sender(look(f"{server}/tra-cuu", width=360))
    _check_the_file(look(f"{server}/kiem-tra-van-ban", width=360), pdf)


def _draft_on_a_telephone(page: Page) -> None:
    page.get_by_role("link", name="Soạn văn bản: chọn mẫu").click()
    seen(page, "1-forms")
    page.get_by_role("link", name="Soạn Thông báo không thụ lý").click()
    page.get_by_label("Căn cứ").fill(GROUND)
    page.get_by_label("Lý do").fill("Đã giải quyết ngày 31/02/2026.")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("img", name="trang 1 trong")).to_be_visible(timeout=PATIENCE)
    seen(page, "2-previewed")
    page.get_by_role("link", name="Không có ngày “31/02/2026” trong lịch.").click()
    expect(page.locator("#reason:target")).to_be_in_viewport()
    page.get_by_label("Lý do").fill(f"{REASON}.")
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator(".done")).to_contain_text("Đã trình lãnh đạo")
    seen(page, "3-submitted")


def _return_with_a_note(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Xem toàn văn, điểm cần xem và chỗ đã sửa").click()
    expect(page.locator(".sheet img").first).to_be_visible(timeout=PATIENCE)
    page.get_by_text("Trả lại người soạn").click()
    page.get_by_label("Cần sửa gì").fill(NOTE)
    seen(page, "4-returned")
    assert_accessible(page)
    page.get_by_role("button", name="Trả lại").click()
    expect(page.get_by_text("Không có dự thảo nào đang chờ.")).to_be_visible()


def _mend_at_a_desk(page: Page) -> None:
    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.locator(".sheet img").first).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Lý do").fill(MENDED)
    expect(page.locator("[data-draft-said]")).to_contain_text("Đã lưu lúc", timeout=PATIENCE)
    seen(page, "5-mended")
    assert_accessible(page)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator(".done")).to_contain_text("Đã trình lãnh đạo")


def _read_the_difference_and_approve(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Xem toàn văn, điểm cần xem và chỗ đã sửa").click()
    expect(page.locator("ins").first).to_contain_text("845/QĐ-UBND")
    expect(page.locator(".sheet img").first).to_be_visible(timeout=PATIENCE)
    seen(page, "6-difference")
    assert_accessible(page)
    page.get_by_role("button", name="Duyệt, cấp số").click()
    expect(page.locator(".done")).to_contain_text("Đã duyệt: Không thụ lý.")


def _sign(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Ký văn bản này").check()
    seen(page, "7-to-sign")
    assert_accessible(page)
    page.get_by_role("button", name="Ký các văn bản đã chọn").click()
    expect(page.locator(".done")).to_contain_text("Đã ký 1 văn bản.")


def _seal_by_keys_alone(page: Page) -> None:
    tab_to(page, page.get_by_label("Tên đăng nhập"))
    page.keyboard.type("vanthuxa")
    tab_to(page, page.get_by_label("Mật khẩu"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    box = page.get_by_label("Ký số của cơ quan văn bản này")
    expect(box).to_be_visible()
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    seen(page, "8-to-seal")
    assert_accessible(page)
    tab_to(page, page.get_by_role("button", name="Ký số của cơ quan các văn bản đã chọn"))
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text("Đã ký 1 văn bản.")


def _hand_over_on_a_telephone(page: Page, file: str) -> None:
    page.goto(file)
    page.get_by_role("link", name="Gửi cách khác cho Người gửi đơn").click()
    page.get_by_label("Trao trực tiếp").check()
    page.get_by_role("button", name="Thêm").click()
    seen(page, "9-to-hand-over")
    by_hand = page.locator(".deliveries > li > ul > li", has_text="Trao trực tiếp")
    by_hand.get_by_role("link", name="Ghi nhận kết quả").click()
    page.get_by_label("Đã nhận").check()
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.locator(".done")).to_contain_text("Đã ghi nhận")
    seen(page, "10-handed-over")


def _read_as_the_sender(page: Page) -> bytes:
    page.get_by_label("Mã").fill(CODE)
    page.get_by_role("button", name="Xem đơn").click()
    seen(page, "11-tracked")
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải “Thông báo không thụ lý số 01/TB-UBND”").click()
    return download.value.path().read_bytes()


def _check_the_file(page: Page, pdf: bytes) -> None:
    file = {"name": "thong-bao.pdf", "mimeType": "application/pdf", "buffer": pdf}
    page.get_by_label("Tệp PDF đã nhận").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    said = page.locator(".notice--good")
    expect(said).to_contain_text("Đúng là văn bản của cơ quan, không bị sửa")
    expect(said).to_contain_text("Đã ban hành, chưa bị thay thế")
    seen(page, "12-genuine")
    assert_accessible(page)
