"""A witness without any network: requests come as files, answers go as files.

For a house that takes nothing over the wire: the folders may be a memory stick carried by hand.
"""

from http import HTTPStatus
from pathlib import Path

from nhan_chung.witness import MOST_BYTES, Witness

REQUEST, COSIGNATURE, REFUSAL = ".add-checkpoint", ".cosignature", ".refused"


def answer_all(witness: Witness, incoming: Path, outgoing: Path, now: int) -> list[str]:
    """Answer every request that has no answer yet; what was said of each, for a person."""
    said = []
    for request in sorted(incoming.glob(f"*{REQUEST}")):
        given = [outgoing / f"{request.stem}{kind}" for kind in (COSIGNATURE, REFUSAL)]
        if any(answer.exists() for answer in given):
            continue
        with request.open("rb") as file:
            answer = witness.add_checkpoint(file.read(MOST_BYTES), now)
        if answer.status == HTTPStatus.OK:
            _write(given[0], answer.body)
            said.append(f"{request.name}: đã đồng ký")
        else:
            _write(given[1], f"{answer.status:d}\n{answer.body}")
            said.append(f"{request.name}: KHÔNG ký, {answer.status:d} {answer.body.strip()}")
    return said


def _write(file: Path, text: str) -> None:
    """A reader finds an answer whole or not at all."""
    scratch = file.with_name(f"{file.name}.new")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(file)
