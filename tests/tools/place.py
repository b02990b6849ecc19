"""The small province on servers of its own, for tools that measure outside a test run."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from feedback.launch.servers import servers
from feedback.settings.frozen import Settings
from feedback.vault.keys import create_missing
from tests.worlds import Worlds


@contextmanager
def small_province(*, fast: bool = True) -> Iterator[Settings]:
    """Settings of a world nobody else has; gone at the end. ``fast``: careless about durability."""
    with tempfile.TemporaryDirectory(prefix="feedback-tool-") as place:
        folder = Path(place)
        create_missing(folder / "keys")
        (folder / "worlds").mkdir()
        keys, beside = folder / "keys", folder / "worlds"
        with (
            servers(folder / "servers", fast=fast) as urls,
            closing(Worlds(urls, keys, beside, mark="tool", queue=1)) as worlds,
        ):
            yield worlds.clone(worlds.province, "feedback_tool", folder / "feedback")
