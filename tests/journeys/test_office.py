"""The officers' room in a real browser: three keys, narrow and wide, with and without script."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import text

from feedback.blueprints.office.pane import FIRST_UNIT_KEY
from feedback.domain import clock
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.lodging.submission import submit
from feedback.vault.keys import KeyRing
from tests.browser import assert_accessible, overhang
from tests.factories import Province, a_lodging, read_province
from tests.passwords import HASH, PASSWORD

pytestmark = pytest.mark.journey

#: The keys of the only suggestion and of "another agency"; kinds have the digits before them.
FIRST_UNIT, OTHER_UNIT = str(FIRST_UNIT_KEY), str(FIRST_UNIT_KEY + 1)
STORIES = (
    "Rác chất đống cạnh trường mầm non đã hai tuần.",
    "Tôi khiếu nại quyết định thu hồi 62,5 m² đất của gia đình.",
    "Xin mở thêm chuyến phà Cái Rồng đi Quan Lạn mùa mưa.",
)


@pytest.fixture
def petitions(app: Flask) -> Iterator[list[int]]:
    """Three petitions at the reception desk, and passwords for everybody."""
    with app.app_context():
        session = db.session
        session.execute(text("update user_account set password_hash = :hash"), {"hash": HASH})
        session.execute(text("update agency set commune_code = '06862' where code = 'X06862'"))
        session.commit()
        keys = KeyRing(app.extensions["settings"].keys_dir)
        kinds = (Kind.REPORT, Kind.COMPLAINT, Kind.RECOMMENDATION)
        yield [
            submit(a_lodging(kind, story=story), keys, clock.now())
            for kind, story in zip(kinds, STORIES, strict=True)
        ]


@pytest.fixture
def drafted(app: Flask, petitions: list[int]) -> int:
    """A complaint at the commune with a draft before its head."""
    with app.app_context():
        province: Province = read_province(db.session())
        now, petition = clock.now(), petitions[1]
        stated = {"kind": "complaint", "field": "land", "agency": "X06862"}
        casework.apply(petition, "classify", province.receptionist, now, stated)
        reason = {"ground": "khoản 2 Điều 11", "reason": "Quyết định đã được giải quyết lần hai."}
        proposals.propose(petition, "decline", province.commune_officer, now, reason)
    return petition


@pytest.fixture
def enter(look, server: str, petitions: list[int]):
    """Sign in as somebody and open a page."""

    def go(username: str, path: str = "/can-bo", **options: object) -> Page:
        page = look(f"{server}/can-bo/dang-nhap?toi={quote(path)}", **options)
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page).to_have_url(re.compile(re.escape(path)))
        return page

    return go


def count_keys(page: Page) -> None:
    """Every key pressed from now on is counted, across pages."""
    page.add_init_script(
        "addEventListener('keydown', e => {"
        " if (!['Control', 'Shift'].includes(e.key))"
        " sessionStorage.keys = Number(sessionStorage.keys || 0) + 1 }, true)"
    )
    page.reload()


def test_a_petition_is_classified_and_routed_with_three_keys(enter, petitions):
    page = enter("tiepnhan", f"/can-bo?mo={petitions[0]}")
    count_keys(page)
    expect(page.locator("tr[aria-current] a")).to_be_focused()
    page.keyboard.press("4")
    page.keyboard.press(FIRST_UNIT)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".done")).to_contain_text(
        "Phản ánh, chuyển tới Ủy ban nhân dân xã Tiên Yên."
    )
    assert int(page.evaluate("sessionStorage.keys")) <= 3
    expect(page).to_have_url(re.compile(rf"mo={petitions[2]}$"))
    expect(page.locator("tr[aria-current] a")).to_be_focused()
    expect(page.locator("[data-row]")).to_have_count(2)


def test_a_whole_desk_is_cleared_without_the_mouse(enter, petitions):
    """The complaint is due first; after the last row comes the first again."""
    page = enter("tiepnhan", f"/can-bo?mo={petitions[0]}")
    for key in ("4", "3", "1"):
        expect(page.locator("tr[aria-current] a")).to_be_focused()
        page.keyboard.press(key)
        page.keyboard.press(FIRST_UNIT)
        page.keyboard.press("Control+Enter")
        page.wait_for_load_state()
    expect(page.get_by_text("Không có đơn nào ở đây.")).to_be_visible()


def test_another_agency_is_found_by_a_part_of_its_name(enter, petitions):
    page = enter("tiepnhan", f"/can-bo?mo={petitions[0]}")
    expect(page.get_by_label("Tên cơ quan khác")).to_be_hidden()
    page.keyboard.press(OTHER_UNIT)
    expect(page.get_by_label("Tên cơ quan khác")).to_be_focused()
    page.keyboard.type("so xay 4 1")
    expect(page.get_by_label("Tên cơ quan khác")).to_have_value("so xay 4 1")
    page.get_by_label("Tên cơ quan khác").fill("so xay")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".done")).to_contain_text("Sở Xây dựng")


def test_a_refused_choice_keeps_the_row_open_with_the_reason(enter, petitions):
    page = enter("tiepnhan", f"/can-bo?mo={petitions[0]}")
    page.keyboard.press(OTHER_UNIT)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Lỗi: "))
    assert_accessible(page)


@pytest.mark.parametrize("width", [320, 360, 1440])
@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("tiepnhan", "/can-bo"),
        ("tiepnhan", "/can-bo?mo={0}"),
        ("tiepnhan", "/can-bo/tim?q=rac"),
        ("tiepnhan", "/can-bo/nhac-viec"),
        ("tiepnhan", "/can-bo/don/{0}"),
        ("tiepnhan", "/can-bo/ho-so/{0}/classify"),
        ("tiepnhan", "/can-bo/hang-loat?petition={0}&petition={2}"),
        ("canboxa", "/can-bo/don/{1}"),
        ("canboxa", "/can-bo/ho-so/{1}/record_signature"),
        ("chutichxa", "/can-bo/cho-quyet"),
        ("chutichxa", "/can-bo/don/{1}"),
        ("chutichxa", "/can-bo/phien"),
    ],
    ids=["queue", "open row", "search", "notices", "petition", "act", "batch", "officer's petition",
         "radio act", "decisions", "head's petition", "sessions"],
)  # fmt: skip
def test_every_page_is_accessible_and_fits(enter, drafted, petitions, username, path, width):
    page = enter(username, path.format(*petitions), width=width)
    assert_accessible(page)
    assert overhang(page) <= 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_door_is_accessible(look, server, dark):
    page = look(server + "/can-bo/dang-nhap", width=360, dark=dark)
    assert_accessible(page)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)


def test_the_queue_is_accessible_in_the_dark(enter, petitions):
    assert_accessible(enter("tiepnhan", dark=True))


def test_on_a_telephone_the_open_row_is_a_page_with_a_way_back(enter, petitions):
    page = enter("tiepnhan", width=360)
    expect(page.locator(".pane")).to_be_hidden()
    page.get_by_role("link", name="Tôi khiếu nại").click()
    expect(page.locator(".pane")).to_be_visible()
    expect(page.locator("[data-row]").first).to_be_hidden()
    page.get_by_role("link", name="Về danh sách").click()
    expect(page.locator("[data-row]")).to_have_count(3)


def test_everything_works_without_script(enter, drafted, petitions):
    page = enter("tiepnhan", width=360, script=False)
    page.get_by_role("link", name="Xin mở thêm chuyến phà").click()
    page.get_by_role("radio", name="Kiến nghị", exact=True).check()
    page.get_by_role("radio", name="Tìm cơ quan khác").check()
    page.get_by_label("Tên cơ quan khác").fill("sở xây dựng")
    page.get_by_role("button", name="Phân loại và chuyển").click()
    expect(page.locator(".done")).to_contain_text("Kiến nghị, chuyển tới Sở Xây dựng.")
    page.get_by_role("button", name="Đăng xuất").click()

    head = enter("chutichxa", "/can-bo/cho-quyet", width=360, script=False)
    said = "Cấp số và lập văn bản, rồi chờ ông/bà ký: Thông báo không thụ lý."
    expect(head.get_by_text(said)).to_be_visible()
    head.get_by_role("button", name="Duyệt, cấp số").click()
    expect(head.locator(".done")).to_contain_text("Đã duyệt: Không thụ lý.")


def test_the_batch_bar_comes_with_the_first_tick(enter, petitions):
    page = enter("tiepnhan", f"/can-bo?mo={petitions[0]}")
    expect(page.locator(".batch")).to_be_hidden()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("[data-batch-count]")).to_have_text("2")
    page.get_by_role("button", name="Phân loại hàng loạt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phân loại 2 đơn cùng lúc")
