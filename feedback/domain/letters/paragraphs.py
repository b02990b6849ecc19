"""Paragraphs kept ready by an agency: text with names in braces that the file fills in."""

import re
from collections.abc import Mapping

_NAME = re.compile(r"\{([^{}\n]{1,60})\}")

#: What a file can fill in; a paragraph may name nothing else.
PLACEHOLDERS: tuple[str, ...] = (
    "người gửi",
    "địa chỉ người gửi",
    "ngày nhận đơn",
    "số hồ sơ",
    "nội dung",
    "cơ quan",
    "người đứng đầu",
    "ngày thụ lý",
    "hạn giải quyết",
)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every name the file knows replaced; the others stay, to be seen as gaps."""
    return _NAME.sub(lambda found: values.get(found[1].strip()) or found[0], text)


def unknown_names(text: str) -> tuple[str, ...]:
    """Names in braces that no file can fill in."""
    names = (name.strip() for name in _NAME.findall(text))
    return tuple(dict.fromkeys(name for name in names if name not in PLACEHOLDERS))
