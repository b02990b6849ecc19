"""Taking a protection away in whatever process starts, while its module is loaded.

Loaded by ``tests/sabotage/beginning/sitecustomize.py``, which Python reads at its start where the
tool put that folder on its path. A process begun with an environment of its own gets the flag too.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.sabotage.core import FLAG, Exchanged, Rewritten, Sabotage
from tests.sabotage.table import SABOTAGES

ROOT = Path(__file__).resolve().parents[2]
BEGINNING = Path(__file__).resolve().parent / "beginning"
WORLDS = "tests.worlds"


class Weakened(SourceFileLoader):
    """Loads a module and takes away what the sabotage names in it; no compiled file is kept."""

    sabotage: Sabotage

    def get_code(self, fullname: str) -> Any:  # noqa: ARG002 - the loader's signature
        text = self.get_data(self.path).decode()
        for each in self.sabotage.away:
            if isinstance(each, Rewritten) and each.module == self.name:
                text = each.text(text)
        return compile(text, self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        for each in self.sabotage.away:
            if isinstance(each, Exchanged) and each.module == self.name:
                each.take(module)
        if self.name == WORLDS and self.sabotage.statements:
            _state_after_the_schema(module.Worlds, self.sabotage.statements)


class Finder(MetaPathFinder):
    def __init__(self, sabotage: Sabotage) -> None:
        self._sabotage = sabotage
        self._modules = sabotage.modules | ({WORLDS} if sabotage.statements else set())

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._modules:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin is not None:
            spec.loader = loader = Weakened(fullname, spec.origin)
            loader.sabotage = self._sabotage
        return spec


def take_away(name: str) -> None:
    """From now on this protection is gone from every module that is loaded."""
    sys.meta_path.insert(0, Finder(SABOTAGES[name]))
    _tell_children(environment(name))


def environment(name: str, given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """An environment in which Python takes the protection away as it starts."""
    path = os.pathsep.join(dict.fromkeys((str(BEGINNING), str(ROOT), *_path(given))))
    return {**given, FLAG: name, "PYTHONPATH": path}


def _path(given: Mapping[str, str]) -> list[str]:
    return [each for each in given.get("PYTHONPATH", "").split(os.pathsep) if each]


def _tell_children(ours: Mapping[str, str]) -> None:
    begin = subprocess.Popen.__init__

    def told(self: Any, *words: Any, env: Mapping[str, str] | None = None, **named: Any) -> None:
        begin(self, *words, env=env if env is None else environment(ours[FLAG], env), **named)

    subprocess.Popen.__init__ = told  # type: ignore[method-assign]


def _state_after_the_schema(worlds: Any, statements: Sequence[str]) -> None:
    made = worlds._made  # noqa: SLF001 - tests of ours

    def and_stated(self: Any, before: Any, story: Any) -> Any:
        world = made(self, before, story)
        if before is None:
            with self.superuser(world.database) as superuser:
                for statement in statements:
                    superuser.execute(statement.encode())
        return world

    worlds._made = and_stated  # noqa: SLF001 - as above
