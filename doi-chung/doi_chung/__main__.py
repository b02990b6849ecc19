"""``doi-chung EXPORT --khoa KEY --diem-kiem-tra FILE``: exit 0 sound, 1 tampered, 2 cannot tell."""

import argparse
import gc
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from doi_chung.log import Log
from doi_chung.notes import ForgedError, Head, Key, NotOursError, open_head, read_key, read_notes
from doi_chung.outside import Outside
from doi_chung.policy import NOBODY, Policy, read_policy
from doi_chung.present import Files
from doi_chung.report import CANNOT_TELL, Report

ONLY_INSIDE = (
    "không có điểm kiểm tra nào từ bên ngoài để so; chỉ với cơ sở dữ liệu thì không bao giờ phát "
    "hiện được việc đưa dữ liệu về trạng thái cũ hoặc viết lại toàn bộ nhật ký"
)


def check(
    lines: Iterable[str],
    notes: Iterable[str],
    key: Key | None,
    policy: Policy = NOBODY,
    secrets: Sequence[str] = (),
    openings: Sequence[str] = (),
) -> Report:
    """Everything that can be checked; an error if the lines are no whole export."""
    report = Report()
    heads = list(_trusted(report, notes, key, policy))
    seen = [(head.size, time, name in policy.online) for head in heads for name, time in head.seen]
    outside = Outside(report, seen, list(secrets), list(openings))
    roots = _roots(report, heads, policy)
    log, files, size, counters = Log(report, roots), Files(report), 0, {}
    for record in _records(lines):
        match record:
            case ["entry", place, *columns, leaf, text]:
                body = text.encode("utf-8", "surrogateescape")
                if (entry := log.read(place, columns, leaf, body)) is not None:
                    files.take_in(entry, place)
                    outside.look(entry, place, body)
            case ["subject", uid, row]:
                files.compare(uid, row)
            case ["counter", book, year, last]:
                counters[book, year] = last
            case ["gone", places]:
                outside.gone = places
            case ["log", _, size]:
                pass
    log.finish(size, counters)
    files.finish()
    outside.finish()
    report.size, report.root = log.tree.size, log.tree.root().hex()
    report.covered = min(max(roots, default=0), report.size)
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


def _trusted(
    report: Report, notes: Iterable[str], key: Key | None, policy: Policy
) -> Iterator[Head]:
    """Heads the key signed; a forged one is a finding, a stranger's only a doubt."""
    for number, note in enumerate(notes, 1):
        try:
            yield open_head(note, key, policy.witnesses)
        except ForgedError as error:
            report.add("V1", f"điểm kiểm tra thứ {number}: {error}")
        except NotOursError as error:
            report.doubts.append(f"điểm kiểm tra thứ {number}: {error}")


def _roots(report: Report, heads: list[Head], policy: Policy) -> dict[int, bytes]:
    """Roots by size; two for one size are evidence against whoever signed them (V12)."""
    roots = {head.size: head.root for head in reversed(heads)}
    names = defaultdict[tuple[int, bytes], set[str]](set)
    for head in heads:
        names[head.size, head.root].update(name for name, _ in head.seen)
    for size, root in names:
        if roots[size] != root:
            report.add("V12", f"{size} mục: gốc {roots[size].hex()} và gốc {root.hex()}")
    if policy.witnesses and not any(map(policy.satisfied, names.values())):
        report.doubts.append("không điểm kiểm tra nào đủ đồng ký theo chính sách nhân chứng")
    report.checkpoints = len(names)
    report.checked(*(["V1", "V2"] if heads else []), *(["V12"] if len(heads) > len(roots) else []))
    return roots


def main() -> None:
    parser = argparse.ArgumentParser(prog="doi-chung", description=__doc__)
    parser.add_argument("export", type=Path, help="tệp của: flask history export --all")
    parser.add_argument("--khoa", type=read_key, help="khóa công khai, một dòng: tên+mã+khóa")
    parser.add_argument("--chinh-sach", type=Path, metavar="TỆP", help="ai phải đồng ký")
    parser.add_argument("--diem-kiem-tra", type=Path, nargs="*", default=[], metavar="TỆP")
    parser.add_argument("--bi-mat", type=Path, metavar="TỆP", help="nội dung mật đã mở")
    parser.add_argument("--ket", type=Path, metavar="TỆP", help="sổ đếm của két danh tính")
    asked = parser.parse_args()
    gc.disable()  # nothing here refers to itself, and looking for it takes a tenth of the time
    try:
        policy = read_policy(_text(asked.chinh_sach)) if asked.chinh_sach else NOBODY
        notes = [note for path in asked.diem_kiem_tra for note in read_notes(path)]
        given = [_text(path).splitlines() if path else [] for path in (asked.bi_mat, asked.ket)]
        with asked.export.open(encoding="utf-8") as lines:
            report = check(lines, notes, asked.khoa, policy, *given)
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        print(f"Kết luận: CHƯA THỂ KẾT LUẬN. Không đọc được dữ liệu đã cho: {error}")
        sys.exit(CANNOT_TELL)
    print(report.as_text())
    sys.exit(report.exit_code)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


if __name__ == "__main__":
    main()
