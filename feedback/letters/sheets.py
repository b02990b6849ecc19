"""The sheets of a dossier that no officer writes: cover, index, petition, periods, history."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from feedback.letters.engine import DataFile, pdf_of
from feedback.letters.page import filled
from feedback.letters.text import clean


def sheet(name: str, values: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """A sheet as PDF/A; equal values, equal bytes. ``values`` are plain JSON."""
    told = clean(dict(values))
    data = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return pdf_of(
        filled(f"dossier/{name}.html", told), DataFile(f"{name}.json", name, data, made_at)
    )
