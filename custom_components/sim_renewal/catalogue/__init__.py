"""What is known of carriers, country by country, as data files."""

import json
from pathlib import Path


def carrier_names() -> list[str]:
    """Return the names of all known carriers. Reads from disk."""
    return [
        carrier["name"]
        for path in sorted(Path(__file__).parent.glob("*.json"))
        for carrier in json.loads(path.read_text(encoding="utf-8"))["carriers"]
    ]
