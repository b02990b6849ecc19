"""A browser in the words its owner knows it by; more of what it says about itself is not kept."""

#: What stands in the name a browser gives itself; the first that fits counts, as each also names
#: those before it.
_BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "máy Mac"),
    ("Linux", "Linux"),
)


def browser_words(agent: str) -> str:
    """``Chrome trên Windows``; what is not known is said."""
    browser = _first(_BROWSERS, agent, "Trình duyệt khác")
    return f"{browser} trên {_first(_SYSTEMS, agent, 'thiết bị khác')}"


def _first(names: tuple[tuple[str, str], ...], agent: str, otherwise: str) -> str:
    return next((words for mark, words in names if mark in agent), otherwise)
