"""Receipts for information, papers and evidence handed over after the petition itself."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.intake import Paper
from feedback.domain.letters.parts import AgencyLetter, Content, Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(AgencyLetter):
    """What both receipts say; who may not be named is named by a word."""

    for_citizen: ClassVar[bool] = False

    #: as it is spoken: ``09 giờ 05``
    received_time: Annotated[str, Content("giờ nhận")]
    received_on: date
    place: Annotated[str, Content("nơi nhận")]
    receiver: Annotated[Signatory, Content("người nhận")]
    giver: Annotated[str, Content("người cung cấp")]
    papers: Annotated[tuple[Paper, ...], Content("danh mục thông tin, tài liệu")]
    #: the giver may not be named; then nothing is asked of identity papers either
    protected: bool = False
    copies: int = 2

    @property
    def governed_on(self) -> date | None:
        return self.law_on or self.received_on


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersReceipt(HandedOver):
    """Giấy biên nhận at reception: Mẫu số 02/TCD, Nghị định 154/2026/NĐ-CP."""

    name: ClassVar[str] = "papers_receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReceipt(HandedOver):
    """Giấy biên nhận while a complaint is verified; the number of its form was not read."""

    name: ClassVar[str] = "evidence_receipt"


LETTERS = (PapersReceipt, EvidenceReceipt)
