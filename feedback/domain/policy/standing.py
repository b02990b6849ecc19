"""From what a file is tied to, how somebody stands to it. Roles give scope, agencies give ties."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.domain.policy.relations import Relation
from feedback.domain.policy.rows import FileFacts
from feedback.domain.roles import Actor, Role

#: Whose work is the whole province, and no agency's files.
PROVINCE_WIDE = frozenset(
    {Role.INSPECTOR, Role.DELEGATE, Role.CUSTODIAN, Role.AUDITOR, Role.SYSTEM}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What a file, or a document of it, is tied to, by the ids of agencies and accounts."""

    holder_id: int
    #: directly above the holder
    superior_id: int | None = None
    person_id: int | None = None
    #: whether it stands in the register of the agency that is asked about
    entered: bool = False
    issuer_id: int | None = None
    addressee_id: int | None = None
    #: whether the actor heads the inspectorate, or is a deputy there
    leads_inspectorate: bool = False
    #: whether the actor's agency was asked to protect who denounces
    protecting: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a file, and what of the file the policy asks."""

    relations: frozenset[Relation]
    facts: FileFacts


def relations_of(actor: Actor, ties: Ties, *, conflicted: bool) -> frozenset[Relation]:
    """Every relation that holds; a stranger has that one alone."""
    found = frozenset((*_by_work(actor, ties), *_by_agency(actor, ties)))
    found = found or frozenset({Relation.STRANGER})
    return found | {Relation.CONFLICTED} if conflicted else found


def _by_work(actor: Actor, ties: Ties) -> Iterator[Relation]:
    """Of whoever's work is no single agency's files."""
    if actor.role is Role.CITIZEN:
        yield Relation.OWN
    if actor.role in PROVINCE_WIDE:
        yield Relation.PROVINCE
    if ties.leads_inspectorate:
        yield Relation.INSPECTORATE


def _by_agency(actor: Actor, ties: Ties) -> Iterator[Relation]:
    if actor.agency_id is None:
        return
    if ties.holder_id == actor.agency_id:
        yield Relation.HOLDER
        if ties.person_id is not None and ties.person_id == actor.user_id:
            yield Relation.ASSIGNED
    if ties.superior_id == actor.agency_id:
        yield Relation.SUPERIOR
    if ties.entered:
        yield Relation.ENTERED
    if ties.issuer_id == actor.agency_id:
        yield Relation.ISSUER
    if ties.addressee_id == actor.agency_id:
        yield Relation.ADDRESSEE
    if ties.protecting:
        yield Relation.PROTECTING
