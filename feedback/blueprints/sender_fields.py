"""Boxes that say who sends a petition: the citizen fills them in, or the officer at the desk."""

from typing import Any

from wtforms import EmailField, IntegerField, RadioField, StringField
from wtforms.validators import Length, NumberRange, Optional, Regexp

from feedback.blueprints.widgets import options
from feedback.domain.text import clean_line

FORMS_OF_ADDRESS = {"ông": "Ông", "bà": "Bà"}
MOST_PEOPLE = 100_000
EMAIL = r"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}$"
IDENTITY = r"^([0-9]{9}|[0-9]{12})$"


def _line(typed: str | None) -> str:
    return clean_line(typed or "")


def _digits(typed: str | None) -> str:
    return "".join(_line(typed).split())


def form_of_address_field(label: str) -> RadioField:
    """Asked for documents; whoever chooses neither is none the worse."""
    return RadioField(label, choices=options(FORMS_OF_ADDRESS.items()), validate_choice=False)


def identity_number_field() -> StringField:
    return StringField(
        "Số định danh hoặc số căn cước",
        filters=[_digits],
        validators=[Optional(), Regexp(IDENTITY, message="Số căn cước có 12 số; số cũ có 9 số.")],
    )


def email_field() -> EmailField:
    return EmailField(
        "Thư điện tử",
        filters=[_line],
        validators=[
            Optional(),
            Length(max=254),
            Regexp(EMAIL, message="Nhập địa chỉ thư có chữ @, ví dụ ten@vidu.vn."),
        ],
    )


def people_field(label: str, **more: Any) -> IntegerField:  # noqa: ANN401 - passed on to WTForms
    said = f"Nhập một số từ 1 đến {MOST_PEOPLE:,}".replace(",", ".")
    return IntegerField(label, validators=[Optional(), NumberRange(1, MOST_PEOPLE, said)], **more)
