"""Files that people bring: looked at, waiting, scanned, sealed, safely copied."""
