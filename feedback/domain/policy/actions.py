"""What somebody does, in the words of the policy; a route, a query, a template asks by these."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Action(StrEnum):
    # one's own account
    OWN_SESSIONS = "own_sessions"
    OWN_FACTORS = "own_factors"
    OWN_REMINDERS = "own_reminders"
    # the desk
    LIST_QUEUE = "list_queue"
    SEARCH = "search"
    REGISTER = "register"
    ENTER_VOTERS = "enter_voters"
    CLASSIFY = "classify"
    KEEP_PARAGRAPHS = "keep_paragraphs"
    JUDGE_SUSPECTS = "judge_suspects"
    # a file
    OPEN_FILE = "open_file"
    READ_STORY = "read_story"
    READ_WORDS = "read_words"
    READ_ORIGINAL = "read_original"
    READ_REDACTED = "read_redacted"
    READ_SENDER = "read_sender"
    READ_ATTACHMENT = "read_attachment"
    READ_UNSAFE = "read_unsafe"
    READ_EVIDENCE = "read_evidence"
    READ_DOCUMENT = "read_document"
    DECLARE_INTEREST = "declare_interest"
    ASK_LIFTING = "ask_lifting"
    DECIDE_LIFTING = "decide_lifting"
    ACT_ON = "act_on"
    DRAFT = "draft"
    DECIDE = "decide"
    REMAKE_DOCUMENT = "remake_document"
    BIND_DOSSIER = "bind_dossier"
    TAKE_DOSSIER = "take_dossier"
    # documents on their way out
    SIGN = "sign"
    SEAL = "seal"
    CANCEL_NUMBER = "cancel_number"
    SEE_DELIVERIES = "see_deliveries"
    DELIVER = "deliver"
    RECEIVE_DOCUMENT = "receive_document"
    ACKNOWLEDGE = "acknowledge"
    # books
    KEEP_INCOMING = "keep_incoming"
    PRINT_BOOK = "print_book"
    TAKE_BOOK = "take_book"
    SET_SYMBOL = "set_symbol"
    # supervision
    SUPERVISE = "supervise"
    READ_HISTORY = "read_history"
    SEE_STATISTICS = "see_statistics"
    LIST_BEHIND_FIGURE = "list_behind_figure"
    SEE_VOTERS = "see_voters"
    SEE_PROCEDURES = "see_procedures"
    EXPORT_HISTORY = "export_history"
    AUDIT = "audit"
    SEE_CONFLICT_HITS = "see_conflict_hits"
    SEE_READINGS = "see_readings"
    # identities of denouncers
    SEE_REQUESTS = "see_requests"
    REQUEST_IDENTITY = "request_identity"
    APPROVE_IDENTITY = "approve_identity"
    OPEN_IDENTITY = "open_identity"
    REDACT = "redact"
    SEE_PROTECTIONS = "see_protections"
    ANSWER_PROTECTION = "answer_protection"
    # the life of data
    SEE_ERASURES = "see_erasures"
    ERASE = "erase"
    HOLD = "hold"
    # the system
    MANAGE_DAYS = "manage_days"
    SEE_ACCOUNTS = "see_accounts"
    MANAGE_ACCOUNTS = "manage_accounts"


@dataclass(frozen=True, slots=True)
class Known:
    """What is done, as a sentence goes on after "quyền"; ``fresh`` asks for the second factor anew.

    Identity, role change, export, deletion ask for it (ASVS 5.0, 7.5.3).
    """

    title: str
    fresh: bool = False


ACTIONS: Final = {
    Action.OWN_SESSIONS: Known("xem và kết thúc phiên đăng nhập của mình"),
    Action.OWN_FACTORS: Known("thêm, gỡ khóa đăng nhập và mã một lần của mình", fresh=True),
    Action.OWN_REMINDERS: Known("đọc nhắc việc của mình"),
    Action.LIST_QUEUE: Known("xem hàng đợi của cơ quan"),
    Action.SEARCH: Known("tìm hồ sơ của cơ quan"),
    Action.REGISTER: Known("ghi đơn nhận trực tiếp vào sổ"),
    Action.ENTER_VOTERS: Known("ghi kiến nghị của cử tri"),
    Action.CLASSIFY: Known("phân loại đơn"),
    Action.KEEP_PARAGRAPHS: Known("giữ mẫu đoạn văn của cơ quan"),
    Action.JUDGE_SUSPECTS: Known("xem khay nghi rác và quyết định từng đơn trong khay"),
    Action.OPEN_FILE: Known("mở hồ sơ"),
    Action.READ_STORY: Known("đọc nội dung đơn không có danh tính được bảo vệ"),
    Action.READ_WORDS: Known("đọc nguyên văn đơn tố cáo, có ghi vào lịch sử", fresh=True),
    Action.READ_ORIGINAL: Known("đọc bản gốc đơn, tài liệu của người tố cáo", fresh=True),
    Action.READ_REDACTED: Known("đọc bản lược danh"),
    Action.READ_SENDER: Known("xem người gửi"),
    Action.READ_ATTACHMENT: Known("tải tài liệu người gửi kèm theo"),
    Action.READ_UNSAFE: Known("tải bản gốc chưa làm sạch của tài liệu gửi kèm"),
    Action.READ_EVIDENCE: Known("tải tài liệu cơ quan thu thập"),
    Action.READ_DOCUMENT: Known("đọc văn bản của hồ sơ"),
    Action.DECLARE_INTEREST: Known("khai báo xung đột lợi ích"),
    Action.ASK_LIFTING: Known("đề nghị gỡ khai báo xung đột lợi ích của người khác", fresh=True),
    Action.DECIDE_LIFTING: Known("quyết định gỡ khai báo xung đột lợi ích", fresh=True),
    Action.ACT_ON: Known("xử lý hồ sơ"),
    Action.DRAFT: Known("soạn thảo, trình văn bản"),
    Action.DECIDE: Known("duyệt hoặc trả lại dự thảo"),
    Action.REMAKE_DOCUMENT: Known("lập lại bản điện tử của văn bản"),
    Action.BIND_DOSSIER: Known("lập hồ sơ lưu trữ", fresh=True),
    Action.TAKE_DOSSIER: Known("tải hồ sơ lưu trữ", fresh=True),
    Action.SIGN: Known("ký văn bản"),
    Action.SEAL: Known("ký số của cơ quan"),
    Action.CANCEL_NUMBER: Known("hủy số văn bản chưa phát hành"),
    Action.SEE_DELIVERIES: Known("xem việc phát hành"),
    Action.DELIVER: Known("phát hành văn bản"),
    Action.RECEIVE_DOCUMENT: Known("đọc văn bản điện tử gửi tới cơ quan"),
    Action.ACKNOWLEDGE: Known("xác nhận đã nhận văn bản"),
    Action.KEEP_INCOMING: Known("ghi sổ văn bản đến"),
    Action.PRINT_BOOK: Known("xem và in sổ đăng ký"),
    Action.TAKE_BOOK: Known("tải bản in sổ đăng ký", fresh=True),
    Action.SET_SYMBOL: Known("đặt ký hiệu văn bản"),
    Action.SUPERVISE: Known("xem sổ theo dõi toàn tỉnh"),
    Action.READ_HISTORY: Known("đọc lịch sử hồ sơ"),
    Action.SEE_STATISTICS: Known("xem số liệu tổng hợp"),
    Action.LIST_BEHIND_FIGURE: Known("xem danh sách hồ sơ sau một số liệu"),
    Action.SEE_VOTERS: Known("xem kiến nghị của cử tri"),
    Action.SEE_PROCEDURES: Known("xem sơ đồ quy trình"),
    Action.EXPORT_HISTORY: Known("xuất lịch sử để đối chứng", fresh=True),
    Action.AUDIT: Known("xem kết quả đối chứng, sự kiện an ninh, phân vai, số lượt mở danh tính"),
    Action.SEE_CONFLICT_HITS: Known("xem ai hỏi hồ sơ đóng với mình vì xung đột lợi ích"),
    Action.SEE_READINGS: Known("xem từng lượt mở danh tính"),
    Action.SEE_REQUESTS: Known("xem đề nghị mở danh tính"),
    Action.REQUEST_IDENTITY: Known("đề nghị mở danh tính người tố cáo", fresh=True),
    Action.APPROVE_IDENTITY: Known("duyệt đề nghị mở danh tính", fresh=True),
    Action.OPEN_IDENTITY: Known("mở danh tính người tố cáo", fresh=True),
    Action.REDACT: Known("lập bản lược danh", fresh=True),
    Action.SEE_PROTECTIONS: Known("xem đề nghị bảo vệ người tố cáo gửi tới cơ quan mình"),
    Action.ANSWER_PROTECTION: Known("trả lời đề nghị bảo vệ người tố cáo"),
    Action.SEE_ERASURES: Known("xem đề nghị hủy danh tính"),
    Action.ERASE: Known("hủy dữ liệu cá nhân", fresh=True),
    Action.HOLD: Known("giữ lại dữ liệu theo yêu cầu của pháp luật"),
    Action.MANAGE_DAYS: Known("sửa lịch làm việc"),
    Action.SEE_ACCOUNTS: Known("xem tài khoản"),
    Action.MANAGE_ACCOUNTS: Known("quản lý tài khoản, phân vai", fresh=True),
}  # fmt: skip
