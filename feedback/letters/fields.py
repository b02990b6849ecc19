"""Whether templates ask only for what the contexts of their letters have; read, not rendered.

A field that was renamed is found when the product starts, and not when a document is due. The
types of the contexts are followed through attributes, loops and assignments; what has no type here
(an argument of a macro) is left to the first rendering, where an absent value is an error too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes

from feedback.domain.letters.catalogue import LETTERS
from feedback.letters.manifest import TEMPLATES, Edition, Manifest, manifest
from feedback.letters.page import templates

#: Types of names: of what a page is printed from, and of what it binds itself.
Scope = Mapping[str, Any]
_COMMON: Scope = {
    "form": Manifest,
    "edition": Edition,
    "called": str,
    "subject": str,
    "subject_lines": tuple[str, ...],
    "created": str,
    "qr": str,
    "keywords": str,
    "loop": None,
    "super": None,
}
_BINDING = (nodes.Assign, nodes.Import, nodes.Macro)


class TemplateFieldError(Exception):
    """A template asks for what its context does not have; names template, line and field."""


@cache
def check_templates() -> None:
    """Read the template and the trích yếu of every letter; ``TemplateFieldError`` at the first."""
    for name, letter in LETTERS.items():
        scope = {**_COMMON, **dict.fromkeys(templates().globals), "letter": letter}
        for fault in _faults(name, scope):
            raise TemplateFieldError(fault)


def _faults(name: str, scope: Scope) -> Iterator[str]:
    """What a letter's template and the pattern of its trích yếu ask for in vain."""
    page = _page(f"letters/{name}/letter.html")
    yield from page.faults(page.body, scope, page.file)
    subject = templates().parse(manifest(name).subject)
    yield from _Page({}, [], "").faults(subject.body, scope, f"letters/{name}/letter.toml")


def _page(file: str) -> "_Page":
    """The page as it is put together: the outermost template, its blocks replaced."""
    blocks: dict[str, list[tuple[str, nodes.Block]]] = {}
    bound: list[nodes.Node] = []
    while True:
        tree = _tree(file)
        for block in tree.find_all(nodes.Block):
            blocks.setdefault(block.name, []).append((file, block))
        extends = tree.find(nodes.Extends)
        if extends is None:
            return _Page(blocks, [*bound, *tree.body], file)
        bound += [node for node in tree.body if isinstance(node, _BINDING)]
        file = str(extends.template.as_const())


@cache
def _tree(file: str) -> nodes.Template:
    return templates().parse((TEMPLATES / file).read_text(encoding="utf-8"), file)


@dataclass(frozen=True, slots=True)
class _Page:
    #: by name, the innermost first, each with the file it stands in
    blocks: Mapping[str, list[tuple[str, nodes.Block]]]
    #: of the outermost template, after what the inner ones bind for all their blocks
    body: list[nodes.Node]
    file: str

    def faults(self, body: Iterable[nodes.Node], scope: Scope, file: str) -> Iterator[str]:
        scope = dict(scope)
        for node in body:
            yield from self._node(node, scope, file)

    def _node(self, node: nodes.Node, scope: dict[str, Any], file: str) -> Iterator[str]:
        match node:
            case nodes.Block():
                for place, block in self.blocks[node.name]:
                    yield from self.faults(block.body, scope, place)
                    if not any(call.name == "super" for call in block.find_all(nodes.Name)):
                        break
            case nodes.For():
                yield from self._node(node.iter, scope, file)
                bound = {**scope, **_bound(node.target, _item(_type(node.iter, scope)))}
                inner = [*node.body, *([node.test] if node.test else [])]
                yield from self.faults(inner, bound, file)
                yield from self.faults(node.else_, scope, file)
            case nodes.Assign():
                yield from self._node(node.node, scope, file)
                scope |= _bound(node.target, _type(node.node, scope))
            case nodes.Import():
                scope[node.target] = None
            case nodes.Macro():
                scope[node.name] = None
            case nodes.Getattr() | nodes.Name():
                yield from self._named(node, scope, file)
            case _:
                # branches of a condition see what one of them has set
                for child in node.iter_child_nodes():
                    yield from self._node(child, scope, file)

    def _named(self, node: nodes.Expr, scope: dict[str, Any], file: str) -> Iterator[str]:
        place = f"templates/{file}, line {node.lineno}"
        if isinstance(node, nodes.Name):
            if node.name not in scope:
                yield f"{place}: there is no {node.name}"
            return
        assert isinstance(node, nodes.Getattr)  # noqa: S101 - the caller asked
        owner = _type(node.node, scope)
        if isinstance(owner, type) and not _has(owner, node.attr):
            yield f"{place}: {owner.__name__} has no {node.attr}"
        yield from self._node(node.node, scope, file)


def _type(node: nodes.Node, scope: Scope) -> Any:  # noqa: ANN401 - annotations have no type
    """The type of an expression; None where it is not known here."""
    match node:
        case nodes.Name():
            return scope.get(node.name)
        case nodes.Getattr():
            owner = _type(node.node, scope)
            return _attribute(owner, node.attr) if isinstance(owner, type) else None
        case nodes.Getitem():
            return _item(_type(node.node, scope))
    return None


def _attribute(owner: type, name: str) -> Any:  # noqa: ANN401 - as above
    held = getattr(owner, name, None)
    if isinstance(held, property):
        hint = get_type_hints(held.fget).get("return")
    else:
        hint = _hints(owner).get(name)
    return _plain(hint)


def _plain(hint: Any) -> Any:  # noqa: ANN401 - as above
    """A type without ``| None``; a choice among several is not known."""
    if get_origin(hint) not in {Union, UnionType}:
        return hint
    inner = [part for part in get_args(hint) if part is not NoneType]
    return inner[0] if len(inner) == 1 else None


def _item(hint: Any) -> Any:  # noqa: ANN401 - as above
    return _plain(get_args(hint)[0]) if get_origin(hint) is tuple else None


def _bound(target: nodes.Node, hint: Any) -> Scope:  # noqa: ANN401 - as above
    if isinstance(target, nodes.Name):
        return {target.name: hint}
    return {name.name: None for name in target.find_all(nodes.Name)}


def _has(owner: type, name: str) -> bool:
    return name in _hints(owner) or hasattr(owner, name)


@cache
def _hints(owner: type) -> dict[str, Any]:
    return get_type_hints(owner)
