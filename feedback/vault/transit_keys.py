"""Key-encryption keys in the transit engine of a HashiCorp Vault, or of what speaks its language.

The engine's own ``rewrap`` takes no associated data, so keys are unwrapped and wrapped again.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from feedback.vault.wrapping import Wrapped, WrappingError

#: Seconds; a page must not wait longer for a name.
PATIENCE = 5


class TransitKeys:
    mark: ClassVar[bytes] = b"T"

    def __init__(self, url: str, key: str, token: Path) -> None:
        self._url, self._key, self._token = url, key, token

    @property
    def current(self) -> str:
        with self._engine() as engine:
            told = engine.read_key(name=self._key)
            return f"transit:{told['data']['latest_version']}"

    def wrap(self, key: bytes, about: bytes) -> Wrapped:
        with self._engine() as engine:
            told = engine.encrypt_data(
                name=self._key, plaintext=_text(key), associated_data=_text(about)
            )
            sealed = str(told["data"]["ciphertext"])
        return Wrapped(self.mark + sealed.encode(), f"transit:{_version(sealed)}")

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        with self._engine() as engine:
            told = engine.decrypt_data(
                name=self._key,
                ciphertext=wrapped[1:].decode("ascii"),
                associated_data=_text(about),
            )
            return b64decode(told["data"]["plaintext"], validate=True)

    def renew(self) -> str:
        with self._engine() as engine:
            engine.rotate_key(name=self._key)
        return self.current

    @contextmanager
    def _engine(self) -> Iterator[Any]:
        """Hvac's client for one question; whatever goes wrong is one refusal.

        No redirect is followed: the token would go along. What is answered instead is no answer,
        which hvac hands on as something that has no fields (``TypeError``).
        """
        import hvac  # noqa: PLC0415 - slow, and only where there is a Vault
        from requests import RequestException  # noqa: PLC0415 - as above

        try:
            token = self._token.read_text(encoding="utf-8").strip()
            client = hvac.Client(
                url=self._url, token=token, timeout=PATIENCE, allow_redirects=False
            )
            yield client.secrets.transit
        except (
            hvac.exceptions.VaultError, RequestException, OSError, ValueError, TypeError
        ) as error:  # fmt: skip
            msg = f"the transit engine did not do it ({type(error).__name__})"
            raise WrappingError(msg) from error


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _version(sealed: str) -> str:
    """``vault:v3:…`` is under version 3."""
    return sealed.split(":", 2)[1].removeprefix("v")
