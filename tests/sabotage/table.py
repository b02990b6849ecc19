"""Every sabotage, by name."""

from tests.sabotage import (
    access,
    events,
    files,
    history,
    identity,
    intake,
    pages,
    restoring,
    sign_in,
    start,
)
from tests.sabotage.core import Sabotage

ROOMS = (history, restoring, intake, identity, access, sign_in, pages, files, start, events)
SABOTAGES: dict[str, Sabotage] = {each.name: each for room in ROOMS for each in room.SABOTAGES}
