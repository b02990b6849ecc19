"""The documents that one act made of one name, one for each of several people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Batch:
    act_id: int
    name: str

    def press_key(self, place: str) -> str:
        """By what the press that has all of them signed in a place is known."""
        return f"sign-{self.act_id}-{self.name}-{place}"
