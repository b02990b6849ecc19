"""The form of "what if", read from the address: asking changes nothing and can be shared."""

from flask import request
from wtforms import IntegerField
from wtforms.validators import Optional, ValidationError

from feedback.blueprints.widgets import DateBoxesField, HouseForm
from feedback.domain.supposing import Supposition

LONGEST = 365


class SupposeForm(HouseForm):
    """Any of three; nothing filled in asks nothing."""

    extra = IntegerField("Gia hạn thêm bao nhiêu ngày", [Optional()])
    worked = DateBoxesField("Ngày nghỉ nào trở thành ngày làm việc", [Optional()])
    since = DateBoxesField("Tạm dừng từ ngày", [Optional()])
    until = DateBoxesField("Tiếp tục từ ngày", [Optional()])

    def validate_extra(self, field: IntegerField) -> None:
        """Not the library's range, which falls over numbers that no machine word holds."""
        if field.data is not None and not 1 <= field.data <= LONGEST:
            raise ValidationError(f"Nhập một số từ 1 đến {LONGEST}.")

    def validate_until(self, field: DateBoxesField) -> None:
        if field.data is None:
            return
        if self.since.data is None:
            raise ValidationError("Nhập cả ngày bắt đầu tạm dừng.")
        if field.data < self.since.data:
            raise ValidationError("Ngày tiếp tục không được trước ngày tạm dừng.")

    @property
    def supposition(self) -> Supposition:
        worked = (self.worked.data,) if self.worked.data else ()
        return Supposition(self.extra.data or 0, self.since.data, self.until.data, worked)


def suppose_form() -> SupposeForm:
    return SupposeForm(formdata=request.args, meta={"csrf": False})
