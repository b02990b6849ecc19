"""Papers without a place for a name of whoever sent the petition, whatever kind it is of.

What stands in one of these cannot be who denounces (Luật Tố cáo, Điều 8 khoản 3, Điều 56): there is
no field for a person, and the way into the file is not printed, since one copy of many may reach
whoever the petition is against. ``tests/house/test_denunciations.py`` walks every type of them.
"""

from dataclasses import dataclass

from feedback.domain.letters.parts import OutgoingLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class NamelessPaper(OutgoingLetter):
    """Any of them."""

    @property
    def printed_url(self) -> str | None:
        return None
