"""A sender fetches the receipt file; anybody checks it, on a telephone and at a desk."""

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible, overhang
from tests.integration.public.proven import CODE, lodge, seal

__all__ = ["lodge", "seal"]

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("width", "script", "dark"), [(360, True, False), (1440, True, True), (360, False, False)]
)
def test_a_receipt_is_fetched_and_checked(lodge, seal, server, look, width, script, dark):
    lodge()
    page = look(f"{server}/tra-cuu", width=width, script=script, dark=dark)

    def seen() -> None:
        expect(page.locator("h1")).to_have_count(1)
        assert overhang(page) <= 0
        if script:
            assert_accessible(page)

    def follow() -> None:
        page.goto(f"{server}/tra-cuu")
        page.get_by_label("Mã tra cứu").fill(CODE)
        page.get_by_role("button", name="Xem đơn").click()

    follow()
    expect(page.get_by_role("complementary")).to_contain_text("Chưa có bằng chứng")
    seal()
    follow()
    seen()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Tải bằng chứng").click()
    assert fetched.value.suggested_filename == "bien-nhan-QN-2026-00001.tlog-proof"
    receipt = fetched.value.path().read_bytes()

    page.get_by_role("link", name="Đối chứng", exact=True).click()
    seen()
    page.get_by_role("button", name="Đối chứng").click()
    expect(page.locator(".error-summary")).to_contain_text("Chọn tệp bằng chứng")
    seen()
    for content, said in (
        (receipt, "Mục này có trong nhật ký"),
        (receipt.replace(b"\n1\n", b"\n2\n"), "Chữ ký trong tệp không đúng"),
    ):
        file = {"name": "bien-nhan.tlog-proof", "mimeType": "text/plain", "buffer": content}
        page.get_by_label("Tệp bằng chứng đã tải về").set_input_files(file)
        page.get_by_role("button", name="Đối chứng").click()
        expect(page.get_by_role("status")).to_contain_text(said)
        seen()
