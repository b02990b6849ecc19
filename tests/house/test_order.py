"""The order of a run names files that are there."""

from tests.conftest import LONG, ROOT


def test_what_is_said_to_take_long_is_there():
    assert [file for file in LONG if not (ROOT / file).is_file()] == []
