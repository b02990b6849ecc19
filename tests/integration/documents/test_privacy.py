"""EL-05: what goes to the denounced leads nobody to who denounced (Luật Tố cáo, Điều 56)."""

import io
from dataclasses import replace

import pikepdf
import pytest
from letter_specimens import ISSUED_AT, SPECIMENS
from nd30_sheet import sheet_of
from specimen_offices import TOKEN, TRACKING_URL

from feedback.domain.letters.parts import AgencyLetter
from feedback.letters.page import html_of
from feedback.letters.render import render

TO_OTHERS = [
    name
    for name, letter in SPECIMENS.items()
    if "denunciation" in name or "denounced" in name
    if isinstance(letter, AgencyLetter) and not letter.for_citizen
]


@pytest.mark.parametrize("name", TO_OTHERS)
def test_el_05_no_way_to_the_file_stands_in_a_paper_to_others(name):
    letter = replace(SPECIMENS[name], tracking_url=TRACKING_URL)
    pdf = render(letter, issued_at=ISSUED_AT)
    assert "<img" not in html_of(letter, issued_at=ISSUED_AT)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        everything = b"".join(
            item.read_bytes() if isinstance(item, pikepdf.Stream) else repr(item).encode()
            for item in opened.objects
        ).decode(errors="replace")
    for secret in (TOKEN, TRACKING_URL):
        assert secret not in everything
        assert secret not in sheet_of(pdf).text


def test_el_05_papers_to_others_are_known():
    assert {"denounced_notice", "denunciation_conclusion"} <= set(TO_OTHERS)
