"""Receipt codes: read however people write them, wrong in every single slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.vault.codes import ALPHABET, LENGTH, code_hash, grouped, new_code, read_code

CODE = new_code()


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(CODE, id="as it is"),
        pytest.param(grouped(CODE), id="in groups of four"),
        pytest.param(f"  {grouped(CODE).lower()} ", id="small letters and spaces around"),
        pytest.param(grouped(CODE).replace("-", " "), id="spaces for dashes"),
        pytest.param(CODE.replace("0", "O").replace("1", "l"), id="letters that look like digits"),
    ],
)
def test_a_code_is_read_however_it_is_written(typed: str) -> None:
    assert read_code(typed) == CODE


@given(st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_letter_is_found(place: int, letter: str) -> None:
    slip = CODE[:place] + letter + CODE[place + 1 :]
    assert (read_code(slip) is None) == (slip != CODE)


@given(st.integers(0, LENGTH - 2))
def test_every_swap_of_neighbours_is_found(place: int) -> None:
    swapped = CODE[:place] + CODE[place + 1] + CODE[place] + CODE[place + 2 :]
    assert (read_code(swapped) is None) == (swapped != CODE)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "QN-2026-00012", CODE[:-1], CODE + "0", "٠" * LENGTH, "０" * LENGTH, "U" * LENGTH],
    ids=["empty", "blank", "a register number", "short", "long", "arabic", "full width", "no U"],
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(typed: str) -> None:
    read = read_code(typed)
    assert read is None or len(read) == LENGTH


def test_the_hash_depends_on_the_pepper() -> None:
    assert code_hash(CODE, b"one") != code_hash(CODE, b"two")
