"""The form of any act of the law, made from the list of what is stated with it.

Shape only is looked at here; whether the act is lawful is asked below.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
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
from feedback.blueprints.widgets import CheckboxListField, DateBoxesField, HouseForm, options
from feedback.domain import clock
from feedback.domain.letters.check_words import undrawable
from feedback.domain.lodging import KeptFile, read_stated
from feedback.domain.routing import Desk
from feedback.letters.text import drawable
from feedback.workflows.inputs.catalogue import INPUTS
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


def act_form(
    needs: Sequence[str],
    may_state: Sequence[str],
    around: Surroundings,
    stated: Mapping[str, str] | None = None,
    known: Mapping[str, Any] | None = None,
) -> "ActForm":
    """The form of an act, made from what the law wants stated with it.

    ``stated`` is what it is filled in with, until something is posted; ``known`` what the file
    knows already, for whoever states it to look at again.
    """
    fields = {
        name: _BUILDERS[INPUTS[name].kind](INPUTS[name], name in needs, around)
        for name in (*needs, *may_state)
    }
    made: type[ActForm] = type("StatedForm", (ActForm,), fields)
    if stated is None:
        form = made(data=known)
    else:
        form = made(formdata=None, data=_typed(stated, around))
        _keep_files(form, stated, around)
    form.names = tuple(fields)
    return form


def _typed(stated: Mapping[str, str], around: Surroundings) -> dict[str, object]:
    """What was stated as text, as the fields hold it; files are no data of a form."""
    known = {name: value for name, value in stated.items() if name in INPUTS and value}
    return {name: _as_data(INPUTS[name].kind, value, around) for name, value in known.items()}


def _as_data(kind: InputKind, value: str, around: Surroundings) -> object:
    match kind:
        case InputKind.DATE:
            return date.fromisoformat(value)
        case InputKind.NUMBER:
            return int(value)
        case InputKind.CHOICES | InputKind.PEOPLE:
            return value.split(",")
        case InputKind.AGENCY:
            return next((desk.name for desk in around.desks if desk.code == value), value)
        case InputKind.FILE:
            return None
        case _:
            return value


def _keep_files(form: "ActForm", stated: Mapping[str, str], around: Surroundings) -> None:
    for box in form:
        if isinstance(box, KeptFileField) and box.name in stated:
            box.kept = around.kept.get(read_stated(stated[box.name])[0])


class ActForm(HouseForm):
    """The common part of every act: the version of the file it was opened on."""

    version = HiddenField(filters=[tidy])
    #: of the draft, where the act is written as one
    seen = HiddenField(filters=[tidy])
    names: tuple[str, ...] = ()

    @property
    def files(self) -> list[KeptFile]:
        """The files kept for this act."""
        boxes = [self[name] for name in self.names if isinstance(self[name], KeptFileField)]
        return [box.kept for box in boxes if box.kept is not None]

    @property
    def stated(self) -> dict[str, str]:
        """What is stated, as text, without what was left empty."""
        values = {name: _as_text(self[name]) for name in self.names}
        return {name: value for name, value in values.items() if value}

    @property
    def readable(self) -> dict[str, str]:
        """What is stated and can be kept as a draft: any text, of the rest what is no error."""
        texts = {InputKind.LINE, InputKind.TEXT}
        return {
            name: value
            for name, value in self.stated.items()
            if INPUTS[name].kind in texts or not self[name].errors
        }


def _as_text(field: Any) -> str:  # noqa: ANN401 - a WTForms field, untyped
    if isinstance(field, AgencyField):
        return field.code
    if isinstance(field, KeptFileField):
        return field.kept.stated if field.kept else ""
    if isinstance(field.data, date):
        return field.data.isoformat()
    if isinstance(field.data, list):
        return ",".join(field.data)
    return "" if field.data is None else str(field.data)


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
