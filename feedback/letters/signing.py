"""PAdES signatures into the places a letter reserves: by one added update each, nothing rewritten.

The person signs first, the agency after it (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 and II.8).
"""

import io
from datetime import datetime
from typing import Any

from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from feedback.letters.apart import apart
from feedback.letters.places import Place
from feedback.letters.streams import reads_short

#: What a picture is called inside the file: a longer name moves what the update's index holds, so
#: that the next try does not end in the same trap (see ``reads_short``).
_NAMES = ("1", "11", "111", "1111")


def sign(pdf: bytes, place: Place, signer: Any, picture: Image.Image, at: datetime) -> bytes:  # noqa: ANN401 - pyHanko's signer
    """The file with one more signature; what was there stays, byte for byte.

    ``signer`` is pyHanko's, ``picture`` the handwritten signature or the seal, filling its place.
    """
    signed = b""
    for name in _NAMES:
        signed = _signed(pdf, place, signer, PdfImage(picture, name=name), at)
        if not reads_short(signed[len(pdf) :]):
            break
    return signed


def _signed(pdf: bytes, place: Place, signer: Any, picture: PdfImage, at: datetime) -> bytes:  # noqa: ANN401 - as above
    metadata = PdfSignatureMetadata(
        field_name=place, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    style = StaticStampStyle(background=picture, border_width=0)
    signing = _Signing(metadata, signer, stamp_style=style)
    signing.at = at
    signed = io.BytesIO()
    apart(
        lambda: signing.sign_pdf(_Update(io.BytesIO(pdf)), existing_fields_only=True, output=signed)
    )
    return signed.getvalue()


class _Update(IncrementalPdfFileWriter):
    """An update that leaves the metadata alone.

    The library writes it anew otherwise, and loses the declaration of PDF/UA on the way.
    """

    def _update_meta(self) -> None:
        pass


class _Signing(PdfSigner):
    """Signs at a time it is told."""

    at: datetime

    def init_signing_session(self, *args: Any, **options: Any) -> PdfSigningSession:  # noqa: ANN401 - the library's words
        session = super().init_signing_session(*args, **options)
        session.system_time = self.at
        return session
