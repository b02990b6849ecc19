"""Citizens' forms before the guided pages and after them: the choice of a kind, and by the code.

They check shape only; the law is asked further down.
"""

from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from feedback.blueprints.public import words
from feedback.blueprints.public.typed import SHORT_LETTERS, STORY_LETTERS, at_most, line, text
from feedback.blueprints.widgets import HouseForm, options


class KindForm(HouseForm):
    kind = RadioField(
        "Chuyện của bạn giống câu nào nhất?",
        choices=options(words.SENTENCES),
        validators=[InputRequired("Chọn một câu gần giống chuyện của bạn.")],
    )


def _yes_no(question: str) -> RadioField:
    return RadioField(
        question,
        choices=options([("yes", "Có"), ("no", "Không"), ("unsure", "Không rõ")]),
        validators=[InputRequired("Chọn có, không hoặc không rõ.")],
    )


class TriageForm(HouseForm):
    act = _yes_no(words.TRIAGE["act"])
    own = _yes_no(words.TRIAGE["own"])
    violation = _yes_no(words.TRIAGE["violation"])


class PressForm(HouseForm):
    """A button that changes something; nothing to fill in but, at times, the code it is for."""

    code = HiddenField()
    document = HiddenField()


class CodeForm(HouseForm):
    code = StringField(
        "Mã tra cứu", filters=[line], validators=[DataRequired("Nhập mã ghi trên giấy biên nhận.")]
    )


class InformationForm(HouseForm):
    code = HiddenField()
    information = TextAreaField(
        "Bạn muốn nói thêm điều gì?",
        filters=[text],
        validators=[DataRequired("Viết điều bạn muốn bổ sung."), at_most(STORY_LETTERS)],
    )


class WithdrawPartForm(HouseForm):
    code = HiddenField()
    withdrawn_content = TextAreaField(
        "Bạn rút phần nào?",
        filters=[text],
        validators=[DataRequired("Viết rõ phần bạn rút."), at_most(SHORT_LETTERS)],
    )


class WithdrawForm(HouseForm):
    code = HiddenField()
    reason = TextAreaField(
        "Vì sao bạn rút đơn?",
        filters=[text],
        validators=[DataRequired("Viết lý do, một câu cũng được."), at_most(SHORT_LETTERS)],
    )
    sure = BooleanField(
        "Tôi muốn rút đơn này", validators=[InputRequired("Đánh dấu vào ô này để rút đơn.")]
    )
