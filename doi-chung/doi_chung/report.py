"""What was found. Three outcomes, never two: sound (0), tampered (1), cannot tell (2)."""

from dataclasses import dataclass, field
from typing import Any

SAID = ("NGUYÊN VẸN", "ĐÃ BỊ THAY ĐỔI", "CHƯA THỂ KẾT LUẬN")
SOUND, TAMPERED, CANNOT_TELL = range(3)
SHOWN = 100
CHECKS = {
    "V1": "chữ ký của điểm kiểm tra, theo khóa được cho",
    "V2": "gốc của cây tại từng điểm kiểm tra",
    "V3": "từng mục tính lại từ nội dung, không thiếu, không thừa",
    "V4": "chuỗi của từng hồ sơ",
    "V5": "sổ liền số, đúng thứ tự, mỗi số một mục",
    "V6": "hiện trạng dựng lại từ lịch sử, so với bảng",
    "V7": "bản ghi và lịch sử đi đôi",
    "V8": "cam kết về nội dung mật",
    "V9": "thời điểm không chạy lùi",
    "V9 đồng ký": "thời điểm so với đồng hồ của người chứng kiến",
    "V10": "việc mở danh tính, so với két khóa",
    "V11": "việc xóa dữ liệu có mục ghi lại",
    "V12": "hai điểm kiểm tra cùng số mục mà khác gốc",
}
#: What is checked only where it was given.
NO_DATA = dict.fromkeys(("V8", "V9 đồng ký", "V10", "V11"), "chưa kiểm: không có dữ liệu này")
NO_DATA |= dict.fromkeys(("V1", "V2"), "chưa kiểm: không có điểm kiểm tra")
NO_DATA |= {"V12": "chưa kiểm: không có hai điểm kiểm tra cùng số mục"}


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    sentence: str
    index: int | None = None
    subject: str | None = None
    #: when only a range of entries is known: the place behind its last
    until: int | None = None

    @property
    def order(self) -> tuple[bool, bool, int]:
        """The log first, for what lies beside a broken log differs from it; each by place."""
        return self.rule in {"V6", "V7", "V8", "V10", "V11"}, self.index is None, self.index or 0

    def __str__(self) -> str:
        place = "không gắn với mục nào" if self.index is None else f"mục {self.index}"
        return f"{self.rule}, {place}, hồ sơ {self.subject or '–'}: {self.sentence}"


@dataclass(slots=True)
class Report:
    size: int = 0
    root: str = ""
    checkpoints: int = 0
    covered: int = 0
    findings: list[Finding] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unchecked: dict[str, str] = field(default_factory=lambda: dict(NO_DATA))

    def add(self, rule: str, sentence: str, *place: Any) -> None:  # noqa: ANN401 - see Finding
        self.findings.append(Finding(rule, sentence, *place))

    def checked(self, *rules: str) -> None:
        for rule in rules:
            self.unchecked.pop(rule, None)

    @property
    def first(self) -> Finding | None:
        """The first bad entry; one that is known exactly goes before the range it lies in."""
        self.findings.sort(key=lambda finding: finding.order)
        first = self.findings[0] if self.findings else None
        if first is None or first.until is None:
            return first
        behind = (False, False, first.until)
        exact = (one for one in self.findings if one.until is None and one.order < behind)
        return next(exact, first)

    @property
    def exit_code(self) -> int:
        return TAMPERED if self.findings else CANNOT_TELL if self.doubts else SOUND

    def as_text(self) -> str:
        lines = [f"Kết luận: {SAID[self.exit_code]}. Số sai lệch: {len(self.findings)}."]
        lines += [f"Mục sai đầu tiên: {self.first}"] if self.findings else []
        lines += [f"Chưa kết luận được: {doubt}." for doubt in self.doubts]
        lines += [f"Đã tính lại {self.size} mục, gốc {self.root}."]
        lines += [f"Đã so với {self.checkpoints} điểm kiểm tra, phủ {self.covered} mục đầu."]
        status = self.unchecked | {finding.rule: "SAI" for finding in self.findings}
        lines += [f"{rule}, {name}: {status.get(rule, 'đạt')}" for rule, name in CHECKS.items()]
        lines += [f"- {finding}" for finding in self.findings[:SHOWN]]
        return "\n".join(lines)
