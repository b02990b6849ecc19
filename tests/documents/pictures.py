"""First pages of a few letters as pictures of 80 dpi, to see what no rule speaks of."""

from pathlib import Path

import pypdfium2
from letter_specimens import ISSUED_AT, SPECIMENS
from PIL import ImageChops, ImageFilter

from feedback.letters.render import render

#: One of each layout: titled, decision, công văn, receipt.
PICTURED = ("acceptance_notice", "settlement_decision", "reply", "receipt")
_DPI = 80
#: Grey that a pixel may differ by, and the share of pixels that may differ more.
_GREY, SHARE = 48, 0.002


def kept(name):
    return Path(__file__).with_name("pictures") / f"{name}.png"


def drawn(name):
    return picture(render(SPECIMENS[name], issued_at=ISSUED_AT))


def picture(pdf):
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[0].render(scale=_DPI / 72, grayscale=True).to_pil().convert("L").quantize(16)


def unlike(one, other):
    """The share of the page that differs visibly; 1 where the sizes differ."""
    if one.size != other.size:
        return 1.0
    soft = [image.convert("L").filter(ImageFilter.BoxBlur(1)) for image in (one, other)]
    levels = ImageChops.difference(*soft).histogram()
    return sum(levels[_GREY:]) / sum(levels)
