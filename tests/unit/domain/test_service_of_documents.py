"""When a document counts as received: tables, and what holds for every course of attempts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.deliveries import (
    CHANNEL_TITLES,
    CHOSEN,
    FAILURES,
    NEXT_STEPS,
    RECORDED,
    DeliveryChannel,
    RecipientRole,
    Result,
    channels_for,
)
from feedback.domain.service_of_documents import (
    DISPLAY_DAYS,
    RULES,
    Attempted,
    PortalService,
    Sent,
    Standing,
    display_of,
    facts_of,
    receipt_day,
    served_on,
    standing,
    together,
    unattempted,
)

DAY = date(2026, 10, 1)
PAPER = [DeliveryChannel.POST, DeliveryChannel.HAND]
SHOWS = [DeliveryChannel.BOARD, DeliveryChannel.WEB]


def on(day: int, result: Result) -> Attempted:
    return Attempted(DAY + timedelta(days=day), result)


def later(day: int) -> date:
    return DAY + timedelta(days=day)


@pytest.mark.parametrize(
    ("channel", "attempts", "day"),
    [
        pytest.param("post", [], None, id="nothing was sent"),
        pytest.param("post", [on(0, Result.SENT)], None, id="a letter on its way"),
        pytest.param(
            "post", [on(0, Result.SENT), on(3, Result.DELIVERED)], 3, id="the day on the receipt"
        ),
        pytest.param(
            "post",
            [on(0, Result.SENT), on(3, Result.DELIVERED), on(4, Result.DELIVERED)],
            4,
            id="a day recorded anew",
        ),
        pytest.param("hand", [on(2, Result.DELIVERED)], 2, id="signed for"),
        pytest.param("hand", [on(2, Result.REFUSED)], None, id="refused"),
        pytest.param(
            "hand", [on(2, Result.DELIVERED), on(2, Result.ABSENT)], None, id="it was an error"
        ),
        pytest.param("portal", [on(0, Result.SENT)], None, id="there to be opened"),
        pytest.param("portal", [on(0, Result.SENT), on(5, Result.DELIVERED)], 5, id="opened"),
        pytest.param("email", [on(0, Result.SENT)], None, id="a mail only tells"),
        pytest.param("email", [on(0, Result.DELIVERED)], None, id="whatever is said of it"),
        pytest.param("board", [on(0, Result.DISPLAYED)], 15, id="shown for fifteen days"),
        pytest.param(
            "web", [on(0, Result.DISPLAYED), on(16, Result.TAKEN_DOWN)], 15, id="taken down after"
        ),
        pytest.param(
            "board", [on(0, Result.DISPLAYED), on(15, Result.TAKEN_DOWN)], None, id="a day early"
        ),
        pytest.param(
            "board",
            [on(0, Result.DISPLAYED), on(5, Result.TAKEN_DOWN), on(6, Result.DISPLAYED)],
            21,
            id="it begins anew and is not continued",
        ),
        pytest.param("agency", [on(0, Result.SENT), on(1, Result.DELIVERED)], 1, id="acknowledged"),
    ],
)
def test_the_day_a_document_counts_as_received(channel, attempts, day):
    found = served_on(DeliveryChannel(channel), attempts, today=later(60))
    assert found == (None if day is None else later(day))


@pytest.mark.parametrize("channel", SHOWS)
def test_a_display_counts_from_the_end_of_its_last_day(channel):
    attempts = [on(0, Result.DISPLAYED)]
    assert served_on(channel, attempts, today=later(DISPLAY_DAYS)) is None
    assert served_on(channel, attempts, today=later(DISPLAY_DAYS + 1)) == later(DISPLAY_DAYS)


def test_the_province_may_count_from_when_a_page_was_there():
    attempts = [on(0, Result.SENT), on(5, Result.DELIVERED)]
    available = PortalService.AVAILABLE
    found = served_on(DeliveryChannel.PORTAL, attempts, today=later(9), portal=available)
    assert found == DAY


def test_what_no_text_says_is_not_told_as_law():
    law = {channel for channel, rule in RULES.items() if rule.prints_as_law}
    assert law == {DeliveryChannel.POST, DeliveryChannel.HAND}
    assert all(RULES[channel].source for channel in law)


COURSES = st.lists(
    st.builds(on, st.integers(0, 40), st.sampled_from(sorted(Result))), max_size=6
).map(lambda attempts: sorted(attempts, key=lambda one: one.on))
CHANNELS = st.sampled_from(sorted(DeliveryChannel))


@given(CHANNELS, COURSES)
def test_no_document_counts_before_its_first_attempt_nor_after_today(channel, attempts):
    today = later(70)
    found = served_on(channel, attempts, today=today)
    if found is not None:
        assert attempts[0].on <= found <= today
    assert (standing(channel, attempts, today=today) is Standing.SERVED) is (found is not None)


@given(CHANNELS, COURSES)
def test_a_failure_said_last_is_no_receipt(channel, attempts):
    for failure in sorted(FAILURES):
        said = [*attempts, on(41, failure)]
        if channel not in SHOWS:
            assert served_on(channel, said, today=later(70)) is None
            assert standing(channel, said, today=later(70)) is Standing.FAILED


@given(st.sampled_from(PAPER), COURSES, st.integers(41, 50))
def test_paper_counts_from_the_newest_receipt(channel, attempts, day):
    said = [*attempts, on(day, Result.DELIVERED)]
    assert served_on(channel, said, today=later(70)) == later(day)


@given(st.sampled_from(SHOWS), COURSES)
def test_a_display_that_counts_lasted_its_days_without_a_break(channel, attempts):
    found = served_on(channel, attempts, today=later(70))
    shown = display_of(attempts)
    if found is not None:
        assert shown is not None
        assert found - shown.first_day == timedelta(days=DISPLAY_DAYS)
        assert shown.taken_down_on is None or shown.taken_down_on > found


@given(st.lists(st.tuples(CHANNELS, st.sampled_from(sorted(Standing))), min_size=1))
def test_one_way_that_reaches_somebody_is_enough(ways):
    real = [one for one in ways if one[0] is not DeliveryChannel.EMAIL]
    served = any(stands is Standing.SERVED for _, stands in real)
    assert (together(ways) is Standing.SERVED) is served


@pytest.mark.parametrize(
    ("ways", "stands"),
    [
        pytest.param([("portal", "under_way")], "under_way", id="on the page"),
        pytest.param([("portal", "under_way"), ("email", "failed")], "under_way", id="no mail"),
        pytest.param([("portal", "under_way"), ("post", "failed")], "failed", id="post came back"),
        pytest.param([("post", "failed"), ("hand", "waiting")], "waiting", id="another way"),
        pytest.param([("post", "failed"), ("portal", "served")], "served", id="opened meanwhile"),
    ],
)
def test_how_a_recipient_stands(ways, stands):
    told = [(DeliveryChannel(channel), Standing(each)) for channel, each in ways]
    assert together(told) is Standing(stands)


def sent(channel, *attempts, recipient="sender:1", role="sender", mandatory=True, letter="reply"):
    return Sent(
        1, letter, RecipientRole(role), recipient, DeliveryChannel(channel), mandatory, attempts
    )


@pytest.mark.parametrize(
    ("deliveries", "waiting"),
    [
        pytest.param([], False, id="none planned"),
        pytest.param([sent("portal", on(0, Result.SENT))], False, id="on the page at once"),
        pytest.param([sent("post")], True, id="nobody tried"),
        pytest.param(
            [sent("post"), sent("portal", on(0, Result.SENT), mandatory=False)],
            True,
            id="a page is no paper",
        ),
        pytest.param(
            [sent("post"), sent("hand", on(0, Result.ABSENT), mandatory=False)],
            False,
            id="another way was tried",
        ),
        pytest.param([sent("post", mandatory=False)], False, id="added by an officer"),
    ],
)
def test_a_recipient_of_the_document_must_have_been_tried(deliveries, waiting):
    assert unattempted(deliveries) == (frozenset({"reply"}) if waiting else frozenset())


def test_of_several_complainants_the_last_one_counts_and_none_is_forgotten():
    first = sent("hand", on(1, Result.DELIVERED))
    second = sent("post", on(4, Result.DELIVERED), recipient="sender:2")
    missing = sent("post", recipient="sender:3")
    assert receipt_day([first, second]) == later(4)
    assert receipt_day([first, second, missing]) is None
    assert receipt_day([sent("agency", on(0, Result.DELIVERED), role="agency")]) is None


def test_the_proof_that_counts_is_of_the_decision():
    reply = sent("hand", on(1, Result.DELIVERED))
    decision = sent("hand", on(2, Result.DELIVERED), letter="settlement_decision")
    told = facts_of([reply, decision], PortalService.OPENED)
    assert told == {"unattempted": frozenset(), "served_on": later(2)}


def decision(number, recipient, *attempts, act=7, replaces=None):
    name, role = "settlement_decision", RecipientRole.SENDER
    post = DeliveryChannel.POST
    return Sent(
        number, name, role, recipient, post,
        mandatory=True, attempts=attempts, act_id=act, replaces_id=replaces,
    )  # fmt: skip


RECEIVED = on(2, Result.DELIVERED)


@pytest.mark.parametrize(
    ("deliveries", "day"),
    [
        pytest.param([decision(1, "sender:1", RECEIVED), decision(2, "member:2")], None, id="one"),
        pytest.param(
            [decision(1, "sender:1", RECEIVED), decision(2, "member:2", on(5, Result.DELIVERED))],
            5,
            id="the last of them",
        ),
        pytest.param(
            [decision(1, "sender:1"), decision(2, "sender:1", RECEIVED, replaces=1)],
            2,
            id="a replaced one is not waited for",
        ),
        pytest.param(
            [decision(1, "sender:1"), decision(2, "sender:1", RECEIVED, act=8)], 2, id="a newer act"
        ),
    ],
)
def test_where_one_act_decides_for_each_all_must_have_theirs(deliveries, day):
    told = facts_of(deliveries, PortalService.OPENED)
    assert told["served_on"] == (later(day) if day else None)


def test_every_channel_has_its_words_and_its_results():
    for table in (CHANNEL_TITLES, RECORDED, NEXT_STEPS, RULES):
        assert set(table) == set(DeliveryChannel)
    assert set(CHOSEN) == set(RecipientRole)


def test_nothing_is_posted_to_whom_must_stay_secret():
    sender = RecipientRole.SENDER
    assert DeliveryChannel.POST in channels_for(sender, protected=False)
    assert channels_for(sender, protected=True) == (DeliveryChannel.HAND,)
