"""What the denounced and the public get to read, in types of their own.

The law wants a conclusion sent and made public without anything about who denounces (Luật Tố cáo,
Điều 40 khoản 3; Nghị định 31/2019/NĐ-CP, Điều 6 khoản 1). Leaving words out of the real document is
not enough: whoever wrote it may have named the denouncer in any of its texts. So nothing of it is
taken over but its number; the open wording is stated for these copies alone, and a head signs it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.denunciation import DenunciationPaper
from feedback.domain.letters.denunciation_outcome import Truth
from feedback.domain.letters.nameless import NamelessPaper
from feedback.domain.letters.parts import TEXT, Content

_ARTICLE_40 = "Luật Tố cáo, Điều 40 khoản 3"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConclusion(DenunciationPaper):
    """What both copies say of a conclusion."""

    for_citizen: ClassVar[bool] = False

    #: ``Kết luận số 05/KL-UBND ngày 19/10/2026``
    conclusion: Annotated[str, Content("kết luận nội dung tố cáo", TEXT)]
    open_contents: Annotated[
        tuple[str, ...], Content("nội dung tố cáo, không có thông tin về người tố cáo", _ARTICLE_40)
    ]
    finding: Annotated[
        Truth | None, Content("kết luận đúng, đúng một phần hoặc sai sự thật", TEXT)
    ] = None
    open_conclusion: Annotated[
        tuple[str, ...], Content("kết luận, không có thông tin về người tố cáo", _ARTICLE_40)
    ]
    open_measures: Annotated[
        tuple[str, ...],
        Content("xử lý, kiến nghị, không có thông tin về người tố cáo", _ARTICLE_40),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DenouncedConclusionCopy(OpenConclusion):
    """Thông báo kết luận nội dung tố cáo, to the denounced (Luật Tố cáo, Điều 35 khoản 3)."""

    name: ClassVar[str] = "denounced_conclusion_copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicConclusion(OpenConclusion):
    """Bản công khai kết luận nội dung tố cáo: what is posted, published and read out."""

    name: ClassVar[str] = "public_conclusion"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice(NamelessPaper):
    """Thông báo công khai a decision on a complaint or a conclusion: which, how it ends, where."""

    name: ClassVar[str] = "public_notice"

    #: of what, in a sentence: ``quyết định giải quyết khiếu nại``
    of_what: Annotated[str, Content("loại văn bản được công khai", TEXT)]
    document: Annotated[str, Content("số, ngày của văn bản được công khai", TEXT)]
    open_summary: Annotated[tuple[str, ...], Content("nội dung được công khai", TEXT)]
    shown_where: Annotated[str, Content("nơi công khai", TEXT)]
    shown_from: Annotated[date | None, Content("ngày bắt đầu công khai", TEXT)] = None
    #: None where the text that says how long was not read
    shown_days: int | None = None
