"""What every page of the guided form has in common: it shows what was answered and gives answers.

A form checks shape only; the law is asked further down, and what it says of a late complaint never
blocks one.
"""

from typing import Any

from wtforms import HiddenField

from feedback.blueprints.public import words
from feedback.blueprints.widgets import HouseForm
from feedback.domain.petitions import Kind
from feedback.services.lodging.drafts import Answers


class QuestionForm(HouseForm):
    """A page of the guided form. ``kind`` travels along in case the draft is lost meanwhile."""

    kind = HiddenField()

    #: names of the answers this page gives
    GIVES: tuple[str, ...] = ()

    @classmethod
    def asked(cls, answers: Answers) -> Any:  # noqa: ANN401 - WTForms' forms have no types
        """The page as filled in before, in the words of the kind of petition."""
        form = cls(data=cls.shown(answers))
        form.kind.data = answers.kind
        for name, label in words.LABELS.get(answers.kind, {}).items():
            if name in form:
                form[name].label.text = label
        form.adapt(answers.kind)
        return form

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        return {name: answers.given.get(name) for name in cls.GIVES}

    def adapt(self, kind: Kind) -> None:
        """What the kind changes besides words."""

    def given(self) -> dict[str, Any]:
        """The answers of this page, as JSON values."""
        return {name: self[name].data for name in self.GIVES}

    def typed_is_sound(self) -> bool:
        """Whether what was typed can be kept; a box left empty is no mistake of its own yet."""
        for name in self.GIVES:
            if not any(str(typed).strip() for typed in self[name].raw_data or ()):
                self[name].errors = ()
        return not self.errors
