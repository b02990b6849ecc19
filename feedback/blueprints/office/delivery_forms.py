"""Forms of handing documents out; shape only, the rest is refused below."""

from datetime import date
from typing import cast

from wtforms import HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length

from feedback.blueprints.office.agency_field import tidy
from feedback.blueprints.office.file_field import KeptFileField
from feedback.blueprints.widgets import DateBoxesField, HouseForm, options
from feedback.domain.deliveries import (
    CHANNEL_TITLES,
    CHOSEN,
    RECORDED,
    RESULT_TITLES,
    DeliveryChannel,
    RecipientRole,
)

NO_DAY = "Bạn chưa điền ngày."


class DatedForm(HouseForm):
    """Something that happened on a day; ``day`` once the form is sound."""

    on = DateBoxesField("Ngày", [InputRequired(NO_DAY)])

    @property
    def day(self) -> date:
        return cast("date", self.on.data)


class AttemptForm(DatedForm):
    """What came of an attempt."""

    result = RadioField("Kết quả", choices=[], validators=[InputRequired("Chọn một kết quả.")])
    proof = KeptFileField("Chứng cứ")
    note = StringField("Ghi chú", [Length(max=300)], filters=[tidy])


class PostedForm(DatedForm):
    """Envelopes given to the post office on one day."""

    delivery = SelectMultipleField(
        "Phong bì",
        [InputRequired("Chọn ít nhất một phong bì.")],
        coerce=int,
        validate_choice=False,
    )


class AddressForm(HouseForm):
    """Who an envelope goes to, and where."""

    name = StringField(
        "Tên nơi nhận",
        [InputRequired("Viết tên nơi nhận."), Length(max=200)],
        filters=[tidy],
    )
    address = StringField(
        "Địa chỉ",
        [InputRequired("Viết địa chỉ nơi nhận."), Length(max=300)],
        filters=[tidy],
    )


class RecipientForm(HouseForm):
    """Another channel, or another recipient."""

    recipient = HiddenField(filters=[tidy])
    label = StringField("Tên nơi nhận", [Length(max=200)], filters=[tidy])
    channel = RadioField("Cách gửi", choices=[], validators=[InputRequired("Chọn một cách gửi.")])
    address = StringField("Địa chỉ", [Length(max=300)], filters=[tidy])


def attempt_form(channel: DeliveryChannel, today: date) -> AttemptForm:
    """The form for a channel, with the results it knows; most attempts were made today."""
    form = AttemptForm(data={"on": today})
    form.result.choices = options((one, RESULT_TITLES[one]) for one in RECORDED[channel])
    return form


def recipient_form(role: RecipientRole, recipient: str = "") -> RecipientForm:
    """The form for a recipient, with the channels that reach one like it."""
    form = RecipientForm(data={"recipient": recipient})
    form.channel.choices = options((one, CHANNEL_TITLES[one]) for one in CHOSEN[role])
    return form
