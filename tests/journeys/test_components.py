"""Every component, looked at by a real browser: accessible, narrow, dark, by keys, without script.

The pages are those of ``/kieu-mau``, served by the smallest application that carries them.
"""

import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect
from werkzeug.serving import make_server

from feedback.blueprints import assets, filters, headers, widgets
from feedback.blueprints.showcase.routes import showcase
from tests.browser import assert_accessible, overhang

pytestmark = pytest.mark.journey

ROOT = Path(__file__).parents[2]
PAGES = ["", "cau-hoi", "bieu-mau", "bien-nhan", "ho-so", "can-bo", "muc-tieu"]
ELSEWHERE = '<title>Thời tiết</title><link rel="icon" href="data:,">Nắng'


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    app = Flask("components", static_folder=None, template_folder=str(ROOT / "templates"))
    app.secret_key = secrets.token_bytes()
    for part in (filters, widgets, headers):
        part.install(app)
    assets.install(app, ROOT / "static")
    app.register_blueprint(showcase)
    app.add_url_rule("/elsewhere", "elsewhere", lambda: ELSEWHERE)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/kieu-mau/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1440])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "index")
def test_every_page_is_accessible_and_never_scrolls_sideways(look, site, path, width, dark):
    page = look(site + path, width=width, dark=dark)
    assert_accessible(page)
    assert overhang(page) <= 0


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("path", ["cau-hoi", "bieu-mau"])
def test_a_refused_form_is_accessible_and_its_summary_has_the_focus(look, site, path, width):
    page = look(site + path, width=width)
    page.locator("main form .button--main").first.click()
    expect(page).to_have_title("Lỗi: " + page.title().removeprefix("Lỗi: "))
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.locator(".error-summary a").first.click()
    target = page.locator(".error-summary a").first.get_attribute("href")
    expect(page.locator(target)).to_be_focused()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "index")
def test_text_of_double_size_still_fits_a_small_telephone(look, site, path):
    page = look(site + path, width=320)
    page.evaluate("document.documentElement.attributeStyleMap.set('font-size', CSS.percent(200))")
    assert overhang(page) <= 0


def test_the_letters_on_screen_are_ours(look, site):
    page = look(site + "cau-hoi")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Be Vietnam QN\"', 'Ẳ')")
    assert page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').length") == 2


def test_a_question_is_answered_without_script(look, site):
    page = look(site + "cau-hoi", width=360, script=False)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".error-summary a")).to_have_text("Chọn một câu gần giống chuyện của bạn.")
    page.get_by_label("Tôi muốn đề nghị, góp ý").check()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.get_by_label("Tôi muốn đề nghị, góp ý")).to_be_checked()


def test_a_choice_is_named_by_its_sentence_and_described_by_the_laws_word(look, site):
    page = look(site + "cau-hoi")
    choice = page.get_by_role("radio", name="Cơ quan nhà nước ra quyết định")
    expect(choice).to_have_accessible_description(
        "Khiếu nại Ví dụ: đền bù đất chưa đúng, bị phạt sai, bị từ chối cấp giấy."
    )


def test_letters_are_counted_and_never_cut(look, site):
    page = look(site + "bieu-mau")
    story = page.get_by_label("Kể lại chuyện đã xảy ra")
    story.fill("ế" * 190)
    expect(page.locator("#story-limit")).to_have_text("Còn 10 chữ cái.")
    story.fill("😀" * 203)
    expect(page.locator("#story-limit")).to_have_text("Dài hơn 3 chữ cái. Viết ngắn lại.")
    expect(page.locator("#story-limit")).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize("how", ["click", "shift"])
def test_leaving_quickly_replaces_the_page_and_keeps_nothing(look, site, how):
    page = look(site)
    page.evaluate("document.querySelector('[data-leave]').href = '/elsewhere'")
    if how == "click":
        page.get_by_role("link", name="Thoát nhanh").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    expect(page).to_have_title("Thời tiết")
    assert page.evaluate("history.length") <= 2
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_two_shifts_and_a_letter_do_not_leave(look, site):
    page = look(site)
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    expect(page).to_have_url(site)


# The officers' desk


def test_a_case_is_classified_and_routed_with_three_keys(look, site):
    page = look(site + "can-bo")
    page.locator("tr[aria-current] a").focus()
    page.keyboard.press("2")
    page.keyboard.press("6")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-done]")).to_have_text("Tố cáo → Thanh tra tỉnh")


def test_arrows_move_the_cursor_and_enter_opens_the_row(look, site):
    page = look(site + "can-bo")
    page.locator("tr[aria-current] a").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-row]").nth(3).locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("[data-row]").nth(2)).to_have_attribute("aria-current", "true")


def test_a_digit_never_decides_about_a_row_that_is_not_open(look, site):
    page = look(site + "can-bo")
    page.locator("tr[aria-current] a").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-said]")).to_have_text("Đơn này chưa mở. Nhấn Enter để mở trước.")
    expect(page.locator(".pane :checked")).to_have_count(0)
    expect(page.locator("[data-done]")).to_have_count(0)


def test_space_ticks_the_row_and_brings_the_batch_bar(look, site):
    page = look(site + "can-bo")
    expect(page.locator(".batch")).to_be_hidden()
    page.locator("tr[aria-current] a").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("[data-batch-count]")).to_have_text("2")
    expect(page.locator(".batch")).to_be_visible()


def test_typing_in_the_search_box_triggers_nothing(look, site):
    page = look(site + "can-bo")
    page.locator("tr[aria-current] a").focus()
    page.keyboard.press("/")
    expect(page.locator("[data-find]")).to_be_focused()
    page.keyboard.type("12 ha tu 4 ?")
    expect(page.locator("[data-find]")).to_have_value("12 ha tu 4 ?")
    expect(page.locator(".pane :checked")).to_have_count(0)
    expect(page.locator("tbody :checked")).to_have_count(0)
    expect(page.locator("dialog[open]")).to_have_count(0)


@pytest.mark.parametrize("composing", ["{isComposing: true}", "{keyCode: 229}"])
def test_keys_of_an_input_method_are_left_alone(look, site, composing):
    page = look(site + "can-bo")
    page.evaluate(
        "extra => document.querySelector('tr[aria-current] a').dispatchEvent(new KeyboardEvent("
        "'keydown', {code: 'Digit2', key: '2', bubbles: true, ...extra}))",
        {"isComposing": True} if "isComposing" in composing else {"keyCode": 229},
    )
    expect(page.locator(".pane :checked")).to_have_count(0)


def test_keys_can_be_switched_off_and_stay_off_but_the_commit_stays(look, site):
    page = look(site + "can-bo")
    page.locator("tr[aria-current] a").focus()
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Dùng phím tắt").click()
    page.get_by_role("button", name="Đóng").click()
    page.reload()
    page.locator("tr[aria-current] a").focus()
    page.keyboard.press("2")
    expect(page.locator(".pane :checked")).to_have_count(0)
    page.get_by_role("radio", name="Kiến nghị").check()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-done]")).to_have_text("Kiến nghị → ?")


def test_keys_outside_the_desk_do_nothing(look, site):
    page = look(site + "can-bo")
    page.locator(".masthead__name").focus()
    page.keyboard.press("2")
    expect(page.locator(".pane :checked")).to_have_count(0)


def test_the_desk_works_without_script(look, site):
    page = look(site + "can-bo", script=False)
    expect(page.locator(".batch")).to_be_visible()
    expect(page.locator("[data-keys-open]")).to_be_hidden()
    page.get_by_role("radio", name="Phản ánh").check()
    page.get_by_role("button", name="Phân loại và chuyển").click()
    expect(page.locator("[data-done]")).to_have_text("Phản ánh → ?")


def test_fourteen_rows_are_seen_at_once_on_a_desk(look, site):
    page = look(site + "can-bo")
    seen = page.evaluate(
        "[...document.querySelectorAll('[data-row]')].filter("
        "r => r.getBoundingClientRect().bottom <= innerHeight).length"
    )
    assert seen >= 14


def test_a_chip_opens_the_arithmetic_of_its_day(look, site):
    page = look(site + "can-bo")
    page.locator(".pane .clock summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pane .arithmetic")).to_contain_text("Hạn: ngày làm việc tiếp theo")
    assert_accessible(page)


@pytest.mark.parametrize(("path", "least"), [("bieu-mau", 47.5), ("can-bo", 39.5)])
def test_targets_are_large_enough_for_thumbs(look, site, path, least):
    page = look(site + path, width=360)
    targets = page.locator(
        ".button:not(.button--link), .input, summary:not(.clock > *), .nav a"
    ).locator("visible=true")
    sizes = [(target.inner_text(), target.bounding_box()["height"]) for target in targets.all()]
    assert sizes
    assert [target for target in sizes if target[1] < least] == []


def test_paper_is_light_and_carries_no_navigation(look, site):
    page = look(site + "ho-so", dark=True)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".masthead .nav")).to_be_hidden()
    expect(page.locator(".five")).to_be_visible()
