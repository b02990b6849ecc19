"""The forms of the incoming register: entering a document, cancelling a wrong entry; shape only."""

from datetime import date
from typing import Any, cast

from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from feedback.blueprints.office.agency_field import tidy, tidy_text
from feedback.blueprints.office.registration_form import EARLIEST, code_of, ticket_of
from feedback.blueprints.widgets import DateBoxesField, HouseForm
from feedback.domain.errors import InvalidInputError
from feedback.domain.incoming import Incoming
from feedback.vault.codes import new_code

LINE, LONG = 300, 1000


class IncomingForm(HouseForm):
    """Fields bear the names of ``Incoming``, so that a refusal from below finds its place."""

    ticket = HiddenField()
    arrived_on = DateBoxesField("Ngày đến", [InputRequired("Nhập ngày đến.")])
    sender = StringField(
        "Tác giả (cơ quan, tổ chức, người gửi)",
        [DataRequired("Ghi cơ quan, tổ chức, người gửi văn bản."), Length(max=LINE)],
        filters=[tidy],
    )
    code = StringField("Số, ký hiệu văn bản", [Length(max=100)], filters=[tidy])
    dated = DateBoxesField("Ngày tháng văn bản")
    abstract = TextAreaField(
        "Tên loại và trích yếu nội dung",
        [DataRequired("Ghi tên loại và trích yếu nội dung."), Length(max=LONG)],
        filters=[tidy_text],
    )
    recipient = StringField(
        "Đơn vị hoặc người nhận",
        [DataRequired("Ghi đơn vị hoặc người nhận."), Length(max=LINE)],
        filters=[tidy],
    )
    file_number = StringField("Thuộc hồ sơ số", [Length(max=40)], filters=[tidy])
    due_on = DateBoxesField("Hạn giải quyết")
    electronic = BooleanField("Văn bản điện tử")
    restricted = BooleanField("Ghi vào sổ hạn chế")
    secret = BooleanField("Văn bản có đóng dấu chỉ độ mật")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as WTForms gives it
        super().__init__(*args, **kwargs)
        self.key = code_of(self.ticket.data) or new_code()
        self.ticket.data = ticket_of(self.key)

    @classmethod
    def fresh(cls, today: date) -> "IncomingForm":
        return cls(formdata=None, data={"arrived_on": today})

    def validate_arrived_on(self, field: DateBoxesField) -> None:
        _sensible_year(field)

    def validate_dated(self, field: DateBoxesField) -> None:
        _sensible_year(field)

    def validate_due_on(self, field: DateBoxesField) -> None:
        _sensible_year(field)

    def refuse(self, refusal: InvalidInputError) -> None:
        """Put a refusal from below beside its field."""
        self[refusal.field].errors = [*self[refusal.field].errors, str(refusal)]

    @property
    def document(self) -> Incoming:
        return Incoming(
            key=self.key,
            arrived_on=cast("date", self.arrived_on.data),
            dated=self.dated.data,
            due_on=self.due_on.data,
            electronic=self.electronic.data,
            restricted=self.restricted.data,
            secret=self.secret.data,
            **{name: self[name].data or "" for name in _TEXTS},
        )


_TEXTS = ("sender", "code", "abstract", "recipient", "file_number")


class CancelForm(HouseForm):
    reason = StringField(
        "Lý do hủy", [DataRequired("Ghi lý do hủy."), Length(max=LINE)], filters=[tidy]
    )


def _sensible_year(field: DateBoxesField) -> None:
    if field.data and field.data.year < EARLIEST:
        raise ValidationError("Viết năm bằng 4 số, ví dụ 2026.")
