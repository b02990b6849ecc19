"""People who complain together, as an officer lists them: a line for each, name; address.

The law lets a decision go with the list or each of them have a decision of their own (Luật Khiếu
nại, Điều 31 khoản 3); which, is stated as ``joint_form``.
"""

from feedback.domain.letters.parts import Person
from feedback.domain.text import fold

#: What ``joint_form`` says when each gets a decision of their own.
EACH = "each"
_FORMS_OF_ADDRESS = ("ông", "bà")


def listed(text: str) -> tuple[Person, ...]:
    """Everybody on the list, in its order."""
    return tuple(_person(line.strip()) for line in text.splitlines() if line.strip())


def _person(line: str) -> Person:
    name, _, address = (part.strip() for part in line.partition(";"))
    first, _, rest = name.partition(" ")
    if first.casefold() in _FORMS_OF_ADDRESS and rest:
        return Person(form_of_address=first.casefold(), name=rest.strip(), address=address)
    return Person(name=name, address=address)


def is_same(one: Person, other: Person) -> bool:
    """Whether two entries are one person: one name at one address, however it is typed."""
    return _key(one) == _key(other)


def twice(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those who stand on the list more than once."""
    keys = [_key(each) for each in people]
    return tuple(each for place, each in enumerate(people) if _key(each) in keys[:place])


def _key(person: Person) -> tuple[str, str]:
    return fold(person.name), fold(person.address)
