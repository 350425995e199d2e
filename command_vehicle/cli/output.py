# SPDX-License-Identifier: Apache-2.0
"""What commands print: one JSON object per line on stdout, words for people on stderr."""

import json
import sys


def emit(record: object) -> None:
    """Print one object as one line of JSON, and hand it to the reader at once."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def say(message: str) -> None:
    """Tell a person something, out of the way of the JSON."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()
