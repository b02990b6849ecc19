"""Key-encryption keys inside a PKCS#11 device, which encrypts for us and hands none out.

AES-256 keys labelled ``data-keys-1``, ``data-keys-2``, …; the highest number wraps. A process asks
one question at a time: sessions of one token share their login.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar

from feedback.vault.wrapping import Wrapped, WrappingError

_NONCE = 12
_NUMBER = 4
_TAG_BITS = 128
_LABEL = re.compile(r"data-keys-(\d{1,9})", re.ASCII)


class DeviceKeys:
    mark: ClassVar[bytes] = b"D"

    def __init__(self, module: str, token: str, pin: Path) -> None:
        self._module, self._token, self._pin = module, token, pin
        self._lock = Lock()

    @property
    def current(self) -> str:
        with self._session() as session:
            return _name(_newest(session))

    def wrap(self, key: bytes, about: bytes) -> Wrapped:
        nonce = secrets.token_bytes(_NONCE)
        with self._session() as session:
            number = _newest(session)
            sealed = _key(session, number).encrypt(key, **_gcm(nonce, about))
        return Wrapped(self.mark + number.to_bytes(_NUMBER, "big") + nonce + sealed, _name(number))

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        body = wrapped[1:]
        number = int.from_bytes(body[:_NUMBER], "big")
        nonce, sealed = body[_NUMBER : _NUMBER + _NONCE], body[_NUMBER + _NONCE :]
        with self._session() as session:
            return bytes(_key(session, number).decrypt(sealed, **_gcm(nonce, about)))

    def renew(self) -> str:
        import pkcs11  # noqa: PLC0415 - only where there is a device

        with self._session(writing=True) as session:
            number = max(_numbers(session), default=0) + 1
            session.generate_key(
                pkcs11.KeyType.AES,
                256,
                label=f"data-keys-{number}",
                store=True,
                capabilities=pkcs11.MechanismFlag.ENCRYPT | pkcs11.MechanismFlag.DECRYPT,
            )
        return _name(number)

    @contextmanager
    def _session(self, *, writing: bool = False) -> Iterator[Any]:
        import pkcs11  # noqa: PLC0415 - only where there is a device

        try:
            pin = self._pin.read_text(encoding="utf-8").strip()
            token = pkcs11.lib(self._module).get_token(token_label=self._token)
            with self._lock, token.open(rw=writing, user_pin=pin) as session:
                yield session
        except (pkcs11.exceptions.PKCS11Error, OSError) as error:
            msg = f"the device did not do it ({type(error).__name__})"
            raise WrappingError(msg) from error


def _gcm(nonce: bytes, about: bytes) -> dict[str, Any]:
    import pkcs11  # noqa: PLC0415 - only where there is a device

    return {
        "mechanism": pkcs11.Mechanism.AES_GCM,
        "mechanism_param": pkcs11.GCMParams(nonce, about, _TAG_BITS),
    }


def _key(session: Any, number: int) -> Any:  # noqa: ANN401 - pkcs11 types none of this
    import pkcs11  # noqa: PLC0415 - only where there is a device

    return session.get_key(object_class=pkcs11.ObjectClass.SECRET_KEY, label=f"data-keys-{number}")


def _numbers(session: Any) -> list[int]:  # noqa: ANN401 - as above
    import pkcs11  # noqa: PLC0415 - only where there is a device

    kind = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.SECRET_KEY}
    found = (_LABEL.fullmatch(one.label) for one in session.get_objects(kind))
    return [int(one.group(1)) for one in found if one]


def _newest(session: Any) -> int:  # noqa: ANN401 - as above
    found = _numbers(session)
    if not found:
        raise WrappingError("the device holds no key data-keys-1: flask keys rotate")
    return max(found)


def _name(number: int) -> str:
    return f"device:{number}"
