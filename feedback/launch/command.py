"""``flask ARGS``: any command of the product with the settings and data of ``run``."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from signal import SIGTERM

from feedback.launch.child import tie
from feedback.launch.folder import DataFolder
from feedback.launch.schema import bring_up_to_date
from feedback.launch.servers import servers
from feedback.launch.surroundings import administering, flask


def command(data: Path, words: Sequence[str]) -> int:
    """Run one flask command beside a running product or on its own; its exit code."""
    with servers(data) as urls:
        folder = DataFolder.open(data)
        if words[:1] == ["db"]:
            folder.schema.unlink(missing_ok=True)
        else:
            bring_up_to_date(folder, urls)
        return subprocess.run(  # noqa: S603 - the person's own words
            [*tie(SIGTERM), *flask(*words)], env=administering(folder, urls), check=False
        ).returncode
