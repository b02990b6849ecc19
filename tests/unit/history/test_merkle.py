"""The tree against the known answers of Certificate Transparency, and the laws of its proofs."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.history.merkle import (
    EMPTY_ROOT,
    Frontier,
    leaf_hash,
    node_hash,
    root_of,
)
from feedback.domain.history.proof import (
    consistency,
    consistent,
    includes,
    inclusion,
    inclusion_after,
)

#: Inputs and roots of the test tree of Certificate Transparency.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(body) for body in INPUTS]
MANY = [leaf_hash(str(number).encode()) for number in range(130)]
SIZES = st.integers(1, len(MANY))
#: Public paths of the same test tree: leaf, size, hashes.
PATHS = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_known_ones(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


def test_the_empty_tree_has_the_hash_of_nothing():
    assert hashlib.sha256(b"").digest() == EMPTY_ROOT == Frontier().root()


@pytest.mark.parametrize(("index", "size", "path"), PATHS)
def test_inclusion_paths_are_the_known_ones(index, size, path):
    assert [node.hex() for node in inclusion(LEAVES[:size], index)] == path


def test_an_inner_node_is_no_leaf():
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


@given(SIZES, SIZES)
def test_a_frontier_goes_on_from_any_size(before, size):
    before, size = sorted((before, size))
    first = Frontier()
    for leaf in MANY[:before]:
        first.append(leaf)
    resumed = Frontier(first.size, first.peaks)
    for leaf in MANY[before:size]:
        resumed.append(leaf)
    assert resumed.root() == root_of(MANY[:size])
    assert first.root() == root_of(MANY[:before])


@pytest.mark.parametrize(
    ("size", "peaks"),
    [
        pytest.param(3, [bytes(32)], id="too few"),
        pytest.param(0, [bytes(32)], id="too many"),
        pytest.param(1, [b"short"], id="no hash"),
        pytest.param(-1, [], id="a negative size"),
    ],
)
def test_a_frontier_that_cannot_be_is_refused(size, peaks):
    with pytest.raises(ValueError, match="has"):
        Frontier(size, peaks)


@given(SIZES, st.data())
def test_every_leaf_is_proven_and_nothing_else(size, data):
    index = data.draw(st.integers(0, size - 1))
    root, path = root_of(MANY[:size]), inclusion(MANY[:size], index)
    assert includes(MANY[index], index, size, path, root)
    assert not includes(MANY[(index + 1) % len(MANY)], index, size, path, root)
    assert not includes(MANY[index], index, size, [*path, bytes(32)], root)
    assert not includes(MANY[index], index, size, path, bytes(32))
    if path:
        assert not includes(MANY[index], index, size, path[:-1], root)
    for other in {0, size // 2, size - 1} - {index}:
        assert not includes(MANY[index], other, size, path, root)


@given(st.data())
def test_a_path_is_the_same_from_any_earlier_tree_on(data):
    size = data.draw(SIZES)
    index = data.draw(st.integers(0, size - 1))
    before = Frontier()
    for leaf in MANY[: data.draw(st.integers(0, index))]:
        before.append(leaf)
    known = before.peaks.copy()
    path = inclusion_after(before, MANY[before.size : size], index, size)
    assert path == inclusion(MANY[:size], index)
    assert before.peaks == known


@pytest.mark.parametrize(
    ("count", "index", "size"),
    [
        pytest.param(3, 0, 4, id="a leaf before the earlier tree"),
        pytest.param(3, 4, 4, id="a leaf after the last"),
        pytest.param(2, 2, 4, id="a leaf missing"),
        pytest.param(4, 2, 4, id="a leaf too many"),
    ],
)
def test_a_path_needs_all_leaves_since_the_earlier_tree(count, index, size):
    with pytest.raises(ValueError, match="goes on from 1"):
        inclusion_after(Frontier(1, [MANY[0]]), MANY[1 : 1 + count], index, size)


@given(SIZES, SIZES)
def test_a_grown_tree_is_proven_and_no_other(before, size):
    before, size = sorted((before, size))
    old, new = root_of(MANY[:before]), root_of(MANY[:size])
    path = consistency(MANY[:size], before)
    assert consistent(before, old, size, new, path)
    assert not consistent(before, old, size, new, [*path, bytes(32)])
    assert not consistent(before, bytes(32), size, new, path)
    assert not consistent(before, old, size, bytes(32), path)
    if path:
        assert not consistent(before, old, size, new, path[:-1])
        changed = [bytes(32), *path[1:]]
        assert not consistent(before, old, size, new, changed)


@given(st.integers(-3, 140), st.integers(-3, 140), st.lists(st.binary(min_size=32, max_size=32)))
def test_no_invented_proof_is_accepted(index, size, path):
    assert not includes(MANY[0], index, size, path, ROOTS[8].encode())
    assert not consistent(index, MANY[0], size, MANY[1], path)


@pytest.mark.parametrize("size", [2, 3, 8, 1000])
def test_a_path_that_ends_below_the_root_proves_nothing(size):
    """A subtree's root is no root: its leaf would seem to be in a tree it is not."""
    assert not includes(LEAVES[0], 0, size, [], LEAVES[0])
    assert not consistent(1, LEAVES[0], size, LEAVES[0], [])


def test_there_is_no_proof_for_what_is_not_there():
    with pytest.raises(ValueError, match="no leaf"):
        inclusion(MANY[:3], 3)
    for size in (0, 4):
        with pytest.raises(ValueError, match="no tree"):
            consistency(MANY[:3], size)
