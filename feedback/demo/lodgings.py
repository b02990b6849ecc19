"""A petition of the corpus as a citizen would have sent it."""

from random import Random

from feedback.demo.shapes import CorpusPetition
from feedback.domain.lodging import Lodging
from feedback.domain.text import clean, clean_line
from feedback.vault.codes import ALPHABET, LENGTH, new_code, with_check


def lodging_of(petition: CorpusPetition, rng: Random | None = None) -> Lodging:
    """The lodging, cleaned as the form would; with ``rng`` its receipt code is repeatable."""
    person, against = petition.person, petition.against
    return Lodging(
        code=new_code() if rng is None else repeatable_code(rng),
        kind=petition.kind,
        story=clean(petition.story),
        wanted=clean(petition.wanted),
        against=_against(petition) if against else "",
        known_on=petition.known_on,
        commune_code=petition.commune.code,
        place=clean_line(petition.place),
        field=petition.field,
        form_of_address=person.form_of_address if person else "",
        name=clean_line(person.name) if person else "",
        address=clean_line(person.address) if person else "",
        phone=person.phone if person else "",
        email=person.email if person else "",
        identity_number=person.identity_number if person else "",
        people=petition.group.count if petition.group else 1,
    )


def _against(petition: CorpusPetition) -> str:
    against = petition.against
    if against is None:
        return ""
    decision = f" ({against.decision})" if against.decision else ""
    return clean_line(f"{against.act}{decision}, {against.body}")


def repeatable_code(rng: Random) -> str:
    """A receipt code from a seeded source: for demonstrations, never for citizens."""
    return with_check("".join(rng.choice(ALPHABET) for _ in range(LENGTH - 2)))
