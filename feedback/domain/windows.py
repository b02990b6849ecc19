"""How much comes from one neighbourhood before it is unusual, and what nothing is refused for.

A window never refuses a petition: to receive is a duty, and whole communes share one address. What
goes beyond adds suspicion (``suspicion``). A wrong receipt code is answered without being written
down any more, and always the same; a right one opens its file whatever a neighbour did.

Figures: burst and sustained after the e-petitions of the British Parliament, the rest after
Alaveteli (section 6g of the security design).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Final

Network = IPv4Network | IPv6Network

#: Neighbourhoods: what one household or one small office is given.
PREFIX: Final = {4: 24, 6: 56}


class Arriving(StrEnum):
    """What is counted."""

    PETITION = "petition"
    WRONG_CODE = "wrong code"


@dataclass(frozen=True, slots=True)
class Window:
    """At most so many in this time are usual."""

    most: int
    within: timedelta


BURST: Final = Window(1, timedelta(seconds=60))
SUSTAINED: Final = Window(5, timedelta(seconds=300))
DAY: Final = Window(20, timedelta(days=1))
#: From everybody together: beyond it intake is in slow mode, each petition a little suspect.
EVERYBODY: Final = Window(60, timedelta(seconds=60))
WRONG_CODES: Final = Window(10, timedelta(seconds=60))

#: Nothing is kept longer than the longest window looks back.
KEPT_FOR: Final = max(each.within for each in (BURST, SUSTAINED, DAY, EVERYBODY, WRONG_CODES))


def is_exempt(network: str, offices: tuple[Network, ...]) -> bool:
    """Whether it lies within a reception office, where many write at one desk."""
    if not network:
        return False
    asked = ip_network(network)
    return any(asked.version == office.version and asked.overlaps(office) for office in offices)
