"""Who may read what a denouncer wrote, and for what (Luật Tố cáo 25/2018/QH14, Điều 49, 56).

Whoever verifies gets the copy without who denounces. The words themselves are read by those who
must sort the petition, by the head who decides, and by the custodian who redacts it; each reading
is told why and stands in the history.
"""

from enum import StrEnum

from feedback.domain.roles import Role


class Reason(StrEnum):
    SORTING = "sorting"
    CONDITIONS = "conditions"
    DECIDING = "deciding"
    PROTECTION = "protection"
    REDACTION = "redaction"


REASONS = {
    Reason.SORTING: "Phân loại, xử lý đơn",
    Reason.CONDITIONS: "Kiểm tra điều kiện thụ lý",
    Reason.DECIDING: "Quyết định việc giải quyết",
    Reason.PROTECTION: "Bảo vệ người tố cáo",
    Reason.REDACTION: "Lập bản lược danh",
}
#: Whoever is at the desk of a small agency also verifies: the words are theirs until acceptance.
_UNTIL_ACCEPTED = frozenset({Role.CASE_OFFICER})
_ALWAYS = frozenset({Role.RECEPTION_OFFICER, Role.HEAD, Role.CUSTODIAN})


def reads_the_words(role: Role, *, accepted: bool) -> bool:
    return role in _ALWAYS or (role in _UNTIL_ACCEPTED and not accepted)
