"""A stranger's picture drawn anew: its dots and nothing else of the file.

What hides behind or between them (a page, a script, an archive, where the picture was taken) is not
read and so not written.
"""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps

MOST_DOTS: Final = 40_000_000
#: By type: the format it is read and written in, how, and the kinds of dots it can hold.
FORMATS: Final[dict[str, tuple[str, dict[str, object], tuple[str, ...]]]] = {
    "image/jpeg": ("JPEG", {"quality": 90}, ("RGB", "L")),
    "image/png": ("PNG", {}, ("RGBA", "RGB", "L", "LA", "1")),
    "image/webp": ("WEBP", {"quality": 90}, ("RGBA", "RGB")),
}


def redrawn(content: bytes, media_type: str) -> bytes:
    """The first picture of the file; any fault of it is an exception.

    Pillow warns of a picture that grows beyond measure and refuses one twice as large: here the
    warning refuses.
    """
    format_, options, kinds = FORMATS[media_type]
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        Image.MAX_IMAGE_PIXELS = MOST_DOTS
        with Image.open(io.BytesIO(content), formats=(format_,)) as opened:
            upright = ImageOps.exif_transpose(opened)
    if upright.mode not in kinds:
        upright = upright.convert("RGBA" if "RGBA" in kinds and _clear(upright) else "RGB")
    upright.info = {}
    written = io.BytesIO()
    upright.save(written, format_, **options)
    return written.getvalue()


def _clear(picture: Image.Image) -> bool:
    return picture.mode in {"PA", "La", "RGBa"} or "transparency" in picture.info
