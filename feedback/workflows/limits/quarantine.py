"""How soon somebody looks into the tray of suspects: a rule of the house, no law.

The periods of the law run on meanwhile, from the day of receipt.
"""

from feedback.domain.time_limits import Basis, TimeLimit, working_days
from feedback.workflows.limits.shorthand import AGENCY, LOW, PROPOSED, RECEPTION

# fmt: off
LIMITS = (
    TimeLimit(
        "KHAY-LOOK-PROPOSED", "KHAY-LOOK", "Xem đơn trong khay nghi rác",
        duty=AGENCY, actor="cơ quan tiếp nhận", stage="initial_processing", kinds=RECEPTION,
        trigger="received", span=working_days(2),
        proviso="có thể cấu hình",
        basis=Basis("quy tắc vận hành của hệ thống, không phải quy định pháp luật"),
        law_applies=False,
        verified=PROPOSED, confidence=LOW, sources=("PROP",),
    ),
)
# fmt: on
