"""Where pages end: no label is parted from its list, no place to sign from the end of the text."""

import pypdfium2
import pytest
from letter_specimens import SPECIMENS

from feedback.letters.manifest import Layout, manifest

MINUTES = [name for name in SPECIMENS if manifest(name).layout is Layout.MINUTES]


def _pages(pdf: bytes) -> list[list[str]]:
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    return [[line for line in text.splitlines() if line.strip()] for text in texts]


@pytest.mark.parametrize("name", SPECIMENS)
def test_no_page_ends_with_what_announces_the_next(rendered, name):
    blank_lines_follow = manifest(name).layout is Layout.FORM
    for page in _pages(rendered(name)[0])[:-1]:
        assert blank_lines_follow or not page[-1].rstrip().endswith(":"), page[-1]


@pytest.mark.parametrize("name", MINUTES)
def test_everybody_signs_on_one_page_below_the_end_of_the_text(rendered, name):
    last = _pages(rendered(name)[0])[-1]
    places = [line for line in last if "(Ký" in line]
    assert len(places) == sum("(Ký" in line for page in _pages(rendered(name)[0]) for line in page)
    assert any(line.startswith("Người không ký xác nhận") for line in last)
