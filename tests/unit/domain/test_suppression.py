"""What a figure tells of a few denunciations: nothing."""

import pytest

from feedback.domain.figures import Count
from feedback.domain.suppression import Reading, told

# all files, protected among them, what is told to who reads figures alone, and beside lists
CELLS = [
    (Count(12, 12), Count(0, 0), Count(12, 12), Count(12, 12)),
    (Count(13, 13), Count(1, 1), Count(12, 12), Count(12, 12)),
    (Count(16, 16), Count(4, 4), Count(12, 12), Count(12, 12)),
    (Count(17, 17), Count(5, 5), Count(17, 17), Count(12, 12)),
    # nine protected, but one of them late: the late one stands out
    (Count(20, 21), Count(8, 9), Count(12, 12), Count(12, 12)),
    (Count(22, 22), Count(10, 10), Count(22, 22), Count(12, 12)),
    (Count(5, 17), Count(5, 10), Count(5, 17), Count(0, 7)),
    (Count(3, 3), Count(3, 3), Count(0, 0), Count(0, 0)),
]


@pytest.mark.parametrize(("count", "protected", "alone", "beside"), CELLS)
def test_a_few_denunciations_are_left_out(count, protected, alone, beside):
    assert told(count, protected, Reading.WHOLE) == count
    assert told(count, protected, Reading.FROM_FIVE) == alone
    assert told(count, protected, Reading.OTHERS) == beside


def test_none_and_a_few_are_told_alike():
    """Whether there is one must not be seen by the figure."""
    without = told(Count(12, 12), Count(0, 0), Reading.FROM_FIVE)
    assert all(
        told(Count(12 + few, 12 + few), Count(few, few), Reading.FROM_FIVE) == without
        for few in range(5)
    )


@pytest.mark.parametrize("files", [(1, 0), (0, 4), (5, 4), (4, 9)])
def test_of_days_and_clocks_the_files_are_counted(files):
    """Forty days of one denunciation are still one denunciation."""
    count, protected = Count(90, 400), Count(40, 300)
    assert told(count, protected, Reading.FROM_FIVE, files=files) == Count(50, 100)


def test_from_five_files_on_days_and_clocks_are_told():
    assert told(Count(90, 400), Count(40, 300), Reading.FROM_FIVE, files=(5, 0)) == Count(90, 400)
    assert told(Count(90, 400), Count(40, 300), Reading.OTHERS, files=(5, 5)) == Count(50, 100)
