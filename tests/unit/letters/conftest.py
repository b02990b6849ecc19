"""The specimens of letters lie beside the layout rules, for unit and integration tests alike."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "documents"))
