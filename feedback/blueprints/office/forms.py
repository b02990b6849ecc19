"""Forms of the officers: signing in, classifying, and any act of the law from its list of inputs.

A form turns what was typed into one frozen value and looks at its shape only; whether the act is
lawful is asked below. What was typed is kept, also when it is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from wtforms import (
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from feedback.blueprints.widgets import CheckboxListField, DateBoxesField, HouseForm, options
from feedback.domain import clock
from feedback.domain.routing import Desk
from feedback.domain.text import clean, clean_line, fold
from feedback.workflows.inputs import INPUTS, Input, InputKind

#: Days that lie behind whoever states them.
PAST_DAYS = frozenset({"report_date"})
#: The last option of the picker: an agency to be found by its name.
OTHER = "other"


def tidy(typed: str | None) -> str | None:
    """One line without what no page can show again."""
    return clean_line(typed) if typed else typed


def tidy_text(typed: str | None) -> str | None:
    return clean(typed) if typed else typed


class SignInForm(HouseForm):
    username = StringField("Tên đăng nhập", [InputRequired("Nhập tên đăng nhập.")], [tidy])
    password = PasswordField("Mật khẩu", [InputRequired("Nhập mật khẩu.")])
    toi = HiddenField(filters=[tidy])


class PressForm(HouseForm):
    """A button and nothing else."""


class ReturnForm(HouseForm):
    """A draft goes back to its author with what is to be mended."""

    note = TextAreaField(
        "Cần sửa gì",
        [DataRequired("Viết rõ cần sửa gì để người soạn làm lại."), Length(max=2000)],
        filters=[tidy_text],
    )


class AgencyField(StringField):  # type: ignore[misc]  # wtforms ships no types
    """An agency by its name, with or without marks, whole or a part; ``code`` is what was meant."""

    def __init__(self, *args: Any, desks: Sequence[Desk] = (), **kwargs: Any) -> None:  # noqa: ANN401 - passed on as WTForms gives it
        super().__init__(*args, **kwargs)
        self.desks = desks
        self.code = ""

    @property
    def names(self) -> Markup:
        """Every name, for the box that completes them."""
        return _names(tuple(self.desks))

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' signature
        """Find the one agency meant; say which ones come near when it is not one."""
        self.code = ""
        if not (self.data or "").strip():
            return
        found = find_desks(self.data, self.desks)
        if not found:
            raise ValidationError("Không có cơ quan nào tên như vậy. Chọn một tên trong danh sách.")
        if len(found) > 1:
            names = "; ".join(desk.name for desk in found[:3])
            raise ValidationError(f"Có {len(found)} cơ quan gần giống: {names}. Viết rõ hơn.")
        self.code = found[0].code


@lru_cache(maxsize=4)
def _names(desks: tuple[Desk, ...]) -> Markup:
    option = Markup('<option value="{}"></option>')
    return Markup("").join(option.format(desk.name) for desk in desks)


def find_desks(typed: str, desks: Sequence[Desk]) -> list[Desk]:
    """The agencies a person may mean: the one of that name, else all that contain the words."""
    sought = fold(typed).replace("ubnd", "uy ban nhan dan")
    exact = [desk for desk in desks if sought in {fold(desk.name), fold(desk.code)}]
    return exact or [desk for desk in desks if sought in fold(desk.name)]


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


def classification_form(
    choices: Sequence[tuple[str, str]],
    desks: Sequence[Desk],
    **given: Any,  # noqa: ANN401 - passed on as WTForms takes it
) -> "ClassificationForm":
    """The form of the pane: suggested agencies first, any other by name."""
    form = ClassificationForm(**given)
    form.unit.choices = options([*choices, (OTHER, "Tìm cơ quan khác")])
    form.agency.desks = desks
    return form


class ClassificationForm(HouseForm):
    """Kind and receiver, each one key away."""

    version = HiddenField(filters=[tidy])
    kind = RadioField(
        "Loại đơn",
        choices=options(INPUTS["kind"].choices),
        validators=[InputRequired("Chọn loại đơn.")],
    )
    unit = RadioField("Chuyển tới", choices=[], validate_choice=False)
    agency = AgencyField("Tên cơ quan khác", filters=[tidy])
    field = SelectField("Lĩnh vực", choices=options(INPUTS["field"].choices))

    def validate_unit(self, field: RadioField) -> None:
        """One receiver, by its key or by its name; of two, the officer keeps one."""
        if self.agency.data:
            if field.raw_data and field.data != OTHER:
                raise ValidationError(
                    "Chỉ giữ một nơi nhận: bỏ tên đã viết, hoặc chọn tìm cơ quan khác."
                )
            return
        if not field.raw_data or field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Chọn nơi nhận.")
        if field.data == OTHER:
            raise ValidationError("Viết tên cơ quan cần tìm vào ô bên dưới.")

    @property
    def receiver(self) -> str:
        """The code of the agency chosen."""
        return str(self.agency.code or self.unit.data)

    @property
    def stated(self) -> dict[str, str]:
        return {"kind": self.kind.data, "field": self.field.data, "agency": self.receiver}


def act_form(needs: Sequence[str], may_state: Sequence[str], around: Surroundings) -> "ActForm":
    """The form of an act, made from what the law wants stated with it."""
    fields = {
        name: _BUILDERS[INPUTS[name].kind](INPUTS[name], name in needs, around)
        for name in (*needs, *may_state)
    }
    made: type[ActForm] = type("StatedForm", (ActForm,), fields)
    form = made()
    form.names = tuple(fields)
    return form


class ActForm(HouseForm):
    """The common part of every act: the version of the file it was opened on."""

    version = HiddenField(filters=[tidy])
    names: tuple[str, ...] = ()

    @property
    def stated(self) -> dict[str, str]:
        """What is stated, as text, without what was left empty."""
        values = {name: _as_text(self[name]) for name in self.names}
        return {name: value for name, value in values.items() if value}


def _as_text(field: Any) -> str:  # noqa: ANN401 - a WTForms field, untyped
    if isinstance(field, AgencyField):
        return field.code
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


def _line(entry: Input, required: bool, _around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - one shape for all builders
    return StringField(
        entry.title,
        [_words(entry, required=required), Length(max=entry.max_length)],
        filters=[tidy],
    )


def _text(entry: Input, required: bool, _around: Surroundings) -> Any:  # noqa: ANN401, FBT001 - as above
    return TextAreaField(
        entry.title,
        [_words(entry, required=required), Length(max=entry.max_length)],
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
}
