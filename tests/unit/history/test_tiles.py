"""Tiles as the format lays them out, and a reader that has nothing but them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.domain.history.merkle import leaf_hash, node_hash, root_of
from feedback.domain.history.tiles import path_of, tiles

LEAVES = [leaf_hash(str(number).encode()) for number in range(70_000)]


def files(size):
    written = list(tiles(LEAVES[:size]))
    assert len(dict(written)) == len(written)
    return dict(written)


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 1234067, 256, "tile/0/x001/x234/067"),
        (1, 999, 1, "tile/1/999.p/1"),
        (2, 1000, 255, "tile/2/x001/000.p/255"),
        (63, 5, 256, "tile/63/005"),
    ],
)
def test_a_tile_has_its_one_path(level, index, width, path):
    assert path_of(level, index, width) == path


@pytest.mark.parametrize(
    ("size", "full", "partial"),
    [
        pytest.param(0, 0, set(), id="empty"),
        pytest.param(1, 0, {"tile/0/000.p/1"}, id="one entry"),
        pytest.param(255, 0, {"tile/0/000.p/255"}, id="all but full"),
        pytest.param(256, 1, {"tile/1/000.p/1"}, id="just full"),
        pytest.param(257, 1, {"tile/0/001.p/1", "tile/1/000.p/1"}, id="one more"),
        pytest.param(
            70_000,
            274,
            {"tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"},
            id="the example of the format",
        ),
    ],
)
def test_the_tiles_of_a_size_are_those_of_the_format(size, full, partial):
    found = files(size)
    assert {path for path in found if ".p/" in path} == partial
    whole = [content for path, content in found.items() if ".p/" not in path]
    assert [len(content) for content in whole] == [8192] * full
    for path in partial:
        assert len(found[path]) == 32 * int(path.rpartition("/")[2])


def hashes(content):
    return [content[start : start + 32] for start in range(0, len(content), 32)]


def root_from(found, size):
    """The root by the tiles of the right edge alone: each level's rest, joined from below."""
    node, level = None, 0
    while size >> (8 * level):
        count = size >> (8 * level)
        index, width = divmod(count, 256)
        if width:
            edge = hashes(found[path_of(level, index, width)])
            node = joined(edge if node is None else [*edge, node])
        level += 1
    return node


def joined(nodes):
    """MTH of RFC 6962 over subtree roots of which only the last may be smaller than the others."""
    if len(nodes) == 1:
        return nodes[0]
    split = 1
    while split * 2 < len(nodes):
        split *= 2
    return node_hash(joined(nodes[:split]), joined(nodes[split:]))


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000])
def test_the_root_is_derived_from_the_tiles_again(size):
    assert root_from(files(size), size) == root_of(LEAVES[:size])


@settings(max_examples=30)
@given(st.integers(1, 3_000))
def test_of_any_size_the_root_is_that_of_its_tiles(size):
    found = files(size)
    assert root_from(found, size) == root_of(LEAVES[:size])
    leaves = b"".join(
        found[path_of(0, index, min(256, size - 256 * index))] for index in range(-(-size // 256))
    )
    assert hashes(leaves) == LEAVES[:size]


@given(st.integers(1, 3_000), st.data())
@settings(max_examples=30)
def test_a_full_tile_never_changes_as_the_tree_grows(size, data):
    before, after = files(data.draw(st.integers(0, size))), files(size)
    assert all(after[path] == content for path, content in before.items() if ".p/" not in path)


def test_another_hash_in_any_tile_of_the_edge_gives_another_root():
    found, root = files(700), root_of(LEAVES[:700])
    for path in ("tile/0/002.p/188", "tile/1/000.p/2"):
        changed = found | {path: bytes([found[path][0] ^ 1]) + found[path][1:]}
        assert root_from(changed, 700) != root
