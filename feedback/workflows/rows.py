"""What a table of the law is made of: states, acts, conditions, clocks, documents.

Each row is data with its article. What follows from a row is asked of an edition
(``feedback.workflows.core``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.domain.roles import Role

#: Target of an act that leaves the state as it is.
SAME = "="


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody wants to do: the action, by which role, on which day, stating what."""

    action: str
    role: Role
    on: date
    data: Mapping[str, str] = field(default_factory=dict)

    def day(self, name: str) -> date | None:
        value = self.data.get(name, "")
        return date.fromisoformat(value) if value else None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the law, asked as a question about the facts and the act.

    ``missing`` is the sentence shown when the answer is no. A condition ``of_act`` looks at what
    is stated with the act and can only be asked once somebody states it.
    """

    ask: Callable[[Facts, Act], bool]
    missing: str
    basis: Basis
    of_act: bool = False
    #: rules whose clocks have ended whenever the answer is yes
    ended: tuple[str, ...] = ()
    #: says for which files the act is at all; it is not even offered to others
    of_kind: bool = False

    @property
    def name(self) -> str:
        return self.ask.__name__

    def __str__(self) -> str:
        return f"{self.missing} ({self.basis})"


@dataclass(frozen=True, slots=True)
class State:
    """Where a subject rests. ``task``, ``by`` and ``product`` make the work in it "rõ".

    ``waits_for`` names what the file waits for where no clock of the law is certain to run.
    """

    name: str
    title: str
    task: str = ""
    by: Role | None = None
    product: str = ""
    waits_for: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another article for the same act, where the question is answered yes."""

    when: Callable[[Facts, Act], bool]
    #: for whom, in the words of the table
    whom: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Transition:
    """One lawful act: from which states, by whom, under which conditions, by which article."""

    source: str | tuple[str, ...]
    action: str
    target: str
    title: str
    by: Role | tuple[Role, ...]
    basis: Basis
    provided: tuple[Condition, ...] = ()
    #: names of what must be stated with the act (``workflows.inputs``)
    needs: tuple[str, ...] = ()
    #: names of what may be stated besides
    may_state: tuple[str, ...] = ()
    #: the ground under which clocks stop with this act
    pauses: str = ""
    #: the ground whose pause ends with this act
    resumes: str = ""
    #: the rule whose period this act lengthens
    extends: str = ""
    #: the addition granted, by its name in the rule; else the period is counted anew
    adds: str = ""
    #: may also be done while the clocks stand still
    while_paused: bool = False
    #: other citations where the act rests on another article
    otherwise: tuple[Otherwise, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,) if isinstance(self.source, str) else self.source

    def basis_for(self, facts: Facts, act: Act) -> Basis:
        """The article this act rests on, for this file."""
        others = (other.basis for other in self.otherwise if other.when(facts, act))
        return next(others, self.basis)

    @property
    def cited(self) -> str:
        """Every article of the row, as tables show it."""
        others = (f"{other.whom}: {other.basis}" for other in self.otherwise)
        return "; ".join((str(self.basis), *others))

    @property
    def roles(self) -> tuple[Role, ...]:
        return (self.by,) if isinstance(self.by, Role) else self.by


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit of this procedure: which acts open it, from which day, which acts close it."""

    rule: str
    opened_by: tuple[str, ...]
    closed_by: tuple[str, ...]
    #: counted from the day of the act, or from a date among the facts
    since: Callable[[Facts, Act], date | None] | None = None
    when: Callable[[Facts, Act], bool] | None = None
    #: the end is an event to wait for (a decision enters into force), not a duty to fail
    waits: bool = False

    def starts_on(self, facts: Facts, act: Act) -> date | None:
        return self.since(facts, act) if self.since else act.on


@dataclass(frozen=True, slots=True)
class LetterDue:
    """A document that an act makes due; the person who performs the act signs it."""

    name: str
    by_act: str
    when: Callable[[Facts, Act], bool] | None = None


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Acts for which this edition also governs cases pinned to an older one, and by which article."""

    acts: tuple[str, ...]
    basis: Basis
