"""Style sheets, scripts and fonts: joined at start, named after their content, kept for ever.

There is no build step. When the application is made, the style sheets of an audience are joined
in reading order and every file gets an address holding a digest of its bytes. A changed file is a
new address, so browsers may keep each answer for a year without ever asking again. Nothing private
passes here, therefore these are the only answers that are compressed (pages are not: compressing
a page that holds a secret leaks it).
"""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from flask import Blueprint, Flask, Response, abort, request, url_for

from feedback.blueprints.guards import for_everyone

#: What an audience reads, in the order in which later sheets may refine earlier ones.
BUNDLES: Mapping[str, tuple[str, ...]] = {
    "citizen.css": ("tokens.css", "base.css", "form.css", "case.css", "print.css"),
    "office.css": (
        "tokens.css", "base.css", "form.css", "case.css", "office.css", "workbench.css",
        "inspection.css", "print.css",
    ),
}  # fmt: skip

ONE_YEAR = 31_536_000
_REFERENCE = re.compile(r'url\("\.\./\w+/([\w.-]+)"\)')
_COMPRESSIBLE = {".css", ".js", ".svg"}
#: Written out: what the machine's own table says differs from one to the next.
_TYPES = {
    ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: its address (name, digest, suffix), type and bytes."""

    address: str
    media_type: str
    body: bytes
    gzipped: bytes | None


def load(static: Path) -> dict[str, Asset]:
    """Everything under ``static`` that browsers may ask for, by its plain name.

    A style sheet that names a missing font or picture raises KeyError: better no start than a
    page without its letters.
    """
    files = [*static.glob("fonts/*.woff2"), *static.glob("icons/*.svg"), *static.glob("js/*.js")]
    assets = {path.name: _asset(path.name, path.read_bytes()) for path in sorted(files)}
    for name, parts in BUNDLES.items():
        joined = "\n".join((static / "css" / part).read_text(encoding="utf-8") for part in parts)
        linked = _REFERENCE.sub(lambda match: f'url("{assets[match[1]].address}")', joined)
        assets[name] = _asset(name, linked.encode())
    return assets


def _asset(name: str, body: bytes) -> Asset:
    path = PurePosixPath(name)
    digest = hashlib.sha256(body).hexdigest()[:16]
    return Asset(
        address=f"{path.stem}.{digest}{path.suffix}",
        media_type=_TYPES[path.suffix],
        body=body,
        gzipped=gzip.compress(body, 9, mtime=0) if path.suffix in _COMPRESSIBLE else None,
    )


def install(app: Flask, static: Path) -> None:
    """Serve ``static`` under ``/static/`` and teach templates ``asset_url("citizen.css")``.

    The application must be made with ``static_folder=None``: only listed files have an address.
    """
    assets = load(static)
    by_address = {asset.address: asset for asset in assets.values()}
    blueprint = Blueprint("assets", __name__, url_prefix="/static")

    @blueprint.get("/<address>")
    @for_everyone
    def serve(address: str) -> Response:
        return _answer(by_address[address]) if address in by_address else abort(404)

    def asset_url(name: str) -> str:
        return url_for("assets.serve", address=assets[name].address)

    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset_url"] = asset_url


def _answer(asset: Asset) -> Response:
    squeezed = asset.gzipped if request.accept_encodings.quality("gzip") else None
    # as ``mimetype``, which adds to text in which letters it is written
    response = Response(squeezed or asset.body, mimetype=asset.media_type)
    response.cache_control.public = True
    response.cache_control.max_age = ONE_YEAR
    response.cache_control.immutable = True
    response.vary.add("Accept-Encoding")
    if squeezed is not None:
        response.content_encoding = "gzip"
    return response
