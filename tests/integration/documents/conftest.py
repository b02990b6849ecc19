"""Letters as PDF, each rendered once; specimens and layout rules lie in ``tests/documents``."""

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "documents"))


@cache
def _rendered(name):
    from letter_specimens import (  # noqa: PLC0415 - its folder was named just above
        ISSUED_AT,
        JOINT,
        SPECIMENS,
        decision,
        handed_over_receipt,
    )

    from feedback.letters.page import html_of  # noqa: PLC0415 - as above
    from feedback.letters.render import render  # noqa: PLC0415 - as above

    variants = {
        "receipt across the desk": handed_over_receipt,
        "joint decision": lambda: decision(joint_complainants=JOINT),
        "joint decision of many": lambda: decision(joint_complainants=JOINT * 12),
    }
    letter = variants[name]() if name in variants else SPECIMENS[name]
    return render(letter, issued_at=ISSUED_AT), html_of(letter, issued_at=ISSUED_AT)


@pytest.fixture(scope="session")
def rendered():
    """By name of the letter: its PDF and the page it was made of."""
    return _rendered
