"""The headers every answer carries, errors included.

The policy forbids everything and then allows what our own pages need: our style sheets, fonts and
pictures, scripts that carry this answer's nonce, forms that post home. Where a page has no script
at all, none may run. No markup can bring its own style or script, so a petition that contains
either shows it as text.
"""

import secrets
from collections.abc import Collection
from io import BytesIO

from flask import Flask, Response, g, request, send_file

#: Where browsers report what the policy forbade; ``feedback.blueprints.csp_reports`` reads it.
REPORTS = "/bao-cao/csp"
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'; "
    "report-uri {reports}; report-to csp"
)

#: For files handed out: should a browser open one in spite of everything, it may do nothing.
DOWNLOAD_POLICY = "sandbox; default-src 'none'"

#: What no page of ours ever asks a device for.
UNUSED_POWERS = (
    "accelerometer", "autoplay", "camera", "display-capture", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial",
    "usb", "xr-spatial-tracking",
)  # fmt: skip

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Reporting-Endpoints": f'csp="{REPORTS}"',
    "Permissions-Policy": ", ".join(f"{power}=()" for power in UNUSED_POWERS),
}


def csp_nonce() -> str:
    """The one-time word that lets this answer's own scripts run; made when first asked for."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def download(content: bytes, name: str, media_type: str) -> Response:
    """A file as something to keep, never as a page of ours."""
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name
    )
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    return response


def install(app: Flask, *, front_pages: Collection[str] = ()) -> None:
    """Guard every answer of ``app``; only the endpoints in ``front_pages`` may be indexed."""

    @app.after_request
    def guard(response: Response) -> Response:
        scripts = f"'nonce-{g.csp_nonce}'" if "csp_nonce" in g else "'none'"
        if response.headers.get("Content-Security-Policy") != DOWNLOAD_POLICY:
            response.headers["Content-Security-Policy"] = POLICY.format(
                scripts=scripts, reports=REPORTS
            )
        response.headers.update(FIXED)
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if not response.cache_control.immutable:
            response.headers["Cache-Control"] = "no-store"
        if request.endpoint not in front_pages or response.status_code != 200:  # noqa: PLR2004 - HTTP's "OK"
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    app.jinja_env.globals["csp_nonce"] = csp_nonce
