"""Forms around a denunciation's words: why they are read, and the copy without who wrote them."""

from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.blueprints.office.agency_field import tidy_text
from feedback.blueprints.widgets import HouseForm, options
from feedback.domain.errors import InvalidInputError
from feedback.domain.redaction import REASONS, Reason

LETTERS = 20_000
ONE_WAY = "Chỉ chọn một cách: chép lại bằng chữ, hoặc bản chụp đã che."


class ReadingForm(HouseForm):
    reason = RadioField(
        "Đọc để làm gì?",
        choices=options([(str(reason), title) for reason, title in REASONS.items()]),
        validators=[InputRequired("Chọn lý do đọc.")],
    )

    @property
    def chosen(self) -> Reason:
        return Reason(self.reason.data)


class RedactionForm(HouseForm):
    """Retyped or masked; fields bear the names by which the service refuses."""

    redacted_text = TextAreaField("Chép lại bằng chữ", [Length(max=LETTERS)], filters=[tidy_text])
    redacted_pages = MultipleFileField("Hoặc bản chụp đã che")

    @property
    def papers(self) -> list[FileStorage]:
        posted = (f for f in self.redacted_pages.data or () if isinstance(f, FileStorage))
        return [file for file in posted if file.filename]

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - WTForms' signature
        sound = bool(super().validate(extra_validators))
        if self.redacted_text.data and self.papers:
            self.refuse(InvalidInputError(self.redacted_pages.name, ONE_WAY))
            return False
        return sound

    def refuse(self, refusal: InvalidInputError) -> None:
        self[refusal.field].errors = [*self[refusal.field].errors, str(refusal)]
