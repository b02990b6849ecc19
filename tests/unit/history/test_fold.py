from dataclasses import replace

import pytest

from feedback.domain.history.entries import ParsedEntry, RegisterNumber
from feedback.domain.history.fold import (
    ContradictionError,
    DeadlineFact,
    EscalationFact,
    LetterFact,
    differences,
    fold,
    start,
)

CLOCK = "d" * 32
LETTER = "e" * 32


def entry(type_, data, register=None):
    return ParsedEntry(
        subject="a" * 32,
        kind="petition",
        seq=1,
        type=type_,
        at="2026-08-03T05:00:00.000Z",
        actor="user:1",
        unit=None,
        prev=None,
        register=register,
        data=data,
        commit=None,
    )


SUBMITTED = entry(
    "submitted",
    {
        "act": "submit",
        "from": None,
        "to": "submitted",
        "procedure": "intake",
        "edition": "2026",
        "agency": "XA-01",
        "opened": [
            {"id": CLOCK, "limit": "X@1", "start": "2026-08-03", "raw": "2026-08-13", "legal": None}
        ],
    },
    RegisterNumber("Sổ đơn", 2026, 1),
)
STEPS = [
    SUBMITTED,
    entry("assigned", {"agency": "XA-02", "person": "user:7"}),
    entry("escalated", {"deadline": CLOCK, "level": 1, "to": "user:5", "due": "2026-08-14T00:00Z"}),
    entry("clock_moved", {"moved": [{"id": CLOCK, "raw": None, "legal": None}]}),
    entry("letter_approved", {"letter": LETTER, "name": "notice"}, RegisterNumber("VB", 2026, 9)),
    entry("letter_rendered", {"letter": LETTER, "sha256": "f" * 64}),
    entry(
        "accepted",
        {
            "act": "accept",
            "from": "submitted",
            "to": "accepted",
            "closed": [{"id": CLOCK, "how": "met"}],
        },
    ),
]


def folded_from(entries):
    folded = start("petition")
    for index, one in enumerate(entries, 100):
        fold(folded, one, index)
    return folded


def test_the_entries_tell_the_present_state():
    state = folded_from(STEPS).state
    assert (state.state, state.procedure, state.edition) == ("accepted", "intake", "2026")
    assert (state.agency, state.person) == ("XA-02", "user:7")
    assert state.register == RegisterNumber("Sổ đơn", 2026, 1)
    assert state.deadlines == {CLOCK: DeadlineFact("X@1", "2026-08-03", None, None, "met")}
    assert state.escalations == {f"{CLOCK}/1": EscalationFact("user:5", "2026-08-14T00:00:00.000Z")}
    assert state.letters == {LETTER: LetterFact("notice", RegisterNumber("VB", 2026, 9), "f" * 64)}


def test_each_fact_knows_the_entry_that_wrote_it():
    since = folded_from(STEPS).since
    assert since["register"] == 100
    assert since["agency"] == 101
    assert since[f"escalations {CLOCK}/1"] == 102
    assert since[f"letters {LETTER}"] == 105
    assert since["state"] == since[f"deadlines {CLOCK}"] == 106


def test_the_same_state_has_no_difference():
    assert list(differences(folded_from(STEPS), folded_from(STEPS).state)) == []


@pytest.mark.parametrize(
    ("edit", "name", "index"),
    [
        pytest.param(lambda s: setattr(s, "state", "settled"), "state", 106, id="another state"),
        pytest.param(lambda s: setattr(s, "agency", "XA-09"), "agency", 101, id="another agency"),
        pytest.param(lambda s: setattr(s, "person", None), "person", 101, id="nobody holds it"),
        pytest.param(
            lambda s: s.deadlines.update({CLOCK: replace(s.deadlines[CLOCK], state="open")}),
            f"deadlines {CLOCK}",
            106,
            id="a closed deadline open",
        ),
        pytest.param(
            lambda s: s.deadlines.update({"9" * 32: DeadlineFact("Y", "", None, None)}),
            f"deadlines {'9' * 32}",
            106,
            id="a deadline nobody opened",
        ),
        pytest.param(
            lambda s: s.escalations.clear(), f"escalations {CLOCK}/1", 102, id="no escalation"
        ),
        pytest.param(
            lambda s: s.letters.update({LETTER: replace(s.letters[LETTER], rendered="0" * 64)}),
            f"letters {LETTER}",
            105,
            id="another document",
        ),
    ],
)
def test_an_edited_table_differs_in_one_fact(edit, name, index):
    found = folded_from(STEPS).state
    edit(found)
    (difference,) = differences(folded_from(STEPS), found)
    assert (difference.name, difference.index) == (name, index)


@pytest.mark.parametrize(
    "impossible",
    [
        pytest.param(SUBMITTED, id="the first step twice"),
        pytest.param(
            entry("settled", {"act": "settle", "from": "verified", "to": "settled"}),
            id="a step from a state it is not in",
        ),
        pytest.param(
            entry("closed", {"closed": [{"id": CLOCK, "how": "met"}]}), id="closing what is closed"
        ),
        pytest.param(
            entry("moved", {"moved": [{"id": "0" * 32, "raw": None, "legal": None}]}),
            id="moving a stranger's deadline",
        ),
        pytest.param(STEPS[2], id="the same escalation twice"),
        pytest.param(
            entry("escalated", {"deadline": "0" * 32, "level": 1, "to": "", "due": "2026-08-14"}),
            id="an escalation without deadline",
        ),
        pytest.param(
            entry("escalated", {"deadline": CLOCK, "level": 2, "to": "user:1", "due": "soon"}),
            id="an escalation due at no time",
        ),
        pytest.param(STEPS[4], id="a letter signed twice"),
        pytest.param(
            entry("letter_rendered", {"letter": "0" * 32, "sha256": ""}), id="an unsigned document"
        ),
        pytest.param(entry("moved", {"moved": [7]}), id="data of another shape"),
        pytest.param(entry("accepted", {"act": "accept"}), id="a step without its states"),
    ],
)
def test_an_entry_that_cannot_follow_is_a_contradiction(impossible):
    folded = folded_from(STEPS)
    with pytest.raises(ContradictionError):
        fold(folded, impossible, 200)
