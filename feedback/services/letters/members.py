"""Documents that are made once for each of several people where the act says so.

Luật Khiếu nại, Điều 31 khoản 3: a decision for each of those who complain of one thing.
"""

from dataclasses import replace

from feedback.domain.letters.joint import EACH, is_same, listed
from feedback.services.letters.letter_contexts.material import Material, petitioner_of

FOR_EACH = frozenset({"settlement_decision"})


def for_each(name: str, material: Material) -> list[Material]:
    """The material as it is, or once for each person whom the document is made for."""
    people = listed(material.stated("joint_people"))
    if name not in FOR_EACH or material.stated("joint_form") != EACH or not people:
        return [material]
    return [replace(material, member=each) for each in people]


def is_for_all_or_sender(material: Material) -> bool:
    """What is made for one of several is read on the petition's page by its sender alone."""
    sender = petitioner_of(material.petition, material.words.place)
    return material.member is None or (sender is not None and is_same(material.member, sender))
