"""A table of ways to alter a log, each found by the rule that forbids it, at the first bad entry.

The log has 40 entries of 7 subjects, two register books and checkpoints at 10, 20 and 30. The clean
log raises no alarm; the same is asked of logs of every size.
"""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from feedback.domain.history import canonical
from feedback.domain.history.chain import place_all
from feedback.domain.history.checkpoint import Checkpoint
from feedback.domain.history.entries import Draft, RegisterNumber, stamp
from feedback.domain.history.merkle import leaf_hash, root_of
from feedback.domain.history.report import CANNOT_TELL, SOUND, TAMPERED, Report
from feedback.domain.history.verify import CheckpointAudit, LogAudit, StoredEntry

START = datetime(2026, 8, 3, tzinfo=UTC)


def drafts(size):
    for number in range(size):
        book = ("Sổ đơn", "Sổ văn bản")[number % 2]
        register = RegisterNumber(book, 2026, number // 4 + 1) if number % 4 < 2 else None
        yield Draft(
            subject=UUID(int=number % 7 + 1),
            kind="petition",
            type="noted",
            at=START + timedelta(minutes=number),
            actor="user:1",
            unit=None,
            data={"note": number},
            register=register,
        )


def build(size, change=lambda draft, _number: draft):
    altered = (change(draft, number) for number, draft in enumerate(drafts(size)))
    placed = place_all(altered, first_index=0, links={}, earliest=START, new_salt=bytes)
    return [stored(one) for one in placed]


def stored(one):
    register = one.draft.register
    return StoredEntry(
        one.index,
        one.draft.subject.hex,
        one.seq,
        one.draft.kind,
        one.draft.type,
        stamp(one.at),
        register and register.book,
        register and register.year,
        register and register.number,
        one.body,
        one.leaf,
    )


CLEAN = build(40)
COUNTERS = {("Sổ đơn", 2026): 10, ("Sổ văn bản", 2026): 10}
HEADS = [Checkpoint("x", size, root_of(row.leaf for row in CLEAN[:size])) for size in (10, 20, 30)]


def report_on(rows, *, size=None, counters=COUNTERS, heads=HEADS):
    report = Report()
    audit, against = LogAudit(report.add), CheckpointAudit(report.add, heads)
    against.look(audit.state.frontier)
    for row in rows:
        audit.read(row)
        against.look(audit.state.frontier)
    against.finish(audit.state.size)
    audit.finish(len(rows) if size is None else size, counters)
    return report


def rewritten(row, **members):
    """The row with other members, and columns and leaf that agree with them."""
    value = json.loads(row.body) | members
    body = canonical.dumps(value)
    return row._replace(
        body=body, leaf=leaf_hash(body), at=value["at"], subject=value["subject"], seq=value["seq"]
    )


def with_row(place, row):
    return [*CLEAN[:place], row, *CLEAN[place + 1 :]]


def renumbered(rows):
    return [row._replace(place=place) for place, row in enumerate(rows)]


def with_data(number, data):
    """The whole log written again with one other entry: what an owner of the database can do."""

    def change(draft, at):
        if at != number:
            return draft
        return Draft(
            draft.subject, draft.kind, draft.type, draft.at, draft.actor, None, data, draft.register
        )

    return build(40, change)


FLIPPED = CLEAN[12].body.replace(b'"note":12', b'"note":13')
TAMPERED_LOGS = [
    pytest.param(with_row(12, CLEAN[12]._replace(body=FLIPPED)), "V3", 12, id="a byte of an entry"),
    pytest.param(with_row(12, CLEAN[12]._replace(leaf=bytes(32))), "V3", 12, id="a stored hash"),
    pytest.param(
        with_row(12, CLEAN[12]._replace(body=FLIPPED, leaf=leaf_hash(FLIPPED))),
        "V4",
        19,
        id="a byte and its hash: the chain breaks at the next of the subject",
    ),
    pytest.param(
        with_row(12, CLEAN[12]._replace(body=b"{}", leaf=leaf_hash(b"{}"))),
        "V3",
        12,
        id="bytes that are no entry",
    ),
    pytest.param(
        with_row(12, CLEAN[12]._replace(body=FLIPPED + b" ", leaf=leaf_hash(FLIPPED + b" "))),
        "V3",
        12,
        id="a blank behind an entry",
    ),
    pytest.param([*CLEAN[:12], *CLEAN[13:]], "V3", 12, id="an entry deleted"),
    pytest.param([*CLEAN[:10], *CLEAN[20:]], "V3", 10, id="ten entries deleted"),
    pytest.param(CLEAN[1:], "V3", 0, id="the first entry deleted"),
    pytest.param(
        renumbered([*CLEAN[:12], *CLEAN[13:]]), "V5", 15, id="deleted, the rest renumbered"
    ),
    pytest.param(
        renumbered([*CLEAN[:12], CLEAN[12], *CLEAN[12:]]), "V4", 13, id="an entry doubled"
    ),
    pytest.param(
        renumbered([*CLEAN[:12], CLEAN[13], CLEAN[12], *CLEAN[14:]]),
        "V9",
        13,
        id="two neighbours swapped",
    ),
    pytest.param(
        renumbered([*CLEAN[:5], CLEAN[12], *CLEAN[6:12], CLEAN[5], *CLEAN[13:]]),
        "V4",
        5,
        id="two entries of one subject swapped",
    ),
    pytest.param(
        renumbered([*CLEAN[:10], *reversed(CLEAN[10:20]), *CLEAN[20:]]),
        "V4",
        10,
        id="a stretch turned round",
    ),
    pytest.param(
        with_row(39, rewritten(CLEAN[39], at="2026-08-01T00:00:00.000Z")),
        "V9",
        39,
        id="the newest entry backdated",
    ),
    pytest.param(
        with_row(12, CLEAN[12]._replace(at="2026-08-01T00:00:00.000Z")),
        "V3",
        12,
        id="the time column alone",
    ),
    pytest.param(with_row(12, CLEAN[12]._replace(type="settled")), "V3", 12, id="the type column"),
    pytest.param(with_row(12, CLEAN[12]._replace(number=9)), "V3", 12, id="the number column"),
    pytest.param(
        with_row(12, CLEAN[12]._replace(subject="f" * 32)), "V3", 12, id="the subject column"
    ),
    pytest.param(
        with_row(12, rewritten(CLEAN[12], seq=7)), "V4", 12, id="another place in the chain"
    ),
    pytest.param(
        with_row(12, rewritten(CLEAN[12], prev="0" * 64)), "V4", 12, id="tied to another entry"
    ),
    pytest.param(
        with_row(12, rewritten(CLEAN[12], subject="f" * 32)), "V4", 12, id="given to another case"
    ),
    pytest.param(
        with_data(12, {"note": 13}), "V2", 10, id="one entry changed and the whole log re-chained"
    ),
    pytest.param(with_data(0, {"note": 13}), "V2", 0, id="the same with the first entry"),
    pytest.param(build(25), "V2", 25, id="the tail cut off and the counters set back"),
    pytest.param([], "V2", 0, id="everything gone"),
]


@pytest.mark.parametrize(("rows", "rule", "index"), TAMPERED_LOGS)
def test_an_altered_log_is_found_and_the_first_bad_entry_named(rows, rule, index):
    report = report_on(rows)
    assert report.exit_code == TAMPERED
    assert (report.first.rule.value, report.first.index) == (rule, index)


@pytest.mark.parametrize(
    ("changes", "rule", "index"),
    [
        pytest.param({"size": 41}, "V3", 40, id="the log counter ahead"),
        pytest.param({"size": 39}, "V3", 39, id="the log counter behind"),
        pytest.param(
            {"counters": COUNTERS | {("Sổ đơn", 2026): 11}}, "V5", None, id="a book ahead"
        ),
        pytest.param({"counters": COUNTERS | {("Sổ mới", 2026): 1}}, "V5", None, id="a new book"),
        pytest.param({"counters": {("Sổ đơn", 2026): 10}}, "V5", None, id="a book without counter"),
        pytest.param(
            {"heads": [*HEADS, Checkpoint("x", 20, bytes(32))]}, "V12", None, id="two views"
        ),
        pytest.param({"heads": [*HEADS, Checkpoint("x", 41, bytes(32))]}, "V2", 40, id="a tail"),
    ],
)
def test_altered_counters_and_heads_are_found(changes, rule, index):
    report = report_on(CLEAN, **changes)
    assert report.exit_code == TAMPERED
    assert (report.first.rule.value, report.first.index) == (rule, index)


@pytest.mark.parametrize(
    ("numbers", "index"),
    [
        pytest.param({4: 3}, 4, id="a number left out"),
        pytest.param({4: 1}, 4, id="a number given twice"),
        pytest.param({4: 3, 8: 2}, 4, id="two numbers in the wrong order"),
        pytest.param({0: 2}, 0, id="a book that begins with two"),
    ],
)
def test_a_register_book_that_was_not_kept_well_is_found(numbers, index):
    def change(draft, number):
        if number not in numbers:
            return draft
        register = RegisterNumber("Sổ đơn", 2026, numbers[number])
        return Draft(
            draft.subject, draft.kind, draft.type, draft.at, draft.actor, None, draft.data, register
        )

    report = report_on(build(40, change), heads=[])
    assert (report.first.rule.value, report.first.index) == ("V5", index)


@pytest.mark.parametrize("size", range(0, 120, 7))
def test_a_clean_log_raises_no_alarm(size):
    rows = build(size)
    counters = {(row.book, row.year): row.number for row in rows if row.book}
    heads = [Checkpoint("x", at, root_of(row.leaf for row in rows[:at])) for at in range(size + 1)]
    report = report_on(rows, counters=counters, heads=heads)
    assert report.exit_code == SOUND
    assert report.findings == []


def test_an_exact_finding_goes_before_the_range_that_holds_it():
    rows = with_row(12, CLEAN[12]._replace(body=FLIPPED))
    kinds = {(finding.rule.value, finding.index) for finding in report_on(rows).findings}
    assert ("V2", 10) in kinds
    assert report_on(rows).first.index == 12


def test_many_findings_are_counted_and_the_first_ones_kept():
    rows = [row._replace(leaf=bytes(32)) for row in build(300)]
    report = report_on(rows, counters={("Sổ đơn", 2026): 75, ("Sổ văn bản", 2026): 75}, heads=[])
    assert report.found == 300
    assert [finding.index for finding in report.findings] == list(range(100))


def test_doubts_alone_are_neither_sound_nor_tampered():
    assert Report(doubts=["x"]).exit_code == CANNOT_TELL
