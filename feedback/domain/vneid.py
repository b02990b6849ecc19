"""VNeID for citizens: where it is offered, what it filled in, and what of that is still so.

It spares typing and is never a condition. It is offered only where a petition needs a name anyhow;
whoever denounces, and whoever may stay unnamed, is not even asked, as nothing may make a person
identify themselves to be heard (Luật Tố cáo 25/2018/QH14, Điều 8 khoản 3, Điều 25; section 2 of the
security design). The rule where it is offered is the house's; no law asks for VNeID here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from feedback.domain.petitions import COMPLAINTS, Kind

#: The kinds that cannot be handled without a name.
OFFERED = COMPLAINTS | {Kind.RULE_FEEDBACK}
#: Somebody who went there comes back within this.
ANSWER_WITHIN = timedelta(minutes=10)

NAME, NUMBER = "name", "identity_number"
#: What can be taken over, by the names of the form's fields, as people read them.
FIELDS: Mapping[str, str] = {
    NAME: "họ và tên",
    NUMBER: "số định danh",
    "address": "địa chỉ",
    "phone": "số điện thoại",
    "email": "thư điện tử",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question this draft has open there: answered once, soon, by the browser that holds it."""

    #: in hexadecimal digits
    secret: str = field(repr=False)
    #: in ISO form
    at: str
    #: whether the sender came from the check to mend one answer
    mending: bool

    def is_open(self, now: datetime) -> bool:
        return now - datetime.fromisoformat(self.at) <= ANSWER_WITHIN


@dataclass(frozen=True, slots=True)
class Told:
    """What VNeID said of who writes, by the names of the form's fields."""

    #: in ISO form
    at: str
    values: Mapping[str, str] = field(repr=False)
    #: whether the names of its claims were compared with its operator's own paper
    compared: bool
    #: the boxes that were empty, and so are not its sender's own words
    filled: tuple[str, ...] = ()

    def still(self, given: Mapping[str, object]) -> frozenset[str]:
        """The fields that hold what it said; one that was changed since is its sender's own."""
        return frozenset(
            name for name, value in self.values.items() if is_same(given.get(name), value)
        )

    def confirms(self, given: Mapping[str, object]) -> tuple[str, ...]:
        """What the petition records as confirmed.

        Nothing once the name is another, or a number was typed that is not the one it said: a
        person of whom half is confirmed would be taken for one of whom all is.
        """
        still = self.still(given)
        another = NUMBER in self.values and bool(given.get(NUMBER)) and NUMBER not in still
        if NAME not in still or another:
            return ()
        return tuple(name for name in FIELDS if name in still)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The fact that officers see beside the identity: when, and which parts of it."""

    #: in ISO form
    at: str
    fields: tuple[str, ...]
    compared: bool

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def words(self) -> str:
        return ", ".join(FIELDS[name] for name in self.fields)


def is_offered(kind: Kind) -> bool:
    return kind in OFFERED


def is_same(typed: object, said: str) -> bool:
    """Upper and lower case are no difference: papers print names in capitals."""
    return isinstance(typed, str) and bool(typed) and typed.casefold() == said.casefold()


def fill(
    given: Mapping[str, object], told: Told, before: Told | None
) -> tuple[dict[str, object], Told]:
    """The answers with what VNeID said in the boxes that are empty; nothing typed is replaced.

    ``before``: what it said the last time, which gives way.
    """
    typed = without(given, before) if before else dict(given)
    empty = tuple(name for name in told.values if not typed.get(name))
    return {**typed, **{name: told.values[name] for name in empty}}, replace(told, filled=empty)


def without(given: Mapping[str, object], told: Told) -> dict[str, object]:
    """The answers as their sender typed them."""
    gone = told.still(given) & frozenset(told.filled)
    return {name: value for name, value in given.items() if name not in gone}
