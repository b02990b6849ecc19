"""Figure D2 of the security design: an hour of junk with twenty people in between.

``python -m tests.tools.flood [JUNK] [HONEST] [MINUTES]`` sends 10,000 junk petitions from 200
neighbourhoods and 20 honest ones through the real service, on a database of its own and a clock
that steps, and says where each lies. Exit 1 unless every honest one is in the queue, and all junk
but the first minute's in the tray.
"""

import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.petitions import Kind
from feedback.domain.suspicion import Sending
from feedback.extensions import db
from feedback.models.petition import Petition
from feedback.services.lodging.submission import submit
from feedback.vault.keys import KeyRing
from feedback.workflows.quarantine import SUSPECTED
from tests.factories import a_lodging, at
from tests.tools.place import small_province
from tests.worlds import application

NEIGHBOURHOODS = 200
#: Each kind of junk by another way of sending: hasty advertisement, hasty copies, patient copies.
SOLD = "Vay nhanh lãi thấp https://a.example https://b.example https://c.example gọi ngay số {n}"
COPIED = (
    "Đề nghị mọi người vào trang này nhận quà tri ân khách hàng thân thiết của công ty chúng tôi"
)
TOLD = (
    "Nhà tôi ở thôn {n}, từ tháng {n} đường vào xóm bị ngập, tôi đã báo thôn {n} lần mà chưa "
    "ai sửa cống số {n} ở đầu ngõ nhà bà {n}."
)
MINUTE = timedelta(minutes=1)
#: Patient copies that come before there are ten alike and sixty in a minute.
FIRST_MINUTE = 60


@dataclass(frozen=True, slots=True)
class One:
    at: datetime
    story: str
    sending: Sending
    honest: bool = False


def everybody(junk: int, honest: int, *, lasting: timedelta, seed: int = 1) -> Iterator[One]:
    """In the order of their coming."""
    dice, begun = random.Random(seed), at("2026-11-16")  # noqa: S311 - no secret
    for n in range(junk):
        now = begun + lasting * (n / junk)
        network = f"198.51.{n % NEIGHBOURHOODS}.0/24"
        story, seconds = [(SOLD.format(n=n), 1), (COPIED, 1), (COPIED, 600)][n % 3]
        yield One(now, story, Sending(network, now - timedelta(seconds=seconds)))
        if n * honest // junk != (n + 1) * honest // junk:
            told = TOLD.format(n=dice.randrange(10**6))
            yield One(now, told, Sending(f"203.0.{n % 250}.0/24", now - 7 * MINUTE), honest=True)


def sent(session: Session, keys: KeyRing, people: Iterator[One]) -> Counter[tuple[bool, bool]]:
    """How many by (honest, in the tray); none is refused, or this raises."""
    found: Counter[tuple[bool, bool]] = Counter()
    for one in people:
        lodging = a_lodging(Kind.REPORT, story=one.story)
        petition = submit(lodging, keys, one.at, sending=one.sending)
        state = session.scalars(select(Petition.state).where(Petition.id == petition)).one()
        found[one.honest, state == SUSPECTED] += 1
    return found


def main(junk: int = 10_000, honest: int = 20, minutes: int = 60) -> int:
    logging.disable()
    begun = time.monotonic()
    people = everybody(junk, honest, lasting=minutes * MINUTE)
    with small_province() as settings, application(settings) as app, app.app_context():
        found = sent(db.session(), KeyRing(settings.keys_dir), people)
    print(f"honest: {found[True, False]} in the queue, {found[True, True]} in the tray")
    print(f"junk: {found[False, False]} in the queue, {found[False, True]} in the tray")
    print(f"{junk + honest} sent in {time.monotonic() - begun:.0f} s")
    passed = found[True, False] == honest and found[False, False] <= FIRST_MINUTE
    return int(not passed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
