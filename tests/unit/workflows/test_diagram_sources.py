"""Mermaid and Graphviz text of every edition: well formed, complete, no word breaks it."""

import re

import pytest

from feedback.workflows.diagrams import graphviz, mermaid
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import SAME

EDITIONS = [
    pytest.param(edition, id=f"{edition.procedure}-{edition.name}") for edition in all_editions()
]
QUOTED = r'"(?:[^"\\\n]|\\n)*"'
NODE = re.compile(rf"  (\w+) \[label=({QUOTED}), shape=(box|doublecircle)(, style=filled)?\];")
EDGE = re.compile(rf"  (\w+) -> (\w+) \[label=({QUOTED})(, penwidth=3)?\];")
#: Words of the two languages that cannot name a state.
RESERVED = {"graph", "digraph", "node", "edge", "subgraph", "strict"} | {
    "state", "note", "end", "class", "classDef", "direction", "as", "fork", "join", "choice",
}  # fmt: skip


def arrows(edition):
    return sorted(
        (source, row.target)
        for row in edition.transitions
        if row.target != SAME
        for source in row.sources
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_graphviz_is_a_list_of_nodes_and_edges_between_them(edition):
    first, direction, *lines, last = graphviz(edition).splitlines()
    assert re.fullmatch(rf"digraph {QUOTED} {{", first)
    assert (direction, last) == ("  rankdir=LR;", "}")
    nodes, edges = lines[: len(edition.states)], lines[len(edition.states) :]
    declared = [NODE.fullmatch(line) for line in nodes]
    assert [found and found[1] for found in declared] == [state.name for state in edition.states]
    drawn = [EDGE.fullmatch(line) for line in edges]
    assert all(drawn), edges
    assert sorted((found[1], found[2]) for found in drawn) == arrows(edition)


@pytest.mark.parametrize("edition", EDITIONS)
def test_mermaid_declares_each_state_and_ends_where_the_law_ends(edition):
    head, start, *lines = mermaid(edition).splitlines()
    assert (head, start) == ("stateDiagram-v2", f"    [*] --> {edition.initial.name}")
    declared = re.findall(r'^    state "[^"]+" as (\w+)$', "\n".join(lines), re.MULTILINE)
    assert declared == [state.name for state in edition.states]
    drawn = re.findall(r"^    (\w+) --> (\w+): [^:;#]+$", "\n".join(lines), re.MULTILINE)
    assert sorted(drawn) == arrows(edition)
    ends = re.findall(r"^    (\w+) --> \[\*\]$", "\n".join(lines), re.MULTILINE)
    assert ends == [state.name for state in edition.states if state.final]
    assert len(lines) == len(declared) + len(drawn) + len(ends)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_state_has_the_name_of_a_word_of_these_languages(edition):
    assert {state.name for state in edition.states} & RESERVED == set()


def test_the_present_state_and_the_way_are_marked_in_both():
    edition = all_editions()[0]
    way = ("received", "classify", "classified")
    drawn = mermaid(edition, "classified", ["received", "classified"])
    assert "    class received passed\n" in drawn
    assert "    class classified present\n" in drawn
    dot = graphviz(edition, "classified", {way}).splitlines()
    assert [line.split()[0] for line in dot if "style=filled" in line] == ["classified"]
    assert [EDGE.fullmatch(line)[1] for line in dot if "penwidth=3" in line] == ["received"]
