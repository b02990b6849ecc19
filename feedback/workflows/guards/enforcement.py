"""Conditions of making a decision known and of carrying it out once it is in force."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import HOUSE, LKN, ND124_UNREAD
from feedback.workflows.rows import Act

#: Nghị định 124/2020/NĐ-CP Điều 29: on radio, on television or in print, at least so often.
PRESS_TIMES = 2
#: Ways of making known that are shown for a time, and not said once.
DISPLAYS = frozenset({"posted", "web"})


def changes_something(facts: Facts) -> bool:
    """Whether the decision leaves something to carry out: a ruling but to keep, or compensation.

    The second decision on discipline has no ruling of its own: it demands something wherever the
    complaint is right or partly right (Luật Khiếu nại Điều 56).
    """
    ruling = facts.stated("settle", "ruling") or facts.stated("settle", "discipline_ruling")
    if facts.stated("settle", "compensation").strip():
        return True
    return ruling != "keep" if ruling else facts.stated("settle", "verdict") != "wrong"


@condition(
    "Quyết định giữ nguyên và không bồi thường nên không có nội dung phải thi hành",
    Basis(LKN, "46"),
)
def decision_leaves_something_to_do(facts: Facts, _act: Act) -> bool:
    return changes_something(facts)


@condition(
    "Quyết định có nội dung phải thi hành mà chưa thi hành xong: giao thi hành, rồi xác nhận kết quả",
    Basis(LKN, "46"),
)
def decision_is_carried_out(facts: Facts, _act: Act) -> bool:
    return facts.followed or facts.done("confirm_enforced") or not changes_something(facts)


@condition(
    "Ngày dự kiến thi hành xong không được trước ngày giao thi hành", Basis(HOUSE), of_act=True
)
def target_day_lies_ahead(_facts: Facts, act: Act) -> bool:
    target = act.day("enforce_by")
    return target is not None and act.on <= target


# ------------------------------------------------------------------------------- making it known
def ways(act: Act) -> set[str]:
    """How the decision is made known, as stated with the act."""
    return set(act.data.get("published_how", "").split(",")) - {""}


def is_displayed(_facts: Facts, act: Act) -> bool:
    return bool(ways(act) & DISPLAYS)


@condition(
    "Báo nói, báo hình, báo in: phải thông báo ít nhất 02 lần",
    Basis(ND124_UNREAD, "29"),
    of_act=True,
)
def press_says_it_twice(_facts: Facts, act: Act) -> bool:
    times = act.data.get("press_times", "")
    return "press" not in ways(act) or (times.isdecimal() and int(times) >= PRESS_TIMES)


@condition(
    "Chưa thông báo cuộc họp công khai, hoặc chưa đến ngày họp đã báo",
    Basis(ND124_UNREAD, "29"),
    of_act=True,
)
def meeting_was_announced(facts: Facts, act: Act) -> bool:
    announced = facts.stated("announce_meeting", "meeting_on")
    return "meeting" not in ways(act) or (bool(announced) and announced <= act.on.isoformat())


@condition(
    "Quyết định chưa được niêm yết, đăng tải đủ 15 ngày",
    Basis(ND124_UNREAD, "29"),
)
def decision_was_shown_long_enough(facts: Facts, act: Act) -> bool:
    shown_until = facts.closing_dates.get("KN2-PUBLISH-DISPLAY")
    return shown_until is None or shown_until < act.on
