"""What a petition of the corpus is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.demo.fields import Field
from feedback.domain.communes import Commune
from feedback.domain.petitions import Kind


class Outcome(StrEnum):
    """What intake should end in."""

    ACCEPT = "accept"
    GUIDE = "guide"
    TRANSFER = "transfer"
    RETURN = "return"
    ARCHIVE = "archive"
    DECLINE = "decline"
    JOIN = "join"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who wrote; ``address`` is complete down to the province."""

    form_of_address: str
    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The decision, act or people complained of."""

    body: str
    act: str
    decision: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A petition of many: how many people or households, and who speaks for them."""

    count: int
    representatives: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusPetition:
    """One petition as lodged on ``lodged_on``, and what should become of it."""

    id: str
    kind: Kind
    field: Field
    lodged_on: date
    subject: str
    story: str
    commune: Commune
    #: Where it happened, below the commune, in the citizen's words.
    place: str
    wanted: str = ""
    #: When the decision or act became known (Luật Khiếu nại, Điều 9).
    known_on: date | None = None
    #: None when the sender gives no name.
    person: Person | None = None
    against: Against | None = None
    group: Group | None = None
    signed: bool = False
    #: the discipline complained of is dismissal
    dismissal: bool = False
    traits: frozenset[str] = frozenset()
    outcome: Outcome
    because: str
    #: Code of the agency to which it belongs; empty when none of the province's is competent.
    competent: str = ""
    #: The body outside the province's administration to guide to, transfer or return to, in words.
    send_to: str = ""
    duplicate_of: str | None = None
    #: of a report about a thing at a place (``domain.urgency``)
    urgency: str = ""
    #: "right", "partly" or "wrong": how a complaint is found.
    finding: str = ""
    verification: str = ""
    dialogue: str = ""
    conclusion: str = ""
    answer: str = ""
    #: Figures in the texts that may be another's; kinds of units it may happen in ("any") or codes.
    numbers: tuple[str, ...] = ()
    move_to: tuple[str, ...] = ()
