"""A box for an agency's name, and text tidied as it comes in."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from wtforms import StringField
from wtforms.validators import ValidationError

from feedback.domain.communes import find_communes
from feedback.domain.routing import Desk
from feedback.domain.text import clean, clean_line, fold

COMMITTEE = "uy ban nhan dan"


def tidy(typed: str | None) -> str | None:
    """One line without what no page can show again."""
    return clean_line(typed) if typed else typed


def tidy_text(typed: str | None) -> str | None:
    return clean(typed) if typed else typed


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
    """The agencies a person may mean: the one of that name, else all that contain the words.

    Where nothing contains them they may be a name of before July 2025 ("UBND xã Đồng Rui").
    """
    sought = fold(typed).replace("ubnd", COMMITTEE)
    exact = [desk for desk in desks if sought in {fold(desk.name), fold(desk.code)}]
    found = exact or [desk for desk in desks if sought in fold(desk.name)]
    if found:
        return found
    codes = {commune.code for commune in find_communes(sought.removeprefix(COMMITTEE))}
    return [desk for desk in desks if desk.commune_code in codes]
