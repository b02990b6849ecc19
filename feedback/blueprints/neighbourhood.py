"""Where a request comes from, as coarsely as guessing is slowed down."""

from ipaddress import ip_address, ip_network

from flask import request


def network() -> str:
    """The neighbourhood a request comes from: guesses from one household count together."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))  # noqa: PLR2004 - IP version 4
