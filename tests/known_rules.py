"""Addresses compiled once in a process, and not again by each test's application.

To build an address, Werkzeug writes and compiles two functions for it. That is three quarters of
what assembling an application costs, and the functions are the same for the same address. Flask
lets one choose the class of its rules (``Flask.url_rule_class``).
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

_BUILDERS: dict[tuple[Any, ...], Callable[..., tuple[str, str]]] = {}


class KnownRule(Rule):
    """A rule like any other; converters are asked of the rule itself when an address is built."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002 - Werkzeug's signature
        if self.defaults:  # written into the function by the converters of this one rule
            return super()._compile_builder(append_unknown)
        key = (append_unknown, *self._trace)
        if key not in _BUILDERS:
            _BUILDERS[key] = super()._compile_builder(append_unknown)
        return _BUILDERS[key]


def know_rules() -> None:
    """Have every application made from now on use them."""
    Flask.url_rule_class = KnownRule
