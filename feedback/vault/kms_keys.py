"""A key-encryption key in a key service that speaks KMS.

New keys are made by whoever runs the service and named in the settings; what older ones wrapped is
still unwrapped, since a ciphertext names its key to the service.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from feedback.vault.wrapping import Wrapped, WrappingError

#: Seconds; a page must not wait longer for a name.
PATIENCE = 5


class KmsKeys:
    mark: ClassVar[bytes] = b"K"

    def __init__(self, url: str, key: str, credentials: Path) -> None:
        self._url, self._key, self._credentials = url, key, credentials

    @property
    def current(self) -> str:
        with self._service() as service:
            told = service.describe_key(KeyId=self._key)
        return f"kms:{told['KeyMetadata']['Arn']}"

    def wrap(self, key: bytes, about: bytes) -> Wrapped:
        with self._service() as service:
            told = service.encrypt(
                KeyId=self._key, Plaintext=key, EncryptionContext=_context(about)
            )
        return Wrapped(self.mark + told["CiphertextBlob"], f"kms:{told['KeyId']}")

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        with self._service() as service:
            told = service.decrypt(CiphertextBlob=wrapped[1:], EncryptionContext=_context(about))
        return bytes(told["Plaintext"])

    def renew(self) -> str:
        raise WrappingError(
            "make a key in the service, name it in FEEDBACK_KMS_KEY, then: rotate --resume"
        )

    @contextmanager
    def _service(self) -> Iterator[Any]:
        """boto3's client for one question; id, secret and region are three lines of a file."""
        import boto3  # noqa: PLC0415 - slow, and only where there is such a service
        from botocore.config import Config  # noqa: PLC0415 - as above
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

        try:
            told = self._credentials.read_text(encoding="utf-8").split()
            identity, secret, region = told
            yield boto3.client(
                "kms",
                endpoint_url=self._url or None,
                region_name=region,
                aws_access_key_id=identity,
                aws_secret_access_key=secret,
                config=Config(
                    connect_timeout=PATIENCE, read_timeout=PATIENCE, retries={"max_attempts": 2}
                ),
            )
        except (BotoCoreError, ClientError, OSError, ValueError) as error:
            msg = f"the key service did not do it ({type(error).__name__})"
            raise WrappingError(msg) from error


def _context(about: bytes) -> dict[str, str]:
    return {"about": about.hex()}
