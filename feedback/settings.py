"""Settings, read once from the environment and then frozen.

A missing or wrong one stops the start with its name. docs/settings.md lists them; a house test
keeps that list true.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from feedback.domain.service_of_documents import PortalService


class Mode(StrEnum):
    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class DeputyDecisions(StrEnum):
    """What happens when a deputy signs what the law has the head decide; practice is contested."""

    WARN = "warn"
    REFUSE = "refuse"


class Signing(StrEnum):
    """Where the keys lie that sign documents."""

    FILES = "files"
    DEVICE = "device"
    OUTSIDE = "outside"


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it."""


#: name, what it is, default (None: required)
NAMES: tuple[tuple[str, str, str | None], ...] = (
    ("FEEDBACK_MODE", "demo, test or production", "production"),
    ("FEEDBACK_DATABASE_URL", "PostgreSQL of the running product, postgresql+psycopg://…", None),
    ("FEEDBACK_DATABASE_OWNER_URL", "the same database as its owner, for migrations", ""),
    ("FEEDBACK_DATABASE_SEALER_URL", "the same database as the role that seals the history", ""),
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
    ("FEEDBACK_SWEEP_SECONDS", "how often what is due is looked for", "60"),
    ("FEEDBACK_CHECKPOINT_SECONDS", "how often the history is sealed", "60"),
    ("FEEDBACK_TIMESTAMP_URL", "authority that time-stamps a head of the history a day", ""),
    ("FEEDBACK_DELIVERY_PATIENCE_DAYS", "days without a result until somebody must look", "10"),
    ("FEEDBACK_PORTAL_SERVICE", "received on the page when opened or when available", "opened"),
    ("FEEDBACK_DEPUTY_DECISIONS", "a deputy signing what the head decides: warn or refuse", "warn"),
    ("FEEDBACK_MAX_FILE_MB", "largest file taken from a citizen", "20"),
    ("FEEDBACK_MAX_FILES", "most files with one petition", "20"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    mode: Mode
    database_url: str
    database_owner_url: str
    database_sealer_url: str
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
    sweep_seconds: int
    checkpoint_seconds: int
    timestamp_url: str
    delivery_patience_days: int
    portal_service: PortalService
    deputy_decisions: DeputyDecisions
    max_file_bytes: int
    max_files: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read and check all settings; SettingsError names the first wrong one."""
        read = _Reader(environment)
        data_dir = Path(read.text("FEEDBACK_DATA_DIR")).absolute()
        return cls(
            mode=Mode(read.word("FEEDBACK_MODE", Mode)),
            database_url=read.url("FEEDBACK_DATABASE_URL", ("postgresql", "postgresql+psycopg")),
            database_owner_url=read.text("FEEDBACK_DATABASE_OWNER_URL"),
            database_sealer_url=read.text("FEEDBACK_DATABASE_SEALER_URL"),
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
            sweep_seconds=read.number("FEEDBACK_SWEEP_SECONDS", 1, 3600),
            checkpoint_seconds=read.number("FEEDBACK_CHECKPOINT_SECONDS", 1, 3600),
            timestamp_url=read.text("FEEDBACK_TIMESTAMP_URL"),
            delivery_patience_days=read.number("FEEDBACK_DELIVERY_PATIENCE_DAYS", 1, 365),
            portal_service=PortalService(read.word("FEEDBACK_PORTAL_SERVICE", PortalService)),
            deputy_decisions=DeputyDecisions(
                read.word("FEEDBACK_DEPUTY_DECISIONS", DeputyDecisions)
            ),
            max_file_bytes=read.number("FEEDBACK_MAX_FILE_MB", 1, 100) * 1_000_000,
            max_files=read.number("FEEDBACK_MAX_FILES", 1, 50),
        )

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"

    @property
    def keys_dir(self) -> Path:
        return self.data_dir / "keys"

    @property
    def signing_dir(self) -> Path:
        return self.keys_dir / "signing"

    @property
    def checkpoints_dir(self) -> Path:
        return self.data_dir / "checkpoints"

    @property
    def owner_url(self) -> str:
        """Where migrations connect: the owner if named, else the one connection given."""
        return self.database_owner_url or self.database_url

    @property
    def sealer_url(self) -> str:
        """Where the history is sealed: as a role of its own if one is named."""
        return self.database_sealer_url or self.database_url


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._defaults = {name: default for name, _, default in NAMES}

    def text(self, name: str) -> str:
        value = self._environment.get(name, "").strip() or self._defaults[name]
        if value is None:
            msg = f"{name} is not set"
            raise SettingsError(msg)
        return value

    def url(self, name: str, schemes: tuple[str, ...]) -> str:
        value = self.text(name)
        if urlsplit(value).scheme not in schemes:
            msg = f"{name} must begin with one of: {', '.join(s + '://' for s in schemes)}"
            raise SettingsError(msg)
        return value

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

    def secret(self, name: str, file: Path) -> str:
        value = self.text(name) or (file.read_text().strip() if file.is_file() else "")
        if len(value) < 32:  # noqa: PLR2004 - 128 bits in hex
            msg = f"{name} is not set and {file.name} holds no key of 32 characters or more"
            raise SettingsError(msg)
        return value
