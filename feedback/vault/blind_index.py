"""Finding a complaint by a number or a word that is stored nowhere in clear.

HMAC-SHA-256 of the normalised value under a key of its own, cut to 40 bits, within one book and
year: the same person has other marks in the next year. A number of an identity paper has so little
entropy (some 10⁶ within a province, a sex and a year of birth) that whoever holds this key has
the numbers; it is kept like the keys that wrap keys. Of whoever denounces there are no marks.
"""

import hmac
import re
from dataclasses import dataclass, field
from hashlib import sha256

_LENGTH = 5
#: Begins a token among the words of a petition.
TOKEN = "#"  # noqa: S105 - no password
_WORDS = re.compile(r"\w+")
_DIGITS = re.compile(r"\D", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scope:
    """Within which marks can be compared."""

    book: str
    year: int


@dataclass(frozen=True, slots=True)
class BlindIndex:
    key: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """By which rows tell the key of their marks; nothing of the key can be told from it."""
        return sha256(b"index key" + self.key).hexdigest()[:16]

    def number(self, field: str, value: str, scope: Scope) -> bytes | None:
        """The mark of an identity paper's or a telephone's number; None where there is none."""
        digits = _DIGITS.sub("", value)
        if digits.startswith("84") and field == "phone":
            digits = "0" + digits[2:]
        return self._mark(field, digits, scope) if digits else None

    def tokens(self, folded: str, scope: Scope) -> list[str]:
        """What stands for each word of a folded text, sorted: no order, no count."""
        return sorted({self.token(word, scope) for word in _WORDS.findall(folded)})

    def token(self, word: str, scope: Scope) -> str:
        return TOKEN + self._mark("word", word, scope).hex()

    def _mark(self, field: str, value: str, scope: Scope) -> bytes:
        about = "\0".join((field, scope.book, str(scope.year), value))
        return hmac.digest(self.key, about.encode(), sha256)[:_LENGTH]
