"""Settings, read once from the environment and then frozen.

A missing or wrong one stops the start with its name. docs/settings.md lists them; a house test
keeps that list true.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from feedback.domain.conflicts import Reach
from feedback.domain.petitions import Kind
from feedback.domain.service_of_documents import PortalService
from feedback.domain.windows import Network

T = TypeVar("T")


class Mode(StrEnum):
    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class DeputyDecisions(StrEnum):
    """What happens when a deputy signs what the law has the head decide; practice is contested."""

    WARN = "warn"
    REFUSE = "refuse"


class SecondFactor(StrEnum):
    """Whether those who decide, administer or keep identities need more than a password."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Signing(StrEnum):
    """Where the keys lie that sign documents."""

    FILES = "files"
    DEVICE = "device"
    OUTSIDE = "outside"


class Vault(StrEnum):
    """Where sealed identities are opened: beside the product, or on a network of its own."""

    PROCESS = "process"
    FOLDER = "folder"


class KeysIn(StrEnum):
    """Where the keys lie that wrap the keys of files."""

    FILES = "files"
    DEVICE = "device"
    TRANSIT = "transit"
    KMS = "kms"


class DatabaseRole(StrEnum):
    """As whom a part of the product talks to the database; each has rights of its own."""

    OFFICE = "office"
    PUBLIC = "public"
    INSPECTOR = "inspector"
    ADMINISTRATION = "administration"
    DOOR = "door"
    WORKER = "worker"
    COMMAND = "command"
    SEALER = "sealer"

    @property
    def group(self) -> str:
        """The role in PostgreSQL that holds the rights; logins are members of one of them."""
        return f"feedback_{self.value}"


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it."""


#: The setting with each role's address.
DATABASE_SETTINGS = {
    DatabaseRole.OFFICE: "FEEDBACK_DATABASE_URL",
    DatabaseRole.PUBLIC: "FEEDBACK_DATABASE_PUBLIC_URL",
    DatabaseRole.INSPECTOR: "FEEDBACK_DATABASE_INSPECTOR_URL",
    DatabaseRole.ADMINISTRATION: "FEEDBACK_DATABASE_ADMINISTRATION_URL",
    DatabaseRole.DOOR: "FEEDBACK_DATABASE_DOOR_URL",
    DatabaseRole.WORKER: "FEEDBACK_DATABASE_WORKER_URL",
    DatabaseRole.COMMAND: "FEEDBACK_DATABASE_COMMAND_URL",
    DatabaseRole.SEALER: "FEEDBACK_DATABASE_SEALER_URL",
}

#: name, what it is, default (None: required)
NAMES: tuple[tuple[str, str, str | None], ...] = (
    ("FEEDBACK_MODE", "demo, test or production", "production"),
    ("FEEDBACK_DATABASE_URL", "PostgreSQL for the officers' pages, postgresql+psycopg://…", None),
    ("FEEDBACK_DATABASE_PUBLIC_URL", "the same database, for the citizens' pages", ""),
    ("FEEDBACK_DATABASE_INSPECTOR_URL", "the same, for the pages of those who supervise", ""),
    ("FEEDBACK_DATABASE_ADMINISTRATION_URL", "the same, for the pages of administrators", ""),
    ("FEEDBACK_DATABASE_DOOR_URL", "the same, for the pages by which officials sign in", ""),
    ("FEEDBACK_DATABASE_WORKER_URL", "the same, for background work", ""),
    ("FEEDBACK_DATABASE_COMMAND_URL", "the same, for commands", ""),
    ("FEEDBACK_DATABASE_SEALER_URL", "the same, for what seals the history", ""),
    ("FEEDBACK_DATABASE_OWNER_URL", "the same database as its owner, for migrations", ""),
    ("FEEDBACK_REDIS_URL", "Redis or Valkey, redis://… or unix://…", None),
    ("FEEDBACK_DATA_DIR", "folder of files, keys and checkpoints, shared by all machines", None),
    ("FEEDBACK_SECRET_KEY", "signs cookies; default: the file keys/secret_key", ""),
    ("FEEDBACK_BASE_URL", "public address of the site, on receipts", "http://127.0.0.1:5000"),
    ("FEEDBACK_TRUSTED_PROXIES", "number of proxies whose headers count", "0"),
    ("FEEDBACK_HISTORY_ORIGIN", "name of the history in notes", "feedback.quangninh/history"),
    ("FEEDBACK_SMTP_URL", "mail server, smtp://host:port; empty: no mail", ""),
    ("FEEDBACK_MAIL_FROM", "sender of mails", "khong-tra-loi@tiengnoicongdan.invalid"),
    ("FEEDBACK_SIGNING", "where keys that sign lie: files, device or outside", "files"),
    ("FEEDBACK_PKCS11_MODULE", "library of the device that holds them", ""),
    ("FEEDBACK_PKCS11_TOKEN", "name of its token; the PIN is the file keys/signing/pin", ""),
    ("FEEDBACK_VAULT", "who opens sealed identities: a process, or a folder", "process"),
    ("FEEDBACK_VAULT_SOCKET", "where that process listens; default: vault/socket in the data", ""),
    ("FEEDBACK_KEY_PROVIDER", "where keys lie that wrap others: files, device, transit, kms", ""),
    ("FEEDBACK_TRANSIT_URL", "transit engine of a Vault, https://…; token: keys/transit_token", ""),
    ("FEEDBACK_TRANSIT_KEY", "name of its key, of a type that takes associated data", "feedback"),
    ("FEEDBACK_KMS_URL", "key service that speaks KMS, https://…; see keys/kms_credentials", ""),
    ("FEEDBACK_KMS_KEY", "id, ARN or alias of its key", ""),
    ("FEEDBACK_SECOND_FACTOR", "required or optional; empty: required in production", ""),
    ("FEEDBACK_OIDC_ISSUER", "identity provider of the province, https://…; empty: none", ""),
    ("FEEDBACK_OIDC_CLIENT_ID", "our name there; the secret is the file keys/oidc_secret", ""),
    ("FEEDBACK_OIDC_ACR", "acr that counts as a second factor; empty: none does", ""),
    ("FEEDBACK_VNEID_ISSUER", "VNeID, offered to citizens for filling in; empty: no trace", ""),
    ("FEEDBACK_VNEID_CLIENT_ID", "our name there; the secret is the file keys/vneid_secret", ""),
    ("FEEDBACK_VNEID_CLAIMS", "file: by which names it tells what; empty: not compared yet", ""),
    ("FEEDBACK_PASSKEY_MAKES", "file: makes of hardware keys demanded; empty: none are", ""),
    ("FEEDBACK_LEAKED_PASSWORDS", "file: passwords known from leaks, one a line; empty: none", ""),
    ("FEEDBACK_SWEEP_SECONDS", "how often what is due is looked for", "60"),
    ("FEEDBACK_CHECKPOINT_SECONDS", "how often the history is sealed", "60"),
    ("FEEDBACK_TIMESTAMP_URL", "authority that time-stamps a head of the history a day", ""),
    ("FEEDBACK_DELIVERY_PATIENCE_DAYS", "days without a result until somebody must look", "10"),
    ("FEEDBACK_PORTAL_SERVICE", "received on the page when opened or when available", "opened"),
    ("FEEDBACK_DEPUTY_DECISIONS", "a deputy signing what the head decides: warn or refuse", "warn"),
    ("FEEDBACK_CONFLICT_REACH", "closed to whom where leaders are denounced: leaders or unit",
     "leaders"),
    ("FEEDBACK_MAX_FILE_MB", "largest file taken from a citizen", "20"),
    ("FEEDBACK_MAX_FILES", "most files with one petition", "20"),
    ("FEEDBACK_CLAMD", "ClamAV daemon, unix:///path or tcp://host:port; empty: none", ""),
    ("FEEDBACK_TRUSTED_HOSTS", "names this site answers to, comma between; empty: any", ""),
    ("FEEDBACK_OFFICE_NETWORKS", "networks of reception offices, not counted, comma between", ""),
    ("FEEDBACK_FORMS_APART", "kinds of petition that go to the tray of suspects, all of them", ""),
)  # fmt: skip


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
        read = _Reader(environment, without)
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


def _second_factor(read: "_Reader", mode: Mode) -> SecondFactor:
    """The demonstration is exempt, and says on every page what it is."""
    if not read.text("FEEDBACK_SECOND_FACTOR"):
        return SecondFactor.REQUIRED if mode is Mode.PRODUCTION else SecondFactor.OPTIONAL
    return SecondFactor(read.word("FEEDBACK_SECOND_FACTOR", SecondFactor))


class _Reader:
    def __init__(self, environment: Mapping[str, str], without: Collection[str]) -> None:
        self._environment, self._without = environment, without
        self._defaults = {name: default for name, _, default in NAMES} | dict.fromkeys(without, "")

    def text(self, name: str) -> str:
        value = self._environment.get(name, "").strip() or self._defaults[name]
        if value is None:
            msg = f"{name} is not set"
            raise SettingsError(msg)
        return value

    def url(self, name: str, schemes: tuple[str, ...]) -> str:
        value = self.text(name)
        if not value and name in self._without:
            return ""
        if urlsplit(value).scheme not in schemes:
            msg = f"{name} must begin with one of: {', '.join(s + '://' for s in schemes)}"
            raise SettingsError(msg)
        return value

    def url_or_none(self, name: str, schemes: tuple[str, ...]) -> str:
        return self.url(name, schemes) if self.text(name) else ""

    def file_or_none(self, name: str) -> Path | None:
        """What it holds is read by whoever needs it; that it is there is asked at the start."""
        if not (value := self.text(name)):
            return None
        if not Path(value).is_file():
            raise SettingsError(f"{name} names no file")
        return Path(value).absolute()

    def listed(self, name: str, each: Callable[[str], T]) -> tuple[T, ...]:
        """Several values with commas between; ``each`` raises ``ValueError`` for a wrong one."""
        words = [word.strip() for word in self.text(name).split(",")]
        try:
            return tuple(each(word) for word in words if word)
        except ValueError as error:
            raise SettingsError(f"{name}: {error}") from error

    def number(self, name: str, least: int, most: int) -> int:
        value = self.text(name)
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            msg = f"{name} must be a whole number from {least} to {most}"
            raise SettingsError(msg)
        return int(value)

    def word(self, name: str, words: type[StrEnum]) -> str:
        value = self.text(name)
        if value not in set(words):
            msg = f"{name} must be one of: {', '.join(words)}"
            raise SettingsError(msg)
        return value

    def word_or_none(self, name: str, words: type[StrEnum]) -> str:
        return self.word(name, words) if self.text(name) else ""

    def secret(self, name: str, file: Path) -> str:
        value = self.text(name) or (file.read_text().strip() if file.is_file() else "")
        if name in self._without:
            return ""
        if len(value) < 32:  # noqa: PLR2004 - 128 bits in hex
            msg = f"{name} is not set and {file.name} holds no key of 32 characters or more"
            raise SettingsError(msg)
        return value
