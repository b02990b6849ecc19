"""Forms of the administrators: what one proposes, and what the second person says."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from feedback.blueprints.office.agency_field import tidy, tidy_text
from feedback.blueprints.widgets import HouseForm, options
from feedback.domain.day_changes import ACTION_WORDS
from feedback.domain.erasure import GROUNDS

LONGEST = 300


class ChangeForm(HouseForm):
    action = RadioField(
        "Việc cần làm",
        choices=options((str(action), words) for action, words in ACTION_WORDS.items()),
        validators=[InputRequired("Chọn việc cần làm.")],
    )
    days = TextAreaField(
        "Các ngày", [DataRequired("Ghi ít nhất một ngày."), Length(max=8000)], [tidy_text]
    )
    reason = StringField(
        "Lý do", [DataRequired("Ghi lý do thay đổi."), Length(max=LONGEST)], [tidy]
    )
    decision = StringField(
        "Số quyết định hoặc thông báo",
        [DataRequired("Ghi số quyết định hoặc thông báo."), Length(max=LONGEST)],
        [tidy],
    )
    source = StringField(
        "Nguồn", [DataRequired("Ghi nơi đọc được văn bản đó."), Length(max=LONGEST)], [tidy]
    )


class ErasureForm(HouseForm):
    number = StringField("Số đơn", [DataRequired("Ghi số đơn."), Length(max=40)], [tidy])
    ground = RadioField(
        "Căn cứ",
        choices=options((str(ground), reason.title) for ground, reason in GROUNDS.items()),
        validators=[InputRequired("Chọn căn cứ.")],
    )
    decision = StringField(
        "Số văn bản yêu cầu hoặc quyết định",
        [DataRequired("Ghi số văn bản yêu cầu hoặc quyết định."), Length(max=LONGEST)],
        [tidy],
    )


class ConfirmForm(HouseForm):
    """A button and nothing else."""


class RefuseForm(HouseForm):
    note = StringField(
        "Lý do không xác nhận",
        [DataRequired("Ghi lý do không xác nhận."), Length(max=LONGEST)],
        [tidy],
    )
