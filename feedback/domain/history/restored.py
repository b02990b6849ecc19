"""What a comparison of a restored database with what was signed comes to: one of four words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from feedback.domain.history.checkpoint import Checkpoint
from feedback.domain.history.evidence import Checked
from feedback.domain.history.report import Report, print_report


class Outcome(StrEnum):
    #: everything that was signed is there: go on
    CONSISTENT = "consistent"
    #: what is there is right, and the end is missing: read only
    BEHIND = "behind"
    #: something else is there than what was signed: evidence, nothing starts
    INCONSISTENT = "inconsistent"
    #: nothing signed to compare with
    UNKNOWN = "cannot tell"


#: 0 to 2 are those of a verification.
EXIT_CODES: Final = {
    Outcome.CONSISTENT: 0,
    Outcome.INCONSISTENT: 1,
    Outcome.UNKNOWN: 2,
    Outcome.BEHIND: 3,
}
_WORDS: Final = {
    Outcome.CONSISTENT: "KHỚP: cơ sở dữ liệu có đủ mọi mục đã ký. Có thể chạy tiếp.",
    Outcome.BEHIND: (
        "THIẾU PHẦN CUỐI: những mục đang có đều khớp, nhưng mất các mục sau cùng. "
        "Hệ thống chỉ cho xem, không ghi nhận gì."
    ),
    Outcome.INCONSISTENT: "KHÔNG KHỚP với điều đã ký. Không được chạy gì. Giữ lấy bằng chứng.",
    Outcome.UNKNOWN: "CHƯA THỂ KẾT LUẬN: chưa đủ điểm kiểm tra đã ký để so.",
}


@dataclass(frozen=True, slots=True)
class Restored:
    """A verification of what is there, and what is signed of the rest."""

    report: Report
    #: heads that cover more than there is, the smallest first
    beyond: Sequence[Checkpoint] = ()
    #: receipts of entries that are gone
    receipts: Sequence[Checked] = field(default_factory=tuple)

    @property
    def outcome(self) -> Outcome:
        if self.report.found:
            return Outcome.INCONSISTENT
        if self.beyond:
            return Outcome.BEHIND
        return Outcome.UNKNOWN if self.report.doubts else Outcome.CONSISTENT

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.outcome]

    @property
    def lost(self) -> range:
        """Indexes of the entries that were signed and are not there."""
        return range(self.report.size, max((head.size for head in self.beyond), default=0))

    def as_text(self) -> str:
        """For whoever restored it; the outcome first."""
        said = [_WORDS[self.outcome]]
        if self.lost:
            said.append(f"Mất {len(self.lost)} mục, từ số {self.lost[0]} đến số {self.lost[-1]}.")
        said += [f"Đã ký: {head.size} mục, gốc {head.root.hex()}" for head in self.beyond]
        said += [
            f"Biên nhận của mục {one.index}: {one.entry.type}, ghi lúc {one.entry.at}, "
            f"mã băm {one.leaf.hex()}{_number(one)}"
            for one in self.receipts
            if one.entry is not None
        ]
        if self.outcome is Outcome.BEHIND and not self.receipts:
            said.append("Biên nhận trong tay người gửi cho biết đó là đơn nào: thêm --receipts.")
        return "\n".join([*said, "", print_report(self.report)])

    def as_dict(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome.value,
            "exit_code": self.exit_code,
            "lost": [self.lost.start, self.lost.stop] if self.lost else None,
            "beyond": [{"size": head.size, "root": head.root.hex()} for head in self.beyond],
            "receipts": [one.as_dict() for one in self.receipts],
            "report": self.report.as_dict(),
        }


def _number(one: Checked) -> str:
    register = one.entry.register if one.entry else None
    return f", {register.book} {register.year} số {register.number}" if register else ""
