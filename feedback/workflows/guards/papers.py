"""Conditions of papers that any procedure may write: handed back, explained, corrected, shown."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import HOUSE, LTC, ND30
from feedback.workflows.rows import Act

COPIES = frozenset({"denounced_conclusion_copy", "public_conclusion"})


@condition("Đơn không do cơ quan khác chuyển đến bằng phiếu chuyển", Basis(HOUSE), of_kind=True)
def was_transferred_here(facts: Facts, _act: Act) -> bool:
    return facts.transfers > 0


@condition("Chưa có thời hạn nào của hồ sơ bị quá hạn", Basis(HOUSE), of_kind=True)
def something_is_late(facts: Facts, act: Act) -> bool:
    dates = (facts.closing_dates.get(rule) for rule in facts.running)
    return any(day is not None and day < act.on for day in dates)


@condition(
    "Hồ sơ chưa có văn bản nào đã phát hành để đính chính", Basis(ND30, "18", "3"), of_kind=True
)
def there_is_a_document(facts: Facts, _act: Act) -> bool:
    return bool(facts.letters)


@condition(
    "Chưa phát hành bản gửi người bị tố cáo và bản công khai không có thông tin về người tố cáo",
    Basis(LTC, "40", "3"),
)
def copies_are_issued(facts: Facts, _act: Act) -> bool:
    return facts.letters >= COPIES
