"""Every sabotage, by name."""

from tests.sabotage import history, intake
from tests.sabotage.core import Sabotage

ROOMS = (history, intake)
SABOTAGES: dict[str, Sabotage] = {each.name: each for room in ROOMS for each in room.SABOTAGES}
