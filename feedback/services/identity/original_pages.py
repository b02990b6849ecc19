"""An original of a denouncer as a custodian looks at it: pictures of its pages, drawn in the child.

Nobody else ever opened it, so it may hold anything: its bytes reach the custodian's machine only
when asked for as such.
"""

import json
from dataclasses import dataclass
from functools import partial
from typing import Final

from feedback.domain.dossier import SHOWN_AS_PAGES
from feedback.letters import pictures
from feedback.letters.sandbox import RenderFailed, limited
from feedback.vault.originals import Original

SECONDS: Final = 30
MEMORY_MIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Seen:
    """Pages as JPEG in base64; how many there are; in a sentence why there is none."""

    pages: tuple[str, ...] = ()
    count: int = 0
    why_not: str = ""


def seen(paper: Original) -> Seen:
    """Never raises for what is wrong with the file."""
    if paper.media_type not in SHOWN_AS_PAGES:
        return Seen(why_not="Loại tệp này không dựng được thành ảnh các trang.")
    pictures.warm_up()
    work = partial(pictures.seen, paper.content, paper.media_type)
    try:
        told = json.loads(limited(work, seconds=SECONDS, memory_mib=MEMORY_MIB))
    except RenderFailed:
        return Seen(why_not="Không dựng được các trang: tệp hỏng, bị khóa, hoặc quá lớn.")
    return Seen(tuple(told["pages"]), told["count"])
