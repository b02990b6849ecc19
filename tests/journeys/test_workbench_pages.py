"""The workbench in a real browser: typing, looking, returning, comparing; without script too."""

import os
import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from feedback.domain import clock
from feedback.extensions import db
from feedback.models.drafting import DocumentDraft
from feedback.services.acts import casework
from feedback.services.drafting import paragraphs, previews, proposals
from feedback.services.drafting.paragraphs import Wording
from tests.browser import assert_accessible, overhang
from tests.factories import read_province
from tests.journeys.test_office import enter, petitions

__all__ = ["enter", "petitions"]

pytestmark = pytest.mark.journey

REASON = "Quyết định giải quyết khiếu nại lần hai đã có hiệu lực"
#: Milliseconds for a preview on a busy machine, the library read from disk.
PATIENCE = 30_000
BUTTON = re.compile("^Trình lãnh đạo")


@pytest.fixture
def complaint(app: Flask, petitions: list[int]) -> int:
    """A complaint at the commune, and a paragraph that its officers keep ready."""
    with app.app_context():
        province, now = read_province(db.session()), clock.now()
        stated = {"kind": "complaint", "field": "land", "agency": "X06862"}
        casework.apply(petitions[1], "classify", province.receptionist, now, stated)
        kept = Wording("reason", "", "Đã có quyết định lần hai", "Đơn của {người gửi} đã được xét.")
        paragraphs.keep(kept, province.commune_officer, now)
    return petitions[1]


@pytest.fixture
def returned(app: Flask, complaint: int) -> int:
    """The same, with a draft that the head has sent back once and got again."""
    with app.app_context():
        province, now = read_province(db.session()), clock.now()
        officer, head = province.commune_officer, province.commune_head
        stated = {"ground": "khoản 2 Điều 11", "reason": f"{REASON} từ năm ngoái."}
        first = proposals.propose(complaint, "decline", officer, now, stated)
        proposals.send_back(first, head, now, "Ghi rõ số quyết định.")
        mended = stated | {"reason": f"{REASON}, số 845/QĐ-UBND."}
        proposals.propose(complaint, "decline", officer, now, mended)
    return complaint


def keep_picture(page: Page, name: str) -> None:
    """For whoever wants to look: pictures go where the setting says, if it says."""
    if folder := os.environ.get("FEEDBACK_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_typed_is_kept_drawn_and_checked_while_one_types(enter, complaint, width):
    page = enter("canboxa", f"/can-bo/ho-so/{complaint}/decline", width=width)
    expect(page.locator(".sheet img").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Chưa lưu bản nào.")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Căn cứ").fill("khoản 2 Điều 11")
    page.get_by_label("Lý do").press_sequentially("Ngày 31/02/2026 …")
    findings = page.locator("[data-findings]")
    expect(findings).to_contain_text("Không có ngày “31/02/2026” trong lịch.", timeout=PATIENCE)
    expect(findings).to_contain_text("Còn chỗ chưa điền: “…”.")
    expect(page.locator("[data-draft-said]")).to_contain_text("Đã lưu lúc", timeout=PATIENCE)
    findings.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("#reason$"))
    keep_picture(page, f"workbench-{width}")
    assert overhang(page) <= 0
    assert_accessible(page)
    page.get_by_label("Lý do").fill("")
    page.get_by_text("Mẫu đoạn văn cho mục này").click()
    page.get_by_role("button", name="Chèn mẫu Đã có quyết định lần hai").click()
    expect(page.get_by_label("Lý do")).to_have_value(re.compile("^Đơn của .* đã được xét.$"))
    expect(page.get_by_text("Không thấy chỗ nào phải sửa.")).to_be_visible(timeout=PATIENCE)
    page.reload()
    expect(page.get_by_label("Lý do")).to_have_value(re.compile("^Đơn của"))
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator(".done")).to_contain_text("Đã trình lãnh đạo")


def test_a_preview_waits_for_the_one_before_it_and_nothing_is_kept_meanwhile(app, enter, complaint):
    """The same person's other page is being drawn; here nobody has typed anything."""
    said = "Bản xem trước trước đó đang được dựng"
    with app.app_context(), previews.one_at_a_time(read_province(db.session()).commune_officer):
        page = enter("canboxa", f"/can-bo/ho-so/{complaint}/decline")
        expect(page.locator("[data-draft-said]")).to_contain_text(said, timeout=PATIENCE)
        expect(page.locator(".sheet img")).to_have_count(0)
    expect(page.locator(".sheet img").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-draft-said]")).to_have_text("Chưa lưu bản nào.")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(DocumentDraft)) == 0


def test_a_document_is_written_without_script(enter, complaint):
    page = enter("canboxa", f"/can-bo/ho-so/{complaint}/decline", script=False, width=360)
    page.get_by_label("Căn cứ").fill("khoản 2 Điều 11")
    page.get_by_text("Mẫu đoạn văn cho mục này").click()
    page.get_by_role("button", name="Chèn mẫu Đã có quyết định lần hai").click()
    expect(page.get_by_label("Lý do")).to_have_value(re.compile("^Đơn của .* đã được xét.$"))
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("img", name=re.compile("trang 1 trong"))).to_be_visible(
        timeout=PATIENCE
    )
    keep_picture(page, "workbench-plain")
    assert overhang(page) <= 0
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator(".done")).to_contain_text("Đã trình lãnh đạo")


def test_a_draft_is_written_with_keys_alone(enter, complaint):
    page = enter("canboxa", f"/can-bo/ho-so/{complaint}/decline")
    expect(page.locator(".sheet img").first).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Căn cứ").focus()
    page.keyboard.type("khoản 2 Điều 11")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Lý do")).to_be_focused()
    page.keyboard.type(REASON)
    page.keyboard.press("Control+s")
    expect(page.locator(".done")).to_contain_text("Đã lưu dự thảo")
    expect(page.get_by_label("Lý do")).to_have_value(REASON)


@pytest.mark.parametrize("width", [360, 1440])
def test_a_head_reads_a_draft_in_full_and_what_was_mended(enter, returned, width):
    page = enter("chutichxa", "/can-bo/cho-quyet", width=width)
    page.get_by_role("link", name="Xem toàn văn, điểm cần xem và chỗ đã sửa").click()
    expect(page.locator(".sheet img").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("ins").first).to_contain_text("845/QĐ-UBND")
    expect(page.locator("del").first).to_contain_text("từ năm ngoái")
    keep_picture(page, f"reading-{width}")
    assert overhang(page) <= 0
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải PDF bản dự thảo").click()
    assert download.value.suggested_filename.endswith(".pdf")
    page.get_by_role("button", name="Duyệt, cấp số").click()
    expect(page.locator(".done")).to_contain_text("Đã duyệt:")


def test_two_officers_lose_nothing(enter, complaint):
    path = f"/can-bo/ho-so/{complaint}/decline"
    first = enter("canboxa", path, script=False)
    second = enter("xacminh", path, script=False)
    for page, words in ((first, "Chữ của người thứ nhất."), (second, "Chữ của người thứ hai.")):
        page.get_by_label("Căn cứ").fill("khoản 2 Điều 11")
        page.get_by_label("Lý do").fill(words)
        page.get_by_role("button", name="Lưu").first.click()
    expect(second.get_by_label("Lý do")).to_have_value("Chữ của người thứ hai.")
    expect(second.locator("del")).to_contain_text("nhất")
    keep_picture(second, "conflict")
    second.get_by_role("button", name="Lưu").first.click()
    expect(second.locator(".done")).to_contain_text("Đã lưu dự thảo")
    second.get_by_role("link", name="So sánh các bản").click()
    expect(second.locator("ins")).to_contain_text("hai")
    keep_picture(second, "comparison")
