"""A complaint filled in by VNeID in a real browser, with a provider written by others."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from feedback.settings.frozen import Settings
from tests.browser import assert_accessible, overhang
from tests.provider import provider_of_others

pytestmark = pytest.mark.journey

NAME, PHONE = "CHÌU THỊ MÂY", "0912345678"
PERSON = {"sub": "may", "name": NAME, "phone_number": PHONE, "email": "may@vidu.vn",
          "address": {"formatted": "thôn Khe Tiên, xã Tiên Yên"}}  # fmt: skip
STORY = "Xã làm đường lấy đất vườn của nhà tôi mà không đền bù."


@pytest.fixture
def idp() -> Iterator[str]:
    with provider_of_others(PERSON) as address:
        yield address


@pytest.fixture
def settings(settings: Settings, idp: str) -> Iterator[Settings]:
    secret = settings.keys_dir / "vneid_secret"
    secret.write_text("of this test\n")
    yield replace(settings, vneid_issuer=idp, vneid_client_id="tieng-noi")
    secret.unlink()


def on(page: Page, button: str = "Tiếp tục") -> None:
    """Press on, and look at where that leads."""
    main = page.locator("main")
    target = main.get_by_role("button", name=button).or_(main.get_by_role("link", name=button))
    target.first.click()


def at_the_sender(look: Any, server: str, *, width: int, script: bool) -> Page:
    page: Page = look(server + "/gui-don", width=width, script=script)
    # the provider's own pages would fetch their style from elsewhere
    page.route(re.compile("^https:"), lambda route: route.fulfill(body=""))
    page.get_by_role("radio", name="Cơ quan nhà nước ra quyết định").check()
    on(page)
    on(page, "Bắt đầu viết")
    page.locator('[name="story"]').fill(STORY)
    for _ in range(4):
        on(page)
    expect(page.locator("h1")).to_have_text("Bạn là ai?")
    return page


@pytest.mark.parametrize(("script", "width"), [(True, 360), (False, 1440)])
def test_filled_in_by_vneid_and_sent(look, server, idp, script, width):
    page = at_the_sender(look, server, width=width, script=script)
    box = page.locator('[name="identity_number"]')
    box.fill("022187004321")
    on(page, "Điền bằng VNeID")
    expect(page.locator("h1")).to_have_text("Điền bằng VNeID")
    assert overhang(page) <= 0
    if script:
        assert_accessible(page)
    on(page, "Sang VNeID")
    page.get_by_role("button", name="Deny").click()
    expect(page.locator(".notice")).to_contain_text("Bạn đã dừng ở VNeID.")
    expect(box).to_have_value("022187004321")
    on(page, "Điền bằng VNeID")
    on(page, "Sang VNeID")
    page.get_by_role("button", name="may").click()
    expect(page.locator(".notice")).to_contain_text("Đã điền từ VNeID vào những ô còn trống.")
    expect(page.locator('[name="name"]')).to_have_value(NAME)
    expect(page.locator("#name-hint")).to_contain_text("Lấy từ VNeID.")
    expect(box).to_have_value("022187004321")
    assert page.url.startswith(server)
    assert overhang(page) <= 0
    if script:
        assert_accessible(page)
    page.locator('[name="name"]').press("Enter")
    expect(page.locator('[name="phone"]')).to_have_value(PHONE)
    on(page)
    on(page)
    expect(page.locator(".answers")).to_contain_text("VNeID xác nhận: họ và tên")
    expect(page.locator(".answers")).to_contain_text(STORY)
    on(page)
    page.get_by_role("checkbox").check()
    on(page, "Gửi đơn")
    expect(page.locator("h1")).to_have_text("Đã nhận đơn của bạn")
