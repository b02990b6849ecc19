"""The letter that sets a slip right: it names the wrong document and goes where that one went."""

from feedback.domain.letters import correction
from feedback.domain.letters.parts import Letter
from feedback.domain.letters.wording import code_words
from feedback.models.letter import IssuedLetter
from feedback.services.letters.letter_contexts.material import Material, cite, common

LETTER = "correction_letter"


def corrected(letters: tuple[IssuedLetter, ...], typed: str) -> IssuedLetter | None:
    """The document of the file with this number; one that is not issued yet is voided instead."""
    wanted = typed.strip().casefold()
    return next(
        (
            letter
            for letter in reversed(letters)
            if letter.issued_at is not None
            and code_words(letter.number, letter.symbol).casefold() == wanted
        ),
        None,
    )


def _correction(m: Material) -> Letter:
    wrong = corrected(m.earlier_letters, m.stated("corrects"))
    reached = tuple(m.context(wrong).get("recipients", ())) if wrong else ()
    return correction.CorrectionLetter(
        **common(m, reached),
        corrects=cite(wrong) if wrong else "",
        stands=m.stated("stands"),
        must_read=m.stated("must_read"),
    )


CONTEXTS = {LETTER: _correction}
