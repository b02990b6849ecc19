"""Conditions of voters' recommendations: who forwarded one, and what an answer must say."""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import HOUSE
from feedback.workflows.inputs.voters import ASSEMBLY, COUNCIL, NOT_SETTLED
from feedback.workflows.rows import Act


def _forwarded_by(facts: Facts, act: Act) -> str:
    """What the office stated when it entered the recommendation."""
    return act.data.get("source") or facts.stated("accept", "source")


def from_the_assembly(facts: Facts, act: Act) -> bool:
    return _forwarded_by(facts, act) == ASSEMBLY


def from_the_council(facts: Facts, act: Act) -> bool:
    return _forwarded_by(facts, act) == COUNCIL


def coordination_is_due(facts: Facts, act: Act) -> bool:
    """Others must be asked, and the rules of the Government on the National Assembly's apply."""
    return from_the_assembly(facts, act) and bool(act.data.get("partners", "").strip())


def received_on(facts: Facts, _act: Act) -> date:
    return facts.received_on


@condition("Ngày hứa giải quyết xong phải sau ngày trả lời", Basis(HOUSE), of_act=True)
def promised_day_lies_ahead(_facts: Facts, act: Act) -> bool:
    promised = act.day("promised_on")
    return promised is not None and promised > act.on


@condition("Chưa hoặc không giải quyết thì phải nêu lý do", Basis(HOUSE), of_act=True)
def why_it_is_not_settled(_facts: Facts, act: Act) -> bool:
    return act.data.get("outcome") != NOT_SETTLED or bool(act.data.get("reason", "").strip())


@condition("Văn bản trả lời cử tri chưa được ký, đóng dấu và phát hành", Basis(HOUSE))
def voter_answer_is_issued(facts: Facts, _act: Act) -> bool:
    return "voter_answer" in facts.letters
