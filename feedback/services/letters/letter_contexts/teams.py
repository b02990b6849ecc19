"""Who verifies, as documents name them, and how they sign."""

from collections.abc import Mapping
from typing import Any

from feedback.domain.letters.parts import Signatory, TeamMember
from feedback.services.letters.letter_contexts.material import Material, common, newest

#: Papers by which a verification is given to somebody; the newest one counts.
ORDERS = (
    "verification_decision",
    "verification_assignment",
    "verification_team_decision",
    "denunciation_verification_assignment",
)
TEAMS = frozenset({"verification_decision", "verification_team_decision"})
LEADER = "TỔ TRƯỞNG TỔ XÁC MINH"


def team_of(m: Material, stated: Mapping[str, str]) -> tuple[TeamMember, ...]:
    """The team as stated: the leader first, everybody once; empty where no leader is known."""
    names = [stated.get("team_leader", ""), *stated.get("team", "").split(",")]
    each = dict.fromkeys(name.strip() for name in names)
    if next(iter(each)) not in m.people:
        return ()
    people = (m.people[name] for name in each if name in m.people)
    return tuple(TeamMember(name=person.name, post=person.title) for person in people)


def order(m: Material) -> str:
    """The name of the newest paper that gave the verification; empty where none did."""
    names = (letter.name for letter in reversed(m.earlier_letters) if letter.name in ORDERS)
    return next(names, "")


def verifiers(m: Material) -> tuple[TeamMember, ...]:
    """The team, or the one who reports."""
    if order(m) in TEAMS:
        return team_of(m, m.facts.acts["form_team"].data)
    return (TeamMember(name=m.signer.name, post=m.signer.title),)


def reporting(m: Material) -> dict[str, Any]:
    """What both kinds of report have in common: for the settler, on which order, by whom signed."""
    parts = common(m, ("Như trên",))
    leader = m.facts.stated("form_team", "team_leader")
    if order(m) in TEAMS and m.signer.username == leader:
        parts["signatory"] = Signatory(authority=(LEADER,), name=m.signer.name)
    began = [m.facts.acts[act].on for act in BEGINNINGS if m.facts.done(act)]
    return {
        **parts,
        "addressee": f"{m.agency.head_title.capitalize()} {m.agency.name}",
        "on_order": newest(m.earlier_letters, order(m)),
        "verified_from": max(began, default=None),
    }


#: Acts from which a verification runs.
BEGINNINGS = ("assign", "form_team", "entrust_verification", "verify_directly")
