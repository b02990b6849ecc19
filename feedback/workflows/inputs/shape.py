"""What one thing stated with an act looks like, whoever asks for it.

Values travel as text (dates in ISO form, yes/no as "yes"/"no", several choices joined by commas).
"""

from dataclasses import dataclass
from enum import StrEnum


class InputKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    AGENCY = "agency"
    PERSON = "person"
    #: several colleagues, account names joined by commas
    PEOPLE = "people"
    PETITION = "petition"
    #: a paper scanned or a photograph; stated as ``KeptFile.stated``
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Input:
    name: str
    title: str
    kind: InputKind = InputKind.LINE
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    max_length: int = 300
    #: smallest and largest number taken
    between: tuple[int, int] = (0, 0)
    #: kinds of petition it is about; of every kind where none is named
    only_for: tuple[str, ...] = ()


YES_NO = (("yes", "Có"), ("no", "Không"))
