"""The province's target "3 tăng, 3 giảm, 3 không" as data: nine cells and their measures.

Nghị quyết 205/NQ-HĐND names the target and lists none of its nine items; the text of Chỉ thị
41-CT/TU was not at hand. The labels are therefore the best evidence there is, each marked with how
it came to us, and every wording counts as not verified until the province confirms it. Formulas and
target values are proposals of this house without legal force.
"""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """Which three of the nine, and so which way is good."""

    MORE = "more"
    LESS = "less"
    NONE = "none"


GROUP_TITLES = {Group.MORE: "3 tăng", Group.LESS: "3 giảm", Group.NONE: "3 không"}


class Evidence(StrEnum):
    """How a label came to us."""

    WORDING_2023 = "wording_2023"
    FIRST_WORDS = "first_words"
    INFERRED = "inferred"


EVIDENCE_TITLES = {
    Evidence.WORDING_2023: "dịch lại từ bản tiếng nước ngoài của lời văn năm 2023",
    Evidence.FIRST_WORDS: "chỉ đọc được những chữ đầu của mục này",
    Evidence.INFERRED: "suy ra từ văn bản khác, chưa thấy trong lời văn",
}


class Shape(StrEnum):
    """How a figure is read from the files it counts."""

    #: files that meet the condition, of all that are asked about
    SHARE = "share"
    #: files of the period against files of the same period a year before
    CHANGE = "change"
    #: files that should not exist
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Goal:
    """The proposed value: a share of at least so many per cent, a change below it, or none."""

    shape: Shape
    percent: float = 0

    def __str__(self) -> str:
        if self.shape is Shape.SHARE:
            return f"từ {self.percent:g} % trở lên"
        return "giảm so với cùng kỳ" if self.shape is Shape.CHANGE else "không có hồ sơ nào"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a cell; ``unavailable`` says why there is none yet."""

    name: str
    title: str
    formula: str
    goal: Goal
    unavailable: str = ""

    @property
    def computable(self) -> bool:
        return not self.unavailable


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the nine."""

    code: str
    group: Group
    label: str
    evidence: Evidence
    source: str
    measures: tuple[Measure, ...]
    wording_verified: bool = False

    def measure(self, name: str) -> Measure:
        """The measure of that name, or the first when none is named; KeyError when unknown."""
        computable = [each for each in self.measures if each.computable]
        if not name and computable:
            return computable[0]
        return {each.name: each for each in computable}[name]


def _share(percent: float) -> Goal:
    return Goal(Shape.SHARE, percent)


FALLING, NONE_AT_ALL = Goal(Shape.CHANGE), Goal(Shape.COUNT)
NQ205 = "Nghị quyết 205/NQ-HĐND ngày 10/7/2024"
REPORTED = "lời văn năm 2023 theo báo chí"

CELLS: tuple[Cell, ...] = (
    Cell(
        "T1", Group.MORE,
        "Tăng tính tự giác, nêu gương, nhận thức và trách nhiệm của tập thể lãnh đạo, "
        "người đứng đầu",
        Evidence.WORDING_2023, REPORTED,
        (
            Measure(
                "decided", "Việc người đứng đầu quyết định trong hạn",
                "số hồ sơ mà người đứng đầu ra quyết định (thụ lý, giải quyết, trả lời) không muộn "
                "hơn ngày đến hạn, chia cho số hồ sơ có quyết định đến hạn trong kỳ",
                _share(95),
            ),
            Measure(
                "receptions", "Ngày người đứng đầu trực tiếp tiếp công dân",
                "số ngày đã tiếp chia cho số ngày phải tiếp", _share(100),
                "chưa có sổ tiếp công dân trong hệ thống",
            ),
        ),
    ),
    Cell(
        "T2", Group.MORE,
        "Tăng hiệu lực, hiệu quả công tác tiếp công dân, giải quyết khiếu nại, tố cáo, "
        "kiến nghị, phản ánh",
        Evidence.WORDING_2023, REPORTED,
        (
            Measure(
                "in_time", "Hồ sơ làm xong đúng hạn",
                "số hồ sơ không trễ thời hạn nào, chia cho số hồ sơ có thời hạn đến hạn trong kỳ",
                _share(90),
            ),
            Measure(
                "executed", "Quyết định có hiệu lực đã thi hành",
                "số quyết định đã thi hành xong, chia cho số quyết định giải quyết khiếu nại "
                "có hiệu lực trong kỳ mà có nội dung phải thi hành",
                _share(90),
            ),
        ),
    ),
    Cell(
        "T3", Group.MORE, "Tăng niềm tin của người dân, doanh nghiệp",
        Evidence.WORDING_2023, REPORTED,
        (
            Measure(
                "dialogue", "Vụ khiếu nại có đối thoại trước khi quyết định",
                "số vụ khiếu nại đã đối thoại, chia cho số vụ khiếu nại có quyết định trong kỳ",
                _share(50),
            ),
            Measure(
                "satisfaction", "Người gửi đơn hài lòng với cách phục vụ",
                "số câu trả lời hài lòng chia cho số câu trả lời", _share(85),
                "chưa hỏi ý kiến người gửi đơn",
            ),
            Measure(
                "accepted_first", "Quyết định lần đầu không bị khiếu nại, tố cáo tiếp",
                "1 trừ đi tỷ lệ khiếu nại lần hai và tố cáo tiếp trên số quyết định lần đầu",
                _share(90), "chưa có thủ tục khiếu nại lần hai và tố cáo trong hệ thống",
            ),
        ),
    ),
    Cell(
        "G1", Group.LESS, "Giảm đơn khiếu nại, tố cáo, kiến nghị, phản ánh phát sinh mới",
        Evidence.FIRST_WORDS, REPORTED,
        (
            Measure(
                "new", "Đơn mới",
                "số đơn nhận trong kỳ, không tính đơn trùng đã nhập vào đơn trước, "
                "so với cùng kỳ năm trước",
                FALLING,
            ),
        ),
    ),
    Cell(
        "G2", Group.LESS, "Giảm vụ việc đông người, phức tạp, kéo dài, vượt cấp",
        Evidence.INFERRED, NQ205,
        (
            Measure(
                "mass", "Đơn đông người",
                "số đơn nhận trong kỳ có từ 5 người trở lên, so với cùng kỳ năm trước", FALLING,
            ),
            Measure(
                "complex", "Vụ việc phức tạp",
                "số vụ việc được xác định là phức tạp trong kỳ, so với cùng kỳ năm trước", FALLING,
            ),
            Measure(
                "prolonged", "Vụ việc kéo dài",
                "số vụ việc trong kỳ vượt quá hai lần thời hạn giải quyết mà chưa xong, "
                "so với cùng kỳ năm trước",
                FALLING,
            ),
            Measure(
                "level_skipping", "Đơn vượt cấp",
                "số đơn gửi lên cấp trên trước khi gửi nơi có thẩm quyền", FALLING,
                "chưa ghi nhận nơi người dân đã gửi trước đó",
            ),
        ),
    ),
    Cell(
        "G3", Group.LESS, "Giảm đơn tồn đọng, quá hạn; giảm khiếu kiện hành chính",
        Evidence.INFERRED, "chủ đề hội nghị về khiếu kiện hành chính",
        (
            Measure(
                "overdue", "Hồ sơ còn quá hạn ở cuối kỳ",
                "số hồ sơ có thời hạn đã qua mà chưa xong vào ngày cuối kỳ, "
                "so với cùng ngày năm trước",
                FALLING,
            ),
            Measure(
                "lawsuits", "Vụ kiện hành chính",
                "số vụ kiện hành chính chia cho số quyết định", FALLING,
                "chưa nhận số liệu từ tòa án",
            ),
        ),
    ),
    Cell(
        "K1", Group.NONE, "Không né tránh, đùn đẩy trách nhiệm",
        Evidence.INFERRED, f"{NQ205}, mục 8",
        (
            Measure(
                "shuttled", "Đơn bị chuyển từ 2 lần trở lên",
                "số đơn đã qua tay cơ quan khác từ 2 lần trở lên sau lần giao đầu tiên, "
                "lần cuối trong kỳ",
                NONE_AT_ALL,
            ),
            Measure(
                "idle", "Hồ sơ không có việc gì trong 10 ngày làm việc",
                "số hồ sơ đang mở ở cuối kỳ, không tạm đình chỉ hay chờ hiệu lực, "
                "mà 10 ngày làm việc cuối kỳ không có hành động nào",
                NONE_AT_ALL,
            ),
        ),
    ),
    Cell(
        "K2", Group.NONE, "Không để đơn quá hạn, tồn đọng kéo dài",
        Evidence.INFERRED, f"{NQ205}, mục 6",
        (
            Measure(
                "past_legal_date", "Hồ sơ quá thời hạn luật định ở cuối kỳ",
                "số hồ sơ có thời hạn luật định đã qua mà chưa xong vào ngày cuối kỳ",
                NONE_AT_ALL,
            ),
            Measure(
                "long_overdue", "Hồ sơ quá hạn từ 45 ngày",
                "số hồ sơ ở cuối kỳ đã quá hạn từ 45 ngày trở lên", NONE_AT_ALL,
            ),
            Measure(
                "explained", "Hồ sơ quá hạn không có lý do ghi nhận",
                "số hồ sơ quá hạn mà không có giải trình", NONE_AT_ALL,
                "chưa có sổ giải trình của người đứng đầu",
            ),
        ),
    ),
    Cell(
        "K3", Group.NONE, "Không để phát sinh điểm nóng",
        Evidence.INFERRED, "nhan đề bài báo về chỉ thị của tỉnh",
        (
            Measure(
                "hot_spots", "Điểm nóng",
                "số đoàn từ 5 người trở lên quay lại từ 3 lần, hoặc vụ việc gây mất trật tự",
                NONE_AT_ALL,
                "chưa có sổ tiếp công dân, và chưa ghi nhận vụ việc về trật tự công cộng",
            ),
        ),
    ),
)  # fmt: skip

#: Figures that keep the nine honest: each shows one way to make a target look better than it is.
GUARDS: tuple[Measure, ...] = (
    Measure(
        "suspended_time", "Thời gian tạm đình chỉ",
        "số ngày tạm đình chỉ chia cho số ngày đang giải quyết của các vụ việc trong kỳ; "
        "tỷ lệ tăng có thể vì dừng đồng hồ để khỏi quá hạn",
        _share(0),
    ),
    Measure(
        "lengthened", "Thời hạn được kéo dài",
        "số thời hạn đã gia hạn hoặc tính theo vụ việc phức tạp, "
        "chia cho số thời hạn đến hạn trong kỳ",
        _share(0),
    ),
)  # fmt: skip


def cell(code: str) -> Cell:
    """The cell of that code; KeyError when there is none."""
    return {each.code: each for each in CELLS}[code]
