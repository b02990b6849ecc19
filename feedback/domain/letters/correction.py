"""The letter that sets a slip in a document right (Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3).

An error of content is mended by a document of the same form; a slip of form or procedure by this.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from feedback.domain.letters.nameless import NamelessPaper
from feedback.domain.letters.parts import Content

_ARTICLE_18 = "NĐ 30/2020, Điều 18 khoản 3"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLetter(NamelessPaper):
    """Công văn đính chính; it reaches whoever has the wrong document."""

    name: ClassVar[str] = "correction_letter"

    #: ``Thông báo số 128/TB-UBND ngày 18/9/2026``
    corrects: Annotated[str, Content("văn bản được đính chính", _ARTICLE_18)]
    #: where in it, and what stands there
    stands: Annotated[str, Content("nội dung đã ghi", _ARTICLE_18)]
    must_read: Annotated[str, Content("nội dung đính chính", _ARTICLE_18)]
