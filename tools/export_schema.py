"""The form of an exported decision as JSON Schema: `python -m tools.export_schema` writes it anew."""

from __future__ import annotations

import json

import msgspec

from bot.ballots.record import Record
from tools.messages import ROOT

FILE = ROOT / "docs" / "export.schema.json"


def schema() -> str:
    """The whole schema, as it is kept."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Record)}
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema(), encoding="utf-8")
