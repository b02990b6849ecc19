"""Citizens from the front page to the receipt and back by their code, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from feedback.demo.petitions import corpus
from feedback.demo.shapes import CorpusPetition
from feedback.domain import clock
from feedback.domain.petitions import Kind
from feedback.domain.text import clean
from tests.browser import assert_accessible, overhang

pytestmark = pytest.mark.journey

PICTURE = {"name": "Ảnh đường hỏng.png", "mimeType": "image/png"}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 2_000
CODE = re.compile(r"^([0-9A-HJKMNP-TV-Z]{4} ){6}[0-9A-HJKMNP-TV-Z]{4}$")


class Walk:
    """Steps through the pages, looking at each: not too wide, and accessible where script runs."""

    def __init__(self, page: Page, *, script: bool) -> None:
        self.page = page
        self.pages = 0
        self._script = script

    def on(self, button: str = "Tiếp tục") -> None:
        """Press on and look at where that leads."""
        main = self.page.locator("main")
        target = main.get_by_role("button", name=button).or_(main.get_by_role("link", name=button))
        target.first.click()
        self.look()

    def look(self) -> None:
        self.pages += 1
        expect(self.page.locator("h1")).to_have_count(1)
        assert overhang(self.page) <= 0
        if self._script:
            assert_accessible(self.page)

    def choose(self, sentence: str) -> None:
        self.page.get_by_role("radio", name=sentence).check()

    def fill(self, **boxes: str) -> None:
        """Fill boxes by the names of their fields."""
        for name, text in boxes.items():
            self.page.locator(f'[name="{name.replace("__", "-")}"]').fill(text)


def longest_complaint() -> CorpusPetition:
    told = [one for one in corpus(clock.today()) if one.kind is Kind.COMPLAINT and one.person]
    return max(told, key=lambda one: len(one.story))


def code_shown(page: Page) -> str:
    return page.locator(".panel__code").inner_text()


def test_the_longest_complaint_is_sent_from_a_telephone_without_script(look, server):
    told = longest_complaint()
    assert told.person is not None
    page = look(server + "/", width=360, script=False)
    walk = Walk(page, script=False)
    walk.on("Gửi đơn")
    walk.choose("Cơ quan nhà nước ra quyết định")
    walk.on()
    walk.on("Bắt đầu viết")
    walk.fill(story=told.story, wanted=told.wanted)
    walk.on()
    walk.fill(against=told.against.body if told.against else "")
    walk.on()
    knew = told.known_on or clock.today()
    walk.fill(
        known_on__day=str(knew.day), known_on__month=str(knew.month), known_on__year=str(knew.year)
    )
    walk.on()
    walk.fill(commune=told.commune.full_name, place=told.place)
    walk.on()
    walk.fill(name=told.person.name, address=told.person.address)
    walk.on()
    walk.fill(phone=told.person.phone)
    walk.on()
    walk.on()
    expect(page.locator("h1")).to_have_text("Kiểm tra lại trước khi gửi")
    expect(page.locator(".answers")).to_contain_text(clean(told.person.name))
    walk.on()
    page.get_by_role("checkbox").check()
    walk.on("Gửi đơn")
    expect(page.locator("h1")).to_have_text("Đã nhận đơn của bạn")
    code = code_shown(page)
    assert CODE.match(code)
    page.goto(server + "/tra-cuu")
    walk.fill(code=code.lower())
    walk.on("Xem đơn")
    expect(page.locator(".five")).to_contain_text("Khiếu nại")
    expect(page.locator(".five")).to_contain_text("Ban Tiếp công dân tỉnh")


def test_a_complaint_of_all_legal_fields_takes_at_most_twelve_pages(look, server):
    """From the choice of the kind to the receipt, axe on each page."""
    walk = Walk(look(server + "/gui-don", width=360), script=True)
    walk.look()
    walk.choose("Cơ quan nhà nước ra quyết định")
    walk.on()
    walk.on("Bắt đầu viết")
    walk.fill(story="Xã lấy đất vườn làm đường, không đền bù.")
    walk.on()
    walk.on()
    walk.on()
    walk.on()
    walk.fill(name="Nguyễn Văn Hòa", address="thôn Đồng Mạ")
    walk.on()
    walk.on()
    walk.on()
    walk.on()
    walk.page.get_by_role("checkbox").check()
    walk.on("Gửi đơn")
    expect(walk.page.locator("h1")).to_have_text("Đã nhận đơn của bạn")
    assert walk.pages <= 12


def test_a_report_with_a_picture_takes_at_most_eight_pages(look, server):
    page = look(server + "/gui-don", width=1440)
    walk = Walk(page, script=True)
    walk.look()
    walk.choose("Tôi muốn báo một việc đang xảy ra")
    walk.on()
    walk.on("Bắt đầu viết")
    walk.fill(story="Đường liên thôn sụt sau bão, xe máy ngã.")
    walk.on()
    walk.fill(commune="Tiên Yên", place="cạnh cầu Khe Tiên")
    walk.on()
    walk.on()
    page.get_by_label("Ảnh, giấy tờ kèm theo").set_input_files([{**PICTURE, "buffer": PNG}])
    walk.on()
    expect(page.locator(".answers")).to_contain_text("Ảnh đường hỏng.png")
    walk.on()
    assert walk.pages <= 8
    page.get_by_role("checkbox").check()
    walk.on("Gửi đơn")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải giấy biên nhận").click()
    assert download.value.suggested_filename.startswith("bien-nhan-QN-")
    walk.on("Theo dõi hồ sơ")
    page.get_by_text("Bổ sung thông tin", exact=True).click()
    page.get_by_label("Bạn muốn nói thêm điều gì?").fill("Sáng nay sụt thêm một mét.")
    walk.on("Gửi bổ sung")
    expect(page.locator(".timeline")).to_contain_text("Sáng nay sụt thêm một mét.")
    expect(page.locator("main")).to_contain_text("Đã ghi nhận phần bổ sung của bạn.")


@pytest.mark.parametrize("width", [360, 1440])
def test_information_about_a_violation_is_taken_quietly_and_leaves_nothing(look, server, width):
    page = look(server + "/gui-don", width=width)
    walk = Walk(page, script=True)
    walk.choose("Tôi muốn báo một người hoặc một nơi làm trái luật")
    walk.on()
    expect(page.locator("main")).to_contain_text("Gửi qua trang này không phải là tố cáo theo luật")
    walk.on("Gửi thông tin ngay")
    walk.fill(story="Phó trạm nhận tiền của chủ tàu để cho rời bến.")
    for _ in range(7):
        expect(page.get_by_role("link", name="Thoát nhanh")).to_be_visible()
        walk.on()
    walk.on()
    before = page.locator(".notice .panel__code").inner_text()
    page.get_by_role("checkbox").check()
    walk.on("Gửi thông tin")
    assert code_shown(page).replace(" ", "") == before.replace("-", "")
    expect(page.locator("main")).to_contain_text("Đây không phải đơn tố cáo theo luật")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    cookie = next(one for one in page.context.cookies() if one["name"] == "draft")
    assert (cookie["expires"], cookie["httpOnly"]) == (-1, True)
    page.route("https://nchmf.gov.vn/**", lambda route: route.fulfill(body="<title>Mưa</title>"))
    page.get_by_role("link", name="Thoát nhanh").click()
    page.wait_for_url("https://nchmf.gov.vn/**")
    assert not [one for one in page.context.cookies() if one["name"] == "draft"]


def test_a_code_from_a_picture_fills_the_box_and_leaves_the_address(look, server):
    page = look(server + "/tra-cuu#ABCD1234", width=360)
    expect(page.get_by_label("Mã tra cứu")).to_have_value("ABCD1234")
    assert page.url == server + "/tra-cuu"


def test_a_refused_answer_takes_the_focus_and_keeps_the_words(look, server):
    page = look(server + "/gui-don", width=360)
    walk = Walk(page, script=True)
    walk.choose("Cơ quan nhà nước ra quyết định")
    walk.on()
    walk.on("Bắt đầu viết")
    walk.fill(wanted="Đền bù cho đúng.")
    walk.on()
    expect(page).to_have_title(re.compile("^Lỗi: "))
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator('[name="wanted"]')).to_have_value("Đền bù cho đúng.")
    page.locator(".error-summary a").click()
    expect(page.locator('[name="story"]')).to_be_focused()


def test_three_answers_lead_to_a_kind_that_is_taken_with_one_press(look, server):
    page = look(server + "/gui-don", width=360)
    walk = Walk(page, script=True)
    walk.choose("Tôi không chắc")
    walk.on()
    for answer in page.get_by_role("radio", name="Có", exact=True).all():
        answer.check()
    walk.on("Xem nên gửi loại nào")
    expect(page.locator("h1")).to_have_text("Có vẻ đây là hai việc")
    walk.on("Chọn khiếu nại")
    expect(page.locator("h1")).to_have_text("Trước khi viết khiếu nại")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_pages_that_only_tell_are_accessible_and_never_too_wide(look, server, width, dark):
    page = look(server + "/", width=width, dark=dark)
    for path in ("/", "/gui-don", "/gui-don/giup-chon", "/tra-cuu", "/huong-dan", "/tiep-can",
                 "/rieng-tu"):  # fmt: skip
        page.goto(server + path)
        assert overhang(page) <= 0
        assert_accessible(page)
