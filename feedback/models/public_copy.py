"""What everybody may read of a document: a document of its own, without who it is about.

Luật Tố cáo 25/2018/QH14 Điều 40 khoản 3. The original is never shown in its stead.
"""

from sqlalchemy import Select, select

from feedback.models.letter import IssuedLetter

#: Written for everybody: each is its own public copy.
PUBLIC = frozenset({"public_conclusion", "public_notice"})
COPY_OF = {"denunciation_conclusion": "public_conclusion"}


def public_copy(letter: IssuedLetter) -> Select[IssuedLetter]:
    """The newest issued public copy of a document, if there is one."""
    wanted = COPY_OF.get(letter.name)
    which = IssuedLetter.name == wanted if wanted else IssuedLetter.id == letter.id
    return (
        select(IssuedLetter)
        .where(IssuedLetter.subject_id == letter.subject_id, which)
        .where(IssuedLetter.name.in_(PUBLIC), IssuedLetter.issued_at.is_not(None))
        .order_by(IssuedLetter.id.desc())
        .limit(1)
    )
