"""Python reads this as it starts, in processes of the sabotage tool and of no other."""

import os
import sys
from pathlib import Path

if name := os.environ.get("FEEDBACK_SABOTAGE"):
    sys.path.append(str(Path(__file__).resolve().parents[3]))
    from tests.sabotage.taking import take_away

    take_away(name)
