"""A signature as it was found in a file."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """One signature of a file, as it was checked now."""

    place: str
    signed_at: datetime | None
    subject: str
    issuer: str
    certificate_sha256: str
    #: the bytes it covers are those that were signed
    intact: bool
    #: the certificate leads to an authority that is trusted here
    trusted: bool
    #: nothing came after it but further signatures
    unchanged: bool

    @property
    def valid(self) -> bool:
        return self.intact and self.trusted and self.unchanged
