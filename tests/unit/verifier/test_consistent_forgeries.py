"""Logs written anew so that every hash fits: only the rule itself can find what is wrong.

No checkpoint is given, so what is clean here ends with "cannot tell".
"""

import json

import pytest
from doi_chung.__main__ import check
from doi_chung.entry import leaf_hash

from feedback.domain.history import canonical
from tests.generated_logs import flat

CANNOT_TELL, FILE, OTHER, LETTER, CLOCK = 2, "a" * 32, "b" * 32, "c" * 32, "d" * 32
BOOK = "Sổ theo dõi đơn"
CLOCK_OPENED = {"id": CLOCK, "limit": "L", "start": "2026-08-03", "raw": None, "legal": None}
#: type, data, and whatever else the entry says
STORY = [
    ("submitted", {"act": "submit", "from": None, "to": "submitted"}, {"reg": [BOOK, 2026, 1]}),
    ("clock_started", {"opened": [CLOCK_OPENED]}, {}),
    ("letter_approved", {"letter": LETTER, "name": "notice"}, {"reg": ["Sổ đi", 2026, 1]}),
    ("letter_voided", {"letter": LETTER}, {}),
    ("escalated", {"deadline": CLOCK, "level": 1, "to": "user:3",
                   "due": "2026-08-13T17:00:00+00:00"}, {}),
    ("closed", {"closed": [{"id": CLOCK, "how": "met"}]}, {}),
    ("accepted", {"act": "accept", "from": "submitted", "to": "accepted"}, {}),
]  # fmt: skip
ROW = {
    "kind": "petition", "state": "accepted", "procedure": None, "edition": None, "agency": None,
    "person": None, "register": [BOOK, 2026, 1],
    "deadlines": {CLOCK: ["L", "2026-08-03", None, None, "met"]},
    "escalations": {f"{CLOCK}/1": ["user:3", "2026-08-13T17:00:00.000Z"]},
    "letters": {LETTER: ["notice", ["Sổ đi", 2026, 1], None, None, None, True]},
}  # fmt: skip


def entries(story):
    newest = {}
    for index, (type_, data, more) in enumerate(story):
        subject = more.get("subject", FILE)
        seq, prev = newest.get(subject, (0, None))
        members = {
            "v": 1, "subject": subject, "kind": "petition", "seq": seq + 1, "type": type_,
            "at": f"2026-08-03T02:0{index}:00.000Z", "actor": "user:1", "unit": None,
            "prev": prev, "data": data, "commit": None,
        } | more  # fmt: skip
        book, year, number = register = more.get("reg") or [None] * 3
        members["reg"] = {"book": book, "year": year, "number": number} if book else None
        body = canonical.dumps(members)
        leaf = leaf_hash(body).hex()
        newest[subject] = (members["seq"], leaf)
        columns = [members[name] for name in ("subject", "seq", "kind", "type", "at")]
        yield ["entry", index, *columns, *register, leaf, body.hex(), False]


def asked(story, row=ROW, subject=FILE):
    counters = {tuple(more["reg"][:2]): more["reg"][2] for _, _, more in story if "reg" in more}
    records = [["log", 2], *entries(story), ["size", len(story)]]
    records += [["counter", *key, last] for key, last in counters.items()]
    records += [["row", subject, flat(row)]]
    return check(map(json.dumps, [*records, ["end", len(records)]]), [], None)


def test_the_story_itself_is_clean():
    report = asked(STORY)
    assert (report.exit_code, report.findings) == (CANNOT_TELL, [])


def put(index, data=None, type_=None, **more):
    """The story with an entry that says something else."""
    story = list(STORY)
    old_type, old_data, old_more = story[index]
    story[index] = (type_ or old_type, old_data if data is None else data, old_more | more)
    return story


def then(type_, data):
    """The story and one entry more."""
    return [*STORY, (type_, data, {})]


@pytest.mark.parametrize(
    ("story", "rule", "index"),
    [
        pytest.param(put(3, seq=9), "V4", 3, id="a place in the chain left out"),
        pytest.param(put(3, prev="0" * 64), "V4", 3, id="tied to nothing"),
        pytest.param(put(0, prev="0" * 64), "V4", 0, id="a first entry tied to something"),
        pytest.param(put(4, at="2026-08-03T01:00:00.000Z"), "V9", 4, id="backdated"),
        pytest.param(put(2, reg=["Sổ đi", 2026, 2]), "V5", 2, id="a number left out"),
        pytest.param(put(3, reg=["Sổ đi", 2026, 1]), "V5", 3, id="a number twice"),
        pytest.param(
            then("gone", {"act": "x", "from": "settled", "to": "accepted"}), "V6", 7,
            id="a step from elsewhere",
        ),
        pytest.param(then("x", {"opened": [CLOCK_OPENED]}), "V6", 7, id="a clock opened twice"),
        pytest.param(
            then("x", {"closed": [{"id": CLOCK, "how": "met"}]}), "V6", 7, id="a clock closed twice"
        ),
        pytest.param(
            then("letter_approved", {"letter": LETTER, "name": "notice"}), "V6", 7,
            id="a document approved twice",
        ),
        pytest.param(
            then("letter_voided", {"letter": OTHER}), "V6", 7, id="a document nobody approved"
        ),
        pytest.param(
            then("x", {"moved": [{"id": OTHER, "raw": None, "legal": None}]}), "V6", 7,
            id="a clock nobody opened",
        ),
        pytest.param(put(1, {"closed": [{"id": CLOCK, "how": "void"}]}), "V6", 1, id="unopened"),
        pytest.param(put(4, {"deadline": CLOCK}), "V6", 4, id="half an escalation"),
    ],
)  # fmt: skip
def test_each_rule_finds_what_breaks_it(story, rule, index):
    report = asked(story)
    assert (report.first.rule, report.first.index) == (rule, index), report.as_text()


def test_a_file_of_the_system_needs_no_row_and_any_other_does():
    noted = ("noted", {}, {"subject": OTHER, "kind": "system"})
    assert asked([*STORY, noted]).findings == []
    report = asked([*STORY, ("noted", {}, {"subject": OTHER})])
    assert [(one.rule, one.index, one.subject) for one in report.findings] == [("V7", 7, OTHER)]


def test_a_row_that_nothing_tells_of_is_found():
    report = asked([], subject=OTHER)
    assert [(one.rule, one.index, one.subject) for one in report.findings] == [("V7", None, OTHER)]


def test_a_clock_opened_twice_is_found_though_the_table_agrees():
    row = ROW | {"deadlines": {CLOCK: ["L", "2026-08-03", None, None, "open"]}}
    report = asked(then("x", {"opened": [CLOCK_OPENED]}), row)
    assert [one.index for one in report.findings] == [7]
