"""Cosignatures as the log's side reads them, and times held against them."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

import pytest
from nhan_chung.note import Cosigner, Head

from feedback.domain.history.cosignature import cosignatures
from feedback.domain.history.entries import stamp
from feedback.domain.history.merkle import Frontier, leaf_hash
from feedback.domain.history.note import ForgedNoteError, MalformedNoteError
from feedback.domain.history.proof import consistency
from feedback.domain.history.witness_times import Seen, WitnessTimes
from feedback.domain.history.witnessing import consistency_after
from feedback.services.log.log_key import public_key
from tests.unit.witness.made_logs import NOW, cosigning, head, witness_key

OURS, OTHER = cosigning(), cosigning("hdnd.example/w2", 2)
KEYS = {"thanh-tra": witness_key(OURS), "hdnd": witness_key(OTHER)}
NOTE = head(10)
TEXT = NOTE.rpartition("\n\n")[0] + "\n"


def cosign(by: Cosigner, at=NOW, text=TEXT):
    return by.cosign(Head("", 0, b"", text), at)


def test_cosignatures_of_known_witnesses_are_told_with_their_time():
    note = NOTE + cosign(OURS) + cosign(OTHER, NOW + 9) + cosign(cosigning("x", 3))
    told = [(one.witness, one.at.timestamp()) for one in cosignatures(note, KEYS)]
    assert told == [("thanh-tra", NOW), ("hdnd", NOW + 9)]


def test_a_head_nobody_cosigned_says_so():
    assert cosignatures(NOTE, KEYS) == []


def altered(line, change):
    name, encoded = line.removesuffix("\n").rsplit(" ", 1)
    return f"{name} {b64encode(change(b64decode(encoded))).decode()}\n"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(cosign(OURS, text=TEXT.replace("10", "11")), id="of another head"),
        pytest.param(altered(cosign(OURS), lambda raw: raw[:11] + b"\0" + raw[12:]), id="its time"),
        pytest.param(altered(cosign(OURS), lambda raw: raw[:-1]), id="too short"),
        pytest.param(altered(cosign(OURS), lambda raw: raw + b"\0"), id="too long"),
        pytest.param(cosign(OURS, 0), id="without a time"),
        pytest.param(cosign(OURS, 2**63 - 1), id="at no date"),
    ],
)
def test_a_wrong_cosignature_of_a_known_witness_spoils_the_note(line):
    with pytest.raises(ForgedNoteError):
        cosignatures(NOTE + line, KEYS)


def test_the_key_of_a_log_is_no_key_of_a_witness_nor_the_other_way_round():
    with pytest.raises(MalformedNoteError):
        public_key(OURS.line)


@pytest.mark.parametrize("wrong", [b"\x01" + bytes(31), b"\x01" + bytes(33), b"\x01", b""])
def test_a_key_of_another_length_is_refused_as_no_key(wrong):
    with pytest.raises(MalformedNoteError):
        public_key(f"x+00000000+{b64encode(wrong).decode()}")


def test_a_proof_of_growth_from_the_peaks_is_that_of_the_whole_tree():
    leaves = [leaf_hash(bytes([number])) for number in range(70)]
    for old in range(1, 70):
        before = Frontier()
        for leaf in leaves[:old]:
            before.append(leaf)
        for size in range(old, 70):
            assert consistency_after(before, leaves[old:size]) == consistency(leaves[:size], old)


# ------------------------------------------------------------------------------------------ times
START = datetime(2026, 8, 3, 2, tzinfo=UTC)


def at(seconds):
    return START + timedelta(seconds=seconds)


def found(times, seen):
    findings = []
    audit = WitnessTimes(findings.append, seen)
    for place, seconds in enumerate(times):
        audit.look(place, "a0", stamp(at(seconds)))
    return [(one.index, one.sentence.partition(":")[0]) for one in findings]


#: Three entries, seen at 100 s when there was no fourth; then two more, seen at 200 s.
SEEN = [Seen(3, at(100), at_once=True), Seen(5, at(200), at_once=True)]
BACK, AHEAD = "ghi lùi giờ", "ghi trước giờ"


@pytest.mark.parametrize(
    ("times", "told"),
    [
        pytest.param([10, 20, 30, 110, 190, 210], [], id="as it went"),
        pytest.param([10, 20, 105, 105, 205, 250], [], id="clocks five seconds apart"),
        pytest.param([10, 20, 30, 35, 190, 210], [], id="begun before, done after: a minute"),
        pytest.param([10, 20, 30, 34, 190, 210], [(3, BACK)], id="set back"),
        pytest.param([10, 20, 30, 110, 190, 134], [(5, BACK)], id="set back behind all heads"),
        pytest.param([10, 20, 106, 110, 190, 210], [(2, AHEAD)], id="set ahead"),
        pytest.param([10, 20, 30, 110, 206, 210], [(4, AHEAD)], id="set ahead in a later head"),
    ],
)
def test_times_that_do_not_fit_the_clock_of_a_witness(times, told):
    assert found(times, SEEN) == told


def test_a_witness_of_files_that_answered_late_dates_only_what_it_saw():
    late = [Seen(3, at(5000), at_once=False)]
    assert found([10, 20, 30, 34, 190], late) == []
    assert found([10, 20, 5006, 5006, 5006], late) == [(2, AHEAD)]


def test_seen_again_without_anything_new_a_head_dates_more():
    """What keeps a quiet night from being written into in the morning."""
    quiet = [Seen(3, at(100), at_once=True), Seen(3, at(3700), at_once=True)]
    assert found([10, 20, 30, 3600], quiet) == [(3, BACK)]
    assert found([10, 20, 106, 3700], quiet) == [(2, AHEAD)]
