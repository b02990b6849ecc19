"""An inspector's morning: sign in, find a file, see it proven, see it broken, read the target."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, make_url, text, update

from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.agency import UserAccount
from feedback.models.petition import Petition
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.lodging import submission
from feedback.vault.keys import KeyRing
from tests.browser import assert_accessible, overhang
from tests.factories import a_lodging, read_province
from tests.passwords import HASH, PASSWORD

pytestmark = pytest.mark.journey

WIDTHS = (360, 1440)


@pytest.fixture
def case(app: Flask) -> int:
    """A complaint accepted some days ago, a report and information about a violation."""
    now = datetime.now(UTC) - timedelta(days=9)  # noqa: TID251 - the journey is today's
    keys = KeyRing(app.extensions["settings"].keys_dir)
    with app.app_context():
        session = db.session()
        session.execute(update(UserAccount).values(password_hash=HASH))
        session.commit()
        people = read_province(session)
        petition = submission.submit(a_lodging(), keys, now)
        stated = {"kind": "complaint", "field": "land", "agency": "X06862"}
        casework.apply(petition, "classify", people.receptionist, now, stated)
        officer = people.commune_officer
        casework.apply(petition, "record_signature", officer, now, {"signature_form": "paper"})
        casework.apply(petition, "propose_acceptance", officer, now, {"reason": "Đủ điều kiện."})
        drafted = proposals.propose(petition, "accept", officer, now, {})
        proposals.approve(drafted, people.commune_head, now + timedelta(hours=1))
        later = now + timedelta(days=5)
        submission.submit(a_lodging(Kind.REPORT), keys, later)
        submission.submit(a_lodging(Kind.DENUNCIATION, name="Trần Thị Kín"), keys, later)
        return session.get_one(Petition, petition).case_id


def signed_in(look, server: str, path: str, **how: object) -> Page:
    """Led to the door, and back to the page asked for."""
    page = look(server + path, **how)
    page.get_by_label("Tên đăng nhập").fill("thanhtra")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(server + path)
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_an_inspector_finds_a_file_and_sees_that_its_history_is_whole(look, server, case, width):
    page = signed_in(look, server, "/thanh-tra", width=width)
    assert_accessible(page)
    assert overhang(page) <= 0
    expect(page.get_by_text("Nội dung được bảo vệ")).to_have_count(1)
    expect(page.get_by_text("Kín")).to_have_count(0)
    page.get_by_label("Số", exact=True).fill("VV 1")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name="VV-").click()
    expect(page.locator(".proof--sound")).to_contain_text("Chuỗi sự kiện nguyên vẹn")
    expect(page.locator("svg .present")).to_have_text("Đã thụ lý")
    assert_accessible(page)
    assert overhang(page) <= 0
    page.locator("summary").first.click()
    expect(page.get_by_text("là ngày 0, không tính").first).to_be_visible()
    page.get_by_role("button", name="Kiểm tra lại").click()
    expect(page.locator(".proof--sound")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_changed_byte_turns_the_page_red(look, server, case, width, server_urls, settings):
    name = make_url(settings.database_url).database
    url = make_url(server_urls.superuser).set(database=name)
    superuser = create_engine(url.render_as_string(hide_password=False))
    with superuser.begin() as connection:
        connection.execute(text("ALTER TABLE entry DISABLE TRIGGER ALL"))
        connection.execute(
            text(
                "UPDATE entry SET body = set_byte(body, 40, get_byte(body, 40) # 1)"
                " WHERE subject = (SELECT uid FROM subject WHERE id = :id) AND seq = 1"
            ),
            {"id": case},
        )
    superuser.dispose()
    page = signed_in(look, server, f"/thanh-tra/ho-so/{case}", width=width)
    expect(page.locator(".proof--broken")).to_contain_text("Lịch sử đã bị thay đổi, từ mục số")
    expect(page.locator(".entries .broken")).to_have_count(1)
    assert_accessible(page)
    assert overhang(page) <= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_target_is_read_and_a_figure_opens_its_files(look, server, case, width):
    page = signed_in(look, server, "/thanh-tra/muc-tieu", width=width)
    assert_accessible(page)
    assert overhang(page) <= 0
    expect(page.get_by_text("câu chữ chưa kiểm chứng")).to_have_count(9)
    page.get_by_label("Từ ngày").fill("31/02/2026")
    page.get_by_role("button", name="Xem").click()
    expect(page.locator("#tu-error")).to_contain_text("Không có ngày “31/02/2026” trong lịch")
    expect(page.get_by_label("Từ ngày")).to_have_value("31/02/2026")
    assert_accessible(page)
    page.get_by_label("Từ ngày").fill("01/01/2025")
    page.get_by_role("button", name="Xem").click()
    page.get_by_role("link", name="Đơn mới").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("G1: Đơn mới")
    expect(page.locator("tbody tr")).to_have_count(3)
    assert_accessible(page)
    assert overhang(page) <= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_procedure_is_drawn_and_scrolls_in_its_own_box(look, server, case, width):
    page = signed_in(look, server, "/thanh-tra/quy-trinh", width=width)
    assert_accessible(page)
    page.get_by_role("link", name="Xử lý đơn").last.click()
    expect(page.locator(".drawing svg")).to_be_visible()
    assert_accessible(page)
    assert overhang(page) <= 0
    wider = page.evaluate(
        "d => d.scrollWidth > d.clientWidth", page.locator(".drawing").element_handle()
    )
    assert wider == (width == 360)


def test_everything_works_without_script_and_in_the_dark(look, server, case):
    page = signed_in(look, server, f"/thanh-tra/ho-so/{case}", script=False, dark=True)
    expect(page.locator(".proof--sound")).to_be_visible()
    expect(page.locator("svg .present")).to_have_text("Đã thụ lý")
