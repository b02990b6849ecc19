"""Which petitions of the demonstration came on paper or by word of mouth, and how."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from feedback.domain.lodging import Channel, Lodging
from feedback.domain.petitions import Kind
from feedback.services.lodging import registration

#: Who has a quarrel comes in person; who saw a heap of rubbish takes out a telephone.
SHARES = {
    Kind.COMPLAINT: 0.6,
    Kind.DISCIPLINE_COMPLAINT: 0.6,
    Kind.RULE_FEEDBACK: 0.2,
    Kind.DENUNCIATION: 0.5,
    Kind.RECOMMENDATION: 0.3,
    Kind.REPORT: 0.15,
}
WAYS = {Channel.COUNTER: 5, Channel.POST: 3, Channel.SPOKEN: 2, Channel.FORWARDED: 1}
FORWARDERS = (
    "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Báo và Phát thanh, Truyền hình Quảng Ninh",
)
#: Days an envelope may lie before somebody writes it down.
LYING = 2


def on_paper(
    lodging: Lodging, rng: Random, today: date, *, certain: bool = False
) -> Lodging | None:
    """The petition as an officer writes it down; None for one that came through the web.

    What an officer could not write down, such as a denunciation that names its author, stays there.
    """
    if rng.random() > SHARES[lodging.kind] and not certain:
        return None
    channel = rng.choices(tuple(WAYS), tuple(WAYS.values()))[0]
    brought = channel in {Channel.COUNTER, Channel.SPOKEN}
    written = replace(
        lodging,
        channel=channel,
        forwarded_by=rng.choice(FORWARDERS) if channel is Channel.FORWARDED else "",
        received_on=today - timedelta(days=0 if brought else rng.randint(0, LYING)),
        signed=True,
        sender_unknown=lodging.confidential and not lodging.name,
        by_post=lodging.confidential and not (lodging.phone or lodging.email),
    )
    return None if registration.refusals(written, today) else written
