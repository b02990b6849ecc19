"""Words of the environment become values of their type, or stop the start with their name."""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from feedback.settings.names import NAMES

T = TypeVar("T")


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it."""


class Reader:
    def __init__(self, environment: Mapping[str, str], without: Collection[str]) -> None:
        self._environment, self._without = environment, without
        self._defaults = {name: default for name, _, default in NAMES} | dict.fromkeys(without, "")

    def text(self, name: str) -> str:
        value = self._environment.get(name, "").strip() or self._defaults[name]
        if value is None:
            msg = f"{name} is not set"
            raise SettingsError(msg)
        return value

    def url(self, name: str, schemes: tuple[str, ...]) -> str:
        value = self.text(name)
        if not value and name in self._without:
            return ""
        if urlsplit(value).scheme not in schemes:
            msg = f"{name} must begin with one of: {', '.join(s + '://' for s in schemes)}"
            raise SettingsError(msg)
        return value

    def url_or_none(self, name: str, schemes: tuple[str, ...]) -> str:
        return self.url(name, schemes) if self.text(name) else ""

    def file_or_none(self, name: str) -> Path | None:
        """What it holds is read by whoever needs it; that it is there is asked at the start."""
        if not (value := self.text(name)):
            return None
        if not Path(value).is_file():
            raise SettingsError(f"{name} names no file")
        return Path(value).absolute()

    def listed(self, name: str, each: Callable[[str], T]) -> tuple[T, ...]:
        """Several values with commas between; ``each`` raises ``ValueError`` for a wrong one."""
        words = [word.strip() for word in self.text(name).split(",")]
        try:
            return tuple(each(word) for word in words if word)
        except ValueError as error:
            raise SettingsError(f"{name}: {error}") from error

    def number(self, name: str, least: int, most: int) -> int:
        value = self.text(name)
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            msg = f"{name} must be a whole number from {least} to {most}"
            raise SettingsError(msg)
        return int(value)

    def word(self, name: str, words: type[StrEnum]) -> str:
        value = self.text(name)
        if value not in set(words):
            msg = f"{name} must be one of: {', '.join(words)}"
            raise SettingsError(msg)
        return value

    def word_or_none(self, name: str, words: type[StrEnum]) -> str:
        return self.word(name, words) if self.text(name) else ""

    def secret(self, name: str, file: Path) -> str:
        value = self.text(name) or (file.read_text().strip() if file.is_file() else "")
        if name in self._without:
            return ""
        if len(value) < 32:  # noqa: PLR2004 - 128 bits in hex
            msg = f"{name} is not set and {file.name} holds no key of 32 characters or more"
            raise SettingsError(msg)
        return value
