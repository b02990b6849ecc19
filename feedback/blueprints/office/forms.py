"""Forms of the officers: pressing a button, returning a draft, classifying.

A form turns what was typed into values and looks at their shape only. What was typed is kept, also
when it is refused.
"""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import (
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    Optional,
    Regexp,
    ValidationError,
)

from feedback.blueprints.office.agency_field import AgencyField, tidy, tidy_text
from feedback.blueprints.widgets import HouseForm, options
from feedback.domain.routing import Desk
from feedback.workflows.inputs.catalogue import INPUTS

#: The last option of the picker: an agency to be found by its name.
OTHER = "other"
#: Larger than any document of the house with its signatures.
MOST_SIGNED_BYTES = 64_000_000


class PressForm(HouseForm):
    """A button and nothing else."""


class SuspectForm(HouseForm):
    """One press about a petition of the tray; the reason goes with saying that it is none."""

    USUAL = "Nội dung không nêu việc khiếu nại, tố cáo, kiến nghị hay phản ánh nào."

    version = HiddenField(validators=[Regexp(r"^\d{1,9}$")])
    reason = StringField(default=USUAL, validators=[Length(max=300)])

    @property
    def first_errors(self) -> list[str]:
        return [found[0] for found in self.errors.values()]


class ReturnForm(HouseForm):
    """A draft goes back to its author with what is to be mended."""

    note = TextAreaField(
        "Cần sửa gì",
        [DataRequired("Viết rõ cần sửa gì để người soạn làm lại."), Length(max=2000)],
        filters=[tidy_text],
    )


class SignedFileForm(HouseForm):
    """A document that was signed outside comes back."""

    signed = FileField("Tệp PDF đã ký")

    def validate_signed(self, field: FileField) -> None:
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError("Chọn tệp PDF đã ký.")

    def content(self) -> bytes:
        """The bytes, as far as a document may be large."""
        return bytes(self.signed.data.stream.read(MOST_SIGNED_BYTES))


class VoidForm(HouseForm):
    """A number is given up, with the reason that stays in the register."""

    reason = TextAreaField(
        "Lý do hủy số",
        [DataRequired("Ghi rõ lý do; lý do được giữ trong sổ."), Length(max=500)],
        filters=[tidy_text],
    )


def classification_form(
    choices: Sequence[tuple[str, str]],
    desks: Sequence[Desk],
    **given: Any,  # noqa: ANN401 - passed on as WTForms takes it
) -> "ClassificationForm":
    """The form of the pane: suggested agencies first, any other by name."""
    form = ClassificationForm(**given)
    offer(form, choices)
    form.agency.desks = form.denounced_agency.desks = desks
    return form


def offer(form: "ClassificationForm", choices: Sequence[tuple[str, str]]) -> None:
    """Put suggested agencies, by code and name, before the last option of the picker."""
    form.unit.choices = options([*choices, (OTHER, "Tìm cơ quan khác")])


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
    denounced_agency = AgencyField(INPUTS["denounced_agency"].title, filters=[tidy])
    denounced_post = RadioField(
        INPUTS["denounced_post"].title,
        choices=options(INPUTS["denounced_post"].choices),
        validators=[Optional()],
    )
    agency_reason = TextAreaField(
        INPUTS["agency_reason"].title,
        [Length(max=INPUTS["agency_reason"].max_length)],
        filters=[tidy_text],
    )

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
        said = {
            "kind": self.kind.data,
            "field": self.field.data,
            "agency": self.receiver,
            "denounced_agency": self.denounced_agency.code,
            "denounced_post": self.denounced_post.data,
            "agency_reason": self.agency_reason.data,
        }
        return {name: value for name, value in said.items() if value}
