"""Citizens' forms: what was typed becomes one clean value, or a sentence beside its box.

Every text is brought to NFC and freed of what cannot be kept before it is measured. Forms check
shape only; the law is asked further down, and what it says of a late complaint never blocks one.
"""

from datetime import date
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)

from feedback.blueprints.commune_box import CommuneBox, choice_field, commune_field
from feedback.blueprints.public import words
from feedback.blueprints.widgets import DateBoxesField, HouseForm, PhoneField, options
from feedback.domain import clock
from feedback.domain.petitions import COMPLAINTS, Kind
from feedback.domain.text import clean, clean_line
from feedback.services.drafts import Answers

STORY_LETTERS, SHORT_LETTERS, LINE_LETTERS = 4000, 2000, 300
#: Before this year nobody alive received a decision.
FIRST_YEAR = 1900
MOST_PEOPLE = 100_000

EMAIL = r"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}$"
IDENTITY = r"^([0-9]{9}|[0-9]{12})$"


def _text(typed: str | None) -> str:
    return clean(typed or "")


def _line(typed: str | None) -> str:
    return clean_line(typed or "")


def _digits(typed: str | None) -> str:
    return "".join(_line(typed).split())


def _at_most(letters: int) -> Length:
    said = f"Viết ngắn lại, tối đa {letters:,} chữ cái. Phần còn lại gửi kèm bằng tệp."
    return Length(max=letters, message=said.replace(",", "."))


class QuestionForm(HouseForm):
    """A page of the guided form. ``kind`` travels along in case the draft is lost meanwhile."""

    kind = HiddenField()

    #: names of the answers this page gives
    GIVES: tuple[str, ...] = ()

    @classmethod
    def asked(cls, answers: Answers) -> Any:  # noqa: ANN401 - WTForms' forms have no types
        """The page as filled in before, in the words of the kind of petition."""
        form = cls(data=cls.shown(answers))
        form.kind.data = answers.kind
        for name, label in words.LABELS.get(answers.kind, {}).items():
            if name in form:
                form[name].label.text = label
        form.adapt(answers.kind)
        return form

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        return {name: answers.given.get(name) for name in cls.GIVES}

    def adapt(self, kind: Kind) -> None:
        """What the kind changes besides words."""

    def given(self) -> dict[str, Any]:
        """The answers of this page, as JSON values."""
        return {name: self[name].data for name in self.GIVES}

    def typed_is_sound(self) -> bool:
        """Whether what was typed can be kept; a box left empty is no mistake of its own yet."""
        for name in self.GIVES:
            if not any(str(typed).strip() for typed in self[name].raw_data or ()):
                self[name].errors = ()
        return not self.errors


class StoryForm(QuestionForm):
    GIVES = ("story", "wanted")

    story = TextAreaField(
        "Kể lại chuyện đã xảy ra",
        filters=[_text],
        validators=[DataRequired("Kể lại chuyện, vài câu cũng được."), _at_most(STORY_LETTERS)],
    )
    wanted = TextAreaField(
        "Bạn muốn cơ quan làm gì?", filters=[_text], validators=[_at_most(SHORT_LETTERS)]
    )


class AboutForm(QuestionForm):
    GIVES = ("against",)

    against = TextAreaField(
        "Việc này của ai?", filters=[_line], validators=[_at_most(LINE_LETTERS)]
    )


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
    place = StringField("Chỗ cụ thể", filters=[_line], validators=[_at_most(LINE_LETTERS)])

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


def _name(label: str) -> StringField:
    return StringField(label, filters=[_line], validators=[Length(max=200)])


def _address() -> StringField:
    return StringField("Địa chỉ", filters=[_line], validators=[Length(max=LINE_LETTERS)])


def _email() -> EmailField:
    return EmailField(
        "Thư điện tử",
        filters=[_line],
        validators=[
            Optional(),
            Length(max=254),
            Regexp(EMAIL, message="Nhập địa chỉ thư có chữ @, ví dụ ten@vidu.vn."),
        ],
    )


class WhoForm(QuestionForm):
    GIVES = ("form_of_address", "name", "address", "identity_number", "people")

    form_of_address = RadioField(
        "Cách xưng hô trong văn bản",
        choices=options([("ông", "Ông"), ("bà", "Bà")]),
        validate_choice=False,
    )
    name = _name("Họ và tên")
    address = _address()
    identity_number = StringField(
        "Số định danh hoặc số căn cước",
        filters=[_digits],
        validators=[Optional(), Regexp(IDENTITY, message="Số căn cước có 12 số; số cũ có 9 số.")],
    )
    people = IntegerField(
        "Bao nhiêu người cùng gửi đơn này?",
        default=1,
        validators=[
            Optional(),
            NumberRange(1, MOST_PEOPLE, f"Nhập một số từ 1 đến {MOST_PEOPLE:,}".replace(",", ".")),
        ],
    )

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
            "form_of_address": address if address in {"ông", "bà"} else "",
            "people": self.people.data or 1,
        }


class ContactForm(QuestionForm):
    GIVES: tuple[str, ...] = ("phone", "email")

    phone = PhoneField("Số điện thoại")
    email = _email()

    def given(self) -> dict[str, Any]:
        return {name: self[name].data or "" for name in self.GIVES}


class SenderForm(ContactForm):
    """Name and contact on one page, for those who report or propose something."""

    GIVES = ("name", "address", "phone", "email")

    name = _name("Họ và tên")
    address = _address()
    phone = PhoneField("Số điện thoại")
    email = _email()

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


class FilesForm(QuestionForm):
    files = MultipleFileField("Ảnh, giấy tờ kèm theo")


class DeclareForm(QuestionForm):
    sworn = BooleanField(
        "Tôi cam đoan nội dung trên là đúng sự thật",
        validators=[InputRequired("Đánh dấu vào ô cam đoan để gửi.")],
    )
    #: seen and reached by nobody who uses the page; filled in by what fills in everything
    website = StringField("Để trống ô này")


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
        "Mã tra cứu", filters=[_line], validators=[DataRequired("Nhập mã ghi trên giấy biên nhận.")]
    )


class InformationForm(HouseForm):
    code = HiddenField()
    information = TextAreaField(
        "Bạn muốn nói thêm điều gì?",
        filters=[_text],
        validators=[DataRequired("Viết điều bạn muốn bổ sung."), _at_most(STORY_LETTERS)],
    )


class WithdrawPartForm(HouseForm):
    code = HiddenField()
    withdrawn_content = TextAreaField(
        "Bạn rút phần nào?",
        filters=[_text],
        validators=[DataRequired("Viết rõ phần bạn rút."), _at_most(SHORT_LETTERS)],
    )


class WithdrawForm(HouseForm):
    code = HiddenField()
    reason = TextAreaField(
        "Vì sao bạn rút đơn?",
        filters=[_text],
        validators=[DataRequired("Viết lý do, một câu cũng được."), _at_most(SHORT_LETTERS)],
    )
    sure = BooleanField(
        "Tôi muốn rút đơn này", validators=[InputRequired("Đánh dấu vào ô này để rút đơn.")]
    )
