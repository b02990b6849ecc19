"""Figure T4: another program reads our tiles, heads and proofs, and ours read what it made.

The other one is ``aics-tlog`` 0.2.1 (Apache-2.0): C2SP tlog-tiles, by people who know nothing of
us. It asks for Python 3.12 or newer, so it is not among what the tests install. Put it once into a
folder of its own, and name that folder:

    pip install --no-deps --ignore-requires-python --target OTHER aics-tlog==0.2.1
    PYTHONPATH=OTHER python -m tests.tools.other_tiles [--folder TILES --key LINE]

Without words it makes logs of many sizes, the greatest of which fills a tile of the second level.
With ``--folder`` it reads what ``flask history tiles`` wrote. Ends with 1 where one disagrees.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import aics_tlog
from aics_tlog.verified import audit_tiles
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from doi_chung.notes import NOBODY, open_head
from doi_chung.notes import read_key as read_their_key

from feedback.domain.history.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from feedback.domain.history.merkle import leaf_hash, root_of
from feedback.domain.history.proof import consistency, consistent, includes, inclusion
from feedback.domain.history.tiles import tiles
from feedback.services.log.log_key import signer

#: Around the edges of tiles: one that is partial, full, begun, and one of each level above.
SIZES = (1, 2, 255, 256, 257, 511, 600, 65_535, 65_536, 65_793)
ORIGIN = "tiengnoi.example/nhat-ky"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER = signer(KEY, ORIGIN)
OTHERS = aics_tlog.parse_vkey(SIGNER.key.as_text())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--key", default=SIGNER.key.as_text())
    asked = parser.parse_args()
    if asked.folder:
        _say(asked.folder.name, _read_by_other(asked.folder, aics_tlog.parse_vkey(asked.key)))
        return
    for size in SIZES:
        bodies = [f"mục {number}".encode() for number in range(size)]
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            _write(folder, bodies)
            count = _read_by_other(folder, OTHERS)
            _refuse_altered(folder, bodies)
        _compare_files(bodies)
        _compare_proofs(bodies)
        _read_by_us(bodies)
        _say(f"{size} entries", count)


def _say(what: str, count: int) -> None:
    print(f"{what}: {count} tiles and the head read by aics-tlog {aics_tlog.__version__}, agreed")


def _agree(right: object, what: str) -> None:
    if not right:
        print(f"DISAGREE: {what}")
        sys.exit(1)


def _write(folder: Path, bodies: list[bytes]) -> None:
    """As ``feedback.services.log.tile_export`` lays them out."""
    leaves = [leaf_hash(body) for body in bodies]
    for path, content in tiles(leaves):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    head = Checkpoint(ORIGIN, len(leaves), root_of(leaves))
    (folder / "checkpoint").write_text(sign_checkpoint(head, SIGNER), encoding="utf-8")


def _read_by_other(folder: Path, key: aics_tlog.VKey) -> int:
    """Their check of signature, head and every tile of a folder of ours."""
    note = aics_tlog.parse_note((folder / "checkpoint").read_bytes())
    head = aics_tlog.verify_checkpoint(note, key, expected_origin=key.name)
    _agree(head.ok, f"our checkpoint: {head.error}")
    reader = aics_tlog.FileSystemTileReader(folder)
    _agree(aics_tlog.tree_root_from_tiles(reader, head.size) == head.root, "root of our tiles")
    return audit_tiles(reader, head.size, head.root, entries=False).tiles


def _refuse_altered(folder: Path, bodies: list[bytes]) -> None:
    """They must notice a bit of a tile and a word of the head, or agreeing means nothing."""
    first = next(path for path, _ in tiles([leaf_hash(body) for body in bodies]))
    content = (folder / first).read_bytes()
    (folder / first).write_bytes(bytes([content[0] ^ 1]) + content[1:])
    reader, root = aics_tlog.FileSystemTileReader(folder), root_of(map(leaf_hash, bodies))
    try:
        audit_tiles(reader, len(bodies), root, entries=False)
    except aics_tlog.TileVerificationError:
        pass
    else:
        _agree(right=False, what="an altered tile was accepted")
    note = (folder / "checkpoint").read_text(encoding="utf-8").replace(ORIGIN, f"{ORIGIN}2", 1)
    altered = aics_tlog.verify_checkpoint(aics_tlog.parse_note(note), OTHERS)
    _agree(not altered.ok, "an altered head was accepted")


def _compare_files(bodies: list[bytes]) -> None:
    """Of the same entries both make the same files, byte for byte; bundles only they make."""
    theirs = aics_tlog.TileWriter(bodies).materialise()
    hashes = {path: data for path, data in theirs.items() if not path.startswith("tile/entries")}
    ours = dict(tiles([leaf_hash(body) for body in bodies]))
    _agree(hashes.items() <= ours.items(), "tiles of the same entries")


def _compare_proofs(bodies: list[bytes]) -> None:
    """Proofs they make from tiles are ours, and each side accepts the other's and no other."""
    leaves, size = [leaf_hash(body) for body in bodies], len(bodies)
    reader, root = aics_tlog.TileWriter(bodies).to_memory_reader(), root_of(leaves)
    for index in sorted({0, size // 3, size // 2, size - 1}):
        ours = inclusion(leaves, index)
        theirs = aics_tlog.inclusion_proof_from_tiles(reader, index, size)
        _agree(ours == theirs, f"inclusion of {index} in {size}")
        _agree(aics_tlog.verify_inclusion(leaves[index], index, size, ours, root), "ours by them")
        _agree(includes(leaves[index], index, size, theirs, root), "theirs by us")
        wrong = aics_tlog.verify_inclusion(leaves[index], index, size, [*ours, bytes(32)], root)
        _agree(not wrong, "a proof with a hash too many")
    for old in sorted({1, size // 2, size - 1} - {0}):
        ours, before = consistency(leaves, old), root_of(leaves[:old])
        theirs = aics_tlog.consistency_proof_from_tiles(reader, old, size)
        _agree(ours == theirs, f"growth from {old} to {size}")
        _agree(aics_tlog.verify_consistency(old, size, before, root, ours), "growth, ours by them")
        _agree(consistent(old, before, size, root, theirs), "growth, theirs by us")


def _read_by_us(bodies: list[bytes]) -> None:
    """A head they signed, opened by the house and by the stand-alone verifier."""
    root = aics_tlog.MerkleTree(bodies).root()
    head = aics_tlog.Checkpoint(ORIGIN, len(bodies), root)
    note = aics_tlog.sign_checkpoint(head, KEY, ORIGIN).serialise()
    opened = open_checkpoint(note, SIGNER.key)
    _agree((opened.size, opened.root) == (len(bodies), root), "their head, by the house")
    alone = open_head(note, read_their_key(SIGNER.key.as_text()), NOBODY)
    _agree(alone[:2] == (len(bodies), root), "their head, by doi-chung")


if __name__ == "__main__":
    main()
