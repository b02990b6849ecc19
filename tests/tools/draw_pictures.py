"""Draw anew the pictures that letters are compared with: ``python -m tests.tools.draw_pictures``.

Look at each before it is committed: ``git diff`` shows pictures side by side in most tools.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "documents"))


def main() -> None:
    from pictures import PICTURED, drawn, kept  # noqa: PLC0415 - its folder was named just above

    for name in PICTURED:
        kept(name).parent.mkdir(exist_ok=True)
        drawn(name).save(kept(name), optimize=True)
        print(kept(name), kept(name).stat().st_size)


if __name__ == "__main__":
    main()
