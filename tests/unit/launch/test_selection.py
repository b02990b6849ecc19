"""What ``./feedback.sh test WORDS`` runs."""

import pytest

from feedback.launch.checks import ROOMS, TOOLS, Selection
from feedback.launch.say import LaunchError


@pytest.mark.parametrize(
    ("words", "tools", "rooms", "pytest_words"),
    [
        pytest.param([], tuple(TOOLS), ROOMS, (), id="nothing named means everything"),
        pytest.param(["unit"], (), ("unit",), (), id="one room"),
        pytest.param(["types", "lint"], ("lint", "types"), (), (), id="tools, in their own order"),
        pytest.param(
            ["unit", "-k", "calendar"], (), ("unit",), ("-k", "calendar"), id="words for pytest"
        ),
        pytest.param(["-x"], tuple(TOOLS), ROOMS, ("-x",), id="everything, stopping at the first"),
        pytest.param(
            ["tests/unit/launch/test_selection.py::test_x"],
            (),
            ("tests/unit/launch/test_selection.py::test_x",),
            (),
            id="one test by its path",
        ),
    ],
)
def test_words_select_tools_rooms_and_options(words, tools, rooms, pytest_words):
    assert Selection.of(words) == Selection(tools, rooms, pytest_words)


def test_a_misspelt_room_is_refused_with_the_names_there_are():
    with pytest.raises(LaunchError, match=r"Unknown selection: intregation\. Choose from .*unit"):
        Selection.of(["intregation"])
