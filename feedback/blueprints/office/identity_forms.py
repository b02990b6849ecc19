"""Forms of the room where identities are read; what may be asked is said by the rules below."""

from datetime import date
from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from feedback.blueprints.office.agency_field import tidy, tidy_text
from feedback.blueprints.widgets import CheckboxListField, HouseForm, options
from feedback.domain.identity_reading import FIELDS, Wish
from feedback.domain.identity_reasons import offered

#: Asks for the bytes of a paper in the place of pictures of its pages.
ORIGINAL = "original"


class AskForm(HouseForm):
    """One petition, why, and what of it."""

    number = StringField("Số đơn tố cáo", [InputRequired("Nhập số đơn.")], [tidy])
    reason = RadioField("Vì sao cần xem", [InputRequired("Chọn lý do.")])
    fields = CheckboxListField("Xem những mục nào", choices=options(FIELDS.items()))
    explanation = TextAreaField("Viết rõ lý do", filters=[tidy_text])

    def __init__(self, today: date, **given: Any) -> None:  # noqa: ANN401 - passed on as WTForms takes it
        super().__init__(**given)
        self.reason.choices = options((each.code, each.title) for each in offered(today))

    @property
    def wish(self) -> Wish:
        return Wish(self.reason.data, self.explanation.data or "", tuple(self.fields.data or ()))


class AnswerForm(HouseForm):
    """The second person's words; which button was pressed says the rest."""

    said = TextAreaField("Ý kiến", filters=[tidy_text])


class OpenForm(HouseForm):
    """Which sealed part is opened now, and of a paper whether the very file is wanted."""

    what = StringField(filters=[tidy])
    how = StringField(filters=[tidy])

    @property
    def as_it_came(self) -> bool:
        return bool(self.how.data == ORIGINAL)
