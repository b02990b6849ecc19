"""All pages of the citizens' side, gathered on their blueprint."""

from feedback.blueprints.public import (  # noqa: F401 - their routes
    kind,
    pages,
    printing,
    proving,
    published,
    questions,
    sending,
    tracking,
    verifying,
    vneid,
)
from feedback.blueprints.public.blueprint import public

#: Pages without anything of anybody: search engines may show them.
FRONT_PAGES = frozenset(
    {
        "public.accessibility",
        "public.forms",
        "public.guide",
        "public.home",
        "public.privacy",
        "public.prove",
        "public.verify",
    }
)

__all__ = ["FRONT_PAGES", "public"]
