"""The form of any act of the law, made from the list of what is stated with it.

What is stated travels as text; here it becomes what the boxes hold, and text again.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import HiddenField

from feedback.blueprints.office.act_fields import Surroundings, field_of
from feedback.blueprints.office.agency_field import AgencyField, tidy
from feedback.blueprints.office.file_field import KeptFileField
from feedback.blueprints.widgets import HouseForm
from feedback.domain.lodging import KeptFile, read_stated
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind


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
        name: field_of(INPUTS[name], around, required=name in needs)
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
