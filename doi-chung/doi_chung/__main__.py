"""``doi-chung EXPORT --khoa KEY --diem-kiem-tra FILE``: exit 0 sound, 1 tampered, 2 cannot tell."""

import gc
import json
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from doi_chung import database
from doi_chung.entry import ForgedError
from doi_chung.log import Log, Seen
from doi_chung.notes import NOBODY, Key, Policy, open_head, read_notes
from doi_chung.report import Report, answer

ONLY_INSIDE = (
    "không có điểm kiểm tra nào từ bên ngoài để so; chỉ với cơ sở dữ liệu thì không bao giờ phát "
    "hiện được việc đưa dữ liệu về trạng thái cũ hoặc viết lại toàn bộ nhật ký"
)
Lines = Iterable[str]


def check(
    lines: Lines, notes: Lines, key: Key | None, policy: Policy = NOBODY, *given: list[str]
) -> Report:
    """All that can be checked; an error if the lines are no whole export.

    ``given``: secrets that were opened (V8), and the vault's own count of openings (V10).
    """
    report, roots, seen = Report(), dict[int, bytes](), Seen()
    names = defaultdict[tuple[int, bytes], set[str]](set)
    for number, note in enumerate(notes, 1):
        try:
            size, root, times = open_head(note, key, policy)
        except ForgedError as error:
            report.compare([("V1", f"điểm kiểm tra thứ {number}", "chữ ký đúng", error)])
        except ValueError as error:  # a stranger's says nothing
            report.doubts.append(f"điểm kiểm tra thứ {number}: {error}")
        else:  # two roots for one size are evidence against whoever signed them
            first = roots.setdefault(size, root)
            report.compare([("V12", f"gốc của {size} mục", first.hex(), root.hex())])
            names[size, root].update(name for name, _ in times)
            seen += [(size, time, name in policy.online) for name, time in times]
    if names and not any(map(policy.satisfied, names.values())):
        report.doubts.append("không điểm kiểm tra nào đủ đồng ký theo chính sách nhân chứng")
    secrets, openings = given or ([], [])
    log = Log(report, roots, seen, *secrets)
    for record in _records(lines):
        log.read(record)
    report.compare(log.finish(openings))
    report.size, report.root, report.checkpoints = log.tree.size, log.tree.root().hex(), len(names)
    report.covered = min(max(roots, default=0), report.size)
    report.doubts += [] if report.covered else [ONLY_INSIDE]
    needed = {"V8": secrets, "V9 đồng ký": seen, "V10": openings}
    needed |= dict.fromkeys(("V1", "V2", "V12"), roots)
    report.unchecked = {rule for rule, data in needed.items() if not data}
    return report


def _records(lines: Lines) -> Iterator[list[Any]]:
    """JSON arrays from ``log`` to ``end``, which says how many lines go before it."""
    for number, line in enumerate(lines):
        record = json.loads(line)
        if number and record == ["end", number]:
            return
        if number or record == ["log", 2]:
            yield record
    raise ValueError("không phải bản xuất toàn bộ theo dạng này, hoặc đã bị cắt ngắn")


def _work(asked: Namespace) -> tuple[int, str]:
    gc.disable()  # nothing here refers to itself, and looking for it takes a tenth of the time
    notes = [note for path in asked.diem_kiem_tra for note in read_notes(path)]
    given = [it.read_text("utf-8").splitlines() if it else [] for it in (asked.bi_mat, asked.ket)]
    lines = database.lines(asked.database) if asked.database else asked.export.open("rb")
    report = check(lines, notes, asked.khoa, asked.policy, *given)
    return report.exit_code, report.as_text()


def main() -> None:
    parser = ArgumentParser(prog="doi-chung", description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("export", type=Path, nargs="?", help="tệp của: flask history export --all")
    source.add_argument("--database", metavar="TÊN", help="hoặc cơ sở dữ liệu, chỉ đọc, qua psql")
    parser.add_argument("--diem-kiem-tra", type=Path, nargs="*", default=[], metavar="TỆP")
    parser.add_argument("--bi-mat", type=Path, metavar="TỆP", help="nội dung mật đã mở")
    parser.add_argument("--ket", type=Path, metavar="TỆP", help="sổ đếm của két danh tính")
    answer(parser, _work)


if __name__ == "__main__":
    main()
