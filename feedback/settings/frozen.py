"""Settings, read once from the environment and then frozen.

A missing or wrong one stops the start with its name (``feedback.settings.names``).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

from feedback.domain.conflicts import Reach
from feedback.domain.petitions import Kind
from feedback.domain.service_of_documents import PortalService
from feedback.domain.windows import Network
from feedback.settings.choices import (
    DatabaseRole,
    DeputyDecisions,
    KeysIn,
    Mode,
    SecondFactor,
    Signing,
    Vault,
)
from feedback.settings.reading import Reader


@dataclass(frozen=True, slots=True)
class Settings:
    mode: Mode
    database_url: str
    database_public_url: str
    database_inspector_url: str
    database_administration_url: str
    database_door_url: str
    database_worker_url: str
    database_command_url: str
    database_sealer_url: str
    database_owner_url: str
    redis_url: str
    data_dir: Path
    secret_key: str
    base_url: str
    trusted_proxies: int
    history_origin: str
    smtp_url: str
    mail_from: str
    signing: Signing
    pkcs11_module: str
    pkcs11_token: str
    vault: Vault
    vault_socket: Path
    #: empty where nobody said so: files, which production refuses to take for granted
    key_provider: str
    transit_url: str
    transit_key: str
    kms_url: str
    kms_key: str
    second_factor: SecondFactor
    oidc_issuer: str
    oidc_client_id: str
    oidc_acr: str
    vneid_issuer: str
    vneid_client_id: str
    vneid_claims: Path | None
    passkey_makes: Path | None
    leaked_passwords: Path | None
    sweep_seconds: int
    checkpoint_seconds: int
    timestamp_url: str
    delivery_patience_days: int
    portal_service: PortalService
    deputy_decisions: DeputyDecisions
    conflict_reach: Reach
    max_file_bytes: int
    max_files: int
    clamd: str
    trusted_hosts: tuple[str, ...]
    office_networks: tuple[Network, ...]
    forms_apart: tuple[Kind, ...]

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str], *, without: Collection[str] = ()
    ) -> "Settings":
        """Read and check all settings; SettingsError names the first wrong one.

        ``without``: names a process has no use for, and so need not be told.
        """
        read = Reader(environment, without)
        data_dir = Path(read.text("FEEDBACK_DATA_DIR")).absolute()
        mode = Mode(read.word("FEEDBACK_MODE", Mode))
        return cls(
            mode=mode,
            database_url=read.url("FEEDBACK_DATABASE_URL", ("postgresql", "postgresql+psycopg")),
            database_public_url=read.text("FEEDBACK_DATABASE_PUBLIC_URL"),
            database_inspector_url=read.text("FEEDBACK_DATABASE_INSPECTOR_URL"),
            database_administration_url=read.text("FEEDBACK_DATABASE_ADMINISTRATION_URL"),
            database_door_url=read.text("FEEDBACK_DATABASE_DOOR_URL"),
            database_worker_url=read.text("FEEDBACK_DATABASE_WORKER_URL"),
            database_command_url=read.text("FEEDBACK_DATABASE_COMMAND_URL"),
            database_sealer_url=read.text("FEEDBACK_DATABASE_SEALER_URL"),
            database_owner_url=read.text("FEEDBACK_DATABASE_OWNER_URL"),
            redis_url=read.url("FEEDBACK_REDIS_URL", ("redis", "rediss", "unix")),
            data_dir=data_dir,
            secret_key=read.secret("FEEDBACK_SECRET_KEY", data_dir / "keys" / "secret_key"),
            base_url=read.url("FEEDBACK_BASE_URL", ("http", "https")).rstrip("/"),
            trusted_proxies=read.number("FEEDBACK_TRUSTED_PROXIES", 0, 5),
            history_origin=read.text("FEEDBACK_HISTORY_ORIGIN"),
            smtp_url=read.text("FEEDBACK_SMTP_URL"),
            mail_from=read.text("FEEDBACK_MAIL_FROM"),
            signing=Signing(read.word("FEEDBACK_SIGNING", Signing)),
            pkcs11_module=read.text("FEEDBACK_PKCS11_MODULE"),
            pkcs11_token=read.text("FEEDBACK_PKCS11_TOKEN"),
            vault=Vault(read.word("FEEDBACK_VAULT", Vault)),
            vault_socket=Path(read.text("FEEDBACK_VAULT_SOCKET") or data_dir / "vault" / "socket"),
            key_provider=read.word_or_none("FEEDBACK_KEY_PROVIDER", KeysIn),
            transit_url=read.text("FEEDBACK_TRANSIT_URL"),
            transit_key=read.text("FEEDBACK_TRANSIT_KEY"),
            kms_url=read.text("FEEDBACK_KMS_URL"),
            kms_key=read.text("FEEDBACK_KMS_KEY"),
            second_factor=_second_factor(read, mode),
            oidc_issuer=read.text("FEEDBACK_OIDC_ISSUER"),
            oidc_client_id=read.text("FEEDBACK_OIDC_CLIENT_ID"),
            oidc_acr=read.text("FEEDBACK_OIDC_ACR"),
            vneid_issuer=read.text("FEEDBACK_VNEID_ISSUER"),
            vneid_client_id=read.text("FEEDBACK_VNEID_CLIENT_ID"),
            vneid_claims=read.file_or_none("FEEDBACK_VNEID_CLAIMS"),
            passkey_makes=read.file_or_none("FEEDBACK_PASSKEY_MAKES"),
            leaked_passwords=read.file_or_none("FEEDBACK_LEAKED_PASSWORDS"),
            sweep_seconds=read.number("FEEDBACK_SWEEP_SECONDS", 1, 3600),
            checkpoint_seconds=read.number("FEEDBACK_CHECKPOINT_SECONDS", 1, 3600),
            timestamp_url=read.text("FEEDBACK_TIMESTAMP_URL"),
            delivery_patience_days=read.number("FEEDBACK_DELIVERY_PATIENCE_DAYS", 1, 365),
            portal_service=PortalService(read.word("FEEDBACK_PORTAL_SERVICE", PortalService)),
            deputy_decisions=DeputyDecisions(
                read.word("FEEDBACK_DEPUTY_DECISIONS", DeputyDecisions)
            ),
            conflict_reach=Reach(read.word("FEEDBACK_CONFLICT_REACH", Reach)),
            max_file_bytes=read.number("FEEDBACK_MAX_FILE_MB", 1, 100) * 1_000_000,
            max_files=read.number("FEEDBACK_MAX_FILES", 1, 50),
            clamd=read.url_or_none("FEEDBACK_CLAMD", ("unix", "tcp")),
            trusted_hosts=read.listed("FEEDBACK_TRUSTED_HOSTS", str),
            office_networks=read.listed("FEEDBACK_OFFICE_NETWORKS", ip_network),
            forms_apart=read.listed("FEEDBACK_FORMS_APART", Kind),
        )

    def own_database_url(self, role: DatabaseRole) -> str:
        """The address given for this role; empty when none was."""
        return {
            DatabaseRole.OFFICE: self.database_url,
            DatabaseRole.PUBLIC: self.database_public_url,
            DatabaseRole.INSPECTOR: self.database_inspector_url,
            DatabaseRole.ADMINISTRATION: self.database_administration_url,
            DatabaseRole.DOOR: self.database_door_url,
            DatabaseRole.WORKER: self.database_worker_url,
            DatabaseRole.COMMAND: self.database_command_url,
            DatabaseRole.SEALER: self.database_sealer_url,
        }[role]

    def database_url_for(self, role: DatabaseRole) -> str:
        """Where this role signs in; outside production one login may do for all."""
        return self.own_database_url(role) or self.database_url

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"

    @property
    def waiting_dir(self) -> Path:
        """Locked files of forms under way; a backup may leave them out."""
        return self.data_dir / "waiting"

    @property
    def keys_dir(self) -> Path:
        return self.data_dir / "keys"

    @property
    def signing_dir(self) -> Path:
        return self.keys_dir / "signing"

    @property
    def vault_dir(self) -> Path:
        """Of the vault's process; the application itself reads nothing there."""
        return self.data_dir / "vault"

    @property
    def bundles_dir(self) -> Path:
        """From here bundles are carried to a vault elsewhere, and answers brought back."""
        return self.data_dir / "bundles"

    @property
    def keys_in(self) -> KeysIn:
        return KeysIn(self.key_provider or KeysIn.FILES)

    @property
    def checkpoints_dir(self) -> Path:
        return self.data_dir / "checkpoints"

    @property
    def owner_url(self) -> str:
        """Where migrations connect: the owner if named, else the one connection given."""
        return self.database_owner_url or self.database_url


def _second_factor(read: Reader, mode: Mode) -> SecondFactor:
    """The demonstration is exempt, and says on every page what it is."""
    if not read.text("FEEDBACK_SECOND_FACTOR"):
        return SecondFactor.REQUIRED if mode is Mode.PRODUCTION else SecondFactor.OPTIONAL
    return SecondFactor(read.word("FEEDBACK_SECOND_FACTOR", SecondFactor))
