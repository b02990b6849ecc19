"""The words some settings choose from, and as whom a part of the product reads the database."""

from enum import StrEnum


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
