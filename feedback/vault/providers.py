"""Which provider wraps data keys here, and which others can still unwrap: from the settings."""

from collections.abc import Callable
from functools import partial

from feedback.settings.choices import KeysIn
from feedback.settings.frozen import Settings
from feedback.vault.data_keys import DataKeys
from feedback.vault.device_keys import DeviceKeys
from feedback.vault.kms_keys import KmsKeys
from feedback.vault.signing_keys import PIN
from feedback.vault.transit_keys import TransitKeys
from feedback.vault.wrapping import KekFiles, KeyProvider

#: Files of the folder of keys by which services know us.
TRANSIT_TOKEN, KMS_CREDENTIALS = "transit_token", "kms_credentials"


def data_keys(settings: Settings) -> DataKeys:
    """The others are made when one of their keys is met: on a move from one to another."""
    others: dict[bytes, Callable[[], KeyProvider]] = {
        mark: partial(make, settings) for mark, make in _BY_MARK.items()
    }
    return DataKeys(_BY_NAME[settings.keys_in](settings), others)


def _files(settings: Settings) -> KeyProvider:
    return KekFiles(settings.keys_dir)


def _device(settings: Settings) -> KeyProvider:
    pin = settings.signing_dir / PIN
    return DeviceKeys(settings.pkcs11_module, settings.pkcs11_token, pin)


def _transit(settings: Settings) -> KeyProvider:
    token = settings.keys_dir / TRANSIT_TOKEN
    return TransitKeys(settings.transit_url, settings.transit_key, token)


def _kms(settings: Settings) -> KeyProvider:
    return KmsKeys(settings.kms_url, settings.kms_key, settings.keys_dir / KMS_CREDENTIALS)


_BY_NAME = {
    KeysIn.FILES: _files,
    KeysIn.DEVICE: _device,
    KeysIn.TRANSIT: _transit,
    KeysIn.KMS: _kms,
}
_BY_MARK = {
    KekFiles.mark: _files,
    DeviceKeys.mark: _device,
    TransitKeys.mark: _transit,
    KmsKeys.mark: _kms,
}
