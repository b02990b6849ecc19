"""What was found. Three outcomes, never two: sound (0), tampered (1), cannot tell (2).

Every rule is a comparison: what must be, and what is there. A finding is where the two differ.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doi_chung.notes import NOBODY, read_key, read_policy

SOUND, TAMPERED, CANNOT_TELL = range(3)
SAID = ("NGUYÊN VẸN", "ĐÃ BỊ THAY ĐỔI", "CHƯA THỂ KẾT LUẬN")
RULES = {
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
Check = tuple[Any, ...]  # the members of a finding, as many as are known


@dataclass(frozen=True)
class Finding:
    rule: str
    what: str
    expected: object
    found: object
    index: int | None = None
    subject: str | None = None
    #: when only a range of entries is known: the place behind its last
    until: int | None = None

    @property
    def order(self) -> tuple[bool, bool, int, bool]:
        """The log before what lies beside it; an exact entry before the range it lies in."""
        beside, behind = self.rule in {"V6", "V7", "V8", "V10", "V11"}, (self.index or 0) + 1
        return beside, self.index is None, self.until or behind, self.until is not None

    def __str__(self) -> str:
        place = "không gắn với mục nào" if self.index is None else f"mục {self.index}"
        place += f" đến {self.until - 1}" if self.until else ""
        where = f"{self.rule}, {place}, hồ sơ {self.subject or '–'}"
        return f"{where}: {self.what}: phải là {self.expected}, lại thấy {self.found}"


@dataclass
class Report:
    findings: list[Finding] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    #: rules that ask for something from elsewhere, which was not given
    unchecked: set[str] = field(default_factory=set)
    size: int = 0
    root: str = ""
    checkpoints: int = 0
    covered: int = 0

    def compare(self, checks: Iterable[Check], *where: Any) -> None:  # noqa: ANN401 - see Finding
        self.findings += [Finding(*one, *where) for one in checks if one[2] != one[3]]

    @property
    def first(self) -> Finding | None:
        return min(self.findings, key=lambda finding: finding.order, default=None)

    @property
    def exit_code(self) -> int:
        return TAMPERED if self.findings else CANNOT_TELL if self.doubts else SOUND

    def as_text(self) -> str:
        told = dict.fromkeys(RULES, "đạt")
        told |= dict.fromkeys(self.unchecked, "chưa kiểm: không có dữ liệu này")
        told |= dict.fromkeys((finding.rule for finding in self.findings), "SAI")
        lines = [f"Kết luận: {SAID[self.exit_code]}. Số sai lệch: {len(self.findings)}."]
        lines += [f"Mục sai đầu tiên: {self.first}"] if self.findings else []
        lines += [f"Chưa kết luận được: {doubt}." for doubt in self.doubts]
        lines += [f"Đã tính lại {self.size} mục, gốc {self.root}."]
        lines += [f"Đã so với {self.checkpoints} điểm kiểm tra, phủ {self.covered} mục đầu."]
        lines += [f"{rule}, {name}: {told[rule]}" for rule, name in RULES.items()]
        return "\n".join([*lines, *(f"- {finding}" for finding in self.findings[:100])])


def answer(parser: ArgumentParser, work: Callable[[Namespace], tuple[int, str]]) -> None:
    """Ask for what both programs are given, print, end. What fails was not judged: never 1."""
    parser.add_argument("--khoa", help="khóa công khai, một dòng: tên+mã+khóa")
    parser.add_argument("--chinh-sach", type=Path, metavar="TỆP", help="ai phải đồng ký")
    try:
        path = (asked := parser.parse_args()).chinh_sach
        asked.khoa = read_key(asked.khoa) if asked.khoa else None
        asked.policy = read_policy(path.read_text("utf-8")) if path else NOBODY
        code, said = work(asked)
    except Exception as error:  # noqa: BLE001 - an accident must not end with the 1 of "tampered"
        code, said = CANNOT_TELL, f"Kết luận: {SAID[2]}. Không đọc được dữ liệu đã cho: {error}"
    with suppress(OSError):  # whoever reads may have gone
        print(said, flush=True)
    sys.exit(code)
