"""What signatures a file holds, whether each still fits, and what was added between two files."""

import io
import logging
from collections.abc import Sequence
from hashlib import sha256

# Else loaded while a file is read, which may be where no other file opens.
import cryptography.hazmat.backends.openssl.backend  # noqa: F401 - as above
import pyhanko.pdf_utils.filters  # noqa: F401 - as above
from asn1crypto.x509 import Certificate, Name
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from feedback.domain.letters.signature import FoundSignature
from feedback.letters.apart import apart
from feedback.letters.tagged_fields import POLICY

#: The library's warnings quote the file and the names in its certificates.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

#: More signatures than any letter has; a file with more is not read on.
_MOST = 8
#: What reading a damaged file may raise: the library's own errors and those of what it parses.
_UNREADABLE = (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, OSError)


def read_signatures(pdf: bytes, authorities: Sequence[bytes]) -> tuple[FoundSignature, ...]:
    """The signatures in the order they were made; ``ValueError`` for what is no readable PDF.

    ``authorities`` are the DER bytes of trusted certificates. Nothing is fetched: whether a
    certificate was withdrawn meanwhile is not asked.
    """
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_regular_signatures
    except _UNREADABLE as error:
        raise ValueError("not a readable PDF") from error
    if len(found) > _MOST:
        raise ValueError("more signatures than a document has")
    roots = [Certificate.load(der) for der in authorities]
    return tuple(_checked(each, roots, last=each is found[-1]) for each in found)


def only_signed(before: bytes, after: bytes) -> bool:
    """Whether ``after`` is ``before`` with nothing added but signatures in its own fields."""
    if not after.startswith(before) or len(after) == len(before):
        return False
    try:
        reader = PdfFileReader(io.BytesIO(after))
        base = PdfFileReader(io.BytesIO(before)).xrefs.total_revisions - 1
        return not isinstance(POLICY.review_file(reader, base), SuspiciousModification)
    except _UNREADABLE:
        return False


def _checked(
    embedded: EmbeddedPdfSignature, roots: Sequence[Certificate], *, last: bool
) -> FoundSignature:
    certificate = embedded.signer_cert
    status = _status(embedded, roots)
    covered = embedded.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return FoundSignature(
        place=str(embedded.field_name),
        signed_at=embedded.self_reported_timestamp,
        subject=_called(certificate.subject),
        issuer=_called(certificate.issuer),
        certificate_sha256=sha256(certificate.dump()).hexdigest(),
        intact=bool(status and status.intact and status.valid),
        trusted=bool(status and status.trusted),
        unchanged=bool(status and status.docmdp_ok and (covered or not last)),
    )


def _called(name: Name) -> str:
    """Whom a certificate names: ``Trần Quang Minh (Ủy ban nhân dân xã Tiên Yên)``."""
    told = (name.native.get(part) for part in ("common_name", "organization_name"))
    who, *of = [part if isinstance(part, str) else ", ".join(part) for part in told if part] or [
        name.human_friendly
    ]
    return f"{who} ({of[0]})" if of else who


def _status(
    embedded: EmbeddedPdfSignature, roots: Sequence[Certificate]
) -> PdfSignatureStatus | None:
    """The library's judgement as of the time the signature states; None where it has none."""
    context = ValidationContext(
        trust_roots=list(roots), allow_fetching=False, moment=embedded.self_reported_timestamp
    )
    try:
        return apart(
            lambda: validate_pdf_signature(
                embedded, signer_validation_context=context, diff_policy=POLICY
            )
        )
    except _UNREADABLE:
        return None
