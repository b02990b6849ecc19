"""Form fields as people meet them: Vietnamese words, ids that errors can point to, nothing lost.

The contract of every field: a label; a hint and an error, each with an id, both named by
``aria-describedby``; the browser's own checks stay off, because they speak the browser's language
and vanish; a refused value is shown again exactly as it was typed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol, cast

from flask import Flask
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field, RadioField, SelectChoice, SelectMultipleField, TelField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget, TextInput

from feedback.services.watch.security_events import SecurityEvent, note

#: WTForms ships no Vietnamese; what a form does not phrase itself is said like this.
MESSAGES: Mapping[str, str] = {
    "This field is required.": "Bạn chưa điền mục này.",
    "Not a valid choice.": "Chọn một câu trong danh sách.",
    "Invalid Choice: could not coerce.": "Chọn một câu trong danh sách.",
    "Not a valid date value.": "Nhập ngày, tháng, năm bằng số, ví dụ 2 12 2026.",
    "Not a valid integer value.": "Nhập một số, ví dụ 12.",
    "Not a valid decimal value.": "Nhập một số, ví dụ 12.",
    "Invalid email address.": "Nhập địa chỉ thư có chữ @, ví dụ ten@vidu.vn.",
    "Invalid input.": "Viết lại theo ví dụ ở trên.",
    "Field cannot be longer than %(max)d character.": "Viết ngắn lại, tối đa %(max)d chữ cái.",
    "Field cannot be longer than %(max)d characters.": "Viết ngắn lại, tối đa %(max)d chữ cái.",
    "Field must be at least %(min)d character long.": "Viết dài hơn, ít nhất %(min)d chữ cái.",
    "Field must be at least %(min)d characters long.": "Viết dài hơn, ít nhất %(min)d chữ cái.",
    "Field must be between %(min)d and %(max)d characters long.": (
        "Viết từ %(min)d đến %(max)d chữ cái."
    ),
    "File does not have an approved extension.": "Chọn ảnh, PDF, ghi âm hoặc video.",
}

#: Said for every reason a form's token may be refused; what was typed is still on the page.
STALE = "Trang đã mở quá lâu. Bấm gửi lại một lần nữa."


class Vietnamese:
    """The translations object WTForms asks; Vietnamese has one form for one and for many."""

    def gettext(self, string: str) -> str:
        return MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return MESSAGES.get(singular if n == 1 else plural, plural)


class HouseForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """The base of every form here: Vietnamese messages, protected against forged posts."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # flask-wtf ships no types
        """What WTForms asks of the form's class."""

        def get_translations(self, form: object) -> Vietnamese:  # noqa: ARG002 - WTForms' signature
            return Vietnamese()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """As WTForms does, with its English words about tokens replaced by ours."""
        sound = bool(super().validate(extra_validators))
        if "csrf_token" in self and self.csrf_token.errors:
            self.csrf_token.errors = [STALE]
            note(SecurityEvent.CSRF_REFUSED)
        return sound


class FormData(Protocol):
    """A posted form, as werkzeug and the tests give it."""

    def get(self, key: str, default: str = ..., /) -> str | None: ...


class DateBoxesField(Field):  # type: ignore[misc]  # wtforms ships no types
    """A day in three boxes, posted as ``name-day``, ``name-month``, ``name-year``; data: a date.

    Three boxes of digits need no calendar, no script and no order of typing to be guessed. What
    was typed stays in ``typed`` and is shown again, also when no such day exists.
    """

    widget = TextInput()
    PARTS = (("day", "Ngày"), ("month", "Tháng"), ("year", "Năm"))
    typed: Mapping[str, str]
    data: date | None

    def process(self, formdata: FormData | None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as WTForms gives it
        super().process(None, *args, **kwargs)
        self.typed = _parts_of(self.data)
        if formdata is None:
            return
        posted = {part: formdata.get(f"{self.name}-{part}") for part, _ in self.PARTS}
        if all(value is None for value in posted.values()):
            return
        self.typed = {part: (value or "").strip() for part, value in posted.items()}
        self.raw_data = [value for value in self.typed.values() if value]
        self.data = None
        if self.raw_data:
            self._read()

    def _read(self) -> None:
        missing = [word.lower() for part, word in self.PARTS if not self.typed[part]]
        if missing:
            self.process_errors.append(f"Bạn còn thiếu {' và '.join(missing)}.")
            return
        try:
            year, month, day = (int(self.typed[part]) for part in ("year", "month", "day"))
            self.data = date(year, month, day)
        except (ValueError, OverflowError):
            self.process_errors.append(
                "Không có ngày này trong lịch. Nhập bằng số, ví dụ 2 12 2026."
            )

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' signature
        """An unreadable date is said once; "chưa điền" beside it would be untrue."""
        if self.process_errors:
            raise StopValidation


def _parts_of(value: date | None) -> dict[str, str]:
    if value is None:
        return {"day": "", "month": "", "year": ""}
    return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}


class PhoneField(TelField):  # type: ignore[misc]  # wtforms ships no types
    """A Vietnamese telephone number; data: digits beginning with 0, or None when left empty.

    Spaces, points and hyphens are how people write numbers, so they are taken; +84 becomes 0.
    """

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        digits = re.sub(r"^(\+|00)?84(?=\d{9,10}$)", "0", re.sub(r"[\s.()-]", "", typed))
        if not re.fullmatch(r"0\d{9,10}", digits, re.ASCII):
            raise ValueError("Nhập số điện thoại có 10 số, ví dụ 0912 345 678.")
        self.data = digits

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else (self.data or "")


class CheckboxListField(SelectMultipleField):  # type: ignore[misc]  # wtforms ships no types
    """Several of a list, as boxes to tick; data: the chosen values."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def options(pairs: Iterable[tuple[str, str]], group: str | None = None) -> list[SelectChoice]:
    """Choices from pairs of value and words; ``group`` heads them in a long list."""
    return [SelectChoice(value, words, optgroup=group) for value, words in pairs]


class SummaryEntry(NamedTuple):
    """One line of the error summary: where it leads and what it says."""

    target: str
    text: str


def error_entries(form: Any) -> list[SummaryEntry]:  # noqa: ANN401 - a WTForms form, untyped
    """Every error of a form in the order of its fields, each with the id of what to mend."""
    own = [SummaryEntry("", text) for text in form.form_errors]
    return own + [entry for field in form for entry in _entries_of(field)]


def _entries_of(field: Any) -> Iterator[SummaryEntry]:  # noqa: ANN401 - a WTForms field, untyped
    if hasattr(field, "entries") or hasattr(field, "form"):
        for child in field:
            yield from _entries_of(child)
        return
    for text in field.errors:
        yield SummaryEntry(first_control(field), str(text))


def first_control(field: Any) -> str:  # noqa: ANN401 - a WTForms field, untyped
    """The id to focus: the first box or radio of a group, else the field; hidden ones have none."""
    if isinstance(field, DateBoxesField):
        return f"{field.id}-day"
    if isinstance(field.widget, HiddenInput):
        return ""
    return f"{field.id}-0" if isinstance(field, (RadioField, CheckboxListField)) else str(field.id)


def described_by(field: Any, *, hint: str | None = None, more: str = "") -> str | None:  # noqa: ANN401 - a WTForms field, untyped
    """The ids a control is described by, none of them empty; None when there is nothing to say."""
    ids = [f"{field.id}-hint"] if hint else []
    ids += [f"{field.id}-error"] if field.errors else []
    ids += [more] if more else []
    return " ".join(ids) or None


def control(
    field: Any,  # noqa: ANN401 - a WTForms field, untyped
    *,
    hint: str | None = None,
    more: str = "",
    **attributes: str | int | bool | None,
) -> Markup:
    """The bare control of a field under this house's contract (see the module's first lines).

    ``more`` is one further id for ``aria-describedby``; other keywords become attributes, None
    and False leave theirs out.
    """
    contract: dict[str, str | int | bool | None] = {
        "required": False,
        "maxlength": False,
        "minlength": False,
        "aria_invalid": "true" if field.errors else None,
        "aria_describedby": described_by(field, hint=hint, more=more),
    }
    given = {key: value for key, value in (contract | attributes).items() if value is not None}
    return cast("Markup", field(**given))


GLOBALS: Mapping[str, Callable[..., object]] = {
    "control": control,
    "described_by": described_by,
    "error_entries": error_entries,
    "first_control": first_control,
}


def install(app: Flask) -> None:
    """Lend the field helpers to the templates."""
    app.jinja_env.globals.update(GLOBALS)
