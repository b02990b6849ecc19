"""Who sent a petition, as it is read: with a name, or with the reason why there is none."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from feedback.domain.vneid import Confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Empty members were not stated. ``erased`` is the ground on which all were destroyed."""

    form_of_address: str = ""
    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""
    #: which of it VNeID confirmed when it was sent, and when; sealed with the rest
    confirmed: Confirmed | None = None
    erased: str = ""
    #: what is stored does not belong here or was changed; never a reason to answer with an error
    unreadable: bool = False

    @property
    def stated(self) -> dict[str, str]:
        """What a sender stated, and nothing that was learnt later."""
        return {name: value for name, value in asdict(self).items() if name in STATED}

    @property
    def kept(self) -> dict[str, object]:
        """What is sealed under the key of the petition, as JSON values."""
        return self.stated | ({"confirmed": asdict(self.confirmed)} if self.confirmed else {})

    @classmethod
    def of_kept(cls, told: Mapping[str, Any]) -> Self:
        confirmed = told.get("confirmed")
        if confirmed is None:
            return cls(**told)
        fields = tuple(confirmed["fields"])
        return cls(**{**told, "confirmed": Confirmed(**{**confirmed, "fields": fields})})

    @property
    def lost(self) -> bool:
        """Whether there was an identity that cannot be read any more."""
        return bool(self.erased) or self.unreadable

    @classmethod
    def of(cls, told: object) -> Self:
        """From anything that has members of these names."""
        return cls(**{name: getattr(told, name) for name in (*STATED, "confirmed")})


STATED = ("form_of_address", "name", "address", "phone", "email", "identity_number")
NOBODY = Identity()
