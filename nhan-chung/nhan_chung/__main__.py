"""``nhan-chung``: make a key, answer the requests of a folder, or answer over HTTP."""

import argparse
import os
import sys
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nhan_chung.folders import answer_all
from nhan_chung.memory import Memory
from nhan_chung.note import Cosigner, Key, MalformedError, cosigner, read_key
from nhan_chung.serving import server
from nhan_chung.witness import Witness

KEY, NAME = "khoa-rieng", "ten"


def _clock() -> int:
    return int(time.time())  # noqa: TID251 - a witness is asked for its own clock


def _make(folder: Path, name: str) -> Cosigner:
    """A new key; an existing one is never touched."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = cosigner(name, Ed25519PrivateKey.generate())
    handle = os.open(folder / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(made.private.private_bytes_raw().hex() + "\n")
    (folder / NAME).write_text(f"{name}\n", encoding="utf-8")
    return made


def _own(folder: Path) -> Cosigner:
    raw = bytes.fromhex((folder / KEY).read_text().strip())
    name = (folder / NAME).read_text(encoding="utf-8").strip()
    return cosigner(name, Ed25519PrivateKey.from_private_bytes(raw))


def _witness(folder: Path, keys: list[Key]) -> Witness:
    logs: dict[str, list[Key]] = {}
    for key in keys:
        logs.setdefault(key.name, []).append(key)
    return Witness(_own(folder), logs, Memory(folder))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nhan-chung", description=__doc__)
    parser.add_argument(
        "--nha", type=Path, required=True, metavar="THƯ-MỤC", help="khóa và trí nhớ"
    )
    ways = parser.add_subparsers(dest="way", required=True)
    ways.add_parser("khoa", help="tạo khóa; in khóa công khai").add_argument("ten")
    folders = ways.add_parser("thu-muc", help="trả lời các yêu cầu trong một thư mục")
    folders.add_argument("vao", type=Path)
    folders.add_argument("ra", type=Path)
    web = ways.add_parser("mang", help="trả lời qua mạng")
    web.add_argument("--dia-chi", default="127.0.0.1")
    web.add_argument("--cong", type=int, default=8099)
    for way in (folders, web):
        said = "khóa công khai của nhật ký: tên+mã+khóa"
        way.add_argument(
            "--nhat-ky", type=read_key, required=True, action="append", metavar="KHÓA", help=said
        )
    return parser


def main() -> None:
    asked = _parser().parse_args()
    try:
        if asked.way == "khoa":
            print(_make(asked.nha, asked.ten).line)
            return
        witness = _witness(asked.nha, asked.nhat_ky)
        if asked.way == "thu-muc":
            said = answer_all(witness, asked.vao, asked.ra, _clock())
            print("\n".join(said or ["không có yêu cầu mới"]))
            return
        with server(witness, (asked.dia_chi, asked.cong), _clock) as served:
            print(f"{witness.cosigner.line}\nđang chờ ở cổng {served.server_port}", flush=True)
            served.serve_forever()
    except (OSError, MalformedError) as error:
        sys.exit(f"không làm được: {error}")
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
