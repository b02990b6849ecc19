"""The copy of a document that everybody may read: a document of its own, without who it is about.

Luật Tố cáo 25/2018/QH14 Điều 40 khoản 3. The copy of ``x`` is issued under the name
``x_public_copy``; the original is never shown in its stead.
"""

from sqlalchemy import Select, select

from feedback.models.letter import IssuedLetter

SUFFIX = "_public_copy"


def public_copy(letter: IssuedLetter) -> Select[IssuedLetter]:
    """The newest issued public copy of a document, if there is one."""
    return (
        select(IssuedLetter)
        .where(IssuedLetter.subject_id == letter.subject_id)
        .where(IssuedLetter.name == f"{letter.name}{SUFFIX}", IssuedLetter.issued_at.is_not(None))
        .order_by(IssuedLetter.id.desc())
        .limit(1)
    )
