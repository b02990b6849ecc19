"""The vault of this installation, and the key of the log that its proofs are made under."""

from feedback.domain.history.note import NoteKey
from feedback.services.log.log_key import note_key
from feedback.settings.choices import Vault
from feedback.settings.frozen import Settings
from feedback.vault.bundles import OUT, Outbox
from feedback.vault.ceremony import signing_pair
from feedback.vault.identity_vault import IdentityVault, VaultProcess
from feedback.vault.keys import KeyRing


def vault(settings: Settings) -> IdentityVault:
    if settings.vault is Vault.FOLDER:
        return Outbox(settings.bundles_dir / OUT, signing_pair(settings.keys_dir, "bundle"))
    return VaultProcess(settings.vault_socket)


def log_key(settings: Settings) -> NoteKey:
    return note_key(KeyRing(settings.keys_dir).history_public, settings.history_origin)
