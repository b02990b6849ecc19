"""The box for a commune, by its present or former name; several of a like name are offered.

Works without script: a name that fits several is answered with a choice.
"""

from collections.abc import Sequence

from wtforms import RadioField, StringField
from wtforms.validators import Length, ValidationError

from feedback.blueprints.widgets import options
from feedback.domain.communes import (
    COMMUNES,
    Commune,
    commune_with_code,
    find_communes,
    former_district,
    former_unit_divided,
)
from feedback.domain.text import clean_line, fold

#: More than this many places of a like name are not a list to choose from.
MOST_PLACES = 8


def places(typed: str) -> tuple[Commune, ...]:
    """The communes a person may mean; one when its name is written out or nothing else fits."""
    found = find_communes(typed[:200])
    sought = fold(typed)
    exact = tuple(c for c in found if sought in {fold(c.name), fold(c.full_name)})
    return exact if len(exact) == 1 else found


def titled(commune: Commune) -> str:
    return _begun(commune.full_name)


def _begun(name: str) -> str:
    """A name as it begins a sentence."""
    return name[:1].upper() + name[1:]


#: Every name, for the box that completes them.
COMMUNE_NAMES: Sequence[str] = tuple(titled(commune) for commune in COMMUNES)


def commune_field() -> StringField:
    return StringField("Xã, phường hoặc đặc khu", filters=[_line], validators=[Length(max=200)])


def choice_field() -> RadioField:
    return RadioField("Bạn muốn nói nơi nào?", choices=[], validate_choice=False)


def _line(typed: str | None) -> str:
    return clean_line(typed or "")


class CommuneBox:
    """What a form knows that has both fields: the name as typed, the choice among names alike."""

    commune: StringField
    choice: RadioField

    def offer_choice(self) -> None:
        """To be called once what was typed is known."""
        found = places(self.commune.data or "")
        alike = len(found) if 1 < len(found) <= MOST_PLACES else 0
        self.choice.choices = options((c.code, titled(c)) for c in found[:alike])

    @staticmethod
    def shown_name(code: str) -> str:
        return titled(commune_with_code(code)) if code else ""

    @property
    def chosen(self) -> Commune | None:
        """The one commune meant."""
        found = places(self.commune.data or "")
        if len(found) == 1:
            return found[0]
        return next((one for one in found if one.code == self.choice.data), None)

    def validate_commune(self, field: StringField) -> None:
        if not field.data:
            return
        found = places(field.data)
        if not found:
            raise ValidationError(
                "Không tìm thấy nơi này trong 54 xã, phường, đặc khu. "
                "Viết tên khác, hoặc để trống và tả ở ô dưới."
            )
        if len(found) > MOST_PLACES and (district := former_district(field.data)):
            names = ", ".join(one.full_name for one in found)
            raise ValidationError(f"{_begun(district)} nay là {names}. Viết tên một nơi.")
        if len(found) > MOST_PLACES:
            raise ValidationError("Có nhiều nơi tên gần giống. Viết đủ tên, ví dụ phường Hạ Long.")

    def validate_choice(self, field: RadioField) -> None:
        if not field.choices or self.chosen is not None:
            return
        if district := former_district(self.commune.data or ""):
            raise ValidationError(f"{_begun(district)} nay gồm các nơi này. Chọn một nơi.")
        if divided := former_unit_divided(self.commune.data or ""):
            raise ValidationError(f"{_begun(divided)} cũ nay thuộc vài nơi. Chọn nơi bạn muốn nói.")
        raise ValidationError("Có vài nơi tên gần giống. Chọn một nơi.")
