"""A table that contradicts itself is refused with table and row."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.domain.deadlines import Basis
from feedback.domain.errors import MalformedTableError
from feedback.domain.roles import Role
from feedback.workflows.checks import findings, refuse_malformed
from feedback.workflows.core import Edition
from feedback.workflows.registry import PROCEDURES, all_editions, governing
from feedback.workflows.rows import SAME, Clock, LetterDue, State, Transition

BASIS = Basis("Luật mẫu", "1")
SOUND = Edition(
    procedure="recommendation",
    name="M",
    title="Mẫu",
    law="Luật mẫu",
    in_force_from=date(2020, 1, 1),
    states=(
        State("handling", "Mở", "việc", Role.HEAD, "kết quả"),
        State("closed", "Xong", final=True),
    ),
    transitions=(Transition("handling", "close", "closed", "Đóng", Role.HEAD, BASIS),),
    clocks=(Clock("KN1-RESOLVE", ("accept",), ("close",)),),
    letters=(),
)


def row(source: str, action: str, target: str, **changes: object) -> Transition:
    return replace(Transition(source, action, target, "x", Role.HEAD, BASIS), **changes)


@pytest.mark.parametrize(
    ("table", "finding"),
    [
        pytest.param(
            replace(SOUND, states=(*SOUND.states, State("lost", "Lạc", final=True))),
            "cannot be reached",
            id="a state nobody can reach",
        ),
        pytest.param(
            replace(
                SOUND,
                states=(*SOUND.states, State("stuck", "Kẹt", "v", Role.HEAD, "k")),
                transitions=(*SOUND.transitions, row("handling", "assign", "stuck")),
            ),
            "dead end",
            id="a state without a way out",
        ),
        pytest.param(
            replace(SOUND, transitions=(*SOUND.transitions, row("handling", "close", "closed"))),
            "two rows for 'close'",
            id="two rows for one step",
        ),
        pytest.param(
            replace(SOUND, states=(State("handling", "Mở"), SOUND.states[1])),
            "names no task",
            id="work that nobody owes",
        ),
        pytest.param(
            replace(SOUND, transitions=(*SOUND.transitions, row("closed", "assign", SAME))),
            "final state 'closed' has an act",
            id="an end that goes on",
        ),
        pytest.param(
            replace(SOUND, clocks=(Clock("KN1-RESOLVE", ("accept",), ()),)),
            "is never closed",
            id="a clock that nothing closes",
        ),
        pytest.param(
            replace(SOUND, clocks=(Clock("KN1-RESOLVE", ("fly",), ("close",)),)),
            "unknown act 'fly'",
            id="a clock opened by an unknown act",
        ),
        pytest.param(
            replace(
                SOUND,
                transitions=(*SOUND.transitions, row("handling", "archive", "closed")),
            ),
            "still runs when 'archive' leads to the end 'closed'",
            id="a way out that forgets a clock",
        ),
        pytest.param(
            replace(SOUND, clocks=()),
            "no clock is certain to run",
            id="a state without a date and without anything to wait for",
        ),
        pytest.param(
            replace(
                SOUND,
                clocks=(Clock("KN1-RESOLVE", ("accept",), ("close",), when=lambda _f, _a: True),),
            ),
            "no clock is certain to run",
            id="a clock that runs only for some",
        ),
        pytest.param(
            replace(SOUND, letters=(LetterDue("no_such_letter", "close"),)),
            "no letter of the house",
            id="a letter that does not exist",
        ),
        pytest.param(
            replace(SOUND, clocks=(Clock("NO-SUCH-RULE", ("accept",), ("close",)),)),
            "no such time limit",
            id="a clock of an unknown rule",
        ),
        pytest.param(
            replace(SOUND, letters=(LetterDue("reply", "fly"),)),
            "letter 'reply'",
            id="a letter for an unknown act",
        ),
        pytest.param(
            replace(SOUND, transitions=(row("handling", "close", "closed", basis=Basis("")),)),
            "has no citation",
            id="a step without its article",
        ),
        pytest.param(
            replace(SOUND, transitions=(row("handling", "close", "gone"),)),
            "unknown state 'gone'",
            id="a step into nowhere",
        ),
        pytest.param(
            replace(SOUND, transitions=(row("handling", "close", "closed", needs=("wings",)),)),
            "unknown input 'wings'",
            id="a step that needs what no form asks",
        ),
        pytest.param(
            replace(SOUND, procedure="lawsuit"), "'lawsuit' is not in the glossary", id="a new word"
        ),
        pytest.param(
            replace(SOUND, states=(State("pending", "Mở", "v", Role.HEAD, "k"), SOUND.states[1])),
            "state 'pending' is not in the glossary",
            id="a second word for a state",
        ),
        pytest.param(
            replace(SOUND, transitions=(row("handling", "vanish", "closed"),)),
            "row 'vanish' is an act that is not in the glossary",
            id="a second word for an act",
        ),
        pytest.param(
            replace(SOUND, letters=(LetterDue("answer", "close"),)),
            "letter 'answer' is not in the glossary",
            id="a second word for a document",
        ),
        pytest.param(
            replace(SOUND, transitions=(row("handling", "vanish", "closed"),)),
            "no name in the history",
            id="an act the history cannot name",
        ),
        pytest.param(
            replace(
                SOUND,
                transitions=(
                    *SOUND.transitions,
                    row("handling", "suspend", SAME, pauses="suspended"),
                ),
            ),
            "never go on",
            id="a suspension without return",
        ),
        pytest.param(
            replace(
                SOUND,
                transitions=(*SOUND.transitions, row("handling", "extend", SAME, extends="X")),
            ),
            "extends the unknown clock",
            id="an extension of nothing",
        ),
    ],
)
def test_a_contradiction_is_named(table: Edition, finding: str) -> None:
    where = f"{table.procedure} M: "
    assert any(finding in line and line.startswith(where) for line in findings(table))
    with pytest.raises(MalformedTableError):
        refuse_malformed([table])


def test_a_sound_table_passes() -> None:
    assert findings(SOUND) == ()


@pytest.mark.parametrize("edition", all_editions(), ids=lambda e: f"{e.procedure} {e.name}")
def test_every_table_of_the_house_is_sound(edition: Edition) -> None:
    assert findings(edition) == ()


@pytest.mark.parametrize("on", [date(2026, 7, 1), date(2027, 1, 4)], ids=str)
def test_tables_with_acts_taken_over_are_sound_too(on: date) -> None:
    for procedure, editions in PROCEDURES.items():
        for edition in editions:
            assert findings(governing(procedure, edition.name, on)) == ()
