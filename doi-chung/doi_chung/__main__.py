"""``doi-chung EXPORT --khoa KEY --diem-kiem-tra FILE``: exit 0 sound, 1 tampered, 2 cannot tell."""

import argparse
import gc
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from doi_chung.log import Log
from doi_chung.notes import ForgedError, Key, NotOursError, open_head, read_key, read_notes
from doi_chung.present import Files
from doi_chung.report import CANNOT_TELL, Report

ONLY_INSIDE = (
    "không có điểm kiểm tra nào từ bên ngoài để so; chỉ với cơ sở dữ liệu thì không bao giờ phát "
    "hiện được việc đưa dữ liệu về trạng thái cũ hoặc viết lại toàn bộ nhật ký"
)


def check(lines: Iterable[str], notes: Iterable[str], key: Key | None) -> Report:
    """Everything that can be checked; an error if the lines are no whole export."""
    report = Report()
    heads = _trusted(report, notes, key)
    log, files, head, counters = Log(report, heads), Files(report), 0, {}
    for what, *members in _records(lines):
        if what == "entry":
            place, *columns, leaf, text = members
            entry = log.read(place, columns, leaf, text.encode("utf-8", "surrogateescape"))
            if entry is not None:
                files.take_in(entry, place)
        elif what == "subject":
            files.compare(*members)
        elif what == "counter":
            counters[members[0], members[1]] = members[2]
        elif what == "log":
            head = members[1]
    log.finish(head, counters)
    files.finish()
    report.size, report.root = log.tree.size, log.tree.root().hex()
    report.covered = min(max(heads, default=0), report.size)
    if not report.covered:
        report.doubts.append(ONLY_INSIDE)
    return report


def _records(lines: Iterable[str]) -> Iterator[list[Any]]:
    """JSON arrays from ``log`` to ``end``, which says how many lines go before it."""
    for number, line in enumerate(lines):
        record = json.loads(line)
        if number and record == ["end", number]:
            return
        if number or record[:2] == ["log", 1]:
            yield record
    raise ValueError("tệp không phải bản xuất toàn bộ, hoặc đã bị cắt ngắn")


def _trusted(report: Report, notes: Iterable[str], key: Key | None) -> dict[int, bytes]:
    """Roots the key signed, by size; two for one size are evidence against whoever signed (V12)."""
    heads: dict[int, bytes] = {}
    for number, note in enumerate(notes, 1):
        try:
            size, root = open_head(note, key)
        except ForgedError as error:
            report.add("V1", f"điểm kiểm tra thứ {number}: {error}")
        except NotOursError as error:
            report.doubts.append(f"điểm kiểm tra thứ {number}: {error}")
        else:
            report.checkpoints += 1
            if heads.setdefault(size, root) != root:
                report.add("V12", f"{size} mục: gốc {heads[size].hex()} và gốc {root.hex()}")
    if not heads:
        report.unchecked |= dict.fromkeys(("V1", "V2"), "chưa kiểm: không có điểm kiểm tra")
    if len(heads) == report.checkpoints:
        report.unchecked["V12"] = "chưa kiểm: không có hai điểm kiểm tra cùng số mục"
    return heads


def main() -> None:
    parser = argparse.ArgumentParser(prog="doi-chung", description=__doc__)
    parser.add_argument("export", type=Path, help="tệp của: flask history export --all")
    parser.add_argument("--khoa", type=read_key, help="khóa công khai, một dòng: tên+mã+khóa")
    parser.add_argument("--diem-kiem-tra", type=Path, nargs="*", default=[], metavar="TỆP")
    asked = parser.parse_args()
    gc.disable()  # nothing here refers to itself, and looking for it takes a tenth of the time
    try:
        notes = [note for path in asked.diem_kiem_tra for note in read_notes(path)]
        with asked.export.open(encoding="utf-8") as lines:
            report = check(lines, notes, asked.khoa)
    except (OSError, ValueError, TypeError, LookupError, RecursionError) as error:
        print(f"Kết luận: CHƯA THỂ KẾT LUẬN. Không đọc được dữ liệu đã cho: {error}")
        sys.exit(CANNOT_TELL)
    print(report.as_text())
    sys.exit(report.exit_code)


if __name__ == "__main__":
    main()
