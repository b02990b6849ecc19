"""Bản lược danh: what the custodian makes so that others may work on a denunciation.

The law has whoever holds the papers strike out name, address, handwriting and whatever else tells
who denounces, and keep the originals as a secret, before a verifier gets them (Luật Tố cáo Điều 56
khoản 2). It may be made as soon as the petition is there, and anew while the case runs.
"""

from feedback.domain.deadlines import Basis
from feedback.domain.roles import Role
from feedback.workflows.guards.citations import LTC
from feedback.workflows.rows import SAME, Condition, Transition

ACTION = "redact"


def redacting(states: tuple[str, ...], *provided: Condition) -> Transition:
    """The row, in these states of a procedure."""
    return Transition(
        states,
        ACTION,
        SAME,
        "Lập bản lược danh",
        Role.CUSTODIAN,
        Basis(LTC, "56", "2"),
        needs=("redacted_how",),
        provided=provided,
        while_paused=True,
    )
