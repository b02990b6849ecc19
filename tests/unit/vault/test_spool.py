"""A part of a form is read as it was written, and lies on the disk as noise."""

import io
from tempfile import TemporaryFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.vault.spool import IN_MEMORY, Spool
from tests.canaries import open_files

WORD = "Bútzực Khẩn Tíchquơ".encode()
LONG = WORD * (IN_MEMORY // len(WORD) + 2)


@given(st.lists(st.binary(max_size=70), max_size=8), st.integers(0, 400), st.integers(0, 90))
def test_it_is_read_from_anywhere_as_it_was_written(parts, start, length):
    whole, spool = b"".join(parts), Spool()
    for part in parts:
        spool.write(part)
    spool.seek(start)
    assert spool.read(length) == whole[start : start + length]
    spool.seek(0)
    assert spool.read() == whole
    spool.close()


def test_what_is_long_lies_on_the_disk_and_says_nothing_there():
    with Spool() as spool:
        spool.write(LONG)
        lying = [content for _, content in open_files() if len(content) == len(LONG)]
        assert len(lying) == 1
        assert WORD not in lying[0]
        spool.seek(0)
        assert spool.read() == LONG


def test_the_look_at_open_files_would_see_it():
    with TemporaryFile() as plain:
        plain.write(LONG)
        plain.flush()
        assert any(WORD in content for _, content in open_files())


def test_what_arrived_is_not_written_over():
    with Spool() as spool:
        spool.write(WORD)
        spool.seek(2)
        with pytest.raises(io.UnsupportedOperation):
            spool.write(b"other")
