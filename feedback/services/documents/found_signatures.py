"""The signatures in a file of anybody's, read where a hostile one can do no harm."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from feedback.domain.letters.genuine import Signed
from feedback.domain.letters.signature import FoundSignature
from feedback.extensions import current_settings
from feedback.letters.places import Place
from feedback.letters.sandbox import RenderFailed, limited
from feedback.vault.demo_keys import is_demo
from feedback.vault.signing_keys import authorities

SECONDS, MEMORY_MIB = 10, 512
ROLES = {Place.PERSON: "Người ký", Place.SEAL: "Cơ quan"}


def signatures(content: bytes) -> tuple[Signed, ...]:
    """As they stand in the file, oldest first; none where it cannot be read under limits."""
    from feedback.letters.signatures import read_signatures  # noqa: PLC0415 - slow, seldom needed

    trusted = authorities(current_settings().signing_dir)

    def read() -> bytes:
        found = read_signatures(content, trusted)
        return json.dumps([asdict(each) for each in found], default=str).encode()

    try:
        told = json.loads(limited(read, seconds=SECONDS, memory_mib=MEMORY_MIB))
    except RenderFailed:
        return ()
    return tuple(_signed(each) for each in told)


def _signed(told: dict[str, Any]) -> Signed:
    at = told["signed_at"]
    found = FoundSignature(**told | {"signed_at": datetime.fromisoformat(at) if at else None})
    role = ROLES.get(Place(found.place)) if found.place in set(Place) else None
    return Signed(found=found, role=role or "Ô ký khác", demo=is_demo(found.issuer))
