"""What voters recommended, as the office of the delegation or of the Council enters it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class VotersRecommendation:
    """One matter raised when deputies met voters; ``source`` is a choice of that input."""

    code: str
    source: str
    session: str
    met_on: date
    voters_of: str
    story: str
    wanted: str = ""
    commune_code: str | None = None
    field: str = "other"

    @property
    def said(self) -> dict[str, str]:
        """What the conditions of the procedure and the letters read."""
        return {
            "source": self.source,
            "session": self.session,
            "met_on": self.met_on.isoformat(),
            "voters_of": self.voters_of,
        }
