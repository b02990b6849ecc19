"""Fields: what was typed stays, what is wrong is said in Vietnamese, once, beside the field."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, StringField
from wtforms.validators import InputRequired

from feedback.blueprints.showcase.forms import EveryFieldForm
from feedback.blueprints.widgets import (
    DateBoxesField,
    HouseForm,
    PhoneField,
    error_entries,
    first_control,
)


class When(HouseForm):
    """A day and a telephone number, both required."""

    on = DateBoxesField("Ngày", [InputRequired("Nhập ngày.")])
    phone = PhoneField("Số điện thoại")


NO_SUCH_DAY = ["Không có ngày này trong lịch. Nhập bằng số, ví dụ 2 12 2026."]


def filled(form, /, **data):
    return form(formdata=MultiDict(data), meta={"csrf": False})


def on(day, month, year):
    return {"on-day": day, "on-month": month, "on-year": year}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        pytest.param(on("2", "12", "2026"), date(2026, 12, 2), id="plain"),
        pytest.param(on(" 02", "03 ", "2026"), date(2026, 3, 2), id="zeros and spaces"),
        pytest.param(on("29", "2", "2024"), date(2024, 2, 29), id="leap day"),
    ],
)
def test_three_boxes_make_a_day(web, typed, day):
    with web.test_request_context():
        form = filled(When, **typed)
        assert form.validate()
        assert form.on.data == day


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param({}, ["Nhập ngày."], id="nothing sent"),
        pytest.param(on("", "", ""), ["Nhập ngày."], id="nothing typed"),
        pytest.param(on("2", "", "2026"), ["Bạn còn thiếu tháng."], id="one box empty"),
        pytest.param(on("", "12", ""), ["Bạn còn thiếu ngày và năm."], id="two boxes empty"),
        pytest.param(on("31", "2", "2026"), NO_SUCH_DAY, id="no such day"),
        pytest.param(on("hai", "12", "2026"), NO_SUCH_DAY, id="words"),
        pytest.param(on("1", "1", "99999"), NO_SUCH_DAY, id="year out of range"),
    ],
)
def test_a_day_that_cannot_be_is_said_once_and_kept_as_typed(web, typed, words):
    with web.test_request_context():
        form = filled(When, **typed)
        assert not form.validate()
        assert form.on.errors == words
        assert form.on.data is None
        assert list(form.on.typed.values()) == (list(typed.values()) or ["", "", ""])


def test_a_stored_day_fills_the_boxes(web):
    with web.test_request_context():
        form = When(formdata=None, data={"on": date(2026, 12, 2)}, meta={"csrf": False})
        assert form.on.typed == {"day": "2", "month": "12", "year": "2026"}


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        pytest.param("0912 345 678", "0912345678", id="spaces"),
        pytest.param("0912.345.678", "0912345678", id="points"),
        pytest.param("+84 912 345 678", "0912345678", id="from abroad"),
        pytest.param("0084912345678", "0912345678", id="from abroad with zeros"),
        pytest.param("0203 3835 123", "02033835123", id="a desk telephone"),
        pytest.param("", None, id="left empty"),
    ],
)
def test_telephone_numbers_are_taken_as_people_write_them(web, typed, digits):
    with web.test_request_context():
        form = filled(When, **on("1", "1", "2026"), phone=typed)
        assert form.validate()
        assert form.phone.data == digits


@pytest.mark.parametrize("typed", ["912", "abc", "09123456789012", "٠٩١٢٣٤٥٦٧٨"])
def test_a_refused_number_is_shown_again_as_typed(web, typed):
    with web.test_request_context():
        form = filled(When, **on("1", "1", "2026"), phone=typed)
        assert not form.validate()
        assert form.phone.errors == ["Nhập số điện thoại có 10 số, ví dụ 0912 345 678."]
        assert form.phone._value() == typed  # noqa: SLF001 - what the page prints


def test_the_summary_leads_to_the_first_control_of_each_field(web):
    with web.test_request_context():
        form = EveryFieldForm(formdata=MultiDict(), meta={"csrf": False})
        form.validate()
        assert [entry.target for entry in error_entries(form)] == [
            "name", "story", "known_on-day", "phone", "has_paper-0", "channels-0", "sworn",
        ]  # fmt: skip


def test_every_target_of_the_summary_is_on_the_page(browser):
    page = browser.post("/kieu-mau/bieu-mau", data={"known_on-day": "x"})
    assert page.status_code == 422
    assert "<title>Lỗi: " in page.text
    for target in ("name", "story", "known_on-day", "phone", "has_paper-0", "channels-0", "sworn"):
        assert f'href="#{target}"' in page.text
        assert f'id="{target}"' in page.text


def test_nothing_typed_is_lost_and_markup_stays_text(browser):
    typed = {"name": "<b>Bà 3</b>", "story": "a" * 201, "phone": "09x", "known_on-day": "32"}
    page = browser.post("/kieu-mau/bieu-mau", data=typed)
    assert "&lt;b&gt;Bà 3&lt;/b&gt;" in page.text
    assert "<b>Bà 3" not in page.text
    assert "a" * 201 in page.text
    assert 'value="09x"' in page.text
    assert 'value="32"' in page.text
    assert "Viết ngắn lại, tối đa 200 chữ cái." in page.text


def test_the_browsers_own_checks_stay_off(browser):
    page = browser.get("/kieu-mau/bieu-mau").text
    assert " required" not in page
    assert " maxlength" not in page
    assert page.count("<form") == page.count("novalidate")


def test_errors_of_nested_forms_are_listed_too(web):
    class Child(HouseForm):
        name = StringField("Tên", [InputRequired("Nhập tên.")])

        class Meta(HouseForm.Meta):
            csrf = False

    class Parent(HouseForm):
        people = FieldList(FormField(Child), min_entries=2)

    with web.test_request_context():
        form = Parent(formdata=MultiDict({"people-0-name": "An"}), meta={"csrf": False})
        form.validate()
        assert error_entries(form) == [("people-1-name", "Nhập tên.")]


def test_a_forgotten_page_is_explained_and_leads_nowhere(web):
    web.config["WTF_CSRF_ENABLED"] = True
    with web.test_request_context(method="POST"):
        form = When()
        form.validate()
        assert error_entries(form)[-1] == (
            "",
            "Trang đã mở quá lâu. Bấm gửi lại một lần nữa.",
        )
        assert first_control(form.csrf_token) == ""


def test_no_message_of_the_form_library_reaches_people_in_english(web):
    with web.test_request_context():
        form = filled(EveryFieldForm, has_paper="hỏng", channels="hỏng")
        form.validate()
        said = [entry.text for entry in error_entries(form)]
        assert not [words for words in said if words.isascii()]
