"""The guided pages about the sender: who writes, how many, and how to reach them."""

from typing import Any

from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length

from feedback.blueprints.public.question_form import QuestionForm
from feedback.blueprints.public.typed import LINE_LETTERS, line
from feedback.blueprints.sender_fields import (
    FORMS_OF_ADDRESS,
    email_field,
    form_of_address_field,
    identity_number_field,
    people_field,
)
from feedback.blueprints.widgets import PhoneField
from feedback.domain.petitions import COMPLAINTS, Kind


def _name(label: str) -> StringField:
    return StringField(label, filters=[line], validators=[Length(max=200)])


def _address() -> StringField:
    return StringField("Địa chỉ", filters=[line], validators=[Length(max=LINE_LETTERS)])


class WhoForm(QuestionForm):
    GIVES = ("form_of_address", "name", "address", "identity_number", "people")

    form_of_address = form_of_address_field("Cách xưng hô trong văn bản")
    name = _name("Họ và tên")
    address = _address()
    identity_number = identity_number_field()
    people = people_field("Bao nhiêu người cùng gửi đơn này?", default=1)

    def adapt(self, kind: Kind) -> None:
        """The law asks a complainant for name and address; others may keep them to themselves."""
        if self.people.data is None and not self.is_submitted():
            self.people.data = 1
        if kind in COMPLAINTS:
            self.name.validators = [DataRequired("Nhập họ và tên của bạn."), *self.name.validators]
            self.address.validators = [
                DataRequired("Nhập địa chỉ nơi bạn ở."),
                *self.address.validators,
            ]

    def given(self) -> dict[str, Any]:
        address = self.form_of_address.data
        return {
            **super().given(),
            "form_of_address": address if address in FORMS_OF_ADDRESS else "",
            "people": self.people.data or 1,
        }


class ContactForm(QuestionForm):
    GIVES: tuple[str, ...] = ("phone", "email")

    phone = PhoneField("Số điện thoại")
    email = email_field()

    def given(self) -> dict[str, Any]:
        return {name: self[name].data or "" for name in self.GIVES}


class SenderForm(ContactForm):
    """Name and contact on one page, for those who report or propose something."""

    GIVES = ("name", "address", "phone", "email")

    name = _name("Họ và tên")
    address = _address()
    phone = PhoneField("Số điện thoại")
    email = email_field()

    def adapt(self, kind: Kind) -> None:
        """Feedback on a rule needs all three (Nghị định 20/2008/NĐ-CP Điều 7)."""
        if kind is not Kind.RULE_FEEDBACK:
            return
        required = (
            (self.name, DataRequired("Nhập họ và tên của bạn.")),
            (self.address, DataRequired("Nhập địa chỉ nơi bạn ở.")),
            (self.phone, InputRequired("Nhập số điện thoại của bạn.")),
        )
        for field, check in required:
            field.validators = [check, *field.validators]
