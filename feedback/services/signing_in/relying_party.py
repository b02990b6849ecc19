"""Who we are to a passkey: the name and the address that a key is bound to.

A key answers only the site it was made for, so a page that looks like ours gets nothing from it.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from feedback.extensions import current_settings

NAME = "Tiếng nói công dân Quảng Ninh"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    id: str
    origin: str

    @property
    def has_name(self) -> bool:
        """Browsers make keys for names only; an installation reached by a bare number has none."""
        try:
            ip_address(self.id)
        except ValueError:
            return bool(self.id)
        return False


def ourselves() -> RelyingParty:
    """As the installation's public address has it."""
    parts = urlsplit(current_settings().base_url)
    return RelyingParty(id=parts.hostname or "", origin=f"{parts.scheme}://{parts.netloc}")
