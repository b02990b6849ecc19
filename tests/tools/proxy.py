"""A stand-in for the proxy before the house: it takes a request whole, then passes it on.

What docs/running.md asks nginx for and no more: a header has ten seconds to come, a body thirty,
and nobody's slowness reaches a thread of ours. For measurements alone.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

HEADER_SECONDS, BODY_SECONDS = 10, 30
MOST_BYTES = 110_000_000


@contextmanager
def proxy(port: int) -> Iterator[int]:
    """Its own port, while it runs before the house at ``port``."""
    loop, ready, own = asyncio.new_event_loop(), threading.Event(), list[int]()

    async def serve() -> None:
        server = await asyncio.start_server(
            lambda reader, writer: _pass(reader, writer, port), "127.0.0.1", 0, backlog=1024
        )
        own.append(server.sockets[0].getsockname()[1])
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    yield own[0]
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    try:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEADER_SECONDS)
        body = await asyncio.wait_for(reader.readexactly(_length(head)), BODY_SECONDS)
        there, onwards = await asyncio.open_connection("127.0.0.1", port)
        onwards.write(_closing(head) + body)
        while chunk := await there.read(65_536):
            writer.write(chunk)
        onwards.close()
        await writer.drain()
    except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
        pass
    finally:
        writer.close()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return min(int(value), MOST_BYTES)
    return 0


def _closing(head: bytes) -> bytes:
    """One request a connection."""
    return head[:-2] + b"Connection: close\r\n\r\n"
