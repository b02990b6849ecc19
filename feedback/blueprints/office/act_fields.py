"""The box for each kind of what may be stated with an act of the law.

Shape only is looked at here; whether the act is lawful is asked below.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from feedback.blueprints.office.agency_field import AgencyField, tidy, tidy_text
from feedback.blueprints.office.file_field import FileNeeded, KeptFileField
from feedback.blueprints.widgets import CheckboxListField, DateBoxesField, options
from feedback.domain import clock
from feedback.domain.letters.check_words import undrawable
from feedback.domain.lodging import KeptFile
from feedback.domain.routing import Desk
from feedback.letters.text import drawable
from feedback.workflows.inputs.shape import Input, InputKind

#: Days that lie behind whoever states them.
PAST_DAYS = frozenset({"report_date", "delivered_on"})


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the same agency who may be given the work."""

    username: str
    words: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What fields may offer beside their fixed choices."""

    desks: Sequence[Desk] = ()
    colleagues: Sequence[Colleague] = ()
    #: files the subject's acts and drafts have stated, by their hash
    kept: Mapping[str, KeptFile] = field(default_factory=dict)


def field_of(entry: Input, around: Surroundings, *, required: bool) -> Any:  # noqa: ANN401 - a WTForms field, untyped
    """The box in which this is stated."""
    return _BUILDERS[entry.kind](entry, required, around)


def _presence(entry: Input, *, required: bool) -> Any:  # noqa: ANN401 - a WTForms validator, untyped
    return InputRequired(f"Bạn chưa điền: {entry.title}.") if required else Optional()


def _words(entry: Input, *, required: bool) -> Any:  # noqa: ANN401 - a WTForms validator, untyped
    """Blanks are no words."""
    return DataRequired(f"Bạn chưa điền: {entry.title}.") if required else Optional()


def _printable(_form: object, field: StringField) -> None:
    """What an officer states is printed; a sign no face has would be a blot."""
    if signs := undrawable(field.data or "", drawable()):
        msg = f"Phông chữ không in được: {' '.join(signs)}. Bỏ ký hiệu đó hoặc viết bằng chữ."
        raise ValidationError(msg)


def _line(entry: Input, required: bool, _around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - one shape for all builders
    return StringField(
        entry.title,
        [_words(entry, required=required), Length(max=entry.max_length), _printable],
        filters=[tidy],
    )


def _text(entry: Input, required: bool, _around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    return TextAreaField(
        entry.title,
        [_words(entry, required=required), Length(max=entry.max_length), _printable],
        filters=[tidy_text],
    )


def _date(entry: Input, required: bool, _around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    checks = [_presence(entry, required=required), _sensible_year]
    if entry.name in PAST_DAYS:
        checks.append(_not_ahead)
    return DateBoxesField(entry.title, checks)


def _sensible_year(_form: object, field: DateBoxesField) -> None:
    if field.data and not 2000 <= field.data.year <= clock.today().year + 5:  # noqa: PLR2004 - the first paper there can be
        raise ValidationError("Viết năm bằng 4 số, ví dụ 2026.")


def _not_ahead(_form: object, field: DateBoxesField) -> None:
    if field.data and field.data > clock.today():
        raise ValidationError("Ngày này chưa đến. Nhập ngày hôm nay hoặc ngày trước đó.")


def _choice(entry: Input, required: bool, _around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    check = InputRequired("Chọn một câu.") if required else Optional()
    if len(entry.choices) > 7:  # noqa: PLR2004 - more than the eye takes in
        return SelectField(entry.title, choices=options(entry.choices), validators=[check])
    return RadioField(entry.title, choices=options(entry.choices), validators=[check])


def _choices(entry: Input, required: bool, _around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    check = InputRequired("Chọn ít nhất một câu.") if required else Optional()
    return CheckboxListField(entry.title, choices=options(entry.choices), validators=[check])


def _number(entry: Input, required: bool, _around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    least, most = entry.between
    between = NumberRange(least, most, f"Nhập một số từ {least} đến {most}.")
    return IntegerField(entry.title, [_presence(entry, required=required), between])


def _agency(entry: Input, required: bool, around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    return AgencyField(
        entry.title, [_words(entry, required=required)], filters=[tidy], desks=around.desks
    )


def _person(entry: Input, required: bool, around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    people = [("", "Chọn một người"), *((one.username, one.words) for one in around.colleagues)]
    return SelectField(
        entry.title, choices=options(people), validators=[_presence(entry, required=required)]
    )


def _people(entry: Input, required: bool, around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    people = [(one.username, one.words) for one in around.colleagues]
    check = InputRequired("Chọn ít nhất một người.") if required else Optional()
    return CheckboxListField(entry.title, choices=options(people), validators=[check])


def _file(entry: Input, required: bool, _around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    checks = [FileNeeded(f"Bạn chưa chọn tệp: {entry.title}.")] if required else []
    return KeptFileField(entry.title, checks)


_BUILDERS: Mapping[InputKind, Callable[[Input, bool, Surroundings], Any]] = {
    InputKind.LINE: _line,
    InputKind.PETITION: _line,
    InputKind.TEXT: _text,
    InputKind.DATE: _date,
    InputKind.CHOICE: _choice,
    InputKind.CHOICES: _choices,
    InputKind.NUMBER: _number,
    InputKind.AGENCY: _agency,
    InputKind.PERSON: _person,
    InputKind.PEOPLE: _people,
    InputKind.FILE: _file,
}
