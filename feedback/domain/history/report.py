"""What a verification found, for people and for programs.

Three outcomes, never two: sound (0), tampered (1), cannot tell (2). Given only the database nobody
can tell whether its newest part was rolled back; the report then says so instead of "sound".
"""

from bisect import insort
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

SOUND: Final = 0
TAMPERED: Final = 1
CANNOT_TELL: Final = 2
#: Findings kept in full; the rest is counted.
KEPT: Final = 100


class Rule(StrEnum):
    """What is checked; the numbers are those of the documentation."""

    SIGNATURE = "V1"
    CHECKPOINTS = "V2"
    LEAVES = "V3"
    CHAIN = "V4"
    REGISTERS = "V5"
    STATE = "V6"
    ROWS = "V7"
    TIME = "V9"
    ERASURES = "V11"
    SPLIT_VIEW = "V12"


RULE_NAMES: Final = {
    Rule.SIGNATURE: "chữ ký điểm kiểm tra",
    Rule.CHECKPOINTS: "so với điểm kiểm tra đã ký",
    Rule.LEAVES: "nội dung từng mục",
    Rule.CHAIN: "chuỗi của từng hồ sơ",
    Rule.REGISTERS: "số trong sổ",
    Rule.STATE: "hiện trạng so với lịch sử",
    Rule.ROWS: "bản ghi và lịch sử đi đôi",
    Rule.TIME: "thời điểm",
    Rule.ERASURES: "việc hủy danh tính",
    Rule.SPLIT_VIEW: "hai bản nhật ký khác nhau",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was written."""

    rule: Rule
    sentence: str
    #: Place in the log of the first entry concerned; None when it belongs to no entry.
    index: int | None = None
    #: Hexadecimal uid of the petition or case.
    subject: str | None = None
    #: When only a range is known: the place behind its last entry.
    until: int | None = None

    @property
    def order(self) -> tuple[bool, bool, int]:
        """The log comes first, then what follows from it; each by place, those without one last.

        When an entry is missing, the state folded from the rest differs too: that is no news.
        """
        return (
            self.rule in (Rule.STATE, Rule.ROWS, Rule.ERASURES),
            self.index is None,
            self.index or 0,
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule.value,
            "index": self.index,
            "until": self.until,
            "subject": self.subject,
            "sentence": self.sentence,
        }


@dataclass(slots=True)
class Report:
    """Outcome of one verification."""

    size: int = 0
    root: bytes = b""
    #: Checkpoints of our key that were compared, and the greatest size they cover.
    checkpoints: int = 0
    covered: int = 0
    #: Size of the greatest checkpoint that the witnesses of the policy saw.
    witnessed: int = 0
    subjects: int = 0
    findings: list[Finding] = field(default_factory=list)
    #: Number of findings, also of those not kept.
    found: int = 0
    #: Why nothing can be said for certain.
    doubts: list[str] = field(default_factory=list)
    #: What is no breach but should be known.
    notices: list[str] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Keep the first findings, in their order."""
        self.found += 1
        insort(self.findings, finding, key=lambda one: one.order)
        del self.findings[KEPT:]

    @property
    def first(self) -> Finding | None:
        """The first bad entry: within the first range, one that is known exactly if there is."""
        if not self.findings:
            return None
        first = self.findings[0]
        if first.until is None:
            return first
        inside = (one for one in self.findings if one.until is None and one.order[:2] == (0, 0))
        return next((one for one in inside if (one.index or 0) < (first.until or 0)), first)

    @property
    def exit_code(self) -> int:
        if self.found:
            return TAMPERED
        return CANNOT_TELL if self.doubts else SOUND

    def as_dict(self) -> dict[str, Any]:
        first = self.first
        return {
            "outcome": {SOUND: "sound", TAMPERED: "tampered", CANNOT_TELL: "cannot tell"}[
                self.exit_code
            ],
            "exit_code": self.exit_code,
            "size": self.size,
            "root": self.root.hex(),
            "checkpoints": self.checkpoints,
            "covered": self.covered,
            "witnessed": self.witnessed,
            "subjects": self.subjects,
            "first": first.as_dict() if first else None,
            "found": self.found,
            "findings": [finding.as_dict() for finding in self.findings],
            "doubts": self.doubts,
            "notices": self.notices,
        }


def print_report(report: Report) -> str:
    """The report in Vietnamese, the outcome first."""
    lines = [_outcome(report), ""]
    lines.append(f"Số mục đã tính lại: {report.size}, thuộc {report.subjects} hồ sơ")
    lines.append(f"Gốc của nhật ký: {report.root.hex()}")
    lines.append(
        f"Điểm kiểm tra đã so: {report.checkpoints}, "
        f"phủ {report.covered} mục đầu, còn {max(report.size - report.covered, 0)} mục chưa phủ"
    )
    if report.witnessed:
        lines.append(f"Nhân chứng theo chính sách đã thấy {report.witnessed} mục đầu")
    lines += [f"Chưa kết luận được: {doubt}" for doubt in report.doubts]
    lines += [f"Lưu ý: {notice}" for notice in report.notices]
    lines += [_told(finding) for finding in report.findings]
    if report.found > len(report.findings):
        lines.append(f"… và {report.found - len(report.findings)} sai lệch nữa")
    return "\n".join(lines)


def _outcome(report: Report) -> str:
    first = report.first
    if first is not None:
        place = "" if first.index is None else f" ở mục số {first.index}"
        return f"LỊCH SỬ ĐÃ BỊ THAY ĐỔI: {report.found} sai lệch, sai lệch đầu tiên{place}."
    if report.doubts:
        return "CHƯA THỂ KẾT LUẬN: không thấy sai lệch, nhưng thiếu căn cứ để nói là nguyên vẹn."
    return "LỊCH SỬ NGUYÊN VẸN."


def _told(finding: Finding) -> str:
    place = "không gắn với mục nào" if finding.index is None else f"mục {finding.index}"
    subject = f", hồ sơ {finding.subject}" if finding.subject else ""
    name = RULE_NAMES[finding.rule]
    return f"[{finding.rule.value} {name}] {place}{subject}: {finding.sentence}"
