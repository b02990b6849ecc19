"""The form by which an office enters what voters recommended; shape only."""

from datetime import date
from typing import Any, cast

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from feedback.blueprints.commune_box import CommuneBox, choice_field, commune_field
from feedback.blueprints.office.agency_field import tidy, tidy_text
from feedback.blueprints.office.registration_form import EARLIEST, code_of, ticket_of
from feedback.blueprints.widgets import DateBoxesField, HouseForm, options
from feedback.domain.errors import InvalidInputError
from feedback.domain.voters import VotersRecommendation
from feedback.vault.codes import new_code
from feedback.workflows.inputs.catalogue import INPUTS

STORY_LETTERS, SHORT_LETTERS = 12_000, 4000


def _line(name: str, letters: int = 300) -> StringField:
    title = INPUTS[name].title
    said = f"Bạn chưa điền: {title}."
    return StringField(title, [DataRequired(said), Length(max=letters)], filters=[tidy])


class VotersForm(CommuneBox, HouseForm):
    """Fields bear the names of ``VotersRecommendation``."""

    ticket = HiddenField()
    source = RadioField(
        INPUTS["source"].title,
        choices=options(INPUTS["source"].choices),
        validators=[InputRequired("Chọn nơi chuyển kiến nghị.")],
    )
    session = _line("session")
    met_on = DateBoxesField(INPUTS["met_on"].title, [InputRequired("Nhập ngày tiếp xúc cử tri.")])
    voters_of = _line("voters_of")
    story = TextAreaField(
        "Nội dung kiến nghị",
        [DataRequired("Bạn chưa điền: Nội dung kiến nghị."), Length(max=STORY_LETTERS)],
        filters=[tidy_text],
    )
    wanted = TextAreaField("Cử tri đề nghị", [Length(max=SHORT_LETTERS)], filters=[tidy_text])
    commune = commune_field()
    choice = choice_field()
    field = SelectField("Lĩnh vực", choices=options(INPUTS["field"].choices))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as WTForms gives it
        super().__init__(*args, **kwargs)
        self.offer_choice()
        self.code = code_of(self.ticket.data) or new_code()
        self.ticket.data = ticket_of(self.code)

    def validate_met_on(self, field: DateBoxesField) -> None:
        if field.data and field.data.year < EARLIEST:
            raise ValidationError("Viết năm bằng 4 số, ví dụ 2026.")

    def refuse(self, refusal: InvalidInputError) -> None:
        """Put a refusal from below beside its field."""
        self[refusal.field].errors = [*self[refusal.field].errors, str(refusal)]

    @property
    def recommendation(self) -> VotersRecommendation:
        found = self.chosen
        return VotersRecommendation(
            code=self.code,
            source=self.source.data,
            session=self.session.data,
            met_on=cast("date", self.met_on.data),
            voters_of=self.voters_of.data,
            story=self.story.data,
            wanted=self.wanted.data or "",
            commune_code=found.code if found else None,
            field=self.field.data,
        )
