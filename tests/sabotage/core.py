"""What a sabotage is: a protection, how it is taken away, and the tests that must then fail.

A protection is taken away from outside: a function of the product is exchanged for a weaker one, or
some of its text is, while its module is loaded (``tests.sabotage.taking``); a fence of the database
by statements after the schema is made. The product knows nothing of it and has no switch.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import Any

#: The variable of the environment that names what is taken away.
FLAG = "FEEDBACK_SABOTAGE"

Weaker = Callable[[Any], Any]


@dataclass(frozen=True)
class Exchanged:
    """``module:name`` or ``module:Class.name`` becomes what ``weaker`` makes of it."""

    target: str
    weaker: Weaker

    @property
    def module(self) -> str:
        return self.target.partition(":")[0]

    def take(self, module: Any) -> None:
        *way, name = self.target.partition(":")[2].split(".")
        owner = attrgetter(".".join(way))(module) if way else module
        setattr(owner, name, self.weaker(getattr(owner, name)))

    def fault(self) -> str | None:
        """Why it could not be taken away any more; None where it can."""
        try:
            real = attrgetter(self.target.partition(":")[2])(import_module(self.module))
        except (ImportError, AttributeError) as error:
            return f"{self.target}: {error}"
        return f"{self.target}: nothing changes" if self.weaker(real) == real else None


@dataclass(frozen=True)
class Rewritten:
    """A passage of a module's text, which stands in it once, becomes another."""

    module: str
    passage: str
    instead: str

    @property
    def target(self) -> str:
        return self.module

    def text(self, text: str) -> str:
        if text.count(self.passage) != 1:
            raise LookupError(f"{self.module}: {text.count(self.passage)} times {self.passage!r}")
        return text.replace(self.passage, self.instead)

    def fault(self) -> str | None:
        try:
            spec = find_spec(self.module)
            compile(self.text(Path(spec.origin).read_text(encoding="utf-8")), self.module, "exec")
        except (AttributeError, ImportError, LookupError, SyntaxError) as error:
            return f"{self.module}: {error}"
        return None if self.passage != self.instead else f"{self.module}: nothing changes"


@dataclass(frozen=True)
class Stated:
    """Statements of a superuser, once the schema is made."""

    statements: tuple[str, ...]

    @property
    def target(self) -> str:
        return "; ".join(self.statements)


@dataclass(frozen=True)
class Sabotage:
    name: str
    #: figures and invariants of the security design
    shows: str
    #: what protects, in words: it reads on after "without"
    protection: str
    away: Sequence[Exchanged | Rewritten | Stated]
    #: by node id; each of them must fail
    tests: Sequence[str]

    @property
    def modules(self) -> frozenset[str]:
        return frozenset(each.module for each in self.away if not isinstance(each, Stated))

    @property
    def statements(self) -> tuple[str, ...]:
        return tuple(
            said for each in self.away if isinstance(each, Stated) for said in each.statements
        )


def sabotage(name, shows, protection, away, *tests) -> Sabotage:
    return Sabotage(
        name, shows, protection, (away,) if not isinstance(away, tuple) else away, tests
    )


def says(answer: Any) -> Weaker:
    """A function that gives this answer to everybody."""
    return lambda _real: lambda *_words, **_named: answer


YES, NO = says(answer=True), says(answer=False)


def hands_back(real: Any) -> Any:
    """A function that changes nothing of what it is given."""
    return lambda given, *_words, **_named: given


def becomes(value: Any) -> Weaker:
    return lambda _real: value


def never(target: str) -> Exchanged:
    """A step that is left out."""
    return Exchanged(target, says(None))


def cut(module: str, passage: str, instead: str = "") -> Rewritten:
    return Rewritten(module, passage, instead)


def stated(*statements: str) -> Stated:
    return Stated(statements)
