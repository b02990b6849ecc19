"""Every setting by its name in the environment: what it says, and what holds where nobody said it.

docs/settings.md is this list for operators; a test of the house compares the two.
"""

from feedback.settings.choices import DatabaseRole

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
