"""What must be said and be there before identities of real people are sealed under keys."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from feedback.settings.choices import KeysIn
from feedback.settings.frozen import Settings
from feedback.vault.providers import KMS_CREDENTIALS, TRANSIT_TOKEN
from feedback.vault.signing_keys import PIN
from feedback.vault.wrapping import numbers


def read_or_empty(file: Path) -> str:
    """What stands in a file; nothing where it is not there, or not for this account to read."""
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def of_key_provider(settings: Settings) -> Iterator[str]:
    """Files beside the data are a choice that somebody makes, never one by default."""
    if not settings.key_provider:
        yield (
            "FEEDBACK_KEY_PROVIDER is not set: say where the keys lie that wrap others "
            "(device, transit or kms; files, if their folder is kept apart from the database)"
        )
        return
    wanted = {
        KeysIn.FILES: _of_files,
        KeysIn.DEVICE: _of_device,
        KeysIn.TRANSIT: _of_transit,
        KeysIn.KMS: _of_kms,
    }
    yield from wanted[settings.keys_in](settings)


def _of_files(settings: Settings) -> Iterator[str]:
    if not numbers(settings.keys_dir):
        yield "keys/kek_1 is missing: flask keys create"
    for number in numbers(settings.keys_dir):
        if (settings.keys_dir / f"kek_{number}").stat().st_mode & 0o077:
            yield f"keys/kek_{number} can be read by others: chmod 600"


def _of_device(settings: Settings) -> Iterator[str]:
    if not (settings.pkcs11_module and settings.pkcs11_token):
        yield "FEEDBACK_PKCS11_MODULE and FEEDBACK_PKCS11_TOKEN name no device that wraps keys"
    if not (settings.signing_dir / PIN).is_file():
        yield f"keys/signing/{PIN} is missing: the device does not open without it"


def _of_transit(settings: Settings) -> Iterator[str]:
    if urlsplit(settings.transit_url).scheme != "https":
        yield "FEEDBACK_TRANSIT_URL is not https://: keys would travel readable"
    if not (settings.keys_dir / TRANSIT_TOKEN).is_file():
        yield f"keys/{TRANSIT_TOKEN} is missing: the transit engine knows us by it"


def _of_kms(settings: Settings) -> Iterator[str]:
    if urlsplit(settings.kms_url).scheme not in {"", "https"}:
        yield "FEEDBACK_KMS_URL is not https://: keys would travel readable"
    if not settings.kms_key:
        yield "FEEDBACK_KMS_KEY names no key"
    if not (settings.keys_dir / KMS_CREDENTIALS).is_file():
        yield f"keys/{KMS_CREDENTIALS} is missing: id, secret and region, one a line"
