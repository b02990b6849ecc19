"""The guided pages about the matter: what happened, who did it, when, where, and the papers."""

from datetime import date
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from feedback.blueprints.commune_box import CommuneBox, choice_field, commune_field
from feedback.blueprints.public.question_form import QuestionForm
from feedback.blueprints.public.typed import (
    LINE_LETTERS,
    SHORT_LETTERS,
    STORY_LETTERS,
    at_most,
    line,
    text,
)
from feedback.blueprints.widgets import DateBoxesField
from feedback.domain import clock
from feedback.services.lodging.drafts import Answers

#: Before this year nobody alive received a decision.
FIRST_YEAR = 1900


class StoryForm(QuestionForm):
    GIVES = ("story", "wanted")

    story = TextAreaField(
        "Kể lại chuyện đã xảy ra",
        filters=[text],
        validators=[DataRequired("Kể lại chuyện, vài câu cũng được."), at_most(STORY_LETTERS)],
    )
    wanted = TextAreaField(
        "Bạn muốn cơ quan làm gì?", filters=[text], validators=[at_most(SHORT_LETTERS)]
    )


class AboutForm(QuestionForm):
    GIVES = ("against",)

    against = TextAreaField("Việc này của ai?", filters=[line], validators=[at_most(LINE_LETTERS)])


class WhenForm(QuestionForm):
    GIVES = ("known_on",)

    known_on = DateBoxesField("Bạn biết việc này ngày nào?")
    #: set once the reader has been told that the period may be over
    told = HiddenField()

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        return {"known_on": answers.known_on}

    def given(self) -> dict[str, Any]:
        day: date | None = self.known_on.data
        return {"known_on": day.isoformat() if day else ""}

    def validate_known_on(self, field: DateBoxesField) -> None:
        if field.data is None:
            return
        if field.data > clock.today():
            raise ValidationError("Ngày này chưa tới. Nhập ngày đã qua hoặc hôm nay.")
        if field.data.year < FIRST_YEAR:
            raise ValidationError("Nhập năm đủ bốn số, ví dụ 2026.")


class WhereForm(CommuneBox, QuestionForm):
    GIVES = ("commune_code", "place")

    commune = commune_field()
    choice = choice_field()
    place = StringField("Chỗ cụ thể", filters=[line], validators=[at_most(LINE_LETTERS)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as WTForms gives it
        super().__init__(*args, **kwargs)
        self.offer_choice()

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        name = cls.shown_name(answers.text("commune_code"))
        return {"commune": name, "place": answers.text("place")}

    def given(self) -> dict[str, Any]:
        found = self.chosen
        return {"commune_code": found.code if found else "", "place": self.place.data}


class FilesForm(QuestionForm):
    files = MultipleFileField("Ảnh, giấy tờ kèm theo")


class DeclareForm(QuestionForm):
    sworn = BooleanField(
        "Tôi cam đoan nội dung trên là đúng sự thật",
        validators=[InputRequired("Đánh dấu vào ô cam đoan để gửi.")],
    )
    #: seen and reached by nobody who uses the page; filled in by what fills in everything
    website = StringField("Để trống ô này")
