"""Which provider wraps data keys here, and which others can still unwrap: from the settings."""

from collections.abc import Callable

from feedback.settings import KeysIn, Settings
from feedback.vault.data_keys import DataKeys
from feedback.vault.wrapping import KekFiles, KeyProvider


def data_keys(settings: Settings) -> DataKeys:
    """The others are made when one of their keys is met: on a move from one to another."""
    made = {KeysIn.FILES: lambda: _files(settings)}
    marks = {KeysIn.FILES: KekFiles.mark}
    others: dict[bytes, Callable[[], KeyProvider]] = {
        marks[name]: make for name, make in made.items() if name is not settings.keys_in
    }
    return DataKeys(made[settings.keys_in](), others)


def _files(settings: Settings) -> KeyProvider:
    return KekFiles(settings.keys_dir)
