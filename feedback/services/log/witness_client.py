"""How a witness is reached: over HTTP at once, or through two folders whenever it gets to them."""

import http.client
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from feedback.domain.history.witnessing import MOST_BYTES
from feedback.services.log.durable_files import replace_file

#: Seconds. A cosignature that comes later than a few could not date what came meanwhile.
PATIENCE: Final = 2
REQUEST, COSIGNATURE, REFUSAL = ".add-checkpoint", ".cosignature", ".refused"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a witness answered."""

    status: int
    body: str


def ask_online(url: str, body: str) -> Reply:
    """One request, one answer; ``OSError`` where there is none in time."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=PATIENCE)
    try:
        connection.request("POST", f"{parts.path.rstrip('/')}/add-checkpoint", body.encode())
        answer = connection.getresponse()
        return Reply(answer.status, answer.read(MOST_BYTES).decode("utf-8", "replace"))
    except (http.client.HTTPException, ValueError) as error:
        raise OSError(f"no answer of a witness: {type(error).__name__}") from error
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Folders:
    """``requests`` and ``answers`` in a folder that both sides reach, be it on a memory stick.

    One request lies there at a time, for the newest head: an older one would be answered in vain.
    """

    folder: Path

    @classmethod
    def of(cls, url: str) -> "Folders":
        """From the ``file://`` of a policy."""
        return cls(Path(urlsplit(url).path))

    def ask(self, name: str, body: str) -> None:
        """Lay down a request in place of the ones before; its name says what it is for."""
        requests = self.folder / "requests"
        wanted = requests / f"{name}{REQUEST}"
        if wanted.exists():
            return
        requests.mkdir(parents=True, exist_ok=True)
        (self.folder / "answers").mkdir(exist_ok=True)
        replace_file(wanted, body)
        for other in set(requests.glob(f"*{REQUEST}")) - {wanted}:
            other.unlink()

    def replies(self) -> dict[str, Reply]:
        """What was answered, by the name of the request."""
        found = {}
        for file in sorted((self.folder / "answers").glob("*")):
            text = file.read_text(encoding="utf-8", errors="replace")[:MOST_BYTES]
            if file.suffix == COSIGNATURE:
                found[file.stem] = Reply(HTTPStatus.OK, text)
            elif file.suffix == REFUSAL:
                status, _, body = text.partition("\n")
                found[file.stem] = Reply(int(status) if status.isdigit() else 0, body)
        return found

    def take_away(self, name: str) -> None:
        """An answer that was read is not read again; whoever carries files may keep a copy."""
        for kind in (COSIGNATURE, REFUSAL):
            (self.folder / "answers" / f"{name}{kind}").unlink(missing_ok=True)
