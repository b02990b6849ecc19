"""Which kind of petition a clock, a letter or a citation is for."""

from feedback.domain.petitions import COMPLAINTS, Facts, Kind
from feedback.workflows.rows import Act


def kind_after(facts: Facts, act: Act) -> Kind:
    """The kind once the act is done: what is stated with it, else what it was."""
    return Kind(act.data["kind"]) if act.data.get("kind") else facts.kind


def is_complaint(facts: Facts, act: Act) -> bool:
    return kind_after(facts, act) is Kind.COMPLAINT


def is_discipline_complaint(facts: Facts, act: Act) -> bool:
    return kind_after(facts, act) is Kind.DISCIPLINE_COMPLAINT


def is_either_complaint(facts: Facts, act: Act) -> bool:
    return kind_after(facts, act) in COMPLAINTS


def is_second(facts: Facts, act: Act) -> bool:
    """The first case is named once, when the petition is classified; another kind forgets it."""
    linked = facts.second and kind_after(facts, act) is facts.kind
    return linked or bool(act.data.get("earlier"))


def is_first_complaint(facts: Facts, act: Act) -> bool:
    return is_complaint(facts, act) and not is_second(facts, act)


def is_second_complaint(facts: Facts, act: Act) -> bool:
    return is_complaint(facts, act) and is_second(facts, act)


def is_denunciation(facts: Facts, act: Act) -> bool:
    return kind_after(facts, act) is Kind.DENUNCIATION


def is_recommendation(facts: Facts, act: Act) -> bool:
    answered = {Kind.RECOMMENDATION, Kind.REPORT, Kind.RULE_FEEDBACK}
    return kind_after(facts, act) in answered


def is_no_denunciation(facts: Facts, act: Act) -> bool:
    return not is_denunciation(facts, act)


def is_information(facts: Facts, act: Act) -> bool:
    """What denounces through the web is information, and no denunciation (Luật Tố cáo Điều 22)."""
    return is_denunciation(facts, act) and facts.online
