"""The same matter with another person, commune, figures and opening, in sensible Vietnamese."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from random import Random

from feedback.demo import names
from feedback.demo.agencies import commune_agency_code
from feedback.demo.petitions import full_address, told
from feedback.demo.shapes import Against, CorpusPetition, Group, Person
from feedback.domain.communes import Commune
from feedback.domain.petitions import COMPLAINTS, Kind
from feedback.domain.text import fold

#: Voices that a proper opening sentence would not suit.
_OWN_VOICE = frozenset(
    {
        *("all_caps", "broken_vietnamese", "emoji", "html", "no_marks", "no_punctuation"),
        *("one_liner", "teencode", "vague", "duplicate", "neighbours", "thanks", "anonymous"),
    }
)
#: Told by somebody who cannot be exchanged for another.
_IRREPLACEABLE = "foreign"
_OPENING_SHARE = 0.6
_EMAIL_SHARE = 0.15
_IDENTITY_SHARE = 0.7
_FIGURE_SPREAD = (0.8, 1.25)
#: From five on the law speaks of many (Luật Tiếp công dân, Điều 29).
_MANY = 5


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """Old words and figures to new, replaced in one pass so that none is replaced twice."""

    words: Mapping[str, str]
    figures: Mapping[str, str]

    def of(self, text: str) -> str:
        pattern = _pattern(tuple(self.words), tuple(self.figures))
        return pattern.sub(lambda hit: self.words.get(hit[0]) or self.figures[hit[0]], text)


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...], figures: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words as a whole, or of the figures unless part of a date or a longer figure."""
    nothing = "(?!)"
    word = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or nothing
    figure = "|".join(map(re.escape, figures)) or nothing
    return re.compile(rf"\b(?:{word})\b|(?<![\d.,/])(?:{figure})(?![/\d]|[.,]\d)")


def vary(
    rng: Random,
    petition: CorpusPetition,
    commune: Commune,
    *,
    repeats: CorpusPetition | None = None,
) -> CorpusPetition:
    """The petition as somebody else in ``commune`` would send it.

    ``repeats`` is the earlier petition whose matter this one tells again: by the same person, or by
    a neighbour ("neighbours" among the traits) who mentions that person.
    """
    person = _somebody(rng, petition, commune, repeats)
    against = repeats.against if repeats else _another_decision(rng, petition.against)
    rewriting = _Rewriting(
        _new_words(petition, commune, person, repeats), _new_figures(rng, petition, against)
    )
    told_anew = _retold(petition, rewriting)
    moved = commune is not petition.commune
    return replace(
        told_anew,
        story=_opening(rng, petition) + told_anew.story,
        commune=commune,
        place=names.invent_locality(rng, commune) if moved else petition.place,
        person=person,
        against=against and replace(against, body=rewriting.of(against.body)),
        group=_another_group(petition.group, rewriting),
        known_on=repeats.known_on if repeats else petition.known_on,
        competent=_competent(petition, commune),
    )


def _retold(petition: CorpusPetition, rewriting: _Rewriting) -> CorpusPetition:
    return replace(
        petition,
        subject=rewriting.of(petition.subject),
        story=rewriting.of(petition.story),
        wanted=rewriting.of(petition.wanted),
        because=rewriting.of(petition.because),
        verification=rewriting.of(petition.verification),
        dialogue=rewriting.of(petition.dialogue),
        conclusion=rewriting.of(petition.conclusion),
        answer=rewriting.of(petition.answer),
    )


def _somebody(
    rng: Random, petition: CorpusPetition, commune: Commune, repeats: CorpusPetition | None
) -> Person | None:
    """Who sends it now: nobody named, the same person again, or a new one of the same sex."""
    old = petition.person
    if old is None or _IRREPLACEABLE in petition.traits:
        return old
    if repeats is not None and "neighbours" not in petition.traits:
        return repeats.person
    female = old.form_of_address in names.FEMALE_FORMS
    full_name = names.invent_name(rng, female=female, upland=commune.code in names.UPLAND)
    name = full_name if " " in old.name else full_name.split()[-1]
    at_home = petition.commune.full_name in old.address
    locality = names.invent_locality(rng, commune)
    with_email = bool(old.email) or rng.random() < _EMAIL_SHARE
    grave = petition.kind in {*COMPLAINTS, Kind.DENUNCIATION}
    return Person(
        form_of_address=old.form_of_address,
        name=name,
        address=full_address(locality, commune) if at_home else old.address,
        phone=names.invent_phone(rng),
        email=names.invent_email(rng, full_name) if with_email else "",
        identity_number=names.invent_identity_number(rng)
        if grave and rng.random() < _IDENTITY_SHARE
        else "",
    )


def _new_words(
    petition: CorpusPetition,
    commune: Commune,
    person: Person | None,
    repeats: CorpusPetition | None,
) -> dict[str, str]:
    changes: dict[str, str] = {}
    if petition.person and person:
        changes |= _name_changes(petition.person.name, person.name)
    if repeats and repeats.person:
        mentioned = told(repeats.id, repeats.lodged_on).person
        if mentioned:
            changes |= _name_changes(mentioned.name, repeats.person.name)
    if commune is not petition.commune:
        changes[petition.commune.full_name] = commune.full_name
    return changes


def _name_changes(old: str, new: str) -> dict[str, str]:
    """The name in full, without marks, and the given name after the word people put before it."""
    before = ("là", "bác", "ông", "bà", "anh", "chị")
    old_given, new_given = old.rsplit(maxsplit=1)[-1], new.rsplit(maxsplit=1)[-1]
    given = {f"{word} {old_given}": f"{word} {new_given}" for word in before}
    if " " not in old:
        return given
    return {old: new, fold(old): fold(new), **given}


def _another_decision(rng: Random, against: Against | None) -> Against | None:
    if against is None or not against.decision:
        return against
    _, symbol = against.decision.split("/", 1)
    return replace(against, decision=f"{rng.randint(60, 2900)}/{symbol}")


def _new_figures(rng: Random, petition: CorpusPetition, against: Against | None) -> dict[str, str]:
    figures = {number: _near(rng, number) for number in petition.numbers}
    if petition.against and petition.against.decision and against:
        old, new = petition.against.decision, against.decision
        figures |= {old: new, old.split("/")[0]: new.split("/")[0]}
    return figures


def _near(rng: Random, number: str) -> str:
    """Another figure of about the size, written the same way: ``62,5``, ``186.000`` or ``14``."""
    whole, _, decimals = number.replace(".", "").partition(",")
    value = float(f"{whole}.{decimals or 0}") * rng.uniform(*_FIGURE_SPREAD)
    if decimals:
        return f"{value:.{len(decimals)}f}".replace(".", ",")
    if "." in number:
        return f"{round(value, -3):,.0f}".replace(",", ".")
    return str(max(2, round(value)))


def _opening(rng: Random, petition: CorpusPetition) -> str:
    proper = not (petition.traits & _OWN_VOICE) and not petition.story.startswith(("Kính", "Thưa"))
    if not proper or rng.random() >= _OPENING_SHARE:
        return ""
    return f"{rng.choice(_openings())}\n\n"


@cache
def _openings() -> tuple[str, ...]:
    text = (files("feedback.demo") / "data" / "openings.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["openings"])


def _another_group(group: Group | None, rewriting: _Rewriting) -> Group | None:
    if group is None:
        return None
    count = int(rewriting.figures.get(str(group.count), group.count))
    return Group(
        count=max(_MANY, count),
        representatives=tuple(rewriting.of(name) for name in group.representatives),
    )


def _competent(petition: CorpusPetition, commune: Commune) -> str:
    if petition.competent == commune_agency_code(petition.commune.code):
        return commune_agency_code(commune.code)
    return petition.competent
