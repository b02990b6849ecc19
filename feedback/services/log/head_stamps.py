"""Time-stamps of an authority over signed heads (RFC 3161): optional, a witness known to the law.

A token says that these bytes existed at that time, by the clock and the seal of somebody the state
has licensed. It lies beside the checkpoints as ``stamps/<size>.tst``; the authorities that count
are PEM files beside the keys. Nothing is fetched to check one.
"""

import asyncio
import hashlib
import http.client
import secrets
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from asn1crypto import cms, pem, tsp, x509
from pyhanko.sign.timestamps.common_utils import TimestampRequestError, handle_tsp_response
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from feedback.services.log.durable_files import replace_file

AUTHORITIES: Final = "timestamp_authorities"
FOLDER: Final = "stamps"
#: Seconds an authority is waited for; a token has a few thousand bytes.
PATIENCE: Final = 5
_MOST_BYTES: Final = 100_000


class BadStampError(ValueError):
    """A token that does not stand for this head, or whose authority we do not trust."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """The tokens of one log's heads."""

    directory: Path

    def file(self, size: int) -> Path:
        return self.directory / FOLDER / f"{size}.tst"

    def newest(self) -> int:
        """Size of the newest head that has one; 0 before the first."""
        return max((int(file.stem) for file in self.all()), default=0)

    def all(self) -> list[Path]:
        return sorted(self.directory.glob(f"{FOLDER}/*.tst"), key=lambda file: int(file.stem))

    def keep(self, size: int, token: bytes) -> None:
        self.file(size).parent.mkdir(exist_ok=True)
        replace_file(self.file(size), token)


def request(url: str, note: str) -> bytes:
    """The token of an authority for a signed head; ``OSError`` where it gives none in time."""
    nonce = secrets.randbits(63)
    asked = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": hashlib.sha256(note.encode()).digest(),
            },
            "nonce": nonce,
            "cert_req": True,
        }
    )
    try:
        answer = tsp.TimeStampResp.load(_post(url, asked.dump()))
        token = handle_tsp_response(answer, nonce)  # type: ignore[arg-type]  # it compares numbers
        return bytes(token.dump())
    except (ValueError, TypeError, TimestampRequestError, http.client.HTTPException) as error:
        raise OSError(f"no time-stamp: {type(error).__name__}") from error


def _post(url: str, body: bytes) -> bytes:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=PATIENCE)
    try:
        headers = {"Content-Type": "application/timestamp-query"}
        connection.request("POST", parts.path or "/", body, headers)
        return connection.getresponse().read(_MOST_BYTES)
    finally:
        connection.close()


def _waited_for(told: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """In a thread of its own: the caller's may have a loop that runs already."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, told).result()


def stamped_at(token: bytes, note: str, trusted: Iterable[x509.Certificate]) -> datetime:
    """The time an authority we trust gave this head; ``BadStampError`` for anything else."""
    try:
        content = cms.ContentInfo.load(token)["content"]
        told = _waited_for(_validated(content, note, list(trusted)))
        status = TimestampSignatureStatus(**told)
    except (ValueError, TypeError, KeyError, SignatureValidationError) as error:
        raise BadStampError(f"no time-stamp: {type(error).__name__}") from error
    if not (status.valid and status.intact and status.trusted):
        raise BadStampError("not of this head, or not of an authority we trust")
    at: datetime = status.timestamp
    return at


async def _validated(
    content: cms.SignedData, note: str, trusted: list[x509.Certificate]
) -> dict[str, Any]:
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    told: dict[str, Any] = await validate_tst_signed_data(
        content, context, lambda algorithm: imprint(algorithm, note)
    )
    return told


def imprint(algorithm: str, note: str) -> bytes:
    """A token over a weaker hash than was asked for says nothing of this head (ASVS 11.4.1)."""
    if algorithm != "sha256":
        raise ValueError(algorithm)
    return hashlib.sha256(note.encode()).digest()


def authorities(keys_dir: Path) -> list[x509.Certificate]:
    """Whose time-stamps count."""
    files = sorted((keys_dir / AUTHORITIES).glob("*.pem"))
    return [x509.Certificate.load(pem.unarmor(file.read_bytes())[2]) for file in files]
