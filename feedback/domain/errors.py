"""What the law, or a rule of the house, refuses.

Each error carries one Vietnamese sentence for the person who reads it. Errors are raised low, never
swallowed, and turned into a page in one place (``feedback.blueprints.errors``).
"""

from collections.abc import Sequence


class DomainError(Exception):
    """A refusal with a sentence for people; ``str(error)`` is that sentence."""


class NotLawfulError(DomainError):
    """The procedure has no such act in this state, or not by this role."""


class ConditionsNotMetError(DomainError):
    """The act exists, but conditions of the law are open; ``missing`` names each."""

    def __init__(self, sentence: str, missing: Sequence[str]) -> None:
        super().__init__(sentence)
        self.missing = tuple(missing)


class NoLawInForceError(DomainError):
    """No edition, time limit or calendar day covers the date asked about."""


class UnknownRuleError(DomainError):
    """No rule, procedure or letter of that name."""


class InvalidInputError(DomainError):
    """What was typed cannot be taken; ``field`` names the form field it belongs to."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class StaleFormError(DomainError):
    """Somebody else changed the file since the form was opened."""


class NotAllowedError(DomainError):
    """The person may not do this: role, agency, conflict, or drafter and signer in one."""


class NotFoundError(DomainError):
    """Nothing there, or not for this person: the two are not told apart."""


class TooOftenError(DomainError):
    """Tried too often from one place; ``seconds`` later it is looked at again."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class MalformedTableError(Exception):
    """A table of the law contradicts itself; raised at import, names table and row."""
