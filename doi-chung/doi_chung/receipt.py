"""``bien-lai FILE --khoa KEY``: what one paper proves without any log.

A receipt (c2sp.org/tlog-proof@v1) or a promise of one. Exit 0 proven, 1 forged, 2 cannot tell.
"""

import argparse
import re
import sys
from base64 import b64decode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from doi_chung.entry import Entry, MalformedError, parse
from doi_chung.notes import ForgedError, Key, NotOursError, open_head, open_note, read_key
from doi_chung.policy import NOBODY, Policy, read_policy
from doi_chung.tree import leaf_hash, node_hash

PROVEN, FORGED, CANNOT_TELL = range(3)

PROOF = re.compile(
    r"c2sp\.org/tlog-proof@v1\nextra ([A-Za-z0-9+/]+=*)\nindex (0|[1-9][0-9]{0,15})\n"
    r"((?:[A-Za-z0-9+/]{43}=\n){0,53})\n(.+)", re.DOTALL,
)  # fmt: skip
PROMISE = re.compile(r"([^\n]+)\nleaf (.{44})\nat (\S+)\nuntil (\S+)\nentry ([^\n]+)\n")


def check(text: str, key: Key | None, policy: Policy) -> tuple[int, str]:
    """Outcome and what to say of it; ``key`` is of the log, or of whoever promised."""
    try:
        said = _proof(text, key, policy) if text.startswith("c2sp.org/") else _promise(text, key)
    except (ForgedError, MalformedError) as error:
        return FORGED, f"KHÔNG CHỨNG MINH ĐƯỢC: {error}"
    except NotOursError as error:
        return CANNOT_TELL, f"CHƯA THỂ KẾT LUẬN: {error}"
    return said


def _proof(text: str, key: Key | None, policy: Policy) -> tuple[int, str]:
    found = PROOF.fullmatch(text)
    if found is None:
        raise MalformedError("không phải biên nhận, hoặc đã bị cắt cụt")
    body = b64decode(found[1]).split(b"\n")[0]
    entry, head = parse(body), open_head(found[4], key, policy.witnesses)
    path = [b64decode(line) for line in found[3].split()]
    if root_above(leaf_hash(body), int(found[2]), head.size, path) != head.root:
        raise ForgedError("mục này không dẫn tới nhật ký đã ký")
    said = f"ĐÃ CHỨNG MINH: {_told(entry)}, là mục {found[2]} của nhật ký {head.size} mục"
    if not policy.satisfied([name for name, _ in head.seen]):
        return CANNOT_TELL, f"{said}.\nChưa đối chứng: chưa đủ nhân chứng theo chính sách"
    names = ", ".join(name for name, _ in head.seen)
    return PROVEN, f"{said}.\n" + (f"Nhân chứng: {names}" if names else "Chưa đối chứng")


def _promise(text: str, key: Key | None) -> tuple[int, str]:
    found = PROMISE.fullmatch(open_note(text, key)[0])
    if found is None or key is None or found[1] != key.name:
        raise ForgedError("không phải lời hứa của khóa này")
    entry, leaf = parse(found[5].encode()), b64decode(found[2])
    if leaf != leaf_hash(found[5].encode()):
        raise ForgedError("mã băm không phải của mục đã hứa")
    return CANNOT_TELL, (
        f"LỜI HỨA CÓ CHỮ KÝ ĐÚNG, CHƯA PHẢI BẰNG CHỨNG: {_told(entry)}.\n"
        f"Đã hứa vào nhật ký trước {found[4]}. Sau giờ đó mà nhật ký không có mục mang mã băm\n"
        f"{leaf.hex()} thì chính lời hứa này là chứng cứ: hãy báo Thanh tra"
    )


def root_above(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Where a path leads from a leaf (RFC 9162, 2.1.3.2); None if it is too long or too short."""
    place, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    fits = last == 0 and 0 <= index < size and len(leaf) == sha256().digest_size
    return node if fits else None


def _told(entry: Entry) -> str:
    number = entry["reg"] and "{number}/{year}, {book}".format(**entry["reg"])
    return f"“{entry['type']}” ghi lúc {entry['at']}" + (f", số {number}" if number else "")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bien-lai", description=__doc__)
    parser.add_argument("file", type=Path, help="biên nhận hoặc lời hứa đã tải về")
    parser.add_argument("--khoa", type=read_key, help="khóa công khai, một dòng: tên+mã+khóa")
    parser.add_argument("--chinh-sach", type=Path, metavar="TỆP", help="ai phải đồng ký")
    asked = parser.parse_args()
    try:
        policy = read_policy(asked.chinh_sach.read_text("utf-8")) if asked.chinh_sach else NOBODY
        code, said = check(asked.file.read_bytes().decode(), asked.khoa, policy)
    except (OSError, ValueError) as error:
        code, said = CANNOT_TELL, f"CHƯA THỂ KẾT LUẬN: không đọc được dữ liệu đã cho: {error}"
    print(said)
    sys.exit(code)


if __name__ == "__main__":
    main()
