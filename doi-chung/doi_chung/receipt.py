"""``bien-lai FILE --khoa KEY``: what one paper proves, without any log, database or network.

A receipt (c2sp.org/tlog-proof@v1) or a promise of one. Exit 0 proven, 1 forged, 2 cannot tell.
"""

import re
from argparse import ArgumentParser
from base64 import b64decode
from pathlib import Path

from doi_chung.entry import ForgedError, leaf_hash, parse, root_above
from doi_chung.notes import Key, Policy, open_head, open_note
from doi_chung.report import answer

PROVEN, FORGED, CANNOT_TELL = range(3)
PROOF = re.compile(
    r"(?s)c2sp\.org/tlog-proof@v1\nextra ([A-Za-z0-9+/]+=*)\nindex (0|[1-9][0-9]{0,15})\n"
    r"((?:[A-Za-z0-9+/]{43}=\n){0,53})\n(.+)"
)
PROMISE = re.compile(r"[^\n]+\nleaf (.{44})\nat \S+\nuntil (\S+)\nentry ([^\n]+)\n")


def check(text: str, key: Key | None, policy: Policy) -> tuple[int, str]:
    """Outcome and what to say of it; ``key`` is of the log, or of whoever promised."""
    try:
        return _proof(text, key, policy) if text.startswith("c2sp.org/") else _promise(text, key)
    except ForgedError as error:
        return FORGED, f"KHÔNG CHỨNG MINH ĐƯỢC: {error}"
    except ValueError as error:
        return CANNOT_TELL, f"CHƯA THỂ KẾT LUẬN: {error}"


def _proof(text: str, key: Key | None, policy: Policy) -> tuple[int, str]:
    if not (found := PROOF.fullmatch(text)):
        raise ForgedError("không phải biên nhận, hoặc đã bị cắt cụt")
    body, path = b64decode(found[1]).split(b"\n")[0], [b64decode(it) for it in found[3].split()]
    told, (size, root, seen) = _told(body), open_head(found[4], key, policy)
    if root_above(leaf_hash(body), int(found[2]), size, path) != root:
        raise ForgedError("mục này không dẫn tới nhật ký đã ký")
    said = f"ĐÃ CHỨNG MINH: {told}, là mục {found[2]} của nhật ký {size} mục.\n"
    names = [name for name, _ in seen]
    if not policy.satisfied(names):
        return CANNOT_TELL, f"{said}Chưa đối chứng: chưa đủ nhân chứng theo chính sách"
    return PROVEN, said + (f"Nhân chứng: {', '.join(names)}" if names else "Chưa đối chứng")


def _promise(text: str, key: Key | None) -> tuple[int, str]:
    found = PROMISE.fullmatch(open_note(text, key)[0])
    if not found or leaf_hash(found[3].encode()) != b64decode(found[1]):
        raise ForgedError("không phải lời hứa, hoặc mã băm không phải của mục đã hứa")
    return CANNOT_TELL, (
        f"LỜI HỨA CÓ CHỮ KÝ ĐÚNG, CHƯA PHẢI BẰNG CHỨNG: {_told(found[3].encode())}.\n"
        f"Đã hứa vào nhật ký trước {found[2]}. Sau giờ đó mà nhật ký không có mục mang mã băm\n"
        f"{b64decode(found[1]).hex()} thì chính lời hứa này là chứng cứ: hãy báo Thanh tra"
    )


def _told(body: bytes) -> str:
    entry = parse(body)
    number = entry["reg"] and "{number}/{year}, {book}".format(**entry["reg"])
    return f"“{entry['type']}” ghi lúc {entry['at']}" + (f", số {number}" if number else "")


def main() -> None:
    parser = ArgumentParser(prog="bien-lai", description=__doc__)
    parser.add_argument("file", type=Path, help="biên nhận hoặc lời hứa đã tải về")
    answer(parser, lambda of: check(of.file.read_bytes().decode(), of.khoa, of.policy))


if __name__ == "__main__":
    main()
