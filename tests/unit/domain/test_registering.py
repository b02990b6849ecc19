"""What an officer must write down, and what must not get in: one sentence beside one field."""

from datetime import date

import pytest

from feedback.domain.lodging import Channel, lodged_title
from feedback.domain.petitions import Kind
from feedback.domain.registering import LONG_AGO, long_ago, refusals
from tests.factories import a_lodging

TODAY = date(2026, 8, 20)
TC = {"kind": Kind.DENUNCIATION}


def refused(**changes: object) -> list[str]:
    values = {"channel": Channel.COUNTER, "received_on": TODAY, "kind": Kind.COMPLAINT} | changes
    return [one.field for one in refusals(a_lodging(**values), TODAY)]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("channel", set(Channel) - {Channel.WEB, Channel.FORWARDED})
def test_a_whole_petition_is_taken_on_every_channel(kind, channel):
    assert refused(kind=kind, channel=channel) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": Channel.WEB}, "channel"),
        ({"channel": Channel.FORWARDED}, "forwarded_by"),
        ({"channel": Channel.POST, "forwarded_by": "Báo Quảng Ninh"}, "forwarded_by"),
        ({"received_on": date(2026, 8, 21)}, "received_on"),
        ({"known_on": date(2026, 8, 21)}, "known_on"),
        ({"received_on": date(2026, 8, 3), "known_on": date(2026, 8, 4)}, "known_on"),
        ({"name": ""}, "name"),
        ({"address": ""}, "address"),
        ({"name": "", "sender_unknown": True}, "name"),
        ({"sender_unknown": True}, "sender_unknown"),
        ({"story": ""}, "story"),
        ({**TC, "name": ""}, "name"),
        ({**TC, "address": ""}, "address"),
        ({**TC, "phone": "", "email": ""}, "phone"),
        ({**TC, "story": "Tôi là nguyễn văn HÒA, xin tố cáo ông K."}, "story"),
        ({**TC, "wanted": "Gọi cho tôi: 0912.345.678"}, "wanted"),
        ({**TC, "against": "Ông K., HOA@example.invalid biết rõ"}, "against"),
        ({**TC, "address": "số 12, thôn Đồng Mạ", "place": "Nhà tôi: số 12 thôn Đồng Mạ"}, "place"),
        ({**TC, "identity_number": "022090001234", "story": "Căn cước 022 090 001 234."}, "story"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(changes, field):
    assert refused(**changes) == [field]


@pytest.mark.parametrize(
    "changes",
    [
        {"channel": Channel.FORWARDED, "forwarded_by": "Báo Quảng Ninh"},
        {"kind": Kind.REPORT, "name": "", "address": ""},
        {"kind": Kind.RECOMMENDATION, "name": "", "sender_unknown": True},
        {**TC, "name": "", "address": "", "phone": "", "email": "", "sender_unknown": True},
        {**TC, "phone": "", "email": "", "by_post": True},
        {**TC, "story": "Ông K. thu phí sai ở thôn Đồng Mạ, xã Tiên Yên."},
        {**TC, "story": "Ông Nguyễn Văn Hòang thu phí sai."},
        {"received_on": TODAY - LONG_AGO * 20},
    ],
    ids=["forwarded", "report without name", "said to be unknown", "unknown denouncer",
         "reached by post", "a village names nobody", "another man", "long ago"],
)  # fmt: skip
def test_what_can_be_taken_is_taken(changes):
    assert refused(**changes) == []


def test_everything_is_said_at_once():
    assert refused(name="", address="", story="", channel=Channel.FORWARDED) == [
        "forwarded_by", "name", "address", "story",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (None, 0),
        (TODAY, 0),
        (TODAY - LONG_AGO, 0),
        (date(2026, 7, 20), 31),
        (date(2025, 8, 20), 365),
    ],
)
def test_a_day_far_back_is_asked_about(day, days):
    assert long_ago(day, TODAY) == days


@pytest.mark.parametrize(
    ("kind", "channel", "anonymous", "title"),
    [
        (Kind.DENUNCIATION, Channel.WEB, False, "Thông tin có nội dung tố cáo"),
        (Kind.DENUNCIATION, Channel.POST, True, "Thông tin có nội dung tố cáo"),
        (Kind.DENUNCIATION, Channel.POST, False, "Tố cáo"),
        (Kind.COMPLAINT, Channel.WEB, False, "Khiếu nại"),
    ],
)
def test_a_denunciation_is_one_in_writing_and_with_a_name(kind, channel, anonymous, title):
    assert lodged_title(kind, channel, anonymous=anonymous) == title
