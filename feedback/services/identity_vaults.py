"""The vault of this installation, and the key of the log that its proofs are made under."""

from feedback.domain.history.note import NoteKey
from feedback.services.log_key import note_key
from feedback.settings import Settings
from feedback.vault.identity_vault import IdentityVault, VaultProcess
from feedback.vault.keys import KeyRing


def vault(settings: Settings) -> IdentityVault:
    return VaultProcess(settings.vault_socket)


def log_key(settings: Settings) -> NoteKey:
    return note_key(KeyRing(settings.keys_dir).history_public, settings.history_origin)
