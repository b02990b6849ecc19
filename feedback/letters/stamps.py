"""Pictures of the demonstration: a signature in blue and a seal in red, drawn, not written.

They say what they are: nothing under them is a real signature or a real seal.
"""

import math
from functools import lru_cache
from hashlib import sha256
from random import Random

from PIL import Image, ImageDraw, ImageFont

from feedback.letters.text import FONTS

_BLUE, _RED = (22, 48, 152, 255), (200, 16, 30, 255)
_CLEAR = (255, 255, 255, 0)
#: Pixels to a millimetre: sharp in print.
_SCALE = 12
_SIGNATURE, _SEAL = (42 * _SCALE, 19 * _SCALE), (36 * _SCALE, 36 * _SCALE)
_MARK = "MẪU"


@lru_cache(maxsize=64)
def signature_of(name: str) -> Image.Image:
    """A stroke of the pen that is always the same for one name, 42 by 19 mm."""
    picture = Image.new("RGBA", _SIGNATURE, _CLEAR)
    draw = ImageDraw.Draw(picture)
    draw.line(_stroke(name), fill=_BLUE, width=7, joint="curve")
    word = (name.rsplit(maxsplit=1) or [_MARK])[-1]
    draw.text((40, 60), word, font=_face("BoldItalic", 92), fill=_BLUE)
    draw.text((_SIGNATURE[0] - 130, 8), _MARK, font=_face("Regular", 34), fill=_BLUE)
    return picture


@lru_cache(maxsize=64)
def seal_of(agency: str) -> Image.Image:
    """Two rings, a star and the agency's name around them, 36 mm wide."""
    picture = Image.new("RGBA", _SEAL, _CLEAR)
    draw = ImageDraw.Draw(picture)
    side = _SEAL[0]
    draw.ellipse((4, 4, side - 5, side - 5), outline=_RED, width=9)
    draw.ellipse((74, 74, side - 75, side - 75), outline=_RED, width=4)
    draw.polygon(_star(side / 2, side / 2 - 14, 62), fill=_RED)
    _centred(draw, side / 2, side / 2 + 72, _MARK, 34)
    _around(picture, agency.upper())
    return picture


def _stroke(name: str) -> list[tuple[float, float]]:
    """A curve under the name, wound as its hash says."""
    rng = Random(sha256(name.encode()).digest())  # noqa: S311 - a drawing, no secret
    width, height = _SIGNATURE
    waves = [(rng.uniform(0.6, 2.4), rng.uniform(0, math.tau), rng.uniform(6, 17)) for _ in "abc"]
    return [
        (
            20 + (width - 40) * step / 60,
            height * 0.82
            + sum(high * math.sin(often * step / 9 + start) for often, start, high in waves) * 0.8,
        )
        for step in range(61)
    ]


def _star(x: float, y: float, reach: float) -> list[tuple[float, float]]:
    return [
        (
            x + (reach if point % 2 == 0 else reach * 0.382) * math.sin(point * math.pi / 5),
            y - (reach if point % 2 == 0 else reach * 0.382) * math.cos(point * math.pi / 5),
        )
        for point in range(10)
    ]


def _centred(draw: ImageDraw.ImageDraw, x: float, y: float, words: str, size: int) -> None:
    draw.text((x, y), words, font=_face("Bold", size), fill=_RED, anchor="mm")


def _around(picture: Image.Image, words: str) -> None:
    """Letters between the rings, from the left over the top to the right."""
    side, radius = picture.width, picture.width / 2 - 42
    step = min(0.19, 4.9 / max(1, len(words)))
    start = -step * (len(words) - 1) / 2
    size = round(min(42, 15 + step * 150))
    for place, letter in enumerate(words):
        angle = start + place * step
        tile = Image.new("RGBA", (72, 72), _CLEAR)
        ImageDraw.Draw(tile).text(
            (36, 36), letter, font=_face("Bold", size), fill=_RED, anchor="mm"
        )
        turned = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        x = side / 2 + radius * math.sin(angle) - 36
        y = side / 2 - radius * math.cos(angle) - 36
        picture.alpha_composite(turned, (max(0, round(x)), max(0, round(y))))


@lru_cache(maxsize=16)
def _face(style: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Tinos-{style}.ttf"), size)
