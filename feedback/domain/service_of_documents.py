"""When a document counts as received, told by the attempts to deliver it and nothing else.

Paper counts from the day on the receipt, a fact; a display from the end of its last day. No text
we read says when a document on a page of ours is received: the province chooses (``PortalService``)
and pages say so. Mails only tell of a document.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from feedback.domain.deliveries import (
    BY_ITSELF,
    DECISIONS,
    DISPLAYS,
    FAILURES,
    ONLY_TELLS,
    DeliveryChannel,
    RecipientRole,
    Result,
)
from feedback.domain.time_limits import Confidence, Verified

#: Nghị định 31/2019/NĐ-CP Điều 6 khoản 2 (read); Nghị định 124/2020/NĐ-CP Điều 29 (reported).
DISPLAY_DAYS = 15


class PortalService(StrEnum):
    """From when a document on the tracking page counts as received."""

    OPENED = "opened"
    AVAILABLE = "available"


class Standing(StrEnum):
    WAITING = "waiting"
    UNDER_WAY = "under_way"
    SERVED = "served"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ServiceRule:
    """How the day is found for a channel, and how we know."""

    words: str
    verified: Verified
    confidence: Confidence
    source: str = ""

    @property
    def prints_as_law(self) -> bool:
        return self.verified is Verified.SOURCE and self.confidence is Confidence.HIGH


_RECEIVED = "Luật Khiếu nại 02/2011/QH13, Điều 33: tính từ ngày nhận được quyết định"
_SHOWN = ServiceRule(
    f"hết ngày thứ {DISPLAY_DAYS} kể từ ngày bắt đầu, liên tục", Verified.REPORT, Confidence.MEDIUM
)
RULES = {
    DeliveryChannel.POST: ServiceRule(
        "ngày ghi trên giấy báo phát", Verified.SOURCE, Confidence.HIGH, _RECEIVED
    ),
    DeliveryChannel.HAND: ServiceRule(
        "ngày người nhận ký nhận", Verified.SOURCE, Confidence.HIGH, _RECEIVED
    ),
    DeliveryChannel.PORTAL: ServiceRule(
        "ngày mở văn bản trên trang tra cứu", Verified.PROPOSED, Confidence.LOW
    ),
    DeliveryChannel.EMAIL: ServiceRule("chỉ báo tin", Verified.PROPOSED, Confidence.LOW),
    DeliveryChannel.AGENCY: ServiceRule(
        "ngày cơ quan nhận xác nhận", Verified.PROPOSED, Confidence.LOW
    ),
    DeliveryChannel.BOARD: _SHOWN,
    DeliveryChannel.WEB: _SHOWN,
}


@dataclass(frozen=True, slots=True)
class Attempted:
    """One attempt, on the day it happened."""

    on: date
    result: Result


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery with its attempts in the order they were recorded."""

    letter_id: int
    letter: str
    role: RecipientRole
    recipient: str
    channel: DeliveryChannel
    mandatory: bool
    attempts: tuple[Attempted, ...] = ()
    #: the act that made the document; it may have made one for each of several people
    act_id: int | None = None
    #: the document that this one replaces
    replaces_id: int | None = None


@dataclass(frozen=True, slots=True)
class Display:
    """A document on show: through the whole of ``last_day``, unless it was taken down before."""

    first_day: date
    last_day: date
    taken_down_on: date | None = None

    @property
    def cut_short(self) -> bool:
        return self.taken_down_on is not None and self.taken_down_on <= self.last_day

    def complete(self, on: date) -> bool:
        """Whether it was shown long enough, seen from a day."""
        return not self.cut_short and self.last_day < on


def display_of(attempts: Sequence[Attempted]) -> Display | None:
    """The newest display; one taken down early begins anew, it is not continued."""
    started = [n for n, each in enumerate(attempts) if each.result is Result.DISPLAYED]
    if not started:
        return None
    first = attempts[started[-1]].on
    down = [each.on for each in attempts[started[-1] :] if each.result is Result.TAKEN_DOWN]
    return Display(first, first + timedelta(days=DISPLAY_DAYS), down[-1] if down else None)


def served_on(
    channel: DeliveryChannel,
    attempts: Sequence[Attempted],
    *,
    today: date,
    portal: PortalService = PortalService.OPENED,
) -> date | None:
    """The day the document counts as received by this channel; None while it does not."""
    if not attempts or channel in ONLY_TELLS:
        return None
    if channel in DISPLAYS:
        shown = display_of(attempts)
        return shown.last_day if shown is not None and shown.complete(today) else None
    if channel is DeliveryChannel.PORTAL and portal is PortalService.AVAILABLE:
        return attempts[0].on
    newest = attempts[-1]
    return newest.on if newest.result is Result.DELIVERED else None


def standing(
    channel: DeliveryChannel,
    attempts: Sequence[Attempted],
    *,
    today: date,
    portal: PortalService = PortalService.OPENED,
) -> Standing:
    """How a single delivery stands."""
    if not attempts:
        return Standing.WAITING
    if served_on(channel, attempts, today=today, portal=portal) is not None:
        return Standing.SERVED
    shown = display_of(attempts) if channel in DISPLAYS else None
    broken = shown is not None and shown.cut_short
    return Standing.FAILED if broken or attempts[-1].result in FAILURES else Standing.UNDER_WAY


def together(standings: Iterable[tuple[DeliveryChannel, Standing]]) -> Standing:
    """How a recipient stands by all channels: the first that reached them is enough.

    Where an officer takes pains, those count and not what the system did by itself; a mail only
    tells and counts for nothing.
    """
    told = [each for each in standings if each[0] not in ONLY_TELLS]
    by_officers = [each for each in told if each[0] not in BY_ITSELF]
    if any(each is Standing.SERVED for _, each in told):
        return Standing.SERVED
    found = {each for _, each in by_officers or told}
    order = (Standing.UNDER_WAY, Standing.WAITING)
    return next((each for each in order if each in found), Standing.FAILED)


def unattempted(deliveries: Iterable[Sent]) -> frozenset[str]:
    """Names of documents with a mandatory recipient whom nobody tried to reach yet."""
    all_ = list(deliveries)
    tried = {
        (each.letter_id, each.recipient)
        for each in all_
        if each.attempts and (each.mandatory or each.channel not in BY_ITSELF)
    }
    return frozenset(
        each.letter
        for each in all_
        if each.mandatory and (each.letter_id, each.recipient) not in tried
    )


def receipt_day(
    deliveries: Iterable[Sent], portal: PortalService = PortalService.OPENED
) -> date | None:
    """The day every sender had their document, each by the first channel that reached them.

    None while one of them has not, or the proof is a display, which is made to nobody in person.
    """
    days: dict[str, list[date]] = {}
    for each in deliveries:
        if each.role is RecipientRole.SENDER and each.channel not in DISPLAYS:
            served = served_on(each.channel, each.attempts, today=date.max, portal=portal)
            days.setdefault(each.recipient, []).extend([served] if served else [])
    if not days or not all(days.values()):
        return None
    return max(min(found) for found in days.values())


def facts_of(deliveries: Iterable[Sent], portal: PortalService) -> dict[str, Any]:
    """``unattempted`` and ``served_on`` of ``Facts``; the latter of the newest decision.

    Where one act decided for each of several people, every one of them has to have theirs.
    """
    told = list(deliveries)
    decisions = [each for each in told if each.letter in DECISIONS]
    replaced = {each.replaces_id for each in decisions}
    decisions = [each for each in decisions if each.letter_id not in replaced]
    newest = max(decisions, key=lambda each: each.letter_id, default=None)
    return {
        "unattempted": unattempted(told),
        "served_on": receipt_day((d for d in decisions if _together(d, newest)), portal),
    }


def _together(one: Sent, newest: Sent | None) -> bool:
    if newest is None or one.letter_id == newest.letter_id:
        return True
    return one.act_id is not None and one.act_id == newest.act_id
