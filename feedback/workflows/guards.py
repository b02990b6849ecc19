"""Conditions of the law, as questions about the facts and the act.

Each is named as a question; the answer no is reported with the sentence and article beside it.
"""

from collections.abc import Callable
from datetime import timedelta

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts, Kind
from feedback.workflows.core import Act, Condition

Question = Callable[[Facts, Act], bool]

LKN = "Luật Khiếu nại 02/2011/QH13"
LTC = "Luật Tố cáo 25/2018/QH14"
LTCD = "Luật Tiếp công dân 42/2013/QH13"
ND124 = "Nghị định 124/2020/NĐ-CP"
#: Known from reports of it; whoever reads the citation is told so.
ND124_UNREAD = f"{ND124} (chưa đối chiếu với văn bản gốc)"
ND155 = "Nghị định 155/2026/NĐ-CP"
TT05 = "Thông tư 05/2021/TT-TTCP"
NQ205 = "Nghị quyết 205/NQ-HĐND ngày 10/7/2024 của HĐND tỉnh Quảng Ninh"
#: Where no article was found, the row says so instead of borrowing one.
HOUSE = "quy tắc vận hành của hệ thống, không phải quy định pháp luật"

#: Nghị định 124/2020/NĐ-CP Điều 28 khoản 1, as amended by Nghị định 155/2026/NĐ-CP Điều 11.
DIALOGUE_NOTICE = timedelta(days=5)


def condition(
    missing: str, basis: Basis, *, of_act: bool = False, ended: tuple[str, ...] = ()
) -> Callable[[Question], Condition]:
    """Turn a question into a condition of the law."""

    def wrap(ask: Question) -> Condition:
        return Condition(ask, missing, basis, of_act, ended)

    return wrap


def kind_after(facts: Facts, act: Act) -> Kind:
    """The kind once the act is done: what is stated with it, else what it was."""
    return Kind(act.data["kind"]) if act.data.get("kind") else facts.kind


def is_complaint(facts: Facts, act: Act) -> bool:
    return kind_after(facts, act) is Kind.COMPLAINT


def is_second(facts: Facts, act: Act) -> bool:
    """The first case is named once, when the petition is classified."""
    return facts.second or bool(act.data.get("earlier"))


def is_first_complaint(facts: Facts, act: Act) -> bool:
    return is_complaint(facts, act) and not is_second(facts, act)


def is_second_complaint(facts: Facts, act: Act) -> bool:
    return is_complaint(facts, act) and is_second(facts, act)


def is_denunciation(facts: Facts, act: Act) -> bool:
    return kind_after(facts, act) is Kind.DENUNCIATION


def is_recommendation(facts: Facts, act: Act) -> bool:
    return kind_after(facts, act) in {Kind.RECOMMENDATION, Kind.REPORT}


@condition(
    "Thông tin gửi qua mạng không phải là đơn tố cáo; hãy mời người gửi nộp đơn có ký tên hoặc "
    "trình bày trực tiếp, hoặc chuyển kiểm tra",
    Basis(LTC, "22"),
)
def not_an_online_denunciation(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.DENUNCIATION


@condition("Đơn khiếu nại chưa có chữ ký hoặc điểm chỉ", Basis(TT05, "6", "2", "a"))
def is_signed_if_complaint(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.COMPLAINT or facts.signed


@condition("Không phải đơn khiếu nại nên không hướng dẫn", Basis(LTCD, "26", "1", "b"))
def concerns_a_complaint(facts: Facts, _act: Act) -> bool:
    return facts.kind is Kind.COMPLAINT


@condition(
    "Đơn khiếu nại ngoài thẩm quyền thì hướng dẫn, không chuyển", Basis(LTCD, "26", "1", "b")
)
def is_not_a_complaint(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.COMPLAINT


@condition("Đơn đã được chuyển một lần; cùng nội dung chỉ chuyển một lần", Basis(TT05, "14", "1"))
def not_transferred_before(facts: Facts, _act: Act) -> bool:
    return facts.transfers == 0


@condition("Chỉ áp dụng cho thông tin có nội dung tố cáo", Basis(LTC, "25", "2"))
def informs_of_a_violation(facts: Facts, _act: Act) -> bool:
    return facts.kind is Kind.DENUNCIATION


@condition("Chưa có báo cáo kết quả xác minh", Basis(LKN, "29"))
def verification_is_reported(facts: Facts, _act: Act) -> bool:
    return facts.done("report_verification")


@condition("Chưa gửi thông báo tổ chức đối thoại", Basis(LKN, "30"))
def dialogue_is_announced(facts: Facts, _act: Act) -> bool:
    return facts.done("invite_dialogue")


@condition(
    "Phải báo ít nhất 05 ngày trước ngày đối thoại",
    Basis(ND124, "28", "1", amended_by=ND155),
    of_act=True,
)
def invited_five_days_before(_facts: Facts, act: Act) -> bool:
    dialogue_on = act.day("dialogue_on")
    return dialogue_on is not None and act.on + DIALOGUE_NOTICE <= dialogue_on


@condition("Ngày đối thoại phải sau ngày mời", Basis(LKN, "30"), of_act=True)
def dialogue_lies_ahead(_facts: Facts, act: Act) -> bool:
    dialogue_on = act.day("dialogue_on")
    return dialogue_on is not None and act.on < dialogue_on


@condition("Chưa đến ngày đối thoại đã báo", Basis(LKN, "30"))
def dialogue_day_has_come(facts: Facts, act: Act) -> bool:
    announced = facts.stated("invite_dialogue", "dialogue_on")
    return bool(announced) and announced <= act.on.isoformat()


@condition(
    "Yêu cầu và kết quả xác minh còn khác nhau: phải tổ chức đối thoại trước khi quyết định",
    Basis(LKN, "30"),
)
def dialogue_is_held_where_mandatory(facts: Facts, _act: Act) -> bool:
    differs = facts.stated("report_verification", "claim_differs") == "yes"
    return facts.done("hold_dialogue") or not differs


@condition("Khiếu nại lần hai phải tổ chức đối thoại trước khi quyết định", Basis(LKN, "39"))
def dialogue_is_held(facts: Facts, _act: Act) -> bool:
    return facts.done("hold_dialogue")


@condition("Vụ việc đã được xác định là phức tạp", Basis(LKN, "28"))
def not_yet_complex(facts: Facts, _act: Act) -> bool:
    return not facts.done("determine_complex")


@condition("Chỉ được gia hạn một lần, bằng văn bản nêu lý do", Basis(HOUSE))
def not_extended_before(facts: Facts, _act: Act) -> bool:
    return not facts.done("extend")


@condition("Quyết định giải quyết chưa được ký và lập thành văn bản", Basis(LKN, "32"))
def decision_is_rendered(facts: Facts, _act: Act) -> bool:
    return "settlement_decision" in facts.letters


@condition("Quyết định giải quyết lần hai chưa được ký và lập thành văn bản", Basis(LKN, "41"))
def second_decision_is_rendered(facts: Facts, _act: Act) -> bool:
    return "second_settlement_decision" in facts.letters


@condition("Quyết định lần hai chưa có hiệu lực pháp luật", Basis(LKN, "44", "2"))
def second_decision_is_in_force(facts: Facts, act: Act) -> bool:
    return _has_passed("KN2-DECISION-IN-FORCE", facts, act)


@condition("Quyết định chưa được niêm yết, đăng tải đủ 15 ngày", Basis(ND124_UNREAD, "29"))
def second_decision_was_shown_long_enough(facts: Facts, act: Act) -> bool:
    return _has_passed("KN2-PUBLISH-DISPLAY", facts, act)


@condition("Quyết định đình chỉ chưa được ký và lập thành văn bản", Basis(LKN, "10"))
def termination_is_rendered(facts: Facts, _act: Act) -> bool:
    return "termination_decision" in facts.letters


@condition(
    "Quyết định tạm đình chỉ hoặc tiếp tục chưa được ký và lập thành văn bản",
    Basis(ND124, "28b", "1", amended_by=ND155),
)
def suspension_is_rendered(facts: Facts, _act: Act) -> bool:
    return bool(facts.letters & {"suspension_decision", "resumption_decision"})


@condition(
    "Chưa gửi quyết định tạm đình chỉ, đình chỉ hoặc tiếp tục giải quyết",
    Basis(ND124, "28b", "1", amended_by=ND155),
    ended=("KN-SUSPEND-SEND", "KN-RESUME-SEND"),
)
def every_decision_on_the_course_is_sent(facts: Facts, _act: Act) -> bool:
    return not facts.running & {"KN-SUSPEND-SEND", "KN-RESUME-SEND"}


@condition("Văn bản trả lời chưa được ký và lập thành văn bản", Basis(LTCD, "28", "1"))
def reply_is_rendered(facts: Facts, _act: Act) -> bool:
    return "reply" in facts.letters


@condition("Quyết định lần đầu chưa có hiệu lực pháp luật", Basis(LKN, "44", "1"))
def decision_is_in_force(facts: Facts, act: Act) -> bool:
    return _has_passed("KN1-DECISION-IN-FORCE", facts, act)


def _has_passed(rule: str, facts: Facts, act: Act) -> bool:
    day = facts.closing_dates.get(rule)
    return day is not None and day < act.on


@condition("Người khiếu nại chưa rút khiếu nại", Basis(LKN, "10"))
def complaint_is_withdrawn(facts: Facts, _act: Act) -> bool:
    return facts.done("withdraw")


@condition("Người gửi chưa rút kiến nghị, phản ánh", Basis(HOUSE))
def recommendation_is_withdrawn(facts: Facts, _act: Act) -> bool:
    return facts.done("withdraw")


@condition("Người gửi đã rút đơn", Basis(LKN, "10"))
def not_withdrawn_before(facts: Facts, _act: Act) -> bool:
    return not facts.done("withdraw")
