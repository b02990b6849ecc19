"""Where a request comes from, as coarsely as anything is counted."""

from ipaddress import ip_address, ip_network

from flask import request

from feedback.domain.windows import PREFIX


def network() -> str:
    """The neighbourhood a request comes from: one household counts together."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    return str(ip_network((address, PREFIX[address.version]), strict=False))
