import hashlib
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from feedback.domain.history.chain import Link, place, place_all
from feedback.domain.history.entries import (
    Draft,
    MalformedEntryError,
    RegisterNumber,
    commitment,
    parse,
    stamp,
)
from feedback.domain.history.merkle import leaf_hash

SUBJECT = UUID("0123456789abcdef0123456789abcdef")
NOON = datetime(2026, 8, 3, 5, 0, 0, 123_999, tzinfo=UTC)
SALT = bytes(range(32))


def draft(**changes):
    told = {
        "subject": SUBJECT,
        "kind": "petition",
        "type": "submitted",
        "at": NOON,
        "actor": "citizen",
        "unit": None,
        "data": {"act": "submit"},
    }
    return Draft(**told | changes)


def first(**changes):
    return place(draft(**changes), index=0, last=None, earliest=NOON - timedelta(days=1))


def test_the_bytes_of_an_entry_are_these():
    placed = first(register=RegisterNumber("Sổ đơn", 2026, 7), unit="XA-01")
    assert placed.body.decode() == (
        '{"actor":"citizen","at":"2026-08-03T05:00:00.123Z","commit":null,'
        '"data":{"act":"submit"},"kind":"petition","prev":null,'
        '"reg":{"book":"Sổ đơn","number":7,"year":2026},"seq":1,'
        '"subject":"0123456789abcdef0123456789abcdef","type":"submitted","unit":"XA-01","v":1}'
    )
    assert placed.leaf == hashlib.sha256(b"\x00" + placed.body).digest()


def test_the_next_entry_ties_itself_to_the_one_before():
    one = first()
    two = place(draft(type="accepted"), index=5, last=one.link, earliest=one.at)
    entry = parse(two.body)
    assert (entry.seq, entry.prev) == (2, one.leaf.hex())
    assert two.link == Link(2, leaf_hash(two.body))


def test_time_is_cut_to_milliseconds_in_utc():
    local = NOON.astimezone(timezone(timedelta(hours=7)))
    assert parse(first(at=local).body).at == "2026-08-03T05:00:00.123Z" == stamp(local)
    assert first(at=local).at == NOON.replace(microsecond=123_000)


def test_a_clock_behind_the_log_takes_the_time_of_the_log_and_says_so():
    later = NOON + timedelta(hours=1)
    placed = place(draft(), index=1, last=None, earliest=later.replace(microsecond=0))
    entry = parse(placed.body)
    assert entry.at == "2026-08-03T06:00:00.000Z"
    assert entry.data == {"act": "submit", "clock_anomaly": "2026-08-03T05:00:00.123Z"}


@pytest.mark.parametrize(
    ("seconds", "flagged"),
    [
        pytest.param(60, False, id="a job that took a minute is no anomaly"),
        pytest.param(61, True, id="more than a minute is a clock gone wrong"),
    ],
)
def test_only_a_clock_gone_wrong_is_an_anomaly(seconds, flagged):
    behind = NOON.replace(microsecond=0)
    placed = place(
        draft(at=behind), index=1, last=None, earliest=behind + timedelta(seconds=seconds)
    )
    assert ("clock_anomaly" in parse(placed.body).data) is flagged


def test_a_batch_keeps_indexes_chains_and_times():
    other = UUID(int=1)
    drafts = [
        draft(),
        draft(subject=other, at=NOON + timedelta(seconds=1)),
        draft(type="accepted", at=NOON),
    ]
    placed = list(place_all(drafts, first_index=8, links={}, earliest=NOON, new_salt=bytes))
    assert [one.index for one in placed] == [8, 9, 10]
    assert [one.seq for one in placed] == [1, 1, 2]
    assert parse(placed[2].body).prev == placed[0].leaf.hex()
    assert [one.at for one in placed] == sorted(one.at for one in placed)


def test_a_secret_enters_as_a_salted_hash_only():
    placed = place(
        draft(confidential=b"Nguyen Van A"), index=0, last=None, earliest=NOON, salt=SALT
    )
    assert b"Nguyen" not in placed.body
    assert parse(placed.body).commit == hashlib.sha256(SALT + b"Nguyen Van A").hexdigest()
    assert parse(placed.body).commit == commitment(SALT, b"Nguyen Van A")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"kind": "letter"}, id="an unknown kind"),
        pytest.param({"type": "Submitted!"}, id="a type that is no word"),
        pytest.param({"actor": "Nguyễn Văn A"}, id="a person's name as actor"),
        pytest.param({"data": {"weight": 1.5}}, id="a fraction"),
        pytest.param({"data": {"where": "Ha\u0323 Long"}}, id="decomposed text"),
        pytest.param({"data": {"story": "x" * 65_536}}, id="more than 65,535 bytes"),
        pytest.param({"at": datetime(2026, 8, 3)}, id="an instant without zone"),  # noqa: DTZ001 - the point
        pytest.param({"register": RegisterNumber("", 2026, 1)}, id="a book without name"),
        pytest.param({"confidential": b"secret"}, id="a secret without salt"),
    ],
)
def test_what_may_not_stand_in_the_history_is_refused(changes):
    with pytest.raises(MalformedEntryError):
        first(**changes)


def test_a_salt_of_another_length_is_refused():
    with pytest.raises(MalformedEntryError):
        place(draft(confidential=b"x"), index=0, last=None, earliest=NOON, salt=b"short")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b'"v":1', b'"v":2', id="another version"),
        pytest.param(b'"v":1', b'"v":true', id="a truth for a version"),
        pytest.param(b',"v":1', b"", id="a member missing"),
        pytest.param(b'"v":1', b'"v":1,"w":1', id="a member too many"),
        pytest.param(b'"seq":1', b'"seq":0', id="a place before the first"),
        pytest.param(b'"seq":1', b'"seq":"1"', id="a place in quotes"),
        pytest.param(b"0123456789abcdef", b"0123456789ABCDEF", id="a uid in capitals"),
        pytest.param(b".123Z", b".123+00:00", id="a time in another spelling"),
        pytest.param(b'"prev":null', b'"prev":"00"', id="a short hash"),
        pytest.param(b'"reg":null', b'"reg":{"book":"x","number":1}', id="a register without year"),
        pytest.param(b'"reg":null', b'"reg":5', id="a register that is a number"),
        pytest.param(b'{"act":"submit"}', b"[]", id="data that are a list"),
    ],
)
def test_bytes_that_are_no_entry_are_refused(old, new):
    body = first().body
    assert old in body
    with pytest.raises(MalformedEntryError):
        parse(body.replace(old, new))


@pytest.mark.parametrize("body", [b"[]", b"{}", b"", b"x" * 65_536], ids=repr)
def test_bytes_that_are_nothing_like_an_entry_are_refused(body):
    with pytest.raises(MalformedEntryError):
        parse(body)
