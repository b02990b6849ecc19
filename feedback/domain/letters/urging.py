"""Letters about what is late: demanded from a lower level, explained by who is late."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.denunciation import DenunciationPaper
from feedback.domain.letters.nameless import NamelessPaper
from feedback.domain.letters.parts import TEXT, Content, OutgoingLetter, Person
from feedback.domain.petitions import Kind

_ARTICLE_38 = "Luật Tố cáo, Điều 38 khoản 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementDemand(NamelessPaper):
    """Công văn yêu cầu cấp dưới giải quyết, báo cáo (Luật Tiếp công dân, Điều 26 khoản 1 điểm b).

    ``report_by`` is the day its author sets; the law has none. A denunciation has a demand of its
    own (``DelayDemand``).
    """

    name: ClassVar[str] = "settlement_demand"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("cơ quan có thẩm quyền chưa giải quyết", TEXT)]
    kind: Kind
    received_on: date
    #: which matter, and since when it waits there, as the officer states it
    late_matter: Annotated[tuple[str, ...], Content("vụ việc chưa được giải quyết", TEXT)]
    reason: Annotated[str, Content("lý do yêu cầu", TEXT)]
    report_by: Annotated[date | None, Content("ngày báo cáo kết quả", TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayExplanation(OutgoingLetter):
    """Công văn giải trình việc chậm giải quyết, to whoever asked and to the sender."""

    name: ClassVar[str] = "delay_explanation"
    #: it goes to whoever asked as well
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("nơi yêu cầu giải trình", TEXT)]
    kind: Kind
    petitioner: Annotated[Person, Content("họ tên, địa chỉ người gửi đơn", TEXT)]
    about: Annotated[str, Content("nội dung vụ việc", TEXT)]
    was_due_on: Annotated[date | None, Content("ngày hết hạn", TEXT)] = None
    done_so_far: Annotated[tuple[str, ...], Content("quá trình giải quyết", TEXT)]
    delay_reasons: Annotated[tuple[str, ...], Content("lý do chậm, trách nhiệm", TEXT)]
    expected_on: Annotated[date | None, Content("ngày dự kiến giải quyết xong", TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationDelayReport(DenunciationPaper):
    """Báo cáo việc chậm giải quyết tố cáo, to the superior that asked (Điều 38 khoản 3)."""

    name: ClassVar[str] = "denunciation_delay_report"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("nơi yêu cầu báo cáo", TEXT)]
    accepted_on: date
    was_due_on: Annotated[date | None, Content("ngày hết thời hạn giải quyết", TEXT)] = None
    done_so_far: Annotated[tuple[str, ...], Content("quá trình giải quyết tố cáo", _ARTICLE_38)]
    delay_reasons: Annotated[
        tuple[str, ...], Content("lý do chậm, trách nhiệm giải quyết", _ARTICLE_38)
    ]
    expected_on: Annotated[date | None, Content("ngày dự kiến giải quyết xong", TEXT)] = None
