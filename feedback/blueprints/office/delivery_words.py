"""Deliveries as pages tell them: how each stands, since when it counts, what may be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import url_for

from feedback.blueprints.filters import vn_date
from feedback.domain.deliveries import (
    ADDRESSED_BY_HAND,
    CHANNEL_TITLES,
    DISPLAYS,
    RECIPIENT_TITLES,
    RECORDED,
    RESULT_TITLES,
    DeliveryChannel,
    RecipientRole,
)
from feedback.domain.letters.wording import numbered
from feedback.domain.service_of_documents import (
    RULES,
    Standing,
    display_of,
    served_on,
    standing,
)
from feedback.extensions import current_settings
from feedback.queries.deliveries import Line, Made
from feedback.queries.sendable import Document
from feedback.workflows.glossary import letter_title

STANDINGS = {
    Standing.WAITING: ("Chưa gửi", "warning"),
    Standing.UNDER_WAY: ("Đang gửi", "plain"),
    Standing.SERVED: ("Đã nhận", "good"),
    Standing.FAILED: ("Chưa phát được", "problem"),
}
SHOWN = {**STANDINGS, Standing.UNDER_WAY: ("Đang niêm yết, đăng tải", "plain")}
SHOWN[Standing.SERVED] = ("Đã đủ thời gian công khai", "good")
#: What nobody compared with a text of the law is never told as if it were law.
UNCOMPARED = "cách tính của hệ thống, chưa đối chiếu với văn bản luật"


@dataclass(frozen=True, slots=True)
class ShownDelivery:
    """One channel of one recipient."""

    line: Line
    channel: str
    state: str
    kind: str
    served: str
    attempts: tuple[str, ...]
    #: what stands on the envelope where an officer stated it
    envelope: str
    address_href: str
    record_href: str
    receipt_href: str
    public_href: str


@dataclass(frozen=True, slots=True)
class ShownRecipient:
    title: str
    mandatory: bool
    deliveries: tuple[ShownDelivery, ...]
    add_href: str


@dataclass(frozen=True, slots=True)
class ShownDocument:
    title: str
    recipients: tuple[ShownRecipient, ...]
    add_href: str
    publish_href: str


def documents(lines: Iterable[Line], today: date) -> list[ShownDocument]:
    """The panel of a file: documents, newest first, with their recipients."""
    by_letter = sorted(lines, key=lambda line: (-line.letter_id, line.recipient, line.id))
    return [
        _document(list(group), today)
        for _, group in groupby(by_letter, key=lambda line: line.letter_id)
    ]


def _document(lines: Sequence[Line], today: date) -> ShownDocument:
    first = lines[0]
    recipients = tuple(
        _recipient(list(group), today) for _, group in groupby(lines, key=lambda one: one.recipient)
    )
    return ShownDocument(
        document_words(first),
        recipients,
        url_for("office.add_delivery", letter_id=first.letter_id),
        url_for("office.add_delivery", letter_id=first.letter_id, noi="public"),
    )


def _recipient(lines: Sequence[Line], today: date) -> ShownRecipient:
    first = lines[0]
    return ShownRecipient(
        recipient_words(first.role, first.label),
        any(line.mandatory for line in lines),
        tuple(shown(line, today) for line in lines),
        url_for("office.add_delivery", letter_id=first.letter_id, noi=first.recipient),
    )


def shown(line: Line, today: date) -> ShownDelivery:
    portal = current_settings().portal_service
    stands = standing(line.channel, line.attempted, today=today, portal=portal)
    state, kind = (SHOWN if line.channel in DISPLAYS else STANDINGS)[stands]
    envelope = line.channel is DeliveryChannel.POST
    makeable = line.whole or bool(line.attempts) or not envelope
    recordable = makeable and bool(RECORDED[line.channel])
    by_hand = line.channel is DeliveryChannel.HAND
    return ShownDelivery(
        line=line,
        channel=CHANNEL_TITLES[line.channel],
        state=state,
        kind=kind,
        served=_served(line, today),
        attempts=tuple(_told(made) for made in line.attempts),
        envelope=", ".join(filter(None, (line.name, line.address))) if envelope else "",
        address_href=_address_href(line),
        record_href=url_for("office.record_delivery", delivery_id=line.id) if recordable else "",
        receipt_href=url_for("office.hand_receipt", delivery_id=line.id) if by_hand else "",
        public_href=url_for("public.published", token=line.token) if line.token else "",
    )


def _address_href(line: Line) -> str:
    """Until the envelope is sent, whoever is not known by the petition may be addressed."""
    if line.channel is not DeliveryChannel.POST or line.attempts:
        return ""
    if line.role not in ADDRESSED_BY_HAND:
        return ""
    return url_for("office.address_delivery", delivery_id=line.id)


def _served(line: Line, today: date) -> str:
    """Since when it counts and by what; a display tells its two ends."""
    rule, portal = RULES[line.channel], current_settings().portal_service
    display = display_of(line.attempted) if line.channel in DISPLAYS else None
    if display is not None:
        return f"Từ {vn_date(display.first_day)} đến hết {vn_date(display.last_day)}"
    day = served_on(line.channel, line.attempted, today=today, portal=portal)
    if day is None:
        return ""
    source = "" if rule.prints_as_law else f"; {UNCOMPARED}"
    return f"Tính là đã nhận ngày {vn_date(day)} ({rule.words}{source})"


def _told(made: Made) -> str:
    said = f"{vn_date(made.on)}: {RESULT_TITLES[made.result].lower()}"
    return ", ".join(part for part in (said, made.by, made.note) if part)


def document_words(line: Line | Document) -> str:
    code = numbered(line.number, line.symbol)
    return f"{letter_title(line.letter)}{code} ngày {vn_date(line.issued_on)}"


def recipient_words(role: RecipientRole, label: str) -> str:
    """Who a document goes to; a sender has no name here, of whatever file."""
    return label or RECIPIENT_TITLES[role]
