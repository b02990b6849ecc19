"""All pages of the citizens' side, gathered on their blueprint."""

from feedback.blueprints.public import kind, pages, printing, questions, sending, tracking  # noqa: F401 - their routes
from feedback.blueprints.public.blueprint import public

#: Pages without anything of anybody: search engines may show them.
FRONT_PAGES = frozenset(
    {"public.home", "public.guide", "public.forms", "public.accessibility", "public.privacy"}
)

__all__ = ["FRONT_PAGES", "public"]
