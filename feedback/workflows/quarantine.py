"""The tray of suspects: what looks like junk waits there, numbered and answered, for a person.

Set aside with its lodging, in the same transaction; its periods run on from the day of receipt.
One act releases it, the other says it is no petition; nobody else's act is lost in between.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import HOUSE
from feedback.workflows.rows import Clock, State, Transition

RECEPTION = Role.RECEPTION_OFFICER
#: Small agencies have no reception officer of their own; a head may always look.
LOOKERS = (Role.RECEPTION_OFFICER, Role.CASE_OFFICER, Role.HEAD)
SUSPECTED, JUNK = "suspected", "junk"
#: The clock of the house within which somebody looks.
LOOK = "KHAY-LOOK"
#: Acts that only the office reads of: to the sender the petition was received, and waits.
UNTOLD = frozenset({"set_aside", "release"})

# fmt: off
APART = State(SUSPECTED, "Khay nghi rác", "Xem đơn trong khay nghi rác", RECEPTION, "Đưa vào hàng đợi, hoặc xác nhận không phải đơn")
CONFIRMED = State(JUNK, "Đã xác nhận không phải đơn", final=True)

ROWS = (
    #          from       action          target      title                               by           basis
    Transition("received", "set_aside",    SUSPECTED,  "Đưa vào khay nghi rác",            Role.SYSTEM, Basis(HOUSE),
               needs=("signs",)),
    Transition(SUSPECTED, "release",      "received", "Đưa vào hàng đợi",                 LOOKERS,     Basis(HOUSE)),
    Transition(SUSPECTED, "confirm_junk", JUNK,       "Xác nhận không phải đơn",          LOOKERS,     Basis(HOUSE),
               needs=("reason",)),
)

CLOCKS = (
    Clock(LOOK, ("set_aside",), ("release", "confirm_junk", "withdraw")),
)
# fmt: on
