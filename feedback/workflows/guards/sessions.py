"""Conditions of writing minutes, of keeping them once they are signed, and of taking papers in."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts, Kind
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LKN, LTC, ND31, ND124, ND155
from feedback.workflows.inputs.sessions import DENOUNCER
from feedback.workflows.rows import Act

MINUTES = frozenset({"working_minutes", "denunciation_minutes"})
WITH = "denunciation_session_with"
OF_DIALOGUE = Basis(ND124, "28", "4", amended_by=ND155)


def is_on_site(_facts: Facts, act: Act) -> bool:
    return act.data.get(WITH) == "site"


def is_with_others(_facts: Facts, act: Act) -> bool:
    return act.data.get(WITH) == "others"


def is_with_the_denouncer(_facts: Facts, act: Act) -> bool:
    return act.data.get(WITH) == DENOUNCER


@condition("Ngày làm việc không được sau ngày ghi nhận", Basis(LKN, "29"), of_act=True)
def session_was_held(_facts: Facts, act: Act) -> bool:
    held = act.day("session_on")
    return held is not None and held <= act.on


@condition("Chưa có biên bản để ký", Basis(LKN, "29"))
def minutes_are_printed(facts: Facts, _act: Act) -> bool:
    return bool(facts.letters & MINUTES)


@condition(
    "Buổi làm việc với người tố cáo: để trống ô người cùng làm việc, ghi tay trên bản lưu mật",
    Basis(LTC, "56"),
    of_act=True,
)
def nobody_is_named_beside_the_denouncer(facts: Facts, act: Act) -> bool:
    return not is_with_the_denouncer(facts, act) or not act.data.get("other_side")


@condition(
    "Biên bản có chữ ký của người tố cáo lưu theo chế độ mật, không đưa lên hệ thống",
    Basis(LTC, "56"),
)
def last_session_was_not_with_the_denouncer(facts: Facts, _act: Act) -> bool:
    return facts.stated("record_session", WITH) != DENOUNCER


@condition("Có người vắng mặt: phải ghi ai vắng, có lý do hay không", OF_DIALOGUE, of_act=True)
def absent_are_named(_facts: Facts, act: Act) -> bool:
    return act.data.get("absence") == "nobody" or bool(act.data.get("absent_people"))


@condition("Chưa lập biên bản của buổi đối thoại này", OF_DIALOGUE)
def minutes_are_of_this_dialogue(facts: Facts, _act: Act) -> bool:
    """Printed, so that they can be signed; a dialogue announced again has minutes of its own."""
    written = facts.acts.get("record_dialogue")
    announced = facts.stated("invite_dialogue", "dialogue_on")
    printed = "dialogue_minutes" in facts.letters
    return printed and written is not None and written.on.isoformat() >= announced


@condition(
    "Rút trực tiếp: phải lập biên bản ghi nhận việc rút tố cáo trước",
    Basis(ND31, "4"),
    of_act=True,
)
def minutes_are_taken_down_if_told_in_person(facts: Facts, act: Act) -> bool:
    return act.data.get("withdrawal_form") != "minutes" or facts.done("take_down_withdrawal")


@condition(
    "Không ghi họ tên người tố cáo: để trống ô người cung cấp", Basis(LTC, "56"), of_act=True
)
def giver_is_not_named_if_denunciation(facts: Facts, act: Act) -> bool:
    return facts.kind is not Kind.DENUNCIATION or not act.data.get("giver")
