"""Which document of a file a letter of correction sets right (Nghị định 30/2020/NĐ-CP Điều 18)."""

from collections.abc import Sequence

from sqlalchemy import select

from feedback.domain.errors import InvalidInputError
from feedback.models.letter import IssuedLetter
from feedback.services.letters.letter_contexts import correction
from feedback.services.subject.doing import Doing, Said


def correct_document(doing: Doing) -> Said:
    """The document must be one of this file; the history says which by its public id."""
    letters = doing.session.scalars(
        select(IssuedLetter)
        .where(IssuedLetter.subject_id == doing.subject.id)
        .order_by(IssuedLetter.id)
    ).all()
    wrong = correction.corrected(tuple(letters), doing.act.data["corrects"])
    if wrong is None:
        msg = "Hồ sơ này không có văn bản đã phát hành mang số, ký hiệu đó. Ví dụ: 07/TB-UBND."
        raise InvalidInputError("corrects", msg)
    return {"corrects": wrong.uid.hex}


def corrected_by(name: str, typed: str, letters: Sequence[IssuedLetter]) -> IssuedLetter | None:
    """The document that a letter of this name corrects; None for any other letter."""
    return correction.corrected(tuple(letters), typed) if name == correction.LETTER else None
