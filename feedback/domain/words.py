"""What a petition says, as it is read: its words, or the reason why there are none."""

from dataclasses import asdict, dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Empty members were not written. ``erased`` is the ground on which all were destroyed."""

    story: str = ""
    wanted: str = ""
    against: str = ""
    place: str = ""
    erased: str = ""
    #: what is stored does not belong here or was changed; never a reason to answer with an error
    unreadable: bool = False

    @property
    def written(self) -> dict[str, str]:
        """What the sender wrote, and nothing that was learnt later."""
        return {name: value for name, value in asdict(self).items() if name in WRITTEN}

    @property
    def lost(self) -> bool:
        """Whether there were words that cannot be read any more."""
        return bool(self.erased) or self.unreadable

    @classmethod
    def of(cls, told: object) -> Self:
        """From anything that has members of these names."""
        return cls(**{name: getattr(told, name) for name in WRITTEN})


WRITTEN = ("story", "wanted", "against", "place")
